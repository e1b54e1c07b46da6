#pragma once

#include <string>
#include <vector>

#include "client/window/drawn_text.h"
#include "client/window/item_report.h"
#include "client/window/soft_canvas.h"

namespace crosstalk {

/// A frame as it was shown, for the checks: what `reported_items`, `drawn_texts` and `drawn_over`
/// hold after it.
struct FrameShown {
  ImVec2 size{0, 0};        ///< of the window, in device pixels
  float display_scale = 1;  ///< device pixels to a pixel of the design
  Pixels pixels = {};       ///< without data: contrast is not looked at
  std::vector<ReportedItem> items;
  std::vector<DrawnText> texts;
  std::vector<DrawnOver> over;
};

/// The last finished frame of this process.
FrameShown last_frame(ImVec2 size, float display_scale, Pixels pixels);

/// What a person would trip over, a sentence each; empty: nothing.
///   cut       words that reach beyond what can be seen of their place, and cannot be scrolled to
///   outside   words or a control beyond the window, or words beyond the button that they are of
///   overlap   words on words, a control on a control
///   small     a control under 44 × 44 pixels of the design
///   pale      words with less than 4.5 : 1 against what they stand on (WCAG 2.2, 1.4.3), measured
///             in the picture itself
/// What lies under a dialog, a menu or a toast is not looked at.
std::vector<std::string> frame_problems(const FrameShown& frame);

}  // namespace crosstalk
