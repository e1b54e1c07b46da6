#include "client/window/screens/timeline_screen.h"

#include "client/window/button.h"
#include "client/window/layout.h"
#include "client/window/panel.h"
#include "client/window/row.h"
#include "client/window/screens/column.h"
#include "client/window/screens/top_bar.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

/// A usual row: two lines of summary and one below.
constexpr float kUsualRow = 97;

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
  const bool narrowed = view.asked || !state.query.blank();
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
    out.drop_filters = pressed == 1;
    out.clear = pressed == 2;
  } else {
    out.clear = pressed == 1;
  }
}

float heading_height(const Ui& ui, bool first) {
  const Tokens& t = ui.tokens;
  return t.type(TypeStyle::strong).line + t.px(6) + (first ? t.space.s3 : t.space.s4);
}

RowSpec row_spec(const TimelineRow& shown, const TimelineExtras& extras, bool tab_stop,
                 float padding) {
  return {.label = named(shown.summary, shown.id.text()),
          .detail = shown.where,
          .stance = stance_from_key(shown.stance),
          .state = row_state(shown.state),
          .state_words = shown.state_words,
          .chosen = shown.id == extras.chosen,
          .tab_stop = tab_stop,
          .padding_x = padding,
          .marks = shown.marks,
          .excerpt = shown.excerpt.text,
          .excerpt_marks = shown.excerpt.marks};
}

void day_heading_line(Ui& ui, const std::string& words, bool first, float padding) {
  const Tokens& t = ui.tokens;
  const ImVec2 at = cursor(ui);
  set_cursor(ui, {at.x + padding, at.y + (first ? t.space.s3 : t.space.s4)});
  text(ui, words, {.style = TypeStyle::strong, .width = width_left(ui) - padding, .lines_max = 1});
  set_cursor(ui, {at.x, at.y + heading_height(ui, first)});
}

void draw_rows(Ui& ui, const TimelineRows& rows, const TimelineExtras& extras, TimelineUi& state,
               TimelineIntents& out) {
  const float padding = list_padding(ui);
  const float width = width_left(ui);
  const Tokens& t = ui.tokens;
  const auto height = [&](std::size_t index) {
    const TimelineRow* shown = rows.row(index);
    if (shown == nullptr) return t.target.row_min;
    const float above = shown->heading.empty() ? 0 : heading_height(ui, index == 0);
    return above + row_height(ui, row_spec(*shown, extras, false, padding), width);
  };
  // Tab comes to the first row in view, or to the chosen one where that is in view; arrows reach
  // the rest.
  const std::size_t first = state.list.first_seen();
  const auto draw = [&](std::size_t index) {
    const TimelineRow* shown = rows.row(index);
    if (shown == nullptr) return;
    if (!shown->heading.empty()) day_heading_line(ui, shown->heading, index == 0, padding);
    const bool stop = index == first || shown->id == extras.chosen;
    if (row(ui, row_spec(*shown, extras, stop, padding))) out.open = index;
  };
  state.list.draw(ui, t.text_px(kUsualRow), height, draw);
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
  out.query_entered = typed.entered;
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
  auto parts = cut_top(place, top_bar_height(ui));
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
  if (bar.icon == 1) state.filter.open = !state.filter.open;
  out.open_settings = bar.menu;
  parts = cut_top(parts.rest, t.text_px(48));
  const Area line(
      ui, "sync-strip", parts.first,
      {.padding_x = t.space.s4, .scrolls = false, .line_top = true, .line_bottom = true});
  out.open_sync = sync_line(ui, extras.sync).opened;
  return parts.rest;
}

}  // namespace

TimelineIntents draw_timeline(Ui& ui, const TimelineView& view, const TimelineRows& rows,
                              const TimelineExtras& extras, TimelineUi& state, Rect place,
                              const Strings& strings) {
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
      draw_quick_filters(ui, view, state.filter, strings, out.filter);
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
  {
    const Inset inset(ui, list_padding(ui), list_padding(ui));
    if (state.filter.open) {
      draw_filter_panel(ui, view, state.filter, strings, out.filter);
    } else {
      draw_saved_searches(ui, view, out.filter);
    }
    draw_active_filters(ui, view, !compact, strings, out.filter);
  }
  if (rows.count > 0) {
    draw_rows(ui, rows, extras, state, out);
  } else if (!extras.looking) {
    empty_list(ui, view, state, strings, out);
  }
  return out;
}

}  // namespace crosstalk
