#include "client/window/button.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "client/window/draw.h"
#include "client/window/interact.h"
#include "client/window/layout.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

struct Look {
  Rgba fill = 0, border = 0, words = 0, keys = 0;
};

Look look_of(const Ui& ui, const ButtonSpec& spec, const Interaction& state) {
  const Tokens& t = ui.tokens;
  if (spec.off || ui.off) {
    const bool bare = spec.kind == ButtonKind::words;
    return {bare ? 0 : t.color(Color::sunken), bare ? 0 : t.color(Color::line),
            t.color(Color::ink_2), t.color(Color::ink_2)};
  }
  const auto pick = [&](Color rest, Color hover, Color press) {
    return t.color(state.held ? press : state.hovered ? hover : rest);
  };
  switch (spec.kind) {
    case ButtonKind::primary:
      return {pick(Color::accent, Color::accent_hover, Color::accent_press), 0,
              t.color(Color::on_accent), t.color(Color::on_accent)};
    case ButtonKind::quiet:
      return {pick(Color::surface, Color::hover, Color::pressed), t.color(Color::edge),
              t.color(Color::ink), t.color(Color::ink_2)};
    case ButtonKind::words: {
      const Rgba words = pick(Color::accent, Color::on_soft, Color::on_soft);
      return {state.hovered || state.held ? t.color(Color::accent_soft) : 0, 0, words, words};
    }
    case ButtonKind::danger:
      return {pick(Color::danger, Color::danger_hover, Color::danger_hover), 0,
              t.color(Color::on_danger), t.color(Color::on_danger)};
    case ButtonKind::danger_quiet:
      return {pick(Color::surface, Color::danger_soft, Color::danger_soft), t.color(Color::danger),
              t.color(Color::danger), t.color(Color::danger)};
  }
  return {};
}

float padding_of(const Tokens& t, ButtonKind kind) {
  return kind == ButtonKind::words ? t.space.s3 : t.space.s4;
}

float content_width(Ui& ui, const ButtonSpec& spec) {
  const Tokens& t = ui.tokens;
  float width = text_width(ui, TypeStyle::strong, label_text(spec.label));
  if (spec.icon != Icon::none) width += t.icon(IconSize::normal) + t.space.s2;
  if (!spec.keys.empty()) width += t.space.s2 + text_width(ui, TypeStyle::body, spec.keys);
  return width;
}

/// How a button comes to lie in the room there is: its shortcut goes first, then its words take
/// more lines.
struct ButtonShape {
  float width = 0, height = 0;  ///< of the box, with what a flush one reaches over its place
  float content = 0;            ///< the widest line with its icon and shortcut
  bool keys = false;
  std::vector<std::string> lines;
};

ButtonShape shape_of(Ui& ui, const ButtonSpec& spec) {
  const Tokens& t = ui.tokens;
  const float side = t.target.button;
  if (spec.icon_only) return {side, side, side, false, {}};
  const float padding = padding_of(t, spec.kind);
  const float room = std::max(1.0F, width_left(ui));
  const float icon = spec.icon == Icon::none ? 0 : t.icon(IconSize::normal) + t.space.s2;
  ButtonShape shape{.content = content_width(ui, spec), .keys = !spec.keys.empty(), .lines = {}};
  const float wanted = shape.content + 2 * padding;
  const float most = spec.flush ? room + 2 * padding : room;
  shape.width = spec.width > 0 ? spec.width : spec.width < 0 ? room : std::min(wanted, most);
  const float inner = shape.width - 2 * padding;
  if (shape.content > inner && shape.keys) {
    shape.keys = false;
    shape.content -= t.space.s2 + text_width(ui, TypeStyle::body, spec.keys);
  }
  const std::string words(label_text(spec.label));
  if (shape.content <= inner) {
    shape.lines = {words};
    if (spec.width == 0 && shape.width > shape.content + 2 * padding) {
      shape.width = shape.content + 2 * padding;
    }
  } else {
    shape.content = icon;
    for (const TextLine& line : break_lines(ui, TypeStyle::strong, words, inner - icon)) {
      std::string part = words.substr(line.begin, line.end - line.begin);
      while (part.ends_with(' ')) part.pop_back();
      shape.content = std::max(shape.content, icon + text_width(ui, TypeStyle::strong, part));
      shape.lines.push_back(std::move(part));
    }
  }
  const float block = static_cast<float>(shape.lines.size()) * t.type(TypeStyle::strong).line;
  shape.height = std::max(side, block + 2 * t.space.s2);
  return shape;
}

void draw_button(Ui& ui, const ButtonSpec& spec, const ButtonShape& shape, const Interaction& state,
                 Rect box) {
  const Tokens& t = ui.tokens;
  const Look look = look_of(ui, spec, state);
  fill_round(box, t.radius.control, look.fill);
  outline(box, t.radius.control, look.border, t.border.hair);
  if (state.ring) focus_ring(ui, box, t.radius.control);
  if (spec.icon_only) {
    draw_icon_in(ui, spec.icon, IconSize::normal, box, look.words);
    tooltip(ui, state, box, label_text(spec.label));
    return;
  }
  const float line = t.type(TypeStyle::strong).line;
  float x = std::round(box.center().x - shape.content / 2);
  float y = std::round(box.center().y - static_cast<float>(shape.lines.size()) * line / 2);
  if (spec.icon != Icon::none) {
    const float side = t.icon(IconSize::normal);
    draw_icon(ui, spec.icon, IconSize::normal, {x, std::round(box.center().y - side / 2)},
              look.words);
    x += side + t.space.s2;
  }
  float end = x;
  for (const std::string& words : shape.lines) {
    end = draw_text(ui, TypeStyle::strong, {x, y}, look.words, words);
    y += line;
  }
  if (shape.keys) {
    draw_text(ui, TypeStyle::body, {end + t.space.s2, y - line}, look.keys, spec.keys);
  }
}

}  // namespace

float button_width(Ui& ui, const ButtonSpec& spec) {
  const Tokens& t = ui.tokens;
  if (spec.width > 0) return spec.width;
  if (spec.width < 0) return width_left(ui);
  if (spec.icon_only) return t.target.button;
  const float padding = padding_of(t, spec.kind);
  // A flush words-button takes the room of its words: its box reaches over the edges.
  const float sides = spec.flush ? 0 : 2 * padding;
  return content_width(ui, spec) + sides;
}

float button_height(Ui& ui, const ButtonSpec& spec) { return shape_of(ui, spec).height; }

Response button(Ui& ui, const ButtonSpec& spec) {
  const ImVec2 at = cursor(ui);
  const ButtonShape shape = shape_of(ui, spec);
  const float out = spec.flush && !spec.icon_only ? padding_of(ui.tokens, spec.kind) : 0;
  const Rect box = snapped({{at.x - out, at.y}, {at.x - out + shape.width, at.y + shape.height}});
  take(ui, {box.width() - 2 * out, shape.height});
  const Interaction state = interact(
      ui, {.label = spec.label, .role = Role::button, .drawn = box, .struck = {}, .off = spec.off});
  if (state.seen) draw_button(ui, spec, shape, state, box);
  return state.response();
}

}  // namespace crosstalk
