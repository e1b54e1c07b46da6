#pragma once

#include "client/window/screens/capture_screen.h"

namespace crosstalk {

/// The actions of the note, one a line, with the form for one more or for one that is changed.
/// `figure`: Alt and this open the form.
void draw_capture_actions(Ui& ui, const CaptureView& view, CaptureUi& state, int figure,
                          const Strings& strings, CaptureIntents& out);

}  // namespace crosstalk
