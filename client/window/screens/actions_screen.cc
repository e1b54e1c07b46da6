#include "client/window/screens/actions_screen.h"

#include <array>

#include "client/window/button.h"
#include "client/window/chip.h"
#include "client/window/navigation.h"
#include "client/window/panel.h"
#include "client/window/row.h"
#include "client/window/screens/calendar_screen.h"
#include "client/window/screens/column.h"
#include "client/window/screens/top_bar.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

float list_padding(const Ui& ui) {
  return is_compact(ui) ? ui.tokens.space.s4 : ui.tokens.space.s5;
}

float heading_height(const Ui& ui, bool first) {
  const Tokens& t = ui.tokens;
  return t.type(TypeStyle::strong).line + t.space.s1 + (first ? t.space.s4 : t.px(20));
}

RowSpec row_spec(const ActionRow& shown, const std::string& label, const Uuid& chosen, bool stop,
                 float padding) {
  return {.label = label,
          .detail = shown.from,
          .tick_shown = true,
          .ticked = shown.ticked,
          .right = shown.right,
          .right_late = shown.late,
          .right_below = shown.right_below,
          .chosen = shown.id == chosen,
          .tab_stop = stop,
          .padding_x = padding};
}

void rows(Ui& ui, const ActionsView& view, const Uuid& chosen, ActionsUi& state,
          ActionsIntents& out) {
  const float padding = list_padding(ui);
  const float width = width_left(ui);
  bool chosen_here = false;
  for (const ActionRow& shown : view.rows) chosen_here = chosen_here || shown.id == chosen;
  const auto spec = [&](std::size_t index, const std::string& label) {
    const ActionRow& shown = view.rows[index];
    return row_spec(shown, label, chosen, chosen_here ? shown.id == chosen : index == 0, padding);
  };
  const auto height = [&](std::size_t index) {
    const std::string label = named(view.rows[index].text, view.rows[index].id.text());
    const float above = view.rows[index].heading.empty() ? 0 : heading_height(ui, index == 0);
    return above + row_height(ui, spec(index, label), width);
  };
  const auto draw = [&](std::size_t index) {
    const ActionRow& shown = view.rows[index];
    if (!shown.heading.empty()) {
      const ImVec2 at = cursor(ui);
      const Tokens& t = ui.tokens;
      set_cursor(ui, {at.x + padding, at.y + (index == 0 ? t.space.s4 : t.px(20))});
      text(ui, shown.heading,
           {.style = TypeStyle::strong,
            .color = shown.heading_late ? Color::danger : Color::ink,
            .width = -1});
      set_cursor(ui, {at.x, at.y + heading_height(ui, index == 0)});
    }
    const std::string label = named(shown.text, shown.id.text());
    const RowResponse response = row(ui, spec(index, label));
    if (response.tick_clicked)
      out.tick = index;
    else if (response.clicked)
      out.open = index;
  };
  list_rows(ui, state.list, view.rows.size(), height, draw);
}

void state_chips(Ui& ui, const ActionDetail& detail, const Strings& strings,
                 ActionDetailIntents& out) {
  const Tokens& t = ui.tokens;
  struct Named {
    const char* key;
    std::string_view words;
  };
  const std::array states = {Named{"open", strings("action.state.open")},
                             Named{"doing", strings("action.state.doing")},
                             Named{"done", strings("action.state.done")},
                             Named{"dropped", strings("action.state.dropped")}};
  const float half = std::floor((width_left(ui) - t.space.s2) / 2);
  for (std::size_t index = 0; index < states.size(); ++index) {
    if (index % 2 == 1) same_line(ui, t.space.s2);
    if (index == 2) gap(ui, t.space.s2);
    const std::string label = named(states[index].words, std::string("state-") + states[index].key);
    const bool on = detail.state == states[index].key;
    const ChipSpec spec{
        .label = label, .state = on ? ChipState::on : ChipState::plain, .width = half};
    if (chip(ui, spec) && !on) out.state = states[index].key;
  }
}

/// The conversation that the action came from.
void origin(Ui& ui, const ActionDetail& detail, const Strings& strings, ActionDetailIntents& out) {
  const Tokens& t = ui.tokens;
  text(ui, strings("action.from"), {.color = Color::ink_2});
  text(ui, detail.summary, {.style = TypeStyle::strong});
  if (!detail.note.empty()) {
    gap(ui, t.space.s2);
    text(ui, detail.note, {.style = TypeStyle::note, .lines_max = 8});
  }
  gap(ui, t.space.s2);
  text(ui, detail.where, {.color = Color::ink_2});
  gap(ui, t.space.s4);
  const std::string open = named(strings("action.open_conversation"), "open-conversation");
  out.open_conversation = button(ui, {.label = open, .width = -1}).clicked;
}

}  // namespace

ActionsIntents draw_actions(Ui& ui, const ActionsView& view, ActionTab tab, const Uuid& chosen,
                            bool offers_calendar, ActionsUi& state, Rect place,
                            const Strings& strings) {
  const Tokens& t = ui.tokens;
  ActionsIntents out;
  Rect below = place;
  const bool compact = is_compact(ui);
  if (compact) {
    const auto parts = cut_top(below, top_bar_height(ui));
    below = parts.rest;
    out.open_settings = top_bar(ui, parts.first, {.title = strings("actions.title")}, strings).menu;
  }
  const std::string mine = named(strings("actions.mine"), "tab-mine");
  const std::string everyone = named(strings("actions.everyone"), "tab-everyone");
  const std::string late = named(strings("actions.late"), "tab-overdue");
  const std::string done = named(strings("actions.done"), "tab-done");
  const std::vector<TabSpec> specs = {{.label = mine, .count = view.mine_count},
                                      {.label = everyone, .count = view.everyone_count},
                                      {.label = late, .count = view.overdue_count},
                                      {.label = done, .count = view.done_count}};
  const float before = compact ? 0 : t.space.s2;
  const float head_height =
      tabs_height(ui, specs, place.width() - before) +
      (compact ? 0 : t.space.s4 + t.type(TypeStyle::heading).line + t.space.s2);
  const auto parts = cut_top(below, head_height);
  {
    const Area head(ui, "actions-head", parts.first, {.scrolls = false});
    const ImVec2 at = cursor(ui);
    if (!compact) {
      set_cursor(ui, {at.x + list_padding(ui), at.y + t.space.s4});
      text(ui, strings("actions.title"), {.style = TypeStyle::heading, .width = -1},
           "screen-title");
      set_cursor(ui,
                 {at.x + before, at.y + t.space.s4 + t.type(TypeStyle::heading).line + t.space.s2});
    }
    const int pressed = tabs(ui, specs, static_cast<int>(tab));
    if (pressed >= 0) out.tab = static_cast<ActionTab>(pressed);
  }
  const Area area(ui, "actions-list", parts.rest, {});
  if (!view.rows.empty()) {
    rows(ui, view, chosen, state, out);
  }
  gap(ui, t.space.s4);
  const Inset inset(ui, list_padding(ui), list_padding(ui));
  if (!view.rows.empty()) {
    if (offers_calendar) out.open_calendar = calendar_offer(ui, strings);
    return out;
  }
  const std::string open = named(strings("actions.open_timeline"), "open-timeline");
  out.open_timeline = empty_state(ui, {.name = "empty-actions",
                                       .icon = Icon::actions,
                                       .title = view.empty_title,
                                       .sentence = view.empty_sentence,
                                       .first = open}) == 1;
  gap(ui, t.space.s5);
  if (offers_calendar) out.open_calendar = calendar_offer(ui, strings);
  return out;
}

ActionDetailIntents draw_action(Ui& ui, const ActionDetail& detail, ActionsUi& state, Rect place,
                                const Strings& strings) {
  const Tokens& t = ui.tokens;
  ActionDetailIntents out;
  const bool single = is_compact(ui) || ui.layout == Layout::medium;
  if (single) {
    const auto parts = cut_top(place, top_bar_height(ui));
    place = parts.rest;
    const TopBarResponse bar =
        top_bar(ui, parts.first, {.title = strings("action.one"), .back = true}, strings);
    out.back = bar.back;
    out.open_settings = bar.menu;
  }
  const Area area(ui, "action", place,
                  {.fill = Color::surface,
                   .padding_x = single ? t.margin(ui.layout) : t.px(20),
                   .padding_y = t.space.s4,
                   .line_left = !single,
                   .text_width_max = t.measure});
  const ImVec2 at = cursor(ui);
  if (!single)
    text(ui, strings("action.one"),
         {.color = Color::ink_2, .width = -1, .height = t.target.button});
  const std::string edit = named(strings("action.edit"), "edit-action");
  const ButtonSpec edit_spec{
      .label = edit, .kind = ButtonKind::words, .icon = Icon::write, .flush = true};
  set_cursor(ui, {ui.right - button_width(ui, edit_spec), at.y});
  if (!state.form.open && button(ui, edit_spec)) out.edit = true;
  set_cursor(ui, {at.x, at.y + (state.form.open ? 0 : t.target.button)});
  take(ui, {1, 0});
  gap(ui, t.space.s3);
  if (state.form.open) {
    out.form = draw_action_form(ui, state.form, true, strings);
    gap(ui, t.space.s4);
  } else {
    text(ui, detail.text, {.style = TypeStyle::title}, "action-text");
    gap(ui, t.space.s4);
    const float labels = t.text_px(64);
    fact(ui, strings("action.who"), detail.who, labels);
    gap(ui, t.space.s2);
    const ImVec2 line = cursor(ui);
    if (detail.late.empty()) {
      fact(ui, strings("action.by_short"), detail.by, labels);
    } else {
      text(ui, strings("action.by_short"), {.color = Color::ink_2, .width = labels});
      set_cursor(ui, {line.x + labels + t.space.s4, line.y});
      rich_text(ui, {{detail.by, TypeStyle::strong, Color::danger},
                     {", " + detail.late, TypeStyle::body, Color::danger}});
    }
    gap(ui, t.space.s4);
  }
  text(ui, strings("action.state"), {.color = Color::ink_2});
  gap(ui, t.space.s2);
  state_chips(ui, detail, strings, out);
  gap(ui, t.space.s4);
  if (!detail.summary.empty() || !detail.note.empty()) {
    rule(ui);
    gap(ui, t.space.s4);
    origin(ui, detail, strings, out);
  }
  if (single) return out;
  gap(ui, t.space.s5);
  rule(ui);
  gap(ui, t.space.s4);
  out.open_calendar = calendar_offer(ui, strings);
  return out;
}

}  // namespace crosstalk
