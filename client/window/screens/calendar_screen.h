#pragma once

#include <optional>
#include <string>

#include "client/model/calendar.h"
#include "client/window/dialog.h"
#include "client/window/qr_code.h"
#include "client/window/text_editor.h"
#include "client/window/ui.h"

namespace crosstalk {

struct CalendarUi {
  TextEditor address;  // read only: to select and copy from
  QrCode code;
  std::string shown;  // the address that both hold
  DialogState renew;
};

struct CalendarIntents {
  std::optional<CalendarKind> kind;
  bool copy = false, renew = false, retry = false, join = false, close = false;
  bool open_settings = false;
};

/// Where other calendars read this person's actions: the address, its code, and what it gives away.
/// `single`: it is the whole screen, with a way back.
CalendarIntents draw_calendar(Ui& ui, const CalendarView& view, CalendarUi& state, Rect place,
                              bool single, const Strings& strings);

/// What leads there: a heading, a sentence, a button. True when it was pressed.
bool calendar_offer(Ui& ui, const Strings& strings);

}  // namespace crosstalk
