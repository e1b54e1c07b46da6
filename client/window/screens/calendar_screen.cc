#include "client/window/screens/calendar_screen.h"

#include <algorithm>

#include "client/window/button.h"
#include "client/window/chip.h"
#include "client/window/layout.h"
#include "client/window/panel.h"
#include "client/window/screens/column.h"
#include "client/window/screens/top_bar.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

constexpr float kCodeSide = 264;

void kinds(Ui& ui, const CalendarView& view, const Strings& strings, CalendarIntents& out) {
  const Tokens& t = ui.tokens;
  const std::string todos = named(strings("calendar.todos"), "calendar-todos");
  const std::string days = named(strings("calendar.days"), "calendar-days");
  Flow flow(ui, t.space.s2, t.space.s2);
  for (const CalendarKind kind : {CalendarKind::todos, CalendarKind::days}) {
    const bool on = view.kind == kind;
    const ChipSpec spec{.label = kind == CalendarKind::todos ? todos : days,
                        .state = on ? ChipState::on : ChipState::plain};
    flow.place(chip_width(ui, spec));
    if (chip(ui, spec) && !on) out.kind = kind;
  }
}

void shown(Ui& ui, const CalendarView& view, CalendarUi& state, const Strings& strings,
           CalendarIntents& out) {
  const Tokens& t = ui.tokens;
  if (state.shown != view.address) {
    state.shown = view.address;
    state.address.set_text(view.address);
    state.code = make_qr(view.address);
  }
  text(ui, view.sentence);
  gap(ui, t.space.s4);
  kinds(ui, view, strings, out);
  gap(ui, t.space.s2);
  text(ui, view.kind_for, {.color = Color::ink_2});
  gap(ui, t.space.s4);
  const std::string code = named(strings("calendar.qr"), "calendar-qr");
  draw_qr(ui, state.code, code, std::min(width_left(ui), t.px(kCodeSide)));
  gap(ui, t.space.s4);
  text(ui, strings("calendar.address"), {.style = TypeStyle::strong});
  const std::string address = named(strings("calendar.address"), "calendar-address");
  read_text(ui, state.address, address);
  gap(ui, t.space.s2);
  const std::string copy = named(strings("calendar.copy"), "calendar-copy");
  out.copy = button(ui, {.label = copy, .icon = Icon::copy, .width = -1}).clicked;
  gap(ui, t.space.s4);
  icon(ui, Icon::lock, Color::ink_2);
  same_line(ui, t.space.s2);
  text(ui, view.gives, {.color = Color::ink_2}, "calendar-gives");
  gap(ui, t.space.s3);
  const std::string renew = named(strings("calendar.renew"), "calendar-renew");
  if (button(ui, {.label = renew, .kind = ButtonKind::words, .flush = true}))
    state.renew.open = true;
  gap(ui, t.space.s7);  // so that it can be scrolled out from under a toast
}

void renewing(Ui& ui, CalendarUi& state, const Strings& strings, CalendarIntents& out) {
  const std::string keep = named(strings("calendar.renew_keep"), "calendar-keep");
  const std::string act = named(strings("calendar.renew"), "calendar-renew-do");
  out.renew = dialog(ui, state.renew,
                     {.name = "calendar-renew-dialog",
                      .title = strings("calendar.renew_title"),
                      .sentence = strings("calendar.renew_sentence"),
                      .safe = keep,
                      .act = act,
                      .danger = true}) == DialogAnswer::act;
}

}  // namespace

CalendarIntents draw_calendar(Ui& ui, const CalendarView& view, CalendarUi& state, Rect place,
                              bool single, const Strings& strings) {
  const Tokens& t = ui.tokens;
  CalendarIntents out;
  renewing(ui, state, strings, out);
  if (single) {
    const auto parts = cut_top(place, top_bar_height(ui));
    place = parts.rest;
    const TopBarResponse bar =
        top_bar(ui, parts.first, {.title = strings("actions.title"), .back = true}, strings);
    out.close = bar.back;
    out.open_settings = bar.menu;
  }
  const Area area(ui, "calendar", place,
                  {.fill = Color::surface,
                   .padding_x = single ? t.margin(ui.layout) : t.px(20),
                   .padding_y = t.space.s4,
                   .line_left = !single,
                   .text_width_max = t.measure});
  const std::string close = named(strings("calendar.close"), "calendar-close");
  if (!single && button(ui, {.label = close, .kind = ButtonKind::words, .flush = true}))
    out.close = true;
  if (!single) gap(ui, t.space.s2);
  if (view.phase == CalendarPhase::shown || view.phase == CalendarPhase::asking) {
    text(ui, view.title, {.style = TypeStyle::title}, "calendar-title");
    gap(ui, t.space.s2);
    if (view.phase == CalendarPhase::asking) {
      text(ui, view.sentence, {.color = Color::ink_2}, "calendar-asking");
    } else {
      shown(ui, view, state, strings, out);
    }
    return out;
  }
  const bool no_hub = view.phase == CalendarPhase::no_hub;
  const std::string act = no_hub ? named(strings("calendar.join"), "calendar-join")
                                 : named(strings("calendar.try"), "calendar-try");
  const bool pressed = empty_state(ui, {.name = "calendar-empty",
                                        .icon = no_hub ? Icon::date : Icon::offline,
                                        .title = view.title,
                                        .sentence = view.sentence,
                                        .first = act}) == 1;
  (no_hub ? out.join : out.retry) = pressed;
  return out;
}

bool calendar_offer(Ui& ui, const Strings& strings) {
  const Tokens& t = ui.tokens;
  const ImVec2 at = cursor(ui);
  icon(ui, Icon::date);
  const float left = t.icon(IconSize::normal) + t.space.s3;
  bool pressed = false;
  {
    const Column column(ui, {at.x + left, at.y}, ui.right - at.x - left);
    text(ui, strings("calendar.title"), {.style = TypeStyle::strong});
    text(ui, strings("calendar.offer"), {.color = Color::ink_2});
    const std::string show = named(strings("calendar.show"), "calendar-show");
    pressed =
        button(ui, {.label = show, .kind = ButtonKind::words, .icon = Icon::qr, .flush = true})
            .clicked;
  }
  set_cursor(ui, {at.x, cursor(ui).y});
  take(ui, {1, 0});
  gap(ui, t.space.s7);  // so that it can be scrolled out from under a toast
  return pressed;
}

}  // namespace crosstalk
