#pragma once

#include "client/window/screens/settings_screen.h"

namespace crosstalk {

/// What was deleted, and the way back for each of it.
void draw_bin(Ui& ui, const BinView& bin, const Strings& strings, SettingsIntents& out);

}  // namespace crosstalk
