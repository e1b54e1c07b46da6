#include "client/window/chip.h"

#include <cmath>
#include <string>

#include "client/window/draw.h"
#include "client/window/interact.h"
#include "client/window/layout.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

// At scale 1. With a mark 10 + 16 + 4 + 10 at the sides, without one 20 + 20: a chip is as wide on
// as off.
constexpr float kSide = 20;
constexpr float kMarkSide = 10;
constexpr float kMarkGap = 4;
constexpr float kShapeGap = 6;
constexpr float kReach = 4;

struct Look {
  Rgba fill, border, words;
};

Look look_of(const Ui& ui, const ChipSpec& spec, const Interaction& state) {
  const Tokens& t = ui.tokens;
  if (spec.off || ui.off) {
    return {t.color(Color::sunken), t.color(Color::line), t.color(Color::ink_2)};
  }
  const Rgba under = t.color(state.held ? Color::pressed : Color::hover);
  const bool touched = state.hovered || state.held;
  switch (spec.state) {
    case ChipState::plain:
      return {touched ? under : t.color(Color::surface), t.color(Color::edge), t.color(Color::ink)};
    case ChipState::on:
      return {t.color(Color::accent_soft), t.color(Color::accent), t.color(Color::on_soft)};
    case ChipState::suggested:
      return {state.held ? under : t.color(Color::hover), touched ? t.color(Color::edge) : 0,
              t.color(Color::accent)};
    case ChipState::more:
      return {touched ? t.color(Color::accent_soft) : 0, 0,
              t.color(touched ? Color::on_soft : Color::accent)};
  }
  return {};
}

Icon mark_of(const ChipSpec& spec) {
  if (spec.icon != Icon::none) return spec.icon;
  if (spec.state == ChipState::on) return Icon::sent;
  if (spec.state == ChipState::suggested) return Icon::add;
  return Icon::none;
}

void draw_box(const Ui& ui, const ChipSpec& spec, const Look& look, Rect box) {
  const Tokens& t = ui.tokens;
  const float radius = t.radius.control;
  if (spec.stance && spec.state == ChipState::on) {
    // A bar along the bottom that follows the corners: the same shape twice, cut at the bar's upper
    // edge.
    const float cut = box.max.y - t.bar;
    ImGui::PushClipRect({box.min.x, cut}, box.max, true);
    fill_round(box, radius, t.color(Color::accent));
    ImGui::PopClipRect();
    ImGui::PushClipRect(box.min, {box.max.x, cut}, true);
    fill_round(box, radius, look.fill);
    ImGui::PopClipRect();
  } else {
    fill_round(box, radius, look.fill);
  }
  outline(box, radius, look.border, t.border.hair);
}

void draw_chip(Ui& ui, const ChipSpec& spec, const Interaction& state, Rect box) {
  const Tokens& t = ui.tokens;
  const Look look = look_of(ui, spec, state);
  draw_box(ui, spec, look, box);
  if (state.ring) focus_ring(ui, box, t.radius.control);
  const float side = t.icon(IconSize::chip);
  const Icon mark = mark_of(spec);
  const bool more = spec.state == ChipState::more;
  const bool figure = !spec.figure.empty();
  const bool left_mark = spec.stance || ((figure || mark != Icon::none) && !more);
  const float mark_gap = t.px(spec.stance ? kShapeGap : kMarkGap);
  const float extra = left_mark || more ? side + mark_gap : 0;
  const float edge = more ? t.space.s3 : t.px(extra > 0 ? kMarkSide : kSide);
  const float room = box.width() - 2 * edge - extra;
  std::string words(label_text(spec.label));
  // A pixel more than measured: the two ways to the same width round differently.
  if (text_width(ui, TypeStyle::body, words) > room + 2) {
    words = ellipsis(ui, TypeStyle::body, words, room);
  }
  const float content = extra + text_width(ui, TypeStyle::body, words);
  float x = std::round(box.center().x - content / 2);
  const float mark_y = std::round(box.center().y - side / 2);
  const float text_y = std::round(box.center().y - t.type(TypeStyle::body).line / 2);
  const auto draw_figure = [&](float at_x) {
    const float width = text_width(ui, TypeStyle::strong, spec.figure);
    draw_text(ui, TypeStyle::strong, {std::round(at_x + (side - width) / 2), text_y},
              t.color(Color::accent), spec.figure);
  };
  if (figure && !more) {
    draw_figure(x);
  } else if (spec.stance) {
    const bool off = spec.off || ui.off;
    const Rgba shape = off || spec.state == ChipState::on ? look.words : t.color(Color::ink);
    draw_stance(*spec.stance, {x, mark_y}, side, shape);
  } else if (left_mark) {
    draw_icon(ui, mark, IconSize::chip, {x, mark_y}, look.words);
  }
  if (left_mark) x += extra;
  x = draw_text(ui, TypeStyle::body, {x, text_y}, look.words, words);
  if (more && figure) {
    draw_figure(x + mark_gap);
  } else if (more)
    draw_icon(ui, Icon::more, IconSize::chip, {x + mark_gap, mark_y}, look.words);
}

}  // namespace

float chip_width(Ui& ui, const ChipSpec& spec) {
  if (spec.width > 0) return spec.width;
  const Tokens& t = ui.tokens;
  const float words = text_width(ui, TypeStyle::body, label_text(spec.label));
  const float mark = t.icon(IconSize::chip);
  if (spec.state == ChipState::more) return words + mark + t.px(kMarkGap) + 2 * t.space.s3;
  if (spec.stance) return words + mark + t.px(kShapeGap) + 2 * t.px(kMarkSide);
  if (spec.icon != Icon::none) return words + mark + t.px(kMarkGap) + 2 * t.px(kMarkSide);
  return words + 2 * t.px(kSide) + (mark - t.px(16));
}

Response chip(Ui& ui, const ChipSpec& spec) {
  const ImVec2 at = cursor(ui);
  const Tokens& t = ui.tokens;
  float width = chip_width(ui, spec);
  if (at.x + width > ui.right && ui.right > at.x) width = ui.right - at.x;
  const Rect box = snapped({at, {at.x + width, at.y + t.target.chip}});
  take(ui, {box.width(), box.height()});
  const Interaction state = interact(ui, {.label = spec.label,
                                          .role = Role::chip,
                                          .drawn = box,
                                          .struck = box.grown(t.px(kReach)),
                                          .off = spec.off,
                                          .checked = spec.state == ChipState::on,
                                          .value = spec.figure});
  if (state.seen) draw_chip(ui, spec, state, box);
  return state.response();
}

}  // namespace crosstalk
