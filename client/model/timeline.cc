#include "client/model/timeline.h"

#include <algorithm>
#include <array>

#include "client/model/labels.h"
#include "client/model/timeline_filters.h"

namespace crosstalk {
namespace {

using std::chrono::days;
using std::chrono::months;

/// What a period is called in saved searches, and the days that it covers.
struct NamedPeriod {
  const char* key;
  Period period;
};
constexpr std::array kPeriods = {NamedPeriod{"today", Period::today},
                                 NamedPeriod{"week", Period::week},
                                 NamedPeriod{"last-week", Period::last_week},
                                 NamedPeriod{"month", Period::month},
                                 NamedPeriod{"last-month", Period::last_month},
                                 NamedPeriod{"year", Period::year},
                                 NamedPeriod{"all", Period::all}};

struct DayRange {
  std::optional<Day> from, until;  // until: the day after
};

DayRange days_of(Period period, Day today) {
  const std::chrono::year_month_day date(today);
  const auto monday = today - days(std::chrono::weekday(today).iso_encoding() - 1);
  const auto month = date.year() / date.month();
  switch (period) {
    case Period::all:
      return {};
    case Period::today:
      return {today, std::nullopt};
    case Period::week:
      return {monday, std::nullopt};
    case Period::last_week:
      return {monday - days(7), monday};
    case Period::month:
      return {Day(month / 1), std::nullopt};
    case Period::last_month:
      return {Day((month - months(1)) / 1), Day(month / 1)};
    case Period::year:
      return {Day(date.year() / std::chrono::January / 1), std::nullopt};
  }
  return {};
}

std::vector<std::string> values_of(const TimelineChoice& choice, const std::string& row) {
  const auto found = choice.values.find(row);
  return found == choice.values.end() ? std::vector<std::string>() : found->second;
}

void put_people(const TimelineChoice& choice, ConversationFilter& filter) {
  for (const std::string& key : values_of(choice, "person")) {
    if (key == "own") filter.own = true;
    if (const auto id = parse_uuid(key)) filter.people.push_back(*id);
  }
}

void put_syncs(const TimelineChoice& choice, ConversationFilter& filter) {
  for (const std::string& key : values_of(choice, "sync")) {
    if (key == "waiting") filter.syncs.push_back(ItemSync::here);
    if (key == "sent") filter.syncs.push_back(ItemSync::sent);
    if (key == "rejected") filter.syncs.push_back(ItemSync::rejected);
  }
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
    view.empty_sentence = strings.count(
        view.filtered ? TextKey("timeline.empty.searched") : TextKey("timeline.empty.searched_all"),
        from.notes);
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

bool TimelineChoice::has(const std::string& row, const std::string& key) const {
  const auto found = values.find(row);
  return found != values.end() &&
         std::find(found->second.begin(), found->second.end(), key) != found->second.end();
}

void TimelineChoice::toggle(const std::string& row, const std::string& key) {
  std::vector<std::string>& held = values[row];
  const auto at = std::lower_bound(held.begin(), held.end(), key);
  if (at != held.end() && *at == key) {
    held.erase(at);
  } else {
    held.insert(at, key);
  }
  if (held.empty()) values.erase(row);
}

bool TimelineChoice::filtered() const {
  return period != Period::all || !from.empty() || !until.empty() || !values.empty() || bin;
}

std::string_view period_key(Period period) {
  for (const NamedPeriod& named : kPeriods) {
    if (named.period == period) return named.key;
  }
  return "all";
}

Period period_of_key(std::string_view key) {
  for (const NamedPeriod& named : kPeriods) {
    if (named.key == key) return named.period;
  }
  return Period::all;
}

ConversationFilter filter_of(const TimelineChoice& choice, Instant now, const Zone& zone) {
  ConversationFilter filter;
  filter.query = choice.query;
  DayRange range = days_of(choice.period, day_of(now, zone));
  if (const auto first = day_from_iso(choice.from)) range.from = *first;
  if (const auto last = day_from_iso(choice.until)) range.until = *last + days(1);
  if (range.from) filter.from = moment_of(*range.from, 0, zone);
  if (range.until) filter.until = moment_of(*range.until, 0, zone);
  filter.settings = values_of(choice, "setting");
  filter.places = values_of(choice, "place");
  filter.sectors = values_of(choice, "sector");
  filter.themes = values_of(choice, "theme");
  filter.purposes = values_of(choice, "purpose");
  filter.stances = values_of(choice, "stance");
  for (const std::string& key : values_of(choice, "message")) {
    if (const auto id = parse_uuid(key)) filter.messages.push_back(*id);
  }
  put_people(choice, filter);
  filter.reviews = values_of(choice, "review");
  put_syncs(choice, filter);
  filter.open_action = choice.has("action", "open");
  filter.deleted = choice.bin;
  return filter;
}

TimelineView timeline_view(const TimelineSources& from) {
  const Strings& strings = from.strings;
  TimelineView view;
  view.search_hint = strings.count("timeline.find", from.notes);
  view.filtered = from.choice.filtered();
  view.asked = !from.choice.empty();
  if (view.asked) {
    view.found = from.complete ? strings.count("timeline.found", from.found)
                               : std::string(strings("timeline.searching"));
  }
  put_filters(view, from);
  put_empty(view, from);
  return view;
}

TimelineRow timeline_row(const ConversationRow& row, std::optional<Instant> newer,
                         const RowSources& from) {
  TimelineRow shown;
  shown.id = row.id;
  const Day day = day_of(row.occurred_at, from.zone);
  if (!newer || day_of(*newer, from.zone) != day) {
    shown.heading = day_heading(day, day_of(from.now, from.zone), from.strings);
  }
  shown.summary =
      row.summary.empty() ? std::string(from.strings("timeline.no_words")) : row.summary;
  shown.where = where_words(row.setting, row.place, from.vocabulary);
  shown.stance = row.stance;
  shown.state = note_state(row.sync, row.review, row.two_versions);
  shown.state_words = note_state_words(shown.state, from.strings);
  return shown;
}

void tap_filter(TimelineChoice& choice, const FilterChip& chip) {
  if (chip.row == "period") {
    const Period tapped = period_of_key(chip.key);
    choice.period = choice.period == tapped ? Period::all : tapped;
    choice.from.clear();
    choice.until.clear();
  } else if (chip.row == "range") {
    choice.from.clear();
    choice.until.clear();
  } else if (chip.row == "bin") {
    choice.bin = !choice.bin;
  } else {
    choice.toggle(chip.row, chip.key);
  }
}

}  // namespace crosstalk
