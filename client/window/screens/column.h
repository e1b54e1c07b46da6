#pragma once

#include "client/window/layout.h"
#include "client/window/ui.h"

namespace crosstalk {

/// Things one under the other, beginning at a place and no wider than `width`: beside another
/// column, or indented. After it the cursor stands below what was drawn in it.
class Column {
 public:
  Column(Ui& ui, ImVec2 at, float width);
  ~Column();
  Column(const Column&) = delete;
  Column& operator=(const Column&) = delete;

 private:
  Ui& ui_;
  float right_before_;
};

/// True for layouts with one column and a bar at the bottom.
bool is_compact(const Ui& ui);

/// Height of the strip that stays in sight below a screen, with one line of buttons.
float foot_height(const Ui& ui);

}  // namespace crosstalk
