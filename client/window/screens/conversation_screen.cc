#include "client/window/screens/conversation_screen.h"

#include <algorithm>

#include "client/window/button.h"
#include "client/window/choice.h"
#include "client/window/draw.h"
#include "client/window/layout.h"
#include "client/window/panel.h"
#include "client/window/row.h"
#include "client/window/screens/column.h"
#include "client/window/screens/heard_card.h"
#include "client/window/screens/top_bar.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

constexpr float kFactLabels = 92;

enum class MenuAct { history, copy, team, remove };

void menu_acts(Ui& ui, const ConversationDetail& detail, ConversationUi& state, Rect anchor,
               const Strings& strings, ConversationIntents& out) {
  const std::string history = named(strings("detail.history"), "history");
  const std::string copy = named(strings("detail.copy"), "copy");
  const std::string team =
      named(detail.team ? strings("detail.make_mine") : strings("detail.make_team"), "team");
  const std::string remove = named(strings("detail.delete"), "delete");
  std::vector<MenuItem> items = {{.label = history, .icon = Icon::history},
                                 {.label = copy, .icon = Icon::copy}};
  std::vector<MenuAct> acts = {MenuAct::history, MenuAct::copy};
  if (detail.own && !detail.deleted) {
    items.push_back({.label = team, .icon = detail.team ? Icon::only_me : Icon::team});
    acts.push_back(MenuAct::team);
  }
  if (detail.may_change && !detail.deleted) {
    items.push_back({.label = remove, .icon = Icon::remove, .danger = true});
    acts.push_back(MenuAct::remove);
  }
  const int chosen = menu(ui, state.menu, "note-menu", anchor, items);
  if (chosen < 0 || static_cast<std::size_t>(chosen) >= acts.size()) return;
  switch (acts[static_cast<std::size_t>(chosen)]) {
    case MenuAct::history:
      out.toggle_history = true;
      break;
    case MenuAct::copy:
      out.copy = true;
      break;
    case MenuAct::team:
      out.toggle_team = true;
      break;
    case MenuAct::remove:
      out.remove = true;
      break;
  }
}

/// Where and when at the left, Edit and the menu at the right.
void head(Ui& ui, const ConversationDetail& detail, ConversationUi& state, const Strings& strings,
          ConversationIntents& out) {
  const Tokens& t = ui.tokens;
  const ImVec2 at = cursor(ui);
  const float side = t.target.button;
  const std::string edit = named(strings("detail.edit"), "edit");
  const ButtonSpec edit_spec{.label = edit, .kind = ButtonKind::words, .icon = Icon::write};
  const bool may_edit = detail.may_change && !detail.deleted;
  const float edit_width = may_edit ? button_width(ui, edit_spec) : 0;
  const float right = ui.right + (is_compact(ui) ? t.space.s2 : t.space.s3);
  const float words = right - at.x - side - edit_width - t.space.s4;
  const float y = at.y - t.space.s1;
  {
    const Column column(ui, at, words);
    if (!detail.where.empty()) text(ui, detail.where, {.color = Color::ink_2, .lines_max = 2});
    text(ui, detail.when, {.color = Color::ink_2});
  }
  const float bottom = std::max(cursor(ui).y, y + side);
  if (may_edit) {
    set_cursor(ui, {right - side - edit_width, y});
    if (button(ui, edit_spec)) out.edit = true;
  }
  const ImVec2 menu_at{right - side, y};
  set_cursor(ui, menu_at);
  const std::string more = named(strings("detail.menu"), "note-more");
  // Its box reaches into the margin, so that its icon stands at the edge of the words.
  if (button(ui,
             {.label = more, .kind = ButtonKind::words, .icon = Icon::menu, .icon_only = true})) {
    state.menu.open = !state.menu.open;
  }
  menu_acts(ui, detail, state, {menu_at, {menu_at.x + side, menu_at.y + side}}, strings, out);
  set_cursor(ui, {at.x, bottom});
  take(ui, {1, 0});
}

void notices(Ui& ui, const ConversationDetail& detail, const Strings& strings,
             ConversationIntents& out) {
  const Tokens& t = ui.tokens;
  if (detail.deleted) {
    const std::string restore = named(strings("detail.restore"), "restore");
    gap(ui, t.space.s3);
    const auto sentence = detail.changed_since_deleted ? strings("detail.in_bin_changed")
                                                       : strings("detail.in_bin_sentence");
    out.restore = banner(ui, {.name = "in-bin",
                              .icon = Icon::remove,
                              .fact = strings("detail.in_bin"),
                              .sentence = sentence,
                              .first = detail.may_change ? restore : std::string(),
                              .stacked = true}) == 1;
  }
  if (detail.two_versions) {
    const std::string compare = named(strings("detail.compare"), "compare");
    gap(ui, t.space.s3);
    out.compare = banner(ui, {.name = "two-versions",
                              .kind = BannerKind::accent,
                              .icon = Icon::conflict,
                              .fact = strings("detail.two_versions"),
                              .sentence = strings("detail.two_sentence"),
                              .first = compare,
                              .stacked = true}) == 1;
  }
}

void facts(Ui& ui, const ConversationDetail& detail) {
  const Tokens& t = ui.tokens;
  const float labels = t.text_px(kFactLabels);
  for (const FactView& shown : detail.facts) {
    const auto stance = stance_from_key(shown.stance);
    if (!stance || ui.layout == Layout::narrow) {
      fact(ui, shown.label, shown.value, labels);
    } else {
      const ImVec2 at = cursor(ui);
      text(ui, shown.label, {.color = Color::ink_2, .width = labels});
      set_cursor(ui, {at.x + labels + t.space.s4, at.y});
      stance_mark(ui, *stance);
      same_line(ui, t.space.s2);
      text(ui, shown.value, {.width = -1});
    }
    gap(ui, t.space.s2);
  }
}

void action_list(Ui& ui, const ConversationDetail& detail, ConversationUi& state,
                 const Strings& strings, ConversationIntents& out) {
  const Tokens& t = ui.tokens;
  const ImVec2 at = cursor(ui);
  text(ui, strings("detail.actions"),
       {.style = TypeStyle::title, .width = -1, .height = t.target.button});
  if (!state.form.open && !detail.deleted) {
    const std::string add = named(strings("detail.add_action"), "add-action");
    const ButtonSpec spec{
        .label = add, .kind = ButtonKind::words, .icon = Icon::add, .flush = true};
    set_cursor(ui, {ui.right - button_width(ui, spec), at.y});
    if (button(ui, spec)) out.open_form = true;
    set_cursor(ui, {at.x, at.y + t.target.button});
    take(ui, {1, 0});
  }
  for (std::size_t index = 0; index < detail.actions.size(); ++index) {
    const ActionEntry& action = detail.actions[index];
    const IdScope id(action.id.text());
    const ImVec2 line = cursor(ui);
    const float inset = (t.target.touch_min - t.checkbox) / 2;
    set_cursor(ui, {std::max(line.x - inset, ui.screen.min.x),
                    line.y + t.space.s2 - inset + (t.type(TypeStyle::body).line - t.checkbox) / 2});
    const std::string label = named(strings.fill("action.tick", {action.text}), "tick");
    if (checkbox(ui, {.label = label, .on = action.ticked, .words_shown = false})) out.tick = index;
    const float x = line.x + t.checkbox + t.px(12);
    {
      const Column column(ui, {x, line.y + t.space.s2}, ui.right - x);
      text(ui, action.text, {.style = TypeStyle::strong});
      text(ui, action.who_when, {.color = action.late ? Color::danger : Color::ink_2});
    }
    const float bottom = cursor(ui).y + t.space.s2;
    set_cursor(ui, {line.x, bottom});
    take(ui, {1, 0});
  }
  if (state.form.open) {
    gap(ui, t.space.s2);
    out.form = draw_action_form(ui, state.form, false, strings);
  }
}

void foot(Ui& ui, const ConversationDetail& detail, Rect place, float left) {
  const Tokens& t = ui.tokens;
  const Area area(ui, "note-foot", place,
                  {.fill = Color::surface, .scrolls = false, .line_top = true});
  const bool narrow = is_compact(ui);
  const Icon mark = detail.state == NoteState::reviewed   ? Icon::reviewed
                    : detail.state == NoteState::rejected ? Icon::rejected
                    : detail.state == NoteState::waiting  ? Icon::here
                                                          : Icon::sent;
  const float line = t.type(TypeStyle::body).line;
  const float words_left = left + t.icon(IconSize::normal) + t.space.s2;
  const float beside =
      words_left + text_width(ui, TypeStyle::body, detail.state_words) + t.space.s2;
  const float right = place.max.x - t.space.s4;
  // Who reads it stands beside the state, or below where there is too little room for all of it.
  const bool below = beside + text_width(ui, TypeStyle::body, detail.readers) > right;
  const float room = right - words_left;
  const float state_height = text_height(ui, TypeStyle::body, detail.state_words, room, 2);
  const float top = std::round(place.center().y - (below && !narrow ? line : state_height / 2));
  set_cursor(ui, {left, top});
  icon(ui, mark, detail.state == NoteState::rejected ? Color::danger : Color::ink);
  same_line(ui, t.space.s2);
  if (narrow) {
    text(ui, detail.state_words, {.width = room, .lines_max = 2}, "note-state");
    return;
  }
  text(ui, detail.state_words, {.width = -1}, "note-state");
  const float x = below ? words_left : beside;
  set_cursor(ui, {x, below ? top + line : top});
  text(ui, detail.readers, {.color = Color::ink_2, .width = right - x, .lines_max = 1});
}

void mark_body(const std::vector<TextRange>& found, ConversationUi& state) {
  if (state.shown_marks == found) return;
  state.shown_marks = found;
  std::vector<TextMark> marks;
  for (const TextRange& range : found) marks.push_back({range.begin, range.end, MarkKind::hit});
  state.body.set_marks(marks);
}

void keep_body(const ConversationDetail& detail, ConversationUi& state) {
  if (state.shown == detail.id && state.shown_text == detail.body) return;
  state.shown_marks.clear();
  if (state.shown != detail.id) {
    state.form.open = false;
    state.history = false;
    state.menu.open = false;
  }
  state.shown = detail.id;
  state.shown_text = detail.body;
  state.body.set_text(detail.body);
}

void draw_aside(Ui& ui, const ConversationDetail& detail, const ConversationExtras& extras,
                Rect place, const Strings& strings, ConversationIntents& out) {
  const Tokens& t = ui.tokens;
  const Area area(ui, "note-aside", place,
                  {.padding_x = t.space.s5, .padding_y = t.space.s5, .line_left = true});
  text(ui, detail.messages.empty() ? strings("detail.no_message") : strings("detail.the_message"),
       {.style = TypeStyle::title});
  gap(ui, t.space.s3);
  for (const HeardCard& message : detail.messages) {
    if (message_card(ui, message, true, strings)) out.open_message = message.id;
    gap(ui, t.space.s3);
  }
  if (extras.also_said == nullptr || extras.also_said->empty()) return;
  gap(ui, t.space.s3);
  text(ui, strings("detail.also_said"), {.style = TypeStyle::title});
  gap(ui, t.space.s1);
  for (const SaidRow& said : *extras.also_said) {
    const std::string label = named(said.summary, said.id.text());
    const std::string where = said.where.empty() ? said.day : said.where + ", " + said.day;
    if (row(ui, {.label = label,
                 .detail = where,
                 .stance = stance_from_key(said.stance),
                 .padding_x = t.space.s1})) {
      out.open_note = said.id;
    }
  }
}

}  // namespace

void draw_nothing_chosen(Ui& ui, std::string_view words, Rect place) {
  const Tokens& t = ui.tokens;
  const Area area(ui, "nothing-chosen", place,
                  {.fill = Color::surface, .padding_x = t.space.s6, .padding_y = t.space.s6});
  text(ui, words, {.color = Color::ink_2});
}

ConversationIntents draw_conversation(Ui& ui, const ConversationDetail& detail,
                                      const ConversationExtras& extras, ConversationUi& state,
                                      Rect place, const Strings& strings) {
  const Tokens& t = ui.tokens;
  ConversationIntents out;
  keep_body(detail, state);
  mark_body(extras.body_marks == nullptr ? std::vector<TextRange>() : *extras.body_marks, state);
  Rect main = place;
  const bool aside = ui.layout == Layout::widest;
  if (aside) {
    const auto parts = cut_right(place, t.text_px(400));
    main = parts.rest;
    draw_aside(ui, detail, extras, parts.first, strings, out);
  }
  const bool single = is_compact(ui) || ui.layout == Layout::medium;
  if (single) {
    const auto parts = cut_top(main, top_bar_height(ui));
    main = parts.rest;
    const TopBarResponse bar =
        top_bar(ui, parts.first, {.title = strings("timeline.title"), .back = true}, strings);
    out.back = bar.back;
    out.open_settings = bar.menu;
  }
  const auto parts = cut_bottom(main, foot_height(ui));
  const float margin = is_compact(ui) ? t.space.s4 : single ? t.space.s5 : t.space.s6;
  foot(ui, detail, parts.first, main.min.x + margin);
  const Area area(ui, "conversation", parts.rest,
                  {.fill = Color::surface,
                   .padding_x = margin,
                   .padding_y = single ? t.space.s4 : t.space.s5,
                   .text_width_max = t.measure});
  head(ui, detail, state, strings, out);
  notices(ui, detail, strings, out);
  if (!detail.heading.empty()) {
    gap(ui, t.space.s4);
    TextSpec heading{.style = TypeStyle::heading};
    if (extras.heading_marks != nullptr) heading.marks = *extras.heading_marks;
    text(ui, detail.heading, heading, "note-heading");
  }
  if (!detail.body.empty()) {
    gap(ui, t.px(12));
    const std::string label = named(strings("capture.note"), "note-body");
    read_text(ui, state.body, label);
  }
  if (!aside) {
    for (const HeardCard& message : detail.messages) {
      gap(ui, &message == &detail.messages.front() ? t.space.s5 : t.space.s3);
      if (message_card(ui, message, false, strings)) out.open_message = message.id;
    }
  }
  gap(ui, t.space.s5);
  facts(ui, detail);
  gap(ui, t.px(12));
  rule(ui);
  gap(ui, t.space.s3);
  action_list(ui, detail, state, strings, out);
  if (is_compact(ui)) {
    gap(ui, t.space.s4);
    text(ui, detail.readers, {.color = Color::ink_2});
  }
  if (state.history && extras.history != nullptr) {
    gap(ui, t.px(20));
    rule(ui);
    out.history = draw_history(ui, *extras.history, detail.may_change, state.history_list, strings);
  }
  return out;
}

}  // namespace crosstalk
