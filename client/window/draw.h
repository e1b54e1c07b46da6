#pragma once

#include <string_view>
#include <vector>

#include "client/window/ui.h"
#include "imgui.h"

namespace crosstalk {

/// The few figures that every widget is made of, on whole device pixels where a blurred edge would
/// show. They draw into the area being built and take no room.

ImDrawList& canvas();

/// Whole pixels.
Rect snapped(Rect rect);
/// A filled rectangle on whole pixels: hairlines, ticks, bars, underlines.
void fill(Rect rect, Rgba color);
void fill_round(Rect rect, float radius, Rgba color);
/// A border of `thickness` that lies inside of `rect`.
void outline(Rect rect, float radius, Rgba color, float thickness);

/// The ring around a control that has the keyboard, outside of it after a gap of ground.
void focus_ring(const Ui& ui, Rect rect, float radius);
/// The same inside of a row or tab.
void focus_ring_inside(const Ui& ui, Rect rect);
/// What lies above the rest: three soft layers, surface, edge border.
void raised_panel(const Ui& ui, Rect rect, float alpha = 1);

/// One line of text; `at` is the top left of its line box. Returns where it ends.
float draw_text(Ui& ui, TypeStyle style, ImVec2 at, Rgba color, std::string_view words);
/// What a search found, behind its letters: `y` is the top of the line box.
void draw_mark(const Ui& ui, TypeStyle style, float x0, float x1, float y);
/// `at` is the top left of the square that the icon fills.
void draw_icon(Ui& ui, Icon which, IconSize size, ImVec2 at, Rgba color);
/// In the middle of `rect`.
void draw_icon_in(Ui& ui, Icon which, IconSize size, Rect rect, Rgba color);
/// The mark of a stance in a square of `size`.
void draw_stance(Stance stance, ImVec2 at, float size, Rgba color);

/// One mark of a heard line: how far along, and how many times it stands for as a part of the most.
struct HeardMark {
  float x;
  float height;  ///< 0 to 1
};
/// Joins the times of a heard line that would touch: `positions` 0 to 1 over `width` pixels.
std::vector<HeardMark> heard_marks(const Tokens& tokens, const std::vector<float>& positions,
                                   float width);

}  // namespace crosstalk
