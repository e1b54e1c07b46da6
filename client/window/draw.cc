#include "client/window/draw.h"

#include <algorithm>
#include <cmath>

#include "client/window/code_points.h"
#include "client/window/drawn_text.h"
#include "client/window/fonts.h"
#include "imgui_internal.h"

namespace crosstalk {
namespace {

constexpr Rgba kNothing = 0x00FFFFFF;

bool is_plain(std::string_view words) {
  // Below U+0300 nothing is drawn over what it follows, and nothing is left out.
  return std::none_of(words.begin(), words.end(),
                      [](char c) { return static_cast<unsigned char>(c) >= 0xCC; });
}

}  // namespace

ImDrawList& canvas() { return *ImGui::GetWindowDrawList(); }

Rect snapped(Rect rect) {
  return {{std::round(rect.min.x), std::round(rect.min.y)},
          {std::round(rect.max.x), std::round(rect.max.y)}};
}

void fill(Rect rect, Rgba color) {
  const Rect whole = snapped(rect);
  if ((color & ~kNothing) != 0) canvas().AddRectFilled(whole.min, whole.max, color);
}

void fill_round(Rect rect, float radius, Rgba color) {
  const Rect whole = snapped(rect);
  if ((color & ~kNothing) != 0) canvas().AddRectFilled(whole.min, whole.max, color, radius);
}

void outline(Rect rect, float radius, Rgba color, float thickness) {
  if ((color & ~kNothing) == 0) return;
  const Rect whole = snapped(rect);
  const float inset = thickness / 2;
  canvas().PathRect({whole.min.x + inset, whole.min.y + inset},
                    {whole.max.x - inset, whole.max.y - inset}, std::max(0.0F, radius - inset));
  canvas().PathStroke(color, ImDrawFlags_Closed, thickness);
}

void focus_ring(const Ui& ui, Rect rect, float radius) {
  const Border& border = ui.tokens.border;
  // The gap is ground again: a hovered row or a chosen fill may lie under it.
  outline(rect.grown(border.focus_gap), radius + border.focus_gap, ui.tokens.color(ui.ground),
          border.focus_gap);
  const float grown = border.focus_gap + border.focus;
  outline(rect.grown(grown), radius + grown, ui.tokens.color(Color::focus), border.focus);
}

void focus_ring_inside(const Ui& ui, Rect rect) {
  outline(rect, 0, ui.tokens.color(Color::focus), ui.tokens.border.focus);
}

void raised_panel(const Ui& ui, Rect rect, float alpha) {
  const Tokens& t = ui.tokens;
  const Rgba shadow = faded(t.color(Color::shadow), alpha);
  for (const float step : {6.0F, 4.0F, 2.0F}) {
    const float by = std::round(step * t.display_scale);
    Rect layer = rect.grown(by);
    layer.min.y += by;
    layer.max.y += by;
    fill_round(layer, t.radius.panel + by, shadow);
  }
  fill_round(rect, t.radius.panel, faded(t.color(Color::surface), alpha));
  outline(rect, t.radius.panel, faded(t.color(Color::edge), alpha), t.border.hair);
}

float draw_text(Ui& ui, TypeStyle style, ImVec2 at, Rgba color, std::string_view words) {
  ImFont& font = *ui.fonts.font(style);
  ImDrawList& list = canvas();
  const float y = std::round(at.y) + ui.fonts.drop(style);
  float x = std::round(at.x);
  if (is_plain(words)) {
    const float begin = x;
    for (std::size_t i = 0; i < words.size();) {
      x += ui.fonts.advance(style, next_code_point(words, i));
    }
    const ImVec4 clip = list._CmdHeader.ClipRect;
    if (y + ui.fonts.line(style) >= clip.y && y <= clip.w) {
      font.RenderText(&list, font.FontSize, {begin, y}, color, clip, words.data(),
                      words.data() + words.size());
      report_drawn_text(words, {begin, std::round(at.y)}, x - begin, ui.fonts.line(style), color);
    }
    return x;
  }
  for (std::size_t i = 0; i < words.size();) {
    const char32_t c = next_code_point(words, i);
    if (is_invisible(c)) continue;
    const float advance = ui.fonts.advance(style, c);
    font.RenderChar(&list, font.FontSize, {x, y}, color, static_cast<ImWchar>(c));
    if (!has_no_width(c)) x += advance;
  }
  const ImVec2 from{std::round(at.x), std::round(at.y)};
  report_drawn_text(words, from, x - from.x, ui.fonts.line(style), color);
  return x;
}

void draw_mark(const Ui& ui, TypeStyle style, float x0, float x1, float y) {
  // It hugs the letters and has its line right below them.
  const float baseline = y + ui.fonts.baseline(style);
  const float size = ui.tokens.type(style).size;
  const float bottom = std::round(baseline + size * 0.3F);
  fill({{x0, std::round(baseline - size * 0.95F)}, {x1, bottom}},
       ui.tokens.color(Color::accent_soft));
  fill({{x0, bottom}, {x1, bottom + ui.tokens.underline}}, ui.tokens.color(Color::accent));
}

void draw_icon(Ui& ui, Icon which, IconSize size, ImVec2 at, Rgba color) {
  if (which == Icon::none) return;
  ImFont& font = *ui.fonts.icons(size);
  // The icon font's em is its square, and its baseline is the bottom of the square.
  const float y = std::round(at.y) + ui.tokens.icon(size) - std::round(font.Ascent);
  font.RenderChar(&canvas(), font.FontSize, {std::round(at.x), y}, color,
                  static_cast<ImWchar>(which));
}

void draw_icon_in(Ui& ui, Icon which, IconSize size, Rect rect, Rgba color) {
  const float side = ui.tokens.icon(size);
  draw_icon(ui, which, size, {rect.center().x - side / 2, rect.center().y - side / 2}, color);
}

void draw_stance(Stance stance, ImVec2 at, float size, Rgba color) {
  ImDrawList& list = canvas();
  const float unit = size / 16;
  const auto point = [&](float x, float y) { return ImVec2{at.x + x * unit, at.y + y * unit}; };
  switch (stance) {
    case Stance::challenge:
      list.AddTriangleFilled(point(8, 1.5F), point(15, 14.5F), point(1, 14.5F), color);
      break;
    case Stance::enabler:
      list.AddCircleFilled(point(8, 8), 6.5F * unit, color);
      break;
    case Stance::ask:
      list.AddCircle(point(8, 8), 5.25F * unit, color, 0, 2.5F * unit);
      break;
    case Stance::idea:
      list.AddQuadFilled(point(8, 0.5F), point(15.5F, 8), point(8, 15.5F), point(0.5F, 8), color);
      break;
    case Stance::observation:
      fill({point(1, 5.5F), point(15, 10.5F)}, color);
      break;
  }
}

std::vector<HeardMark> heard_marks(const Tokens& tokens, const std::vector<float>& positions,
                                   float width) {
  const float mark = std::round(3 * tokens.display_scale);
  const float apart = mark + std::round(5 * tokens.display_scale);
  std::vector<float> sorted = positions;
  std::sort(sorted.begin(), sorted.end());
  const float run = std::max(0.0F, width - mark);
  bool touch = false;
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    touch = touch || (sorted[i] - sorted[i - 1]) * run < mark + 1;
  }
  std::vector<HeardMark> marks;
  if (!touch) {
    for (const float at : sorted)
      marks.push_back({std::round(std::clamp(at, 0.0F, 1.0F) * run), 1});
    return marks;
  }
  // As many equal stretches of time as there is room for marks; each has one as high as it is full.
  const auto stretches = static_cast<std::size_t>(std::max(1.0F, std::floor(run / apart) + 1));
  std::vector<int> counts(stretches, 0);
  for (const float at : sorted) {
    const float place = std::clamp(at, 0.0F, 1.0F) * static_cast<float>(stretches - 1);
    ++counts[static_cast<std::size_t>(std::lround(place))];
  }
  const int most = *std::max_element(counts.begin(), counts.end());
  for (std::size_t i = 0; i < stretches; ++i) {
    if (counts[i] == 0) continue;
    const float part = static_cast<float>(counts[i]) / static_cast<float>(std::max(1, most));
    marks.push_back({static_cast<float>(i) * apart, 0.25F + 0.75F * part});
  }
  return marks;
}

}  // namespace crosstalk
