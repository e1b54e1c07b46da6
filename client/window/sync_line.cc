#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "client/window/button.h"
#include "client/window/draw.h"
#include "client/window/interact.h"
#include "client/window/layout.h"
#include "client/window/navigation.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

constexpr float kSyncLine = 48;
constexpr float kSyncStacked = 56;

// The room for the words of a sync line beside its icon.
float words_width(const Ui& ui, float width) {
  return std::max(1.0F, width - ui.tokens.icon(IconSize::normal) - ui.tokens.space.s3);
}

float detail_height(Ui& ui, const SyncLineSpec& spec, float width) {
  return spec.detail.empty() ? 0 : text_height(ui, TypeStyle::body, spec.detail, width, 2);
}

// Two lines at most; the second ends in "…" where that is not all. Returns where they end.
float draw_two_lines(Ui& ui, TypeStyle style, ImVec2 at, float width, Rgba color,
                     std::string_view words) {
  auto lines = break_lines(ui, style, words, width);
  if (lines.size() > 2) lines = {lines[0], {lines[1].begin, words.size()}};
  for (const TextLine& part : lines) {
    const std::string_view shown = words.substr(part.begin, part.end - part.begin);
    // A space that hangs past the edge is no reason to cut.
    draw_text(ui, style, at, color, ellipsis(ui, style, shown, width + ui.tokens.space.s1));
    at.y += ui.tokens.type(style).line;
  }
  return at.y;
}

void draw_sync_words(Ui& ui, const SyncLineSpec& spec, Rect place) {
  const Tokens& t = ui.tokens;
  const float line = t.type(TypeStyle::body).line;
  const Rgba ink = t.color(Color::ink);
  const Rgba second = t.color(Color::ink_2);
  if (!spec.stacked) {
    const float y = std::round(place.center().y - line / 2);
    const std::string words = ellipsis(ui, TypeStyle::strong, spec.state, place.width());
    const float end = draw_text(ui, TypeStyle::strong, {place.min.x, y}, ink, words);
    const float room = std::max(0.0F, place.max.x - end - t.space.s1);
    draw_text(ui, TypeStyle::body, {end + t.space.s1, y}, second,
              ellipsis(ui, TypeStyle::body, spec.detail, room));
    return;
  }
  const float width = place.width();
  const float block = std::min(2 * line, text_height(ui, TypeStyle::strong, spec.state, width)) +
                      detail_height(ui, spec, width);
  float y = std::round(place.center().y - block / 2);
  y = draw_two_lines(ui, TypeStyle::strong, {place.min.x, y}, width, ink, spec.state);
  if (!spec.detail.empty()) {
    draw_two_lines(ui, TypeStyle::body, {place.min.x, y}, width, second, spec.detail);
  }
}

}  // namespace

float sync_line_height(Ui& ui, const SyncLineSpec& spec, float width) {
  const Tokens& t = ui.tokens;
  if (!spec.stacked) return t.text_px(kSyncLine);
  const float room = words_width(ui, width - t.space.s3);
  const float words = text_height(ui, TypeStyle::strong, spec.state, room, 2);
  const float detail = detail_height(ui, spec, room);
  return std::max(t.text_px(kSyncStacked), words + detail + 2 * t.space.s1);
}

SyncLineResponse sync_line(Ui& ui, const SyncLineSpec& spec) {
  const Tokens& t = ui.tokens;
  const ImVec2 at = cursor(ui);
  const float pad = spec.stacked ? t.space.s3 : 0;
  const float height = sync_line_height(ui, spec, ui.right - at.x);
  const Rect box = snapped({at, {ui.right, at.y + height}});
  const float side = t.icon(IconSize::normal);
  SyncLineResponse out;
  Rect struck = box;
  float right = box.max.x;
  if (!spec.action.empty()) {
    const ButtonSpec act{.label = spec.action, .kind = ButtonKind::words, .flush = true};
    const float width = button_width(ui, act);
    right -= width + t.space.s4;
    struck.max.x = right;
    set_cursor(ui, {std::round(ui.right - width), box.center().y - t.target.button / 2});
    out.acted = button(ui, act).clicked;
  }
  const Interaction state = interact(ui, {.label = named(spec.state, spec.name),
                                          .role = Role::button,
                                          .drawn = struck,
                                          .struck = {},
                                          .off = false,
                                          .checked = false,
                                          .tab_stop = true,
                                          .value = spec.detail});
  out.opened = state.clicked;
  if (state.hovered || state.held) {
    fill_round(struck, t.radius.control, t.color(state.held ? Color::pressed : Color::hover));
  }
  if (state.ring) outline(struck, t.radius.control, t.color(Color::focus), t.border.focus);
  const Color icon_color = spec.tone == SyncTone::danger ? Color::danger : Color::ink;
  draw_icon(ui, spec.icon, IconSize::normal, {at.x + pad, std::round(box.center().y - side / 2)},
            t.color(icon_color));
  draw_sync_words(ui, spec, {{at.x + pad + side + t.space.s3, box.min.y}, {right, box.max.y}});
  set_cursor(ui, at);
  take(ui, {box.width(), box.height()});
  return out;
}

}  // namespace crosstalk
