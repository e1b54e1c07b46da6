#include "client/window/choice.h"

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

constexpr float kMeterHeight = 8;
constexpr float kNearlyFull = 0.9F;

}  // namespace

void draw_check_box(Ui& ui, Rect box, bool on, bool off, const Interaction& state) {
  const Tokens& t = ui.tokens;
  if (on) {
    fill_round(box, t.radius.mark, t.color(off ? Color::line : Color::accent));
    draw_icon_in(ui, Icon::sent, IconSize::state, box,
                 t.color(off ? Color::ink_2 : Color::on_accent));
  } else {
    const Color rest = off ? Color::sunken : state.hovered ? Color::hover : Color::surface;
    fill_round(box, t.radius.mark, t.color(rest));
    outline(box, t.radius.mark, t.color(off ? Color::line : Color::edge), t.border.strong);
  }
  if (state.ring) focus_ring(ui, box, t.radius.mark);
}

Response checkbox(Ui& ui, const CheckSpec& spec) {
  const Tokens& t = ui.tokens;
  const ImVec2 at = cursor(ui);
  const float side = t.checkbox;
  const float height = t.target.touch_min;
  const std::string_view words = label_text(spec.label);
  const float line = t.type(TypeStyle::body).line;
  const float words_room = std::max(1.0F, width_left(ui) - side - t.space.s3);
  float words_height = 0;
  float width = t.target.touch_min;
  if (spec.words_shown) {
    words_height = text_height(ui, TypeStyle::body, words, words_room);
    width = side + t.space.s3 + std::min(words_room, text_width(ui, TypeStyle::body, words));
  }
  const Rect all =
      snapped({at, {at.x + width, at.y + std::max(height, words_height + t.space.s4)}});
  take(ui, {all.width(), all.height()});
  const Interaction state = interact(ui, {.label = spec.label,
                                          .role = Role::checkbox,
                                          .drawn = all,
                                          .struck = {},
                                          .off = spec.off,
                                          .checked = spec.on});
  if (!state.seen) return state.response();
  const float box_x = spec.words_shown ? at.x : at.x + (width - side) / 2;
  const Rect box =
      snapped({{box_x, all.center().y - side / 2}, {box_x + side, all.center().y + side / 2}});
  draw_check_box(ui, box, spec.on, spec.off || ui.off, state);
  if (spec.words_shown) {
    const Rgba color = t.color(spec.off || ui.off ? Color::ink_2 : Color::ink);
    float y = std::round(all.center().y - words_height / 2);
    for (const TextLine& part : break_lines(ui, TypeStyle::body, words, words_room)) {
      draw_text(ui, TypeStyle::body, {at.x + side + t.space.s3, y}, color,
                words.substr(part.begin, part.end - part.begin));
      y += line;
    }
  }
  return state.response();
}

void meter(Ui& ui, std::string_view words, std::string_view figure, float part) {
  const Tokens& t = ui.tokens;
  const float full = std::clamp(part, 0.0F, 1.0F);
  const float figure_width = text_width(ui, TypeStyle::body, figure);
  text(ui, words, {.width = std::max(1.0F, width_left(ui) - figure_width - t.space.s2)});
  to_right(ui, figure_width);
  text(ui, figure, {.color = full > kNearlyFull ? Color::caution : Color::ink_2, .width = -1});
  gap(ui, t.space.s1);
  const ImVec2 at = cursor(ui);
  const float height = t.text_px(kMeterHeight);
  const Rect well = snapped({at, {ui.right, at.y + height}});
  take(ui, {well.width(), height});
  const std::string label = named(words, std::string(words) + "-meter");
  const ImGuiID id = id_of(label);
  ImGui::ItemAdd(ImRect(well.min, well.max), id, nullptr,
                 ImGuiItemFlags_NoNav | ImGuiItemFlags_NoTabStop);
  report_item(id, label, Role::meter, false, figure);
  report_part(id, full);
  fill_round(well, height / 2, t.color(Color::sunken));
  Rect filled = well;
  filled.max.x = well.min.x + well.width() * full;
  // The same rounded shape cut off where it is filled to, so that a little is not drawn as a pill.
  ImGui::PushClipRect(filled.min, filled.max, true);
  fill_round(well, height / 2, t.color(Color::accent));
  ImGui::PopClipRect();
  outline(well, height / 2, t.color(Color::edge), t.border.hair);
}

}  // namespace crosstalk
