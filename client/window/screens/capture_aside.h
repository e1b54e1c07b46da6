#pragma once

#include "client/window/screens/capture_screen.h"

namespace crosstalk {

/// "Heard before", at the right of the note.
void draw_capture_aside(Ui& ui, const CaptureView& view, CaptureUi& state, Rect place,
                        const Strings& strings, CaptureIntents& out);

/// The same beneath the note, where there is one column: one card and how many more there are.
void draw_heard_beneath(Ui& ui, const CaptureView& view, const Strings& strings,
                        CaptureIntents& out);

}  // namespace crosstalk
