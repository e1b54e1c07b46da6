#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "client/model/note_draft.h"
#include "client/model/strings.h"
#include "client/window/screens/day_field.h"
#include "client/window/text_editor.h"
#include "client/window/ui.h"

namespace crosstalk {

/// What, who, by when: the form for an action, in a note or beside the list. Owned by its screen.
struct ActionForm {
  TextEditor what{true}, who{true}, by{true};
  MonthUi month;  // below `by`
  Day today{};
  bool open = false;
  bool just_opened = false;  // to be scrolled into sight
  std::optional<std::size_t>
      index;                        // which action of the note is being changed; nothing: a new one
  std::string due;                  // what `by` was understood as, YYYY-MM-DD
  std::string answer, error;        // the same in words; or why it was not
  std::vector<std::string> people;  // of the space, to choose an owner from

  void begin();
  void begin(const DraftAction& action, const std::string& due_words);
  /// Reads `by` as a day. An empty field is no date and no error.
  void understand(Day now, const Strings& strings);
  DraftAction action() const;
};

struct ActionFormIntents {
  bool submitted = false, cancelled = false, removed = false, changed = false;
};

/// `existing`: it can be removed, and its button says "Change".
ActionFormIntents draw_action_form(Ui& ui, ActionForm& form, bool existing, const Strings& strings);

}  // namespace crosstalk
