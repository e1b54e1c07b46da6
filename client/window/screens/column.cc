#include "client/window/screens/column.h"

#include "client/window/layout.h"

namespace crosstalk {
namespace {

constexpr float kFoot = 68;
constexpr float kFootCompact = 64;
constexpr float kFootLow = 52;

}  // namespace

Column::Column(Ui& ui, ImVec2 at, float width) : ui_(ui), right_before_(ui.right) {
  set_cursor(ui, at);
  ImGui::BeginGroup();
  ui.right = at.x + width;
}

Column::~Column() {
  ImGui::EndGroup();
  ui_.right = right_before_;
}

bool is_compact(const Ui& ui) {
  return ui.layout == Layout::compact || ui.layout == Layout::narrow;
}

float foot_height(const Ui& ui) {
  if (!is_compact(ui)) return ui.tokens.text_px(kFoot);
  return ui.tokens.text_px(is_low(ui) ? kFootLow : kFootCompact);
}

}  // namespace crosstalk
