#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/model/messages.h"
#include "client/window/layout.h"
#include "client/window/text_editor.h"
#include "client/window/ui.h"

namespace crosstalk {

struct MessagesUi {
  ListState list;
  TextEditor words{true};
  bool rewording = false;
};

struct MessagesIntents {
  std::optional<std::size_t> open;
  bool open_timeline = false, open_settings = false;
};

/// Messages by reach, each with its heard line.
MessagesIntents draw_messages(Ui& ui, const MessagesView& view, MessagesUi& state, Rect place,
                              const Strings& strings);

struct MessageIntents {
  bool back = false, reword = false, open_settings = false;
  std::optional<std::string> words;
  std::optional<Uuid> open_note, link_note;
};

/// One message: how often, by whom, where, and what was said. `alike` are notes that say much the
/// same and are not linked.
MessageIntents draw_message(Ui& ui, const MessageDetail& detail,
                            const std::vector<AlikeNote>& alike, MessagesUi& state, Rect place,
                            const Strings& strings);

}  // namespace crosstalk
