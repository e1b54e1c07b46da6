#include "client/window/screens/heard_card.h"

#include <algorithm>

#include "client/window/button.h"
#include "client/window/layout.h"
#include "client/window/panel.h"
#include "client/window/screens/column.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

void reach_words(Ui& ui, const HeardCard& card) {
  const std::string rest = card.reach.empty() ? std::string() : " · " + card.reach;
  rich_text(ui, {{card.times, TypeStyle::body, Color::ink}, {rest, TypeStyle::body, Color::ink_2}});
}

/// "Linked" and "Undo" in the place of the button.
bool linked_line(Ui& ui, const std::string& name, const Strings& strings) {
  const Tokens& t = ui.tokens;
  const ButtonSpec undo{.label = name, .kind = ButtonKind::words, .flush = true};
  const ImVec2 at = cursor(ui);
  set_cursor(ui, {at.x, at.y + (t.target.button - t.type(TypeStyle::body).line) / 2});
  icon(ui, Icon::sent, Color::accent);
  same_line(ui, t.space.s1);
  text(ui, strings("heard.linked"),
       {.style = TypeStyle::strong, .color = Color::accent, .width = -1});
  const float width = button_width(ui, undo);
  set_cursor(ui, {ui.right - width, at.y});
  return button(ui, undo).clicked;
}

}  // namespace

bool heard_card_tall(Ui& ui, const HeardCard& shown, const Strings& strings) {
  const Tokens& t = ui.tokens;
  const IdScope id(shown.id.text());
  const Card card(ui, {.border = shown.linked ? Color::accent : Color::line});
  text(ui, shown.text, {.style = TypeStyle::strong, .lines_max = 4});
  gap(ui, t.px(12));
  heard_line(ui, shown.times, shown.marks);
  gap(ui, t.space.s2);
  reach_words(ui, shown);
  if (!shown.since.empty()) {
    const std::string words =
        shown.same_words.empty()
            ? shown.since
            : strings.fill("heard.since_same", {shown.since, shown.same_words});
    text(ui, words, {.color = Color::ink_2});
  }
  if (shown.linked) {
    gap(ui, t.space.s1);
    return linked_line(ui, named(strings("heard.undo"), "unlink"), strings);
  }
  gap(ui, t.space.s3);
  return button(ui,
                {.label = named(strings("heard.link"), "link"), .icon = Icon::link, .width = -1})
      .clicked;
}

bool heard_card_flat(Ui& ui, const HeardCard& shown, const Strings& strings) {
  const Tokens& t = ui.tokens;
  const IdScope id(shown.id.text());
  const bool compact = is_compact(ui);
  const Card card(ui, {.border = shown.linked ? Color::accent : Color::line,
                       .padding = compact ? t.space.s3 : t.space.s4});
  const std::string label =
      shown.linked ? named(strings("heard.undo"), "unlink") : named(strings("heard.link"), "link");
  const ButtonSpec link{.label = label,
                        .kind = ButtonKind::words,
                        .icon = shown.linked ? Icon::sent : Icon::link,
                        .flush = true};
  const float width = button_width(ui, link);
  const ImVec2 at = cursor(ui);
  const float room = width_left(ui);
  const float beside = std::max(t.px(80), room - width - t.space.s4);
  float line_y = 0;
  {
    const Column words(ui, at, compact ? room : beside);
    if (!compact) text(ui, strings("heard.title"), {.color = Color::ink_2});
    text(ui, shown.text, {.style = TypeStyle::strong, .lines_max = 3});
    if (compact) reach_words(ui, shown);
    line_y = cursor(ui).y;
    gap(ui, compact ? (t.target.button - t.text_px(16)) / 2 : t.px(10));
    heard_line(ui, shown.times, shown.marks, std::min(beside, t.px(400)));
    gap(ui, compact ? (t.target.button - t.text_px(16)) / 2 : t.px(6));
    if (!compact) reach_words(ui, shown);
  }
  const float bottom = cursor(ui).y;
  const float middle = at.y + (bottom - at.y - t.target.button) / 2;
  set_cursor(ui, {at.x + room - width, compact ? line_y : std::max(at.y, middle)});
  const bool pressed = button(ui, link).clicked;
  set_cursor(ui, {at.x, bottom});
  take(ui, {1, 0});
  return pressed;
}

bool message_card(Ui& ui, const HeardCard& shown, bool tall, const Strings& strings) {
  const Tokens& t = ui.tokens;
  const IdScope id(shown.id.text());
  const Card card(ui, {.fill = tall ? Color::surface : Color::ground});
  const bool heard = !shown.times.empty();
  if (tall || is_compact(ui)) {
    if (!tall) text(ui, strings("detail.the_message"), {.color = Color::ink_2});
    text(ui, shown.text, {.style = TypeStyle::strong});
    if (!heard) return false;
    gap(ui, t.px(10));
    heard_line(ui, shown.times, shown.marks);
    gap(ui, t.space.s2);
    reach_words(ui, shown);
    text(ui, shown.since, {.color = Color::ink_2});
    gap(ui, t.space.s3);
    return button(ui, {.label = named(strings("detail.open_message"), "open-message"), .width = -1})
        .clicked;
  }
  const std::string label = named(strings("detail.open"), "open-message");
  const ButtonSpec open{.label = label};
  const float width = button_width(ui, open);
  const ImVec2 at = cursor(ui);
  const float room = width_left(ui);
  {
    const Column words(ui, at, std::max(t.px(120), room - width - t.space.s4));
    text(ui, strings("detail.the_message"), {.color = Color::ink_2});
    text(ui, shown.text, {.style = TypeStyle::strong});
    if (heard) {
      gap(ui, t.px(10));
      heard_line(ui, shown.times, shown.marks, std::min(width_left(ui), t.px(330)));
      gap(ui, t.px(6));
      rich_text(ui, {{shown.times, TypeStyle::body, Color::ink},
                     {" · " + shown.reach, TypeStyle::body, Color::ink_2}});
      text(ui, shown.since, {.color = Color::ink_2});
    }
  }
  if (!heard) return false;
  const ImVec2 below = cursor(ui);
  set_cursor(ui, {at.x + room - width, at.y});
  const bool pressed = button(ui, open).clicked;
  set_cursor(ui, below);
  take(ui, {1, 0});
  return pressed;
}

}  // namespace crosstalk
