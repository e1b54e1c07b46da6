#include "client/window/screens/day_field.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "client/window/button.h"
#include "client/window/draw.h"
#include "client/window/interact.h"
#include "client/window/layout.h"
#include "client/window/text.h"
#include "imgui_internal.h"

namespace crosstalk {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr int kWeek = 7;

year_month_day date_of(Day day) { return year_month_day(day); }

Day month_start(Day day) {
  const year_month_day date = date_of(day);
  return Day(date.year() / date.month() / 1);
}

Day month_end(Day day) {
  const year_month_day date = date_of(day);
  return Day(date.year() / date.month() / std::chrono::last);
}

/// The first day of the week that it is in.
Day week_start(Day day, unsigned begins) {
  const unsigned now = std::chrono::weekday(day).iso_encoding();
  return day - days((now + kWeek - begins) % kWeek);
}

bool pressed(ImGuiKey key) { return ImGui::IsKeyPressed(key, ImGuiKeyOwner_Any, 0); }

/// What all parts of one month need.
struct Month {
  Ui& ui;
  MonthUi& state;
  const DaySpec& spec;
  const Strings& strings;
  std::optional<Day> chosen;
  bool grid = false;  // else a week as a list
  bool focused = false;
  std::optional<Day> picked;

  Day first() const {
    return grid ? month_start(state.shown) : week_start(state.shown, first_weekday(strings));
  }
  Day last() const { return grid ? month_end(state.shown) : first() + days(kWeek - 1); }
  bool off(Day day) const { return spec.last && day > *spec.last; }
  bool shows(Day day) const { return day >= first() && day <= last(); }
  /// The one that Tab comes to.
  Day stop() const {
    if (chosen && shows(*chosen)) return *chosen;
    return shows(spec.today) ? spec.today : first();
  }

  void turn(int pages) {
    state.shown = pages < 0 ? first() - days(1) : last() + days(1);
    if (focused) state.keyboard = grid ? stop() : first();
  }
  void head();
  void weekdays(Rect place) const;
  void cell(Day day, Rect place);
  void days_below(float left, float width);
};

void Month::head() {
  const Tokens& t = ui.tokens;
  const ImVec2 at = cursor(ui);
  const ButtonSpec back{
      .label = named(strings(grid ? TextKey("date.earlier_month") : TextKey("date.earlier_week")),
                     "month-back"),
      .kind = ButtonKind::words,
      .icon = Icon::previous,
      .icon_only = true};
  const ButtonSpec next{
      .label = named(strings(grid ? TextKey("date.later_month") : TextKey("date.later_week")),
                     "month-next"),
      .kind = ButtonKind::words,
      .icon = Icon::next,
      .icon_only = true};
  const year_month_day date = date_of(first());
  const std::string title = month_words(date.year() / date.month(), strings);
  const float room = width_left(ui) - 2 * t.target.button - t.space.s2;
  const bool beside = text_width(ui, TypeStyle::strong, title) <= room;
  text(ui, title,
       {.style = TypeStyle::strong,
        .width = beside ? room : 0,
        .height = beside ? t.target.button : 0},
       "month-title");
  const float y = beside ? at.y : cursor(ui).y;
  int pages = 0;
  set_cursor(ui, {ui.right - 2 * t.target.button, y});
  if (button(ui, back)) pages = -1;
  set_cursor(ui, {ui.right - t.target.button, y});
  if (button(ui, next)) pages = 1;
  if (pages != 0) turn(pages);
  set_cursor(ui, {at.x, y + t.target.button});
}

void Month::weekdays(Rect place) const {
  const Tokens& t = ui.tokens;
  const unsigned begins = first_weekday(strings);
  const float width = place.width() / kWeek;
  for (unsigned index = 0; index < kWeek; ++index) {
    const auto words = weekday_words((begins - 1 + index) % kWeek + 1, strings);
    const std::string shown = ellipsis(ui, TypeStyle::body, words, width);
    const float x = place.min.x + width * (static_cast<float>(index) + 0.5F);
    draw_text(ui, TypeStyle::body,
              {std::round(x - text_width(ui, TypeStyle::body, shown) / 2), place.min.y},
              t.color(Color::ink_2), shown);
  }
}

void Month::cell(Day day, Rect place) {
  const Tokens& t = ui.tokens;
  const bool on = chosen == day;
  const bool none = off(day);
  const std::string words = long_day_words(day, spec.today, strings);
  const Rect box = grid ? snapped(place.grown(-t.px(2))) : snapped(place);
  const bool wanted = state.keyboard == day;
  const Interaction at = interact(ui, {.label = named(words, "day-" + iso_of(day)),
                                       .role = Role::chip,
                                       .drawn = box,
                                       .struck = place,
                                       .off = none,
                                       .checked = on,
                                       .tab_stop = day == stop(),
                                       .takes_keyboard = wanted});
  if (wanted) state.keyboard.reset();
  if (at.focused) focused = true;
  if (at.clicked) picked = day;
  if (!at.seen) return;
  const float radius = t.radius.control;
  if (on) {
    fill_round(box, radius, t.color(Color::accent));
  } else if (at.hovered || at.held) {
    fill_round(box, radius, t.color(at.held ? Color::pressed : Color::hover));
  }
  if (day == spec.today && !on) outline(box, radius, t.color(Color::accent), t.border.hair);
  if (at.ring) focus_ring_inside(ui, box);
  const bool strong = on || day == spec.today;
  const TypeStyle style = strong ? TypeStyle::strong : TypeStyle::body;
  const Rgba ink = t.color(on                  ? Color::on_accent
                           : none              ? Color::ink_2
                           : day == spec.today ? Color::accent
                                               : Color::ink);
  const std::string number = std::to_string(static_cast<unsigned>(date_of(day).day()));
  const float room = box.width() - 2 * t.space.s3;
  const bool whole = text_width(ui, style, words) <= room;
  const std::string shown =
      grid ? number
           : ellipsis(ui, style, whole ? words : day_words(day, spec.today, strings), room);
  const float x = grid ? box.center().x - text_width(ui, style, shown) / 2 : box.min.x + t.space.s3;
  draw_text(ui, style, {std::round(x), std::round(box.center().y - t.type(style).line / 2)}, ink,
            shown);
}

void Month::days_below(float left, float width) {
  const Tokens& t = ui.tokens;
  const float top = cursor(ui).y;
  const float height = t.target.touch_min;
  if (!grid) {
    float y = top;
    for (Day day = first(); day <= last(); day += days(1)) {
      cell(day, {{left, y}, {left + width, y + height}});
      y += height;
    }
    set_cursor(ui, {left, y});
    return;
  }
  const float line = t.type(TypeStyle::body).line;
  weekdays({{left, top}, {left + width, top + line}});
  const Day start = week_start(first(), first_weekday(strings));
  const float column = width / kWeek;
  float bottom = top + line;
  for (Day day = first(); day <= last(); day += days(1)) {
    const auto count = static_cast<int>((day - start).count());
    const float x = left + column * static_cast<float>(count % kWeek);
    const float y = top + line + t.space.s1 + height * static_cast<float>(count / kWeek);
    cell(day, {{x, y}, {x + column, y + height}});
    bottom = y + height;
  }
  set_cursor(ui, {left, bottom});
}

/// The month itself; the day that was taken.
std::optional<Day> draw_month(Month& month) {
  Ui& ui = month.ui;
  const Tokens& t = ui.tokens;
  gap(ui, t.space.s2);
  const ImVec2 at = cursor(ui);
  const float room = width_left(ui);
  // On a phone the days reach a little over the margins of the card that they are in.
  const float over = std::clamp((kWeek * t.target.touch_min - room) / 2, 0.0F, t.space.s2);
  const float width = std::min(room + 2 * over, kWeek * t.text_px(52));
  month.grid = width >= kWeek * t.target.touch_min;
  {
    const float right_before = ui.right;
    if (month.grid) ui.right = at.x - over + width;
    month.head();
    ui.right = right_before;
  }
  month.days_below(month.grid ? at.x - over : at.x, month.grid ? width : room);
  if (month.focused && pressed(ImGuiKey_PageUp)) month.turn(-1);
  if (month.focused && pressed(ImGuiKey_PageDown)) month.turn(1);
  const float bottom = cursor(ui).y;
  if (month.state.to_sight)
    ImGui::ScrollToRect(ImGui::GetCurrentWindow(), {at, {at.x + room, bottom}});
  month.state.to_sight = false;
  set_cursor(ui, {at.x, bottom});
  take(ui, {1, 0});
  return month.picked;
}

/// The button beside the field's box. Whether it was pressed.
bool opener(Ui& ui, const DaySpec& spec, ImVec2 at, float width, const Strings& strings) {
  const Tokens& t = ui.tokens;
  float y = at.y;
  if (spec.field.label_shown) {
    y += text_height(ui, TypeStyle::strong, label_text(spec.field.label), width) + t.space.s1;
  }
  const ImVec2 after = cursor(ui);
  set_cursor(ui, {at.x + width + t.space.s1, y});
  const std::string name = std::string(label_name(spec.field.label)) + "-month";
  const bool clicked = button(ui, {.label = named(strings("date.show_month"), name),
                                   .kind = ButtonKind::words,
                                   .icon = Icon::date,
                                   .off = spec.field.off,
                                   .icon_only = true})
                           .clicked;
  set_cursor(ui, {at.x, after.y});
  take(ui, {1, 0});
  return clicked;
}

}  // namespace

DayResponse day_field(Ui& ui, TextEditor& editor, MonthUi& state, const DaySpec& spec,
                      const Strings& strings) {
  const ImVec2 at = cursor(ui);
  FieldSpec inside = spec.field;
  inside.width = width_left(ui) - ui.tokens.target.button - ui.tokens.space.s1;
  DayResponse out;
  out.field = field(ui, editor, inside);
  const bool clicked = opener(ui, spec, at, inside.width, strings);
  const bool down = out.field.focused && pressed(ImGuiKey_DownArrow);
  const auto chosen = understand_day(editor.text(), spec.today, spec.lean, strings);
  if (state.open ? clicked : clicked || down) {
    state.open = !state.open;
    state.shown = chosen.value_or(spec.today);
    state.keyboard = state.open && down ? std::optional(state.shown) : std::nullopt;
    state.to_sight = state.open;
    ui.wanted_frames = std::max(ui.wanted_frames, 1);
  } else if (down) {
    state.shown = chosen.value_or(spec.today);
    state.keyboard = state.shown;
  }
  if (!state.open) return out;
  Month month{
      .ui = ui, .state = state, .spec = spec, .strings = strings, .chosen = chosen, .picked = {}};
  const auto picked = draw_month(month);
  const bool left = shortcut(ui, ImGuiKey_Escape);
  out.field.escaped = false;  // it closes the month, and what is around only when there is none
  if (!picked && !left) return out;
  if (picked) {
    editor.set_text(day_to_type(*picked, spec.today, spec.lean, strings));
    out.picked = out.field.changed = true;
  }
  state.open = false;
  editor.focus();
  ui.wanted_frames = std::max(ui.wanted_frames, 1);
  return out;
}

}  // namespace crosstalk
