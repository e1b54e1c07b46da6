#include "client/window/layout.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "client/window/draw.h"
#include "imgui_internal.h"

namespace crosstalk {
namespace {

constexpr float kThumb = 6;  // the bar that shows how far down a long area is
constexpr float kThumbHit = 16;
constexpr float kThumbMin = 32;
constexpr float kLowHeight = 420;
constexpr float kTouchSlop = 8;  // a finger that moves less presses, one that moves further scrolls

ImGuiWindow& window() { return *ImGui::GetCurrentWindow(); }

// A thin bar at the right edge while there is more than fits. The pointer can drag it; the keyboard
// needs none.
void scroll_bar(Ui& ui, Rect area) {
  ImGuiWindow& w = window();
  if (w.ScrollMax.y <= 0) return;
  const float height = area.height();
  const float scale = ui.tokens.display_scale;
  const float thumb = std::max(kThumbMin * scale, height * height / (height + w.ScrollMax.y));
  const float run = height - thumb;
  const float width = kThumb * scale;
  const float y = area.min.y + run * (w.Scroll.y / w.ScrollMax.y);
  const Rect bar =
      snapped({{area.max.x - width - 2 * scale, y}, {area.max.x - 2 * scale, y + thumb}});
  const ImRect hit({area.max.x - kThumbHit * scale, y}, {area.max.x, y + thumb});
  const ImGuiID id = w.GetID("###scroll-bar");
  ImGui::KeepAliveID(id);
  bool hovered = false;
  bool held = false;
  ImGui::PushClipRect(area.min, area.max, false);
  ImGui::ButtonBehavior(hit, id, &hovered, &held,
                        ImGuiButtonFlags_NoNavFocus | ImGuiButtonFlags_PressedOnClick);
  if (held && run > 0) {
    const float moved = ImGui::GetIO().MouseDelta.y * w.ScrollMax.y / run;
    ImGui::SetScrollY(std::clamp(w.Scroll.y + moved, 0.0F, w.ScrollMax.y));
  }
  fill_round(bar, width / 2, ui.tokens.color(held || hovered ? Color::ink_2 : Color::edge));
  ImGui::PopClipRect();
}

// A finger drags the content itself, and lets go of what it came down on.
void scroll_by_touch(const Ui& ui) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.MouseSource != ImGuiMouseSource_TouchScreen || !io.MouseDown[0]) return;
  if (!ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows |
                              ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) {
    return;
  }
  ImGuiWindow& w = window();
  if (w.ScrollMax.y <= 0 || !ImGui::IsMouseDragging(0, kTouchSlop * ui.tokens.display_scale))
    return;
  // What it came down on is not pressed; an editor keeps the keyboard.
  if (!ImGui::GetCurrentContext()->PlatformImeData.WantVisible) ImGui::ClearActiveID();
  ImGui::SetScrollY(std::clamp(w.Scroll.y - io.MouseDelta.y, 0.0F, w.ScrollMax.y));
}

}  // namespace

float width_left(const Ui& ui) { return std::max(1.0F, ui.right - window().DC.CursorPos.x); }

void take(Ui&, ImVec2 size) { ImGui::ItemSize(size); }

void gap(Ui& ui, float height) { take(ui, {0, height}); }

void same_line(Ui&, float space) { ImGui::SameLine(0, space); }

void to_right(Ui& ui, float width) {
  ImGui::SameLine(0, 0);
  window().DC.CursorPos.x = std::round(ui.right - width);
}

ImVec2 cursor(const Ui&) { return window().DC.CursorPos; }

void set_cursor(Ui&, ImVec2 at) { window().DC.CursorPos = at; }

bool is_low(const Ui& ui) { return ui.screen.height() < ui.tokens.text_px(kLowHeight); }

void rule(Ui& ui) {
  const ImVec2 at = cursor(ui);
  const float height = ui.tokens.border.hair;
  fill({at, {ui.right, at.y + height}}, ui.tokens.color(Color::line));
  take(ui, {1, height});
}

Flow::Flow(Ui& ui, float gap_x, float gap_y)
    : ui_(ui), gap_x_(gap_x), gap_y_(gap_y), left_(cursor(ui).x) {}

void Flow::place(float width) {
  if (first_) {
    first_ = false;
    return;
  }
  const float begin = window().DC.CursorPosPrevLine.x + gap_x_;
  if (begin + width <= ui_.right + 0.5F) {
    same_line(ui_, gap_x_);
    return;
  }
  window().DC.CursorPos.y += gap_y_;
  window().DC.CursorPos.x = left_;
}

Inset::Inset(Ui& ui, float left, float right) : ui_(ui), left_(left), right_before_(ui.right) {
  if (left_ != 0) ImGui::Indent(left_);
  ui_.right -= right;
}

Inset::~Inset() {
  if (left_ != 0) ImGui::Unindent(left_);
  ui_.right = right_before_;
}

Area::Area(Ui& ui, std::string_view name, Rect place, const AreaStyle& style)
    : ui_(ui), right_before_(ui.right), ground_before_(ui.ground), style_(style) {
  place_ = snapped(place);
  ImGui::SetCursorScreenPos(place_.min);
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NavFlattened |
                           ImGuiWindowFlags_NoSavedSettings;
  if (!style.scrolls) flags |= ImGuiWindowFlags_NoScrollWithMouse;
  const std::string id(name);
  const ImVec2 size{std::max(1.0F, place_.width()), std::max(1.0F, place_.height())};
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::BeginChild(id.c_str(), size, 0, flags);
  ImGui::PopStyleVar();
  ui.ground = style.fill;
  draw_edges();
  const float hair = ui.tokens.border.hair;
  inner_ = place_;
  inner_.min.x += style.padding_x + (style.line_left ? hair : 0);
  inner_.max.x -= style.padding_x + (style.line_right ? hair : 0);
  inner_.min.y += style.padding_y;
  inner_.max.y -= style.padding_y;
  if (style.text_width_max > 0) {
    inner_.max.x = std::min(inner_.max.x, inner_.min.x + style.text_width_max);
  }
  ui.right = inner_.max.x;
  left_ = inner_.min.x - window().DC.CursorPos.x;
  if (left_ > 0) ImGui::Indent(left_);
  if (style.padding_y > 0) gap(ui, style.padding_y);
}

void Area::draw_edges() {
  const Tokens& t = ui_.tokens;
  const Rgba line = t.color(Color::line);
  const float hair = t.border.hair;
  const Rect& p = place_;
  fill(p, t.color(style_.fill));
  if (style_.line_left) fill({p.min, {p.min.x + hair, p.max.y}}, line);
  if (style_.line_right) fill({{p.max.x - hair, p.min.y}, p.max}, line);
  if (style_.line_top) fill({p.min, {p.max.x, p.min.y + hair}}, line);
  if (style_.line_bottom) fill({{p.min.x, p.max.y - hair}, p.max}, line);
}

Area::~Area() {
  if (style_.padding_y > 0) gap(ui_, style_.padding_y);
  if (left_ > 0) ImGui::Unindent(left_);
  if (style_.scrolls) {
    scroll_bar(ui_, place_);
    scroll_by_touch(ui_);
  }
  ImGui::EndChild();
  ui_.right = right_before_;
  ui_.ground = ground_before_;
}

void scroll_to_top(Ui&) { ImGui::SetScrollY(0); }

void list_rows(Ui& ui, ListState& state, std::size_t count,
               const std::function<float(std::size_t)>& row_height,
               const std::function<void(std::size_t)>& draw_row) {
  const float width = width_left(ui);
  if (state.tops.size() != count + 1 || state.width != width ||
      state.text_scale != ui.tokens.text_scale * ui.tokens.display_scale) {
    state.tops.assign(1, 0);
    state.tops.reserve(count + 1);
    for (std::size_t i = 0; i < count; ++i) state.tops.push_back(state.tops.back() + row_height(i));
    state.width = width;
    state.text_scale = ui.tokens.text_scale * ui.tokens.display_scale;
  }
  if (count == 0) return;
  const ImVec2 origin = cursor(ui);
  ImGuiWindow& w = window();
  const auto row_at = [&](float y) {
    const auto after = std::upper_bound(state.tops.begin(), state.tops.end(), y);
    const auto row =
        static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - state.tops.begin(), 1));
    return std::min(row - 1, count - 1);
  };
  if (state.scroll_to < count) {
    const float top = origin.y + state.tops[state.scroll_to];
    const float bottom = origin.y + state.tops[state.scroll_to + 1];
    ImGui::ScrollToRectEx(&w, ImRect({origin.x, top}, {origin.x + 1, bottom}),
                          ImGuiScrollFlags_KeepVisibleEdgeY | ImGuiScrollFlags_NoScrollParent);
  }
  state.scroll_to = static_cast<std::size_t>(-1);
  std::size_t first = row_at(w.ClipRect.Min.y - origin.y);
  std::size_t last = row_at(w.ClipRect.Max.y - origin.y);
  // One more each way, so that arrow keys and Tab find a row to go to.
  first = first > 0 ? first - 1 : 0;
  last = std::min(last + 1, count - 1);
  for (std::size_t i = first; i <= last; ++i) {
    set_cursor(ui, {origin.x, origin.y + state.tops[i]});
    draw_row(i);
  }
  set_cursor(ui, origin);
  take(ui, {1, state.tops.back()});
}

RectPair cut_left(Rect from, float width) {
  const float x = std::min(from.min.x + width, from.max.x);
  return {{from.min, {x, from.max.y}}, {{x, from.min.y}, from.max}};
}

RectPair cut_right(Rect from, float width) {
  const float x = std::max(from.max.x - width, from.min.x);
  return {{{x, from.min.y}, from.max}, {from.min, {x, from.max.y}}};
}

RectPair cut_top(Rect from, float height) {
  const float y = std::min(from.min.y + height, from.max.y);
  return {{from.min, {from.max.x, y}}, {{from.min.x, y}, from.max}};
}

RectPair cut_bottom(Rect from, float height) {
  const float y = std::max(from.max.y - height, from.min.y);
  return {{{from.min.x, y}, from.max}, {from.min, {from.max.x, y}}};
}

}  // namespace crosstalk
