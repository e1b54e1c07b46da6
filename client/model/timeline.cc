#include "client/model/timeline.h"

#include <array>

#include "client/model/labels.h"

namespace crosstalk {
namespace {

using std::chrono::days;

constexpr std::size_t kPlacesOffered = 8;

struct NamedPeriod {
  const char* key;
  Period period;
};
constexpr std::array kPeriods = {
    NamedPeriod{"today", Period::today}, NamedPeriod{"week", Period::week},
    NamedPeriod{"month", Period::month}, NamedPeriod{"year", Period::year},
    NamedPeriod{"all", Period::all}};

std::string_view period_words(Period period, const Strings& strings) {
  switch (period) {
    case Period::all:
      return strings("timeline.all_dates");
    case Period::today:
      return strings("timeline.today");
    case Period::week:
      return strings("timeline.week");
    case Period::month:
      return strings("timeline.month");
    case Period::year:
      return strings("timeline.year");
  }
  return {};
}

Day first_day(Period period, Day today) {
  const std::chrono::year_month_day date(today);
  switch (period) {
    case Period::all:
      return Day{};
    case Period::today:
      return today;
    case Period::week:
      return today - days(std::chrono::weekday(today).iso_encoding() - 1);
    case Period::month:
      return Day(date.year() / date.month() / 1);
    case Period::year:
      return Day(date.year() / std::chrono::January / 1);
  }
  return today;
}

FilterRow term_filter(const TimelineSources& from, const char* name, std::string_view label,
                      TermList list, const std::string& chosen) {
  FilterRow row{name, std::string(label), {}};
  for (const Term& term : from.vocabulary.terms(list)) {
    if (!term.retired || term.key == chosen)
      row.chips.push_back({name, term.key, term.short_label, term.key == chosen});
  }
  return row;
}

std::vector<FilterRow> filter_rows(const TimelineSources& from) {
  const Strings& strings = from.strings;
  std::vector<FilterRow> rows;
  FilterRow when{"period", std::string(strings("timeline.when")), {}};
  for (const NamedPeriod& named : kPeriods) {
    when.chips.push_back({"period", named.key, std::string(period_words(named.period, strings)),
                          from.choice.period == named.period});
  }
  rows.push_back(std::move(when));
  rows.push_back(term_filter(from, "setting", strings("capture.where"), TermList::settings,
                             from.choice.setting));
  FilterRow place{"place", std::string(strings("capture.place")), {}};
  for (const std::string& name : from.places) {
    if (place.chips.size() < kPlacesOffered || name == from.choice.place) {
      place.chips.push_back({"place", name, name, name == from.choice.place});
    }
  }
  if (!place.chips.empty()) rows.push_back(std::move(place));
  rows.push_back(term_filter(from, "sector", strings("capture.sectors"), TermList::sectors,
                             from.choice.sector));
  rows.push_back(
      term_filter(from, "theme", strings("capture.themes"), TermList::themes, from.choice.theme));
  rows.push_back(term_filter(from, "stance", strings("capture.stance"), TermList::stances,
                             from.choice.stance));
  FilterRow kept{"bin", std::string(strings("timeline.kept")), {}};
  kept.chips.push_back({"bin", "bin", std::string(strings("timeline.bin")), from.choice.bin});
  rows.push_back(std::move(kept));
  return rows;
}

void put_empty(TimelineView& view, const TimelineSources& from) {
  const Strings& strings = from.strings;
  if (from.notes == 0 && !from.choice.bin && from.choice.query.empty()) {
    view.empty_first_use = true;
    view.empty_title = strings("timeline.empty.first");
    view.empty_sentence = strings("timeline.empty.first_sentence");
  } else if (from.choice.bin && from.choice.query.empty()) {
    view.empty_title = strings("timeline.empty.bin");
    view.empty_sentence = strings("timeline.empty.bin_sentence");
  } else {
    view.empty_title = from.choice.query.empty()
                           ? std::string(strings("timeline.empty.filtered"))
                           : strings.fill("timeline.empty.query", {from.choice.query});
    view.empty_sentence = strings.count("timeline.empty.searched", from.notes);
  }
}

}  // namespace

NoteState note_state(ItemSync sync, const std::string& review, bool two_versions) {
  if (sync == ItemSync::rejected) return NoteState::rejected;
  if (two_versions) return NoteState::two_versions;
  if (sync == ItemSync::here) return NoteState::waiting;
  return review.empty() || review == "new" ? NoteState::sent : NoteState::reviewed;
}

std::string_view note_state_words(NoteState state, const Strings& strings) {
  switch (state) {
    case NoteState::waiting:
      return strings("state.waiting");
    case NoteState::sent:
      return strings("state.sent");
    case NoteState::reviewed:
      return strings("state.reviewed");
    case NoteState::rejected:
      return strings("state.rejected");
    case NoteState::two_versions:
      return strings("state.two_versions");
  }
  return {};
}

ConversationFilter filter_of(const TimelineChoice& choice, Instant now, const Zone& zone) {
  ConversationFilter filter;
  filter.query = choice.query;
  if (choice.period != Period::all) {
    filter.from = moment_of(first_day(choice.period, day_of(now, zone)), 0, zone);
  }
  const auto put = [](std::vector<std::string>& values, const std::string& value) {
    if (!value.empty()) values.push_back(value);
  };
  put(filter.settings, choice.setting);
  put(filter.places, choice.place);
  put(filter.sectors, choice.sector);
  put(filter.themes, choice.theme);
  put(filter.stances, choice.stance);
  filter.deleted = choice.bin;
  return filter;
}

TimelineView timeline_view(const TimelineSources& from) {
  const Strings& strings = from.strings;
  TimelineView view;
  view.search_hint = strings.count("timeline.find", from.notes);
  view.found = from.found;
  view.filtered = from.choice.filtered();
  view.filters = filter_rows(from);
  view.quick.push_back({"period", "month", std::string(strings("timeline.month")),
                        from.choice.period == Period::month});
  const std::string setting = from.choice.setting.empty() ? from.last_setting : from.choice.setting;
  if (!setting.empty()) {
    view.quick.push_back({"setting", setting,
                          from.vocabulary.short_label(TermList::settings, setting),
                          from.choice.setting == setting});
  }
  const Day today = day_of(from.now, from.zone);
  std::optional<Day> last;
  view.rows.reserve(from.rows.size());
  for (const ConversationRow& row : from.rows) {
    TimelineRow shown;
    shown.id = row.id;
    const Day day = day_of(row.occurred_at, from.zone);
    if (!last || *last != day) shown.heading = day_heading(day, today, strings);
    last = day;
    shown.summary = row.summary.empty() ? std::string(strings("timeline.no_words")) : row.summary;
    shown.where = where_words(row.setting, row.place, from.vocabulary);
    shown.stance = row.stance;
    shown.state = note_state(row.sync, row.review, row.two_versions);
    shown.state_words = note_state_words(shown.state, strings);
    view.rows.push_back(std::move(shown));
  }
  if (view.rows.empty()) put_empty(view, from);
  return view;
}

void tap_filter(TimelineChoice& choice, const FilterChip& chip) {
  const auto toggle = [&chip](std::string& held) {
    held = held == chip.key ? std::string() : chip.key;
  };
  if (chip.row == "period") {
    for (const NamedPeriod& named : kPeriods) {
      if (chip.key == named.key)
        choice.period = choice.period == named.period ? Period::all : named.period;
    }
  }
  if (chip.row == "setting") toggle(choice.setting);
  if (chip.row == "place") toggle(choice.place);
  if (chip.row == "sector") toggle(choice.sector);
  if (chip.row == "theme") toggle(choice.theme);
  if (chip.row == "stance") toggle(choice.stance);
  if (chip.row == "bin") choice.bin = !choice.bin;
}

}  // namespace crosstalk
