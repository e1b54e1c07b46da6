#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/window/tokens.h"
#include "imgui.h"

namespace crosstalk {

/// A line of text as a frame drew it. With the items (item_report.h) it lets a check tell what a
/// person would see: words cut off, words over words, words too pale.
struct DrawnText {
  std::string words;
  std::string area;  ///< name of the window part it is in, as in `ReportedItem`
  ImVec4 rect{};     ///< from where its letters begin to where they end, one line high; x0 y0 x1 y1
  ImVec4 clip{};     ///< what of the window can be seen there
  Rgba color = 0;
  bool scrolls = false;  ///< what is cut off can be scrolled into sight
};

/// Something that lies above the rest: a dialog, a menu, a toast.
struct DrawnOver {
  std::string area;
  ImVec4 rect{};
  bool modal = false;  ///< nothing else can be used
};

/// What the last finished frame drew. Filled only while `item_report_enabled`; window thread only.
const std::vector<DrawnText>& drawn_texts();
const std::vector<DrawnOver>& drawn_over();

/// Called by the window around each frame.
void begin_drawn_text();
void end_drawn_text();

/// Called where text is drawn: `at` is the top left of its line. `scrolls`: it lies in a field that
/// can scroll to it. Costs nothing while the report is off.
void report_drawn_text(std::string_view words, ImVec2 at, float width, float line, Rgba color,
                       bool scrolls = false);

}  // namespace crosstalk
