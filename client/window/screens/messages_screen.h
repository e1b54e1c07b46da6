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
  TextEditor words{true}, other{true};
  bool rewording = false, merging = false;
};

struct MessagesIntents {
  std::optional<std::size_t> open;
  bool open_timeline = false, open_settings = false;
};

/// Messages by reach, each with its heard line.
MessagesIntents draw_messages(Ui& ui, const MessagesView& view, MessagesUi& state, Rect place,
                              const Strings& strings);

struct MessageIntents {
  bool back = false, reword = false, open_settings = false, merge = false, other_changed = false;
  std::optional<std::string> words;
  std::optional<Uuid> open_note, link_note, merge_into;
};

/// What a message can be merged with.
struct MergeView {
  bool offered = false;
  std::string sentence;           // what happens to the notes
  std::vector<AlikeNote> others;  // messages and how often each was heard; best first
};

/// One message: how often, by whom, where, and what was said. `alike` are notes that say much the
/// same and are not linked.
MessageIntents draw_message(Ui& ui, const MessageDetail& detail,
                            const std::vector<AlikeNote>& alike, const MergeView& merge,
                            MessagesUi& state, Rect place, const Strings& strings);

}  // namespace crosstalk
