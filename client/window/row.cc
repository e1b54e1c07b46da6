#include "client/window/row.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "client/window/draw.h"
#include "client/window/interact.h"
#include "client/window/layout.h"
#include "client/window/text.h"
#include "imgui_internal.h"

namespace crosstalk {
namespace {

constexpr int kSummaryLines = 2;
constexpr float kSidePadding = 20;
constexpr float kRightPartMost = 0.6F;  // of the room: the words come first

// Where the parts of a row are; decided the same way for its height and for drawing it.
struct RowShape {
  float padding = 0, first_column = 0, right_column = 0, words_width = 0, height = 0;
  int summary_lines = 1;
  bool below = false;  // what would stand at the right stands below the words, for want of room
};

Icon state_icon(RowState state) {
  if (state == RowState::sent) return Icon::sent;
  if (state == RowState::reviewed) return Icon::reviewed;
  return Icon::none;
}

TypeStyle right_style(const RowSpec& spec) {
  return spec.right_late || spec.state == RowState::rejected ? TypeStyle::strong : TypeStyle::body;
}

std::string_view right_words(const RowSpec& spec) {
  return spec.right.empty() ? spec.state_words : spec.right;
}

RowShape shape_of(Ui& ui, const RowSpec& spec, float width) {
  const Tokens& t = ui.tokens;
  RowShape shape;
  shape.padding = spec.padding_x >= 0 ? spec.padding_x : t.px(kSidePadding);
  if (spec.tick_shown) {
    shape.first_column = t.checkbox + t.space.s3;
  } else if (spec.stance) {
    shape.first_column = t.stance + t.space.s3;
  }
  if (state_icon(spec.state) != Icon::none && spec.right.empty()) {
    shape.right_column = t.icon(IconSize::state);
  } else {
    shape.right_column = text_width(ui, right_style(spec), right_words(spec));
  }
  shape.right_column =
      std::max(shape.right_column, text_width(ui, TypeStyle::body, spec.right_below));
  const float room = width - 2 * shape.padding - shape.first_column;
  shape.below = shape.right_column > room * kRightPartMost;
  if (shape.below) shape.right_column = 0;
  if (shape.right_column > 0) shape.right_column += t.space.s3;
  shape.words_width =
      std::max(1.0F, width - 2 * shape.padding - shape.first_column - shape.right_column);
  const auto lines =
      break_lines(ui, TypeStyle::strong, label_text(spec.label), shape.words_width).size();
  shape.summary_lines = std::clamp(static_cast<int>(lines), 1, kSummaryLines);
  const float line = t.type(TypeStyle::body).line;
  float block = static_cast<float>(shape.summary_lines) * line;
  if (!spec.excerpt.empty()) block += line;
  if (!spec.detail.empty()) block += line;
  if (shape.below) {
    block += line * (spec.right_below.empty() ? 1 : 2);
  } else if (!spec.right_below.empty()) {
    block = std::max(block, 2 * line);
  }
  shape.height = std::max(t.target.row_min, block + 2 * t.space.s3 + t.border.hair);
  return shape;
}

// `y`: of the row's first line.
void draw_right(Ui& ui, const RowSpec& spec, const RowShape& shape, Rect box, float y) {
  const Tokens& t = ui.tokens;
  const float right = box.max.x - shape.padding;
  const float left = box.min.x + shape.padding + shape.first_column;
  const float line = t.type(TypeStyle::body).line;
  const float lines = spec.right_below.empty() ? 1 : 2;
  if (shape.below) y = std::round(box.max.y - t.border.hair - t.space.s3 - lines * line);
  const auto place = [&](TypeStyle style, std::string_view words) {
    const float width = text_width(ui, style, words);
    return shape.below ? left : right - width;
  };
  const Icon icon = state_icon(spec.state);
  if (icon != Icon::none && spec.right.empty()) {
    const float side = t.icon(IconSize::state);
    draw_icon(ui, icon, IconSize::state, {right - side, std::round(y + (line - side) / 2)},
              t.color(Color::ink_2));
  } else if (!right_words(spec).empty()) {
    const bool loud = spec.right_late || (spec.state == RowState::rejected && spec.right.empty());
    const Color color = loud ? Color::danger : spec.right.empty() ? Color::ink_2 : Color::ink;
    const TypeStyle style = right_style(spec);
    const std::string words = ellipsis(ui, style, right_words(spec), right - left);
    draw_text(ui, style, {place(style, words), y}, t.color(color), words);
  }
  if (spec.right_below.empty()) return;
  const std::string words = ellipsis(ui, TypeStyle::body, spec.right_below, right - left);
  draw_text(ui, TypeStyle::body, {place(TypeStyle::body, words), y + line}, t.color(Color::ink_2),
            words);
}

void draw_words(Ui& ui, const RowSpec& spec, const RowShape& shape, ImVec2 at) {
  const Tokens& t = ui.tokens;
  const float line = t.type(TypeStyle::strong).line;
  const std::string words = display_text(label_text(spec.label));
  const auto lines = break_lines(ui, TypeStyle::strong, words, shape.words_width);
  const Rgba ink = t.color(spec.ticked ? Color::ink_2 : Color::ink);
  for (int i = 0; i < shape.summary_lines && i < static_cast<int>(lines.size()); ++i) {
    const TextLine& part = lines[static_cast<std::size_t>(i)];
    std::string shown = words.substr(part.begin, part.end - part.begin);
    const bool cut = i + 1 == kSummaryLines && lines.size() > kSummaryLines;
    if (cut) {
      std::string rest = words.substr(part.begin);
      std::replace(rest.begin(), rest.end(), '\n', ' ');
      shown = ellipsis(ui, TypeStyle::strong, rest, shape.words_width);
    }
    mark_line(ui, TypeStyle::strong, at, shown, part.begin, spec.marks);
    draw_text(ui, TypeStyle::strong, at, ink, shown);
    at.y += line;
  }
  if (!spec.excerpt.empty()) {
    const std::string excerpt = ellipsis(ui, TypeStyle::body, spec.excerpt, shape.words_width);
    mark_line(ui, TypeStyle::body, at, excerpt, 0, spec.excerpt_marks);
    draw_text(ui, TypeStyle::body, at, ink, excerpt);
    at.y += line;
  }
  if (!spec.detail.empty()) {
    const std::string detail = display_text(spec.detail);
    draw_text(ui, TypeStyle::body, at, t.color(Color::ink_2),
              ellipsis(ui, TypeStyle::body, detail, shape.words_width));
  }
}

void draw_ground(const Ui& ui, const RowSpec& spec, const Interaction& state, Rect box) {
  const Tokens& t = ui.tokens;
  if (spec.chosen) {
    fill(box, t.color(Color::accent_soft));
    fill({box.min, {box.min.x + t.bar, box.max.y}}, t.color(Color::accent));
  } else if (state.hovered || state.held) {
    fill(box, t.color(state.held ? Color::pressed : Color::hover));
  }
  fill({{box.min.x, box.max.y - t.border.hair}, box.max}, t.color(Color::line));
  if (state.ring) focus_ring_inside(ui, box);
}

}  // namespace

float row_height(Ui& ui, const RowSpec& spec, float width) {
  return shape_of(ui, spec, width).height;
}

RowResponse row(Ui& ui, const RowSpec& spec) {
  const Tokens& t = ui.tokens;
  const ImVec2 at = cursor(ui);
  const float width = width_left(ui);
  const RowShape shape = shape_of(ui, spec, width);
  const Rect box = snapped({at, {at.x + width, at.y + shape.height}});
  take(ui, {box.width(), shape.height});
  const float y = std::round(box.min.y + t.space.s3);
  const float x = std::round(box.min.x + shape.padding);
  const float line = t.type(TypeStyle::body).line;
  RowResponse out;
  // The tick comes first, so that what is struck there is not the row.
  Interaction tick;
  const Rect tick_box =
      snapped({{x, y + (line - t.checkbox) / 2}, {x + t.checkbox, y + (line + t.checkbox) / 2}});
  if (spec.tick_shown) {
    const std::string tick_name = std::string(label_name(spec.label)) + "-tick";
    const float reach = (t.target.touch_min - t.checkbox) / 2;
    tick = interact(ui, {.label = named(label_text(spec.label), tick_name),
                         .role = Role::checkbox,
                         .drawn = tick_box,
                         .struck = tick_box.grown(reach),
                         .off = false,
                         .checked = spec.ticked,
                         .tab_stop = spec.tab_stop});
    out.tick_clicked = tick.clicked;
  }
  const std::string_view value = spec.right.empty() ? spec.state_words : spec.right;
  const Interaction state = interact(ui, {.label = spec.label,
                                          .role = Role::row,
                                          .drawn = box,
                                          .struck = {},
                                          .off = false,
                                          .checked = spec.chosen,
                                          .tab_stop = spec.tab_stop,
                                          .value = value,
                                          .detail = spec.detail});
  static_cast<Response&>(out) = state.response();
  if (item_report_enabled() && (!spec.marks.empty() || !spec.excerpt_marks.empty())) {
    report_marked(spec.marks.empty() ? marked_words(spec.excerpt, spec.excerpt_marks)
                                     : marked_words(label_text(spec.label), spec.marks));
  }
  // Arrows do not come to a thing inside of another: Space ticks, Enter opens.
  const bool by_keyboard = ImGui::GetCurrentContext()->NavActivateId == state.id;
  if (spec.tick_shown && out.clicked && by_keyboard &&
      ImGui::IsKeyPressed(ImGuiKey_Space, ImGuiKeyOwner_Any, 0)) {
    out.tick_clicked = true;
    out.clicked = false;
  }
  if (!state.seen) return out;
  draw_ground(ui, spec, state, box);
  if (spec.tick_shown) {
    draw_check_box(ui, tick_box, spec.ticked, false, tick);
  } else if (spec.stance) {
    draw_stance(*spec.stance, {x, std::round(y + (line - t.stance) / 2)}, t.stance,
                t.color(Color::ink));
  }
  draw_words(ui, spec, shape, {x + shape.first_column, y});
  draw_right(ui, spec, shape, box, y);
  return out;
}

}  // namespace crosstalk
