#include "client/window/screens/timeline_filter.h"

#include <algorithm>
#include <cmath>

#include "client/window/button.h"
#include "client/window/chip.h"
#include "client/window/layout.h"
#include "client/window/panel.h"
#include "client/window/screens/column.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

/// A row that is not opened shows so many values, and those that are on.
constexpr std::size_t kShown = 6;

ChipSpec spec_of(const FilterChip& shown) {
  ChipSpec spec{.label = named(shown.label, "filter-" + shown.row + "-" + shown.key),
                .state = shown.on ? ChipState::on : ChipState::plain};
  if (shown.row == "stance") spec.stance = stance_from_key(shown.key);
  return spec;
}

ChipSpec saved_spec(const FilterChip& shown) {
  return {.label = named(shown.label, "saved-" + shown.key),
          .state = shown.on ? ChipState::on : ChipState::plain};
}

void filter_row(Ui& ui, const FilterRow& row, TimelineFilterUi& state, const Strings& strings,
                TimelineFilterIntents& out) {
  const Tokens& t = ui.tokens;
  text(ui, row.label, {.color = Color::ink_2});
  gap(ui, t.space.s2);
  const bool opened = state.opened.contains(row.name);
  // One that would stand alone behind More is shown at once.
  const bool long_row = row.chips.size() > kShown + 1;
  Flow flow(ui, t.space.s2, t.space.s2);
  for (std::size_t index = 0; index < row.chips.size(); ++index) {
    if (long_row && !opened && index >= kShown && !row.chips[index].on) continue;
    const ChipSpec spec = spec_of(row.chips[index]);
    flow.place(chip_width(ui, spec));
    if (chip(ui, spec)) out.chip = row.chips[index];
  }
  if (!long_row) return;
  const std::string more =
      named(strings(opened ? TextKey("timeline.fewer") : TextKey("timeline.more")),
            "filter-" + row.name + "-more");
  const ChipSpec spec{.label = more, .state = ChipState::more};
  flow.place(chip_width(ui, spec));
  if (!chip(ui, spec)) return;
  if (opened) {
    state.opened.erase(row.name);
  } else {
    state.opened.insert(row.name);
  }
}

void day_fields(Ui& ui, const TimelineView& view, TimelineFilterUi& state, const Strings& strings,
                TimelineFilterIntents& out) {
  const Tokens& t = ui.tokens;
  const auto spec_for = [&](TextKey label, const char* name, const TextEditor& editor,
                            const std::string& error, const std::string& understood) {
    FieldSpec spec{.label = named(strings(label), name),
                   .placeholder = strings("timeline.day_hint"),
                   .error = error};
    if (!editor.blank() && error.empty() && editor.text() != understood) spec.answer = understood;
    return spec;
  };
  const auto draw = [&](TextEditor& editor, MonthUi& month, const FieldSpec& spec) {
    const DaySpec day{.field = spec, .today = state.today, .lean = Lean::back};
    const bool changed = day_field(ui, editor, month, day, strings).field.changed;
    out.days_changed = changed || out.days_changed;
  };
  const FieldSpec from =
      spec_for("timeline.from", "filter-from", state.from, state.from_error, view.from_words);
  const FieldSpec until =
      spec_for("timeline.to", "filter-until", state.until, state.until_error, view.until_words);
  const ImVec2 at = cursor(ui);
  const float room = width_left(ui);
  if (room < t.text_px(560)) {
    draw(state.from, state.from_month, from);
    gap(ui, t.space.s2);
    draw(state.until, state.until_month, until);
    return;
  }
  const float half = std::floor((room - t.space.s3) / 2);
  float bottom = 0;
  {
    const Column column(ui, at, half);
    draw(state.from, state.from_month, from);
    bottom = cursor(ui).y;
  }
  {
    const Column column(ui, {at.x + half + t.space.s3, at.y}, half);
    draw(state.until, state.until_month, until);
    bottom = std::max(bottom, cursor(ui).y);
  }
  set_cursor(ui, {at.x, bottom});
  take(ui, {1, 0});
}

// A name for what is asked for, or another for one that has one.
void naming_card(Ui& ui, TimelineFilterUi& state, const Strings& strings,
                 TimelineFilterIntents& out) {
  const Tokens& t = ui.tokens;
  const Card card(ui);
  const FieldResponse typed =
      field(ui, state.name, {.label = named(strings("timeline.save_name"), "search-name")});
  gap(ui, t.space.s3);
  const bool renaming = state.naming == TimelineFilterUi::Naming::renaming;
  const bool off = state.name.blank();
  Flow flow(ui, t.space.s2, t.space.s2);
  const ButtonSpec act{.label = named(strings(renaming ? TextKey("timeline.rename_do")
                                                       : TextKey("timeline.save_do")),
                                      "search-name-do"),
                       .off = off};
  flow.place(button_width(ui, act));
  out.named = button(ui, act).clicked || (typed.entered && !off);
  const ButtonSpec leave{.label = named(strings("timeline.cancel"), "search-name-cancel"),
                         .kind = ButtonKind::words};
  flow.place(button_width(ui, leave));
  out.cancelled = button(ui, leave).clicked || typed.escaped;
}

void saved_searches(Ui& ui, const TimelineView& view, TimelineFilterUi& state,
                    const Strings& strings, TimelineFilterIntents& out) {
  const Tokens& t = ui.tokens;
  if (view.saved.empty() && !view.can_save) return;
  text(ui, strings("timeline.saved"), {.color = Color::ink_2});
  gap(ui, t.space.s2);
  bool any_on = false;
  {
    Flow flow(ui, t.space.s2, t.space.s2);
    for (const FilterChip& shown : view.saved) {
      const ChipSpec spec = saved_spec(shown);
      any_on = any_on || shown.on;
      flow.place(chip_width(ui, spec));
      if (chip(ui, spec)) out.run = shown.key;
    }
  }
  if (!view.saved.empty()) gap(ui, t.space.s2);
  if (state.naming != TimelineFilterUi::Naming::none) {
    naming_card(ui, state, strings, out);
  } else {
    Flow flow(ui, t.space.s2, t.space.s2);
    const auto offer = [&](TextKey words, const char* name, Icon icon) {
      const ButtonSpec spec{.label = named(strings(words), name),
                            .kind = ButtonKind::words,
                            .icon = icon,
                            .flush = true};
      flow.place(button_width(ui, spec));
      return button(ui, spec).clicked;
    };
    if (view.can_save) out.begin_saving = offer("timeline.save", "save-search", Icon::add);
    if (any_on) {
      out.begin_renaming = offer("timeline.rename", "rename-search", Icon::write);
      out.remove = offer("timeline.remove", "remove-search", Icon::remove);
    }
  }
  gap(ui, t.space.s4);
}

bool is_quick(const TimelineView& view, const FilterChip& chip) {
  return std::any_of(view.quick.begin(), view.quick.end(), [&](const FilterChip& quick) {
    return quick.row == chip.row && quick.key == chip.key;
  });
}

}  // namespace

void TimelineFilterUi::show_days(const std::string& from_words, const std::string& until_words) {
  from_month = until_month = {};
  from.set_text(from_words);
  until.set_text(until_words);
  from_error.clear();
  until_error.clear();
}

std::string TimelineFilterUi::read_day(const TextEditor& field, std::string& error, Day today,
                                       const Strings& strings) {
  error.clear();
  if (field.blank()) return {};
  const auto day = understand_day(field.text(), today, Lean::back, strings);
  if (day) return iso_of(*day);
  error = strings("timeline.bad_day");
  return {};
}

void draw_quick_filters(Ui& ui, const TimelineView& view, TimelineFilterUi& state,
                        const Strings& strings, TimelineFilterIntents& out) {
  const Tokens& t = ui.tokens;
  const ChipSpec toggle{.label = named(strings("timeline.filter"), "filter"),
                        .state = state.open || view.filtered ? ChipState::on : ChipState::plain,
                        .icon = Icon::filter};
  const float toggle_width = chip_width(ui, toggle);
  const ImVec2 at = cursor(ui);
  float x = at.x;
  const auto fits = [&](const ChipSpec& spec) {
    const float width = chip_width(ui, spec);
    if (x + width + t.space.s2 + toggle_width > ui.right) return false;
    set_cursor(ui, {x, at.y});
    x += width + t.space.s2;
    return true;
  };
  for (const FilterChip& shown : view.quick) {
    const ChipSpec spec = spec_of(shown);
    if (!fits(spec)) break;
    if (chip(ui, spec)) out.chip = shown;
  }
  set_cursor(ui, {ui.right - toggle_width, at.y});
  if (chip(ui, toggle)) state.open = !state.open;
  set_cursor(ui, {at.x, at.y + t.target.chip});
  take(ui, {1, 0});
}

void draw_filter_panel(Ui& ui, const TimelineView& view, TimelineFilterUi& state,
                       const Strings& strings, TimelineFilterIntents& out) {
  const Tokens& t = ui.tokens;
  gap(ui, t.space.s3);
  saved_searches(ui, view, state, strings, out);
  for (const FilterRow& row : view.filters) {
    const IdScope id("filter-" + row.name);
    filter_row(ui, row, state, strings, out);
    if (row.name == "period") {
      gap(ui, t.space.s3);
      day_fields(ui, view, state, strings, out);
    }
    gap(ui, t.space.s4);
  }
  if (button(ui, {.label = named(strings("timeline.close_filter"), "close-filter")})) {
    state.open = false;
  }
  gap(ui, t.space.s3);
  rule(ui);
}

void draw_saved_searches(Ui& ui, const TimelineView& view, TimelineFilterIntents& out) {
  const Tokens& t = ui.tokens;
  if (view.saved.empty()) return;
  gap(ui, t.space.s3);
  Flow flow(ui, t.space.s2, t.space.s2);
  for (std::size_t index = 0; index < view.saved.size() && index < kShown; ++index) {
    const ChipSpec spec = saved_spec(view.saved[index]);
    flow.place(chip_width(ui, spec));
    if (chip(ui, spec)) out.run = view.saved[index].key;
  }
}

void draw_active_filters(Ui& ui, const TimelineView& view, bool quick, const Strings& strings,
                         TimelineFilterIntents& out) {
  const Tokens& t = ui.tokens;
  if (!view.asked) return;
  gap(ui, t.space.s3);
  Flow flow(ui, t.space.s2, t.space.s2);
  for (const FilterChip& shown : view.active) {
    if (quick && is_quick(view, shown)) continue;
    const ChipSpec spec{.label = named(shown.label, "active-" + shown.row + "-" + shown.key),
                        .state = ChipState::on,
                        .icon = Icon::close};
    flow.place(chip_width(ui, spec));
    if (chip(ui, spec)) out.chip = shown;
  }
  if (view.filtered) {
    const ChipSpec clear{.label = named(strings("timeline.clear"), "clear-all"),
                         .state = ChipState::suggested,
                         .icon = Icon::close};
    flow.place(chip_width(ui, clear));
    if (chip(ui, clear)) out.clear = true;
    gap(ui, t.space.s2);
  }
  text(ui, view.found, {.color = Color::ink_2}, "found");
}

}  // namespace crosstalk
