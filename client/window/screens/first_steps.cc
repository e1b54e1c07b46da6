#include "client/window/screens/first_steps.h"

#include <cmath>

#include "client/window/button.h"
#include "client/window/draw.h"
#include "client/window/layout.h"
#include "client/window/panel.h"
#include "client/window/screens/column.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

constexpr float kDashWidth = 24;
constexpr float kDashHeight = 4;

Icon icon_of(FirstStepMark mark) {
  switch (mark) {
    case FirstStepMark::write:
      return Icon::write;
    case FirstStepMark::lock:
      return Icon::lock;
    case FirstStepMark::person:
      return Icon::person;
    case FirstStepMark::here:
      return Icon::here;
    case FirstStepMark::joined:
      return Icon::sent;
    case FirstStepMark::link:
      return Icon::link;
    case FirstStepMark::save:
      return Icon::enter;
    case FirstStepMark::careful:
      return Icon::careful;
    case FirstStepMark::help:
      return Icon::help;
  }
  return Icon::none;
}

/// A dash for each step, those that were seen in accent, and the same in words.
void progress(Ui& ui, const FirstStepsView& view) {
  const Tokens& t = ui.tokens;
  const ImVec2 at = cursor(ui);
  const float middle = at.y + t.type(TypeStyle::body).line / 2;
  const float width = t.px(kDashWidth), half = t.px(kDashHeight) / 2;
  float x = at.x;
  for (std::size_t index = 0; index < kFirstStepCount; ++index) {
    const bool seen = index <= static_cast<std::size_t>(view.step);
    fill({{x, std::round(middle - half)}, {x + width, std::round(middle + half)}},
         t.color(seen ? Color::accent : Color::edge));
    x += width + t.space.s1;
  }
  set_cursor(ui, {x + t.space.s2, at.y});
  text(ui, view.progress, {.color = Color::ink_2}, "first-steps-progress");
  set_cursor(ui, {at.x, cursor(ui).y});
}

void lines(Ui& ui, const FirstStepsView& view) {
  const Tokens& t = ui.tokens;
  for (const FirstStepLine& line : view.lines) {
    gap(ui, t.space.s3);
    const ImVec2 at = cursor(ui);
    const bool good = line.mark == FirstStepMark::joined;
    icon(ui, icon_of(line.mark), good ? Color::accent : Color::ink_2);
    set_cursor(ui, {at.x + t.icon(IconSize::normal) + t.space.s3, at.y});
    text(ui, line.words, {.style = good ? TypeStyle::strong : TypeStyle::body});
    set_cursor(ui, {at.x, cursor(ui).y});
    take(ui, {1, 0});
  }
}

}  // namespace

void draw_first_steps(Ui& ui, const FirstStepsView& view, const Strings& strings,
                      FirstStepsIntents& out) {
  const Tokens& t = ui.tokens;
  const bool compact = is_compact(ui);
  const Card card(ui, {.padding = compact ? t.space.s4 : t.space.s5});
  progress(ui, view);
  gap(ui, t.space.s2);
  text(ui, view.title, {.style = TypeStyle::title, .spoken = true}, "first-steps-title");
  lines(ui, view);
  gap(ui, t.space.s5);
  Flow flow(ui, t.space.s2, t.space.s2);
  const auto offer = [&](const ButtonSpec& spec) {
    flow.place(button_width(ui, spec));
    return button(ui, spec).clicked;
  };
  const auto keys = [&](std::string_view words) { return compact ? std::string_view() : words; };
  const TextKey next = view.last() ? TextKey("first.write") : TextKey("first.next");
  out.next = offer({.label = named(strings(next), "first-steps-next"),
                    .kind = ButtonKind::primary,
                    .keys = keys("Enter")}) ||
             out.next;
  if (view.offers_join)
    out.join = offer({.label = named(strings("first.join"), "first-steps-join")});
  if (!view.first()) out.back = offer({.label = named(strings("first.back"), "first-steps-back")});
  if (!view.last())
    out.skip = offer({.label = named(strings("first.skip"), "first-steps-skip"),
                      .kind = ButtonKind::words,
                      .keys = keys("Esc")}) ||
               out.skip;
}

}  // namespace crosstalk
