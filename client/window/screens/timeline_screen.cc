#include "client/window/screens/timeline_screen.h"

#include "client/window/button.h"
#include "client/window/chip.h"
#include "client/window/layout.h"
#include "client/window/panel.h"
#include "client/window/row.h"
#include "client/window/screens/column.h"
#include "client/window/screens/top_bar.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

constexpr std::size_t kRowsAhead = 30;

RowState row_state(NoteState state) {
  switch (state) {
    case NoteState::waiting:
      return RowState::waiting;
    case NoteState::sent:
      return RowState::sent;
    case NoteState::reviewed:
      return RowState::reviewed;
    case NoteState::rejected:
      return RowState::rejected;
    case NoteState::two_versions:
      return RowState::two_versions;
  }
  return RowState::none;
}

float list_padding(const Ui& ui) { return is_compact(ui) ? ui.tokens.space.s4 : ui.tokens.px(20); }

bool filter_chip(Ui& ui, const FilterChip& shown) {
  const std::string label = named(shown.label, "filter-" + shown.row + "-" + shown.key);
  return chip(ui, {.label = label, .state = shown.on ? ChipState::on : ChipState::plain}).clicked;
}

float filter_chip_width(Ui& ui, const FilterChip& shown) {
  return chip_width(ui, {.label = shown.label});
}

void quick_filters(Ui& ui, const TimelineView& view, TimelineUi& state, const Strings& strings,
                   TimelineIntents& out) {
  const Tokens& t = ui.tokens;
  const std::string filter = named(strings("timeline.filter"), "filter");
  const ChipSpec toggle{
      .label = filter,
      .state = state.filter_open || view.filtered ? ChipState::on : ChipState::plain,
      .icon = Icon::filter};
  const float toggle_width = chip_width(ui, toggle);
  const ImVec2 at = cursor(ui);
  float x = at.x;
  for (const FilterChip& shown : view.quick) {
    const float width = filter_chip_width(ui, shown);
    if (x + width + t.space.s2 + toggle_width > ui.right) break;
    set_cursor(ui, {x, at.y});
    if (filter_chip(ui, shown)) out.filter = shown;
    x += width + t.space.s2;
  }
  set_cursor(ui, {ui.right - toggle_width, at.y});
  if (chip(ui, toggle)) state.filter_open = !state.filter_open;
  set_cursor(ui, {at.x, at.y + t.target.chip});
  take(ui, {1, 0});
}

void filter_panel(Ui& ui, const TimelineView& view, TimelineUi& state, const Strings& strings,
                  TimelineIntents& out) {
  const Tokens& t = ui.tokens;
  const Inset inset(ui, list_padding(ui), list_padding(ui));
  for (const FilterRow& shown : view.filters) {
    text(ui, shown.label, {.color = Color::ink_2});
    gap(ui, t.space.s2);
    Flow flow(ui, t.space.s2, t.space.s2);
    for (const FilterChip& one : shown.chips) {
      flow.place(filter_chip_width(ui, one));
      if (filter_chip(ui, one)) out.filter = one;
    }
    gap(ui, t.space.s4);
  }
  const std::string close = named(strings("timeline.close_filter"), "close-filter");
  if (button(ui, {.label = close})) state.filter_open = false;
  if (view.filtered) {
    same_line(ui, t.space.s2);
    const std::string clear = named(strings("timeline.clear"), "clear-filter");
    out.clear = button(ui, {.label = clear, .kind = ButtonKind::words}).clicked;
  }
  gap(ui, t.space.s5);
}

void empty_list(Ui& ui, const TimelineView& view, const TimelineUi& state, const Strings& strings,
                TimelineIntents& out) {
  const Tokens& t = ui.tokens;
  const Inset inset(ui, list_padding(ui), list_padding(ui));
  gap(ui, t.space.s4);
  if (view.empty_first_use) {
    const std::string write = named(strings("timeline.write"), "write-first");
    out.write = empty_state(ui, {.name = "empty-timeline",
                                 .icon = Icon::timeline,
                                 .title = view.empty_title,
                                 .sentence = view.empty_sentence,
                                 .first = write,
                                 .first_primary = is_compact(ui)}) == 1;
    return;
  }
  const bool narrowed = view.filtered || !state.query.blank();
  const std::string all =
      view.filtered ? named(strings("timeline.search_all"), "all-dates") : std::string();
  const std::string clear = narrowed ? named(strings("timeline.clear"), "clear") : std::string();
  const int pressed =
      empty_state(ui, {.name = "empty-timeline",
                       .icon = Icon::search,
                       .title = view.empty_title,
                       .sentence = view.empty_sentence,
                       .first = view.filtered ? std::string_view(all) : std::string_view(clear),
                       .second = view.filtered ? std::string_view(clear) : std::string_view()});
  if (view.filtered) {
    out.all_dates = pressed == 1;
    out.clear = pressed == 2;
  } else {
    out.clear = pressed == 1;
  }
}

float heading_height(const Ui& ui, bool first) {
  const Tokens& t = ui.tokens;
  return t.type(TypeStyle::strong).line + t.px(6) + (first ? t.space.s3 : t.space.s4);
}

RowSpec row_spec(const TimelineRow& shown, const std::string& label, const TimelineExtras& extras,
                 bool tab_stop, float padding) {
  return {.label = label,
          .detail = shown.where,
          .stance = stance_from_key(shown.stance),
          .state = row_state(shown.state),
          .state_words = shown.state_words,
          .chosen = shown.id == extras.chosen,
          .tab_stop = tab_stop,
          .padding_x = padding};
}

void rows(Ui& ui, const TimelineView& view, const TimelineExtras& extras, TimelineUi& state,
          TimelineIntents& out) {
  const float padding = list_padding(ui);
  const float width = width_left(ui);
  bool chosen_here = false;
  for (const TimelineRow& shown : view.rows) chosen_here = chosen_here || shown.id == extras.chosen;
  const auto spec_of = [&](std::size_t index, const std::string& label) {
    const TimelineRow& shown = view.rows[index];
    const bool stop = chosen_here ? shown.id == extras.chosen : index == 0;
    return row_spec(shown, label, extras, stop, padding);
  };
  const auto height = [&](std::size_t index) {
    const TimelineRow& shown = view.rows[index];
    const std::string label = named(shown.summary, shown.id.text());
    const float above = shown.heading.empty() ? 0 : heading_height(ui, index == 0);
    return above + row_height(ui, spec_of(index, label), width);
  };
  std::size_t last = 0;
  const auto draw = [&](std::size_t index) {
    const TimelineRow& shown = view.rows[index];
    last = index;
    if (!shown.heading.empty()) {
      const ImVec2 at = cursor(ui);
      const Tokens& t = ui.tokens;
      set_cursor(ui, {at.x + padding, at.y + (index == 0 ? t.space.s3 : t.space.s4)});
      text(ui, shown.heading,
           {.style = TypeStyle::strong, .width = width - 2 * padding, .lines_max = 1});
      set_cursor(ui, {at.x, at.y + heading_height(ui, index == 0)});
    }
    const std::string label = named(shown.summary, shown.id.text());
    if (row(ui, spec_of(index, label))) out.open = index;
  };
  list_rows(ui, state.list, view.rows.size(), height, draw);
  out.near_end = last + kRowsAhead >= view.rows.size();
}

void search_field(Ui& ui, const TimelineView& view, TimelineUi& state, const Strings& strings,
                  TimelineIntents& out) {
  const std::string search = named(strings("timeline.search"), "search");
  const FieldResponse typed = field(ui, state.query,
                                    {.label = search,
                                     .label_shown = false,
                                     .placeholder = view.search_hint,
                                     .keys = is_compact(ui) ? std::string_view() : "Ctrl+F",
                                     .icon = Icon::search});
  out.query_changed = typed.changed;
  if (typed.escaped) {
    if (!state.query.empty()) {
      state.query.set_text({});
      out.query_changed = true;
    }
    state.search_open = false;
  }
}

Rect compact_head(Ui& ui, const TimelineExtras& extras, TimelineUi& state, Rect place,
                  const Strings& strings, TimelineIntents& out) {
  const Tokens& t = ui.tokens;
  auto parts = cut_top(place, t.text_px(kTopBarHeight));
  const std::string search = named(strings("timeline.search"), "open-search");
  const std::string filter = named(strings("timeline.filter"), "open-filter");
  const TopBarSpec spec{
      .title = strings("timeline.title"),
      .icons = {
          {.label = search, .kind = ButtonKind::words, .icon = Icon::search, .icon_only = true},
          {.label = filter, .kind = ButtonKind::words, .icon = Icon::filter, .icon_only = true}}};
  const TopBarResponse bar = top_bar(ui, parts.first, spec, strings);
  if (bar.icon == 0) {
    state.search_open = !state.search_open;
    if (state.search_open) state.query.focus();
  }
  if (bar.icon == 1) state.filter_open = !state.filter_open;
  out.open_settings = bar.menu;
  parts = cut_top(parts.rest, t.text_px(48));
  const Area line(
      ui, "sync-strip", parts.first,
      {.padding_x = t.space.s4, .scrolls = false, .line_top = true, .line_bottom = true});
  out.open_sync = sync_line(ui, extras.sync).opened;
  return parts.rest;
}

}  // namespace

TimelineIntents draw_timeline(Ui& ui, const TimelineView& view, const TimelineExtras& extras,
                              TimelineUi& state, Rect place, const Strings& strings) {
  const Tokens& t = ui.tokens;
  TimelineIntents out;
  const bool compact = is_compact(ui);
  Rect below = compact ? compact_head(ui, extras, state, place, strings, out) : place;
  if (!compact || state.search_open || !state.query.empty()) {
    const float head = t.space.s4 + t.target.button +
                       (compact ? t.space.s2 : t.px(12) + t.target.chip + t.space.s2);
    const auto parts = cut_top(below, head);
    below = parts.rest;
    const Area area(ui, "timeline-head", parts.first,
                    {.padding_x = list_padding(ui),
                     .padding_y = t.space.s4,
                     .scrolls = false,
                     .line_right = !compact});
    search_field(ui, view, state, strings, out);
    if (!compact) {
      gap(ui, t.px(12));
      quick_filters(ui, view, state, strings, out);
    }
  }
  const Area area(ui, "timeline-list", below,
                  {.line_right = !compact && ui.layout != Layout::medium});
  if (extras.failure != nullptr) {
    const Inset inset(ui, list_padding(ui), list_padding(ui));
    gap(ui, t.space.s4);
    const std::string again = named(strings("failure.try_again"), "read-again");
    out.retry = empty_state(ui, {.name = "read-failure",
                                 .title = extras.failure->title,
                                 .sentence = {},
                                 .first = again,
                                 .error = true,
                                 .kept = extras.failure->kept,
                                 .next = extras.failure->next,
                                 .kept_title = strings("failure.kept"),
                                 .next_title = strings("failure.next")}) == 1;
    return out;
  }
  if (state.filter_open) filter_panel(ui, view, state, strings, out);
  if (view.rows.empty()) {
    empty_list(ui, view, state, strings, out);
  } else {
    rows(ui, view, extras, state, out);
  }
  return out;
}

}  // namespace crosstalk
