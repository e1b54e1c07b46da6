#pragma once

#include <optional>
#include <string>

#include "client/model/dates.h"
#include "client/window/text_editor.h"
#include "client/window/ui.h"

namespace crosstalk {

/// The month below a day's field; owned by the screen, with the field's text.
struct MonthUi {
  bool open = false;
  Day shown{};                  ///< a day of the month (or week) in sight
  std::optional<Day> keyboard;  ///< gets the keyboard in the next frame
  bool to_sight = false;        ///< to be scrolled into sight, in the next frame
};

struct DaySpec {
  FieldSpec field;
  Day today{};
  Lean lean = Lean::ahead;
  std::optional<Day> last = {};  ///< later ones cannot be chosen
};

struct DayResponse {
  FieldResponse field;  ///< `changed` too when a day was chosen
  bool picked = false;  ///< a day was chosen from the month
};

/// A field for a day in words, and beside it a button that opens a month below, as Down does in the
/// field. There the arrows move, Enter takes a day, Page Up and Page Down turn the page, Esc
/// closes. Where seven days do not stand side by side, a week is shown as a list.
DayResponse day_field(Ui& ui, TextEditor& editor, MonthUi& month, const DaySpec& spec,
                      const Strings& strings);

}  // namespace crosstalk
