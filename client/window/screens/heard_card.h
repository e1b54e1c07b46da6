#pragma once

#include "client/model/heard.h"
#include "client/model/strings.h"
#include "client/window/ui.h"

namespace crosstalk {

/// Beside a note being written: words, heard line, reach, and a button that links or takes the link
/// off. True when that was pressed.
bool heard_card_tall(Ui& ui, const HeardCard& card, const Strings& strings);

/// Under a note being written: the same in little room.
bool heard_card_flat(Ui& ui, const HeardCard& card, const Strings& strings);

/// On a conversation: the message it is linked to. True when it is to be opened. `tall`: as an
/// aside.
bool message_card(Ui& ui, const HeardCard& card, bool tall, const Strings& strings);

}  // namespace crosstalk
