#pragma once

#include <string>
#include <vector>

#include "client/model/capture.h"
#include "client/model/outing.h"
#include "client/model/strings.h"
#include "client/window/text_editor.h"
#include "client/window/ui.h"

namespace crosstalk {

/// What is asked when a trip or an event is started. Owned by the capture screen.
struct OutingForm {
  TextEditor name{true}, place{true};
  std::string setting, event;
  bool event_like = false;
  bool open = false;
  bool just_opened = false;  // to be scrolled into sight

  /// Begins with what the note says of itself already.
  void begin(const NoteDraft& draft);
};

struct OutingIntents {
  bool open = false, start = false, cancel = false, end = false, carry_on = false;
};

/// The line that says that one is running, with its way out.
void draw_outing_banner(Ui& ui, const OutingView& view, const Strings& strings, OutingIntents& out);

/// The form. `view` gives the settings and the recent places, `events` the names of the events of
/// the space.
void draw_outing_form(Ui& ui, OutingForm& form, const CaptureView& view,
                      const std::vector<std::string>& events, const Strings& strings,
                      OutingIntents& out);

}  // namespace crosstalk
