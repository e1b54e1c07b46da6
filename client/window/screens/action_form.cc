#include "client/window/screens/action_form.h"

#include "client/model/owners.h"
#include "client/window/button.h"
#include "client/window/chip.h"
#include "client/window/layout.h"
#include "client/window/panel.h"
#include "client/window/screens/column.h"
#include "client/window/text.h"
#include "storage/text.h"

namespace crosstalk {

void ActionForm::begin() { begin({}, {}); }

void ActionForm::begin(const DraftAction& action, const std::string& due_words) {
  what.set_text(action.text);
  who.set_text(action.owner);
  by.set_text(due_words);
  due = action.due;
  answer = due_words;
  error.clear();
  index.reset();
  month = {};
  open = just_opened = true;
  what.focus();
}

void ActionForm::understand(Day now, const Strings& strings) {
  today = now;
  answer.clear();
  error.clear();
  due.clear();
  if (by.blank()) return;
  const auto day = understand_day(by.text(), today, Lean::ahead, strings);
  if (!day) {
    error = strings("action.bad_date");
    return;
  }
  due = iso_of(*day);
  answer = long_day_words(*day, today, strings);
}

DraftAction ActionForm::action() const {
  DraftAction made;
  made.text = what.text();
  made.owner = who.text();
  made.due = due;
  return made;
}

namespace {

constexpr std::size_t kOwnersMax = 5;

/// The people of the space as chips, below the fields: so the keyboard comes to them after the day,
/// and who writes is not moved about.
void choose_owner(Ui& ui, ActionForm& form, const Strings& strings) {
  if (form.people.empty()) return;
  const Tokens& t = ui.tokens;
  const std::string written = form.who.text();
  const std::vector<std::string> names = owners_like(form.people, written, kOwnersMax);
  gap(ui, t.space.s3);
  text(ui, strings("action.people"), {.color = Color::ink_2});
  gap(ui, t.space.s1);
  const IdScope id("owners");
  Flow flow(ui, t.space.s2, t.space.s2);
  if (names.empty()) take(ui, {1, t.target.chip});
  for (const std::string& name : names) {
    const std::string label = named(name, "owner-" + name);
    const ChipSpec spec{
        .label = label,
        .state = folded(name) == folded(written) ? ChipState::on : ChipState::plain};
    flow.place(chip_width(ui, spec));
    if (chip(ui, spec)) form.who.set_text(name);
  }
}

}  // namespace

ActionFormIntents draw_action_form(Ui& ui, ActionForm& form, bool existing,
                                   const Strings& strings) {
  const Tokens& t = ui.tokens;
  ActionFormIntents out;
  const IdScope id("action-form");
  const Card card(ui);
  const std::string what = named(strings("action.what"), "action-what");
  const std::string who = named(strings("action.who"), "action-who");
  const std::string by = named(strings("action.by"), "action-by");
  bool entered = false, escaped = false;
  const auto note = [&](const FieldResponse& response) {
    out.changed = out.changed || response.changed;
    entered = entered || response.entered;
    escaped = escaped || response.escaped;
  };
  note(field(ui, form.what, {.label = what, .placeholder = strings("action.what_hint")}));
  gap(ui, t.space.s3);
  const bool beside = !is_compact(ui) && width_left(ui) > t.text_px(440);
  const FieldSpec who_spec{.label = who, .placeholder = strings("action.who_hint")};
  const bool said = form.answer == form.by.text();
  const DaySpec by_spec{
      .field = {.label = by,
                .placeholder = strings("action.by_hint"),
                .error = form.by.blank() ? std::string_view() : std::string_view(form.error),
                .answer = said ? std::string_view() : std::string_view(form.answer)},
      .today = form.today,
      .lean = Lean::ahead};
  if (beside) {
    const ImVec2 at = cursor(ui);
    const float room = width_left(ui);
    const float left = std::floor((room - t.space.s3) * 0.38F);
    float bottom = 0;
    {
      const Column column(ui, at, left);
      note(field(ui, form.who, who_spec));
      bottom = cursor(ui).y;
    }
    {
      const Column column(ui, {at.x + left + t.space.s3, at.y}, room - left - t.space.s3);
      note(day_field(ui, form.by, form.month, by_spec, strings).field);
      bottom = std::max(bottom, cursor(ui).y);
    }
    set_cursor(ui, {at.x, bottom});
    take(ui, {1, 0});
  } else {
    note(field(ui, form.who, who_spec));
    gap(ui, t.space.s3);
    note(day_field(ui, form.by, form.month, by_spec, strings).field);
  }
  choose_owner(ui, form, strings);
  gap(ui, t.space.s4);
  const bool off = form.what.blank() || !form.error.empty();
  const std::string act =
      named(existing ? strings("action.change") : strings("action.add"), "action-submit");
  const std::string cancel = named(strings("action.cancel"), "action-cancel");
  const std::string remove = named(strings("action.remove"), "action-remove");
  Flow flow(ui, t.space.s2, t.space.s2);
  const ButtonSpec submit{.label = act, .off = off};
  flow.place(button_width(ui, submit));
  out.submitted = button(ui, submit).clicked || (entered && !off);
  const ButtonSpec leave{.label = cancel, .kind = ButtonKind::words};
  flow.place(button_width(ui, leave));
  out.cancelled = button(ui, leave).clicked || escaped;
  if (existing) {
    const ButtonSpec take_off{.label = remove, .kind = ButtonKind::words, .icon = Icon::remove};
    flow.place(button_width(ui, take_off));
    out.removed = button(ui, take_off).clicked;
  }
  return out;
}

}  // namespace crosstalk
