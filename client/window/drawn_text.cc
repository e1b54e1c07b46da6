#include "client/window/drawn_text.h"

#include <utility>

#include "client/window/item_report.h"
#include "imgui_internal.h"

namespace crosstalk {
namespace {

// One for the process, as the items of a frame are.
struct Drawn {
  std::vector<DrawnText> building, finished;
  std::vector<DrawnOver> over;
};

Drawn& drawn() {
  static Drawn one;
  return one;
}

bool lies_above(const ImGuiWindow& window) {
  return (window.Flags & ImGuiWindowFlags_Popup) != 0 ||
         ((window.Flags & ImGuiWindowFlags_ChildWindow) != 0 && area_of(window) == kToastArea);
}

}  // namespace

const std::vector<DrawnText>& drawn_texts() { return drawn().finished; }
const std::vector<DrawnOver>& drawn_over() { return drawn().over; }

void begin_drawn_text() { drawn().building.clear(); }

void end_drawn_text() {
  if (!item_report_enabled()) return;
  Drawn& d = drawn();
  d.finished = std::exchange(d.building, {});
  d.over.clear();
  for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows) {
    if (!window->WasActive || window->Hidden || !lies_above(*window)) continue;
    const ImRect box = window->Rect();
    d.over.push_back({area_of(*window),
                      {box.Min.x, box.Min.y, box.Max.x, box.Max.y},
                      (window->Flags & ImGuiWindowFlags_Modal) != 0});
  }
}

void report_drawn_text(std::string_view words, ImVec2 at, float width, float line, Rgba color,
                       bool scrolls) {
  if (!item_report_enabled() || words.empty()) return;
  const ImGuiWindow& window = *ImGui::GetCurrentWindow();
  drawn().building.push_back({std::string(words),
                              area_of(window),
                              {at.x, at.y, at.x + width, at.y + line},
                              window.DrawList->_CmdHeader.ClipRect,
                              color,
                              scrolls || window.ScrollMax.y > 0});
}

}  // namespace crosstalk
