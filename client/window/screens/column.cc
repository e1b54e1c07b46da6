#include "client/window/screens/column.h"

namespace crosstalk {

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

}  // namespace crosstalk
