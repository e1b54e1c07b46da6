#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "client/window/ui.h"

namespace crosstalk {

// The cursor.

/// Room from the cursor to the right edge.
float width_left(const Ui& ui);
/// Empty height.
void gap(Ui& ui, float height);
/// The next widget stands on the line of the one before, `space` to its right.
void same_line(Ui& ui, float space);
/// The next widget, `width` wide, ends at the right edge, on the line of the one before.
void to_right(Ui& ui, float width);
/// The cursor, in window pixels.
ImVec2 cursor(const Ui& ui);
void set_cursor(Ui& ui, ImVec2 at);
/// Takes this room at the cursor without drawing, e.g. for what was drawn by hand.
void take(Ui& ui, ImVec2 size);
/// A rule over the whole room at the cursor, in `line`; one hairline high.
void rule(Ui& ui);

/// Puts widgets side by side and begins a new line where the next would not fit.
///   Flow flow(ui, t.space.s2, t.space.s2);
///   for (...) { flow.place(chip_width(ui, spec)); chip(ui, spec); }
class Flow {
 public:
  Flow(Ui& ui, float gap_x, float gap_y);
  /// Before each widget: its width.
  void place(float width);

 private:
  Ui& ui_;
  float gap_x_, gap_y_;
  float left_;
  float line_y_ = 0;
  bool first_ = true;
};

/// Moves the left edge in (and the right one, when asked) for what is drawn inside.
class Inset {
 public:
  Inset(Ui& ui, float left, float right = 0);
  ~Inset();
  Inset(const Inset&) = delete;
  Inset& operator=(const Inset&) = delete;

 private:
  Ui& ui_;
  float left_, right_before_;
};

/// Whether the window is so low for its text (a phone on its side, a laptop at 300 %) that its bars
/// have to leave what height there is to the content.
bool is_low(const Ui& ui);

// Areas.

struct AreaStyle {
  Color fill = Color::ground;
  float padding_x = 0;
  float padding_y = 0;
  bool scrolls = true;     ///< upright only; a thin bar shows while there is more
  bool line_left = false;  ///< rules along its edges
  bool line_right = false;
  bool line_top = false;
  bool line_bottom = false;
  float text_width_max = 0;  ///< the room inside is never wider than this (0: as wide as the area)
};

/// A part of the window with its own scrolling and square corners. Everything drawn while it lives
/// is in it.
class Area {
 public:
  Area(Ui& ui, std::string_view name, Rect place, const AreaStyle& style);
  ~Area();
  Area(const Area&) = delete;
  Area& operator=(const Area&) = delete;
  /// Inside of the paddings, in window pixels; its height is that of what is seen.
  Rect inner() const { return inner_; }

 private:
  void draw_edges();

  Ui& ui_;
  Rect place_, inner_;
  float right_before_;
  float left_ = 0;
  Color ground_before_;
  AreaStyle style_;
};

/// Scrolls the area being drawn so that its top shows, at the next frame.
void scroll_to_top(Ui& ui);

// Long lists.

/// Heights of the rows of a long list and where it is scrolled; owned by the screen. Heights are
/// asked once a row and kept until the width, the looks or the number of rows change, or `forget`
/// is called because their content did.
struct ListState {
  std::vector<float> tops;  ///< one more than there are rows
  float width = 0;
  float text_scale = 0;
  std::size_t scroll_to =
      static_cast<std::size_t>(-1);  ///< row to bring into view at the next frame
  void forget() { tops.clear(); }
};

/// Draws only the rows in view of a list inside the current (scrolling) area, plus one before and
/// after so that the keyboard can go on. `row_height(i)` must be what `draw_row(i)` takes. The
/// cursor stands at each row's top left.
void list_rows(Ui& ui, ListState& state, std::size_t count,
               const std::function<float(std::size_t)>& row_height,
               const std::function<void(std::size_t)>& draw_row);

/// Splits a rectangle; the first part is what is cut off.
struct RectPair {
  Rect first, rest;
};
RectPair cut_left(Rect from, float width);
RectPair cut_right(Rect from, float width);
RectPair cut_top(Rect from, float height);
RectPair cut_bottom(Rect from, float height);

}  // namespace crosstalk
