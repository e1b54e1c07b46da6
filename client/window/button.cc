#include "client/window/button.h"

#include <cmath>
#include <string>

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

void draw_button(Ui& ui, const ButtonSpec& spec, const Interaction& state, Rect box) {
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
  const float room = box.width() - 2 * padding_of(t, spec.kind);
  std::string_view keys = spec.keys;
  float content = content_width(ui, spec);
  if (content > room && !keys.empty()) {  // the words matter more than the shortcut
    content -= t.space.s2 + text_width(ui, TypeStyle::body, keys);
    keys = {};
  }
  std::string words(label_text(spec.label));
  if (content > room) {
    const float rest = content - text_width(ui, TypeStyle::strong, words);
    words = ellipsis(ui, TypeStyle::strong, words, room - rest);
    content = room;
  }
  float x = std::round(box.center().x - content / 2);
  const float y = std::round(box.center().y - t.type(TypeStyle::strong).line / 2);
  if (spec.icon != Icon::none) {
    const float side = t.icon(IconSize::normal);
    draw_icon(ui, spec.icon, IconSize::normal, {x, std::round(box.center().y - side / 2)},
              look.words);
    x += side + t.space.s2;
  }
  x = draw_text(ui, TypeStyle::strong, {x, y}, look.words, words);
  if (!keys.empty()) draw_text(ui, TypeStyle::body, {x + t.space.s2, y}, look.keys, keys);
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

Response button(Ui& ui, const ButtonSpec& spec) {
  const ImVec2 at = cursor(ui);
  const float width = button_width(ui, spec);
  const float height = ui.tokens.target.button;
  const float out = spec.flush && !spec.icon_only ? padding_of(ui.tokens, spec.kind) : 0;
  Rect box = snapped({{at.x - out, at.y}, {at.x + width + out, at.y + height}});
  if (spec.width == 0 && !spec.flush && box.max.x > ui.right && ui.right > at.x) {
    box.max.x = ui.right;
  }
  take(ui, {box.width() - 2 * out, height});
  const Interaction state = interact(
      ui, {.label = spec.label, .role = Role::button, .drawn = box, .struck = {}, .off = spec.off});
  if (state.seen) draw_button(ui, spec, state, box);
  return state.response();
}

}  // namespace crosstalk
