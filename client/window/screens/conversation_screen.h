#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/model/conversation.h"
#include "client/model/messages.h"
#include "client/window/dialog.h"
#include "client/window/screens/action_form.h"
#include "client/window/screens/history_list.h"
#include "client/window/text_editor.h"
#include "client/window/ui.h"

namespace crosstalk {

struct ConversationUi {
  TextEditor body;  // read only: to select and copy from
  Uuid shown;       // whose text it holds
  std::string shown_text;
  std::vector<TextRange> shown_marks;
  MenuState menu;
  ActionForm form;
  bool history = false;
  LongList history_list;
};

struct ConversationIntents {
  bool edit = false, remove = false, restore = false, back = false, copy = false, compare = false;
  bool toggle_team = false, toggle_history = false, open_sync = false, open_settings = false;
  std::optional<std::size_t> tick;  // action
  std::optional<Uuid> open_message, open_note;
  bool open_form = false;
  ActionFormIntents form;
  HistoryIntents history;
};

struct ConversationExtras {
  const HistoryRows* history = nullptr;             // when asked for
  const std::vector<SaidRow>* also_said = nullptr;  // other notes of the same message
  // What a search found.
  const std::vector<TextRange>* heading_marks = nullptr;
  const std::vector<TextRange>* body_marks = nullptr;
};

/// One conversation whole. `place` is the pane beside the list, or the whole screen where there is
/// one column.
ConversationIntents draw_conversation(Ui& ui, const ConversationDetail& detail,
                                      const ConversationExtras& extras, ConversationUi& state,
                                      Rect place, const Strings& strings);

/// What stands in the pane while nothing is chosen.
void draw_nothing_chosen(Ui& ui, std::string_view words, Rect place);

}  // namespace crosstalk
