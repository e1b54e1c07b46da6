#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/model/dates.h"
#include "client/model/strings.h"
#include "storage/queries.h"
#include "storage/vocabulary.h"

namespace crosstalk {

/// How a row of a list says where its note is.
enum class NoteState { waiting, sent, reviewed, rejected, two_versions };
NoteState note_state(ItemSync sync, const std::string& review, bool two_versions);
std::string_view note_state_words(NoteState state, const Strings& strings);

/// Which stretch of time the timeline shows.
enum class Period { all, today, week, month, year };

/// What the person asked the timeline for.
struct TimelineChoice {
  std::string query;
  Period period = Period::all;
  std::string setting, place, sector, theme, stance;
  bool bin = false;
  bool operator==(const TimelineChoice&) const = default;
  bool filtered() const { return *this != TimelineChoice{query, {}, {}, {}, {}, {}, {}, {}}; }
};

/// The same for the store. Weeks begin on Monday.
ConversationFilter filter_of(const TimelineChoice& choice, Instant now, const Zone& zone);

struct TimelineRow {
  Uuid id;
  std::string heading;  // a day's name, where the row begins a new day; else empty
  std::string summary, where, stance;
  NoteState state = NoteState::sent;
  std::string state_words;
};

struct FilterChip {
  std::string row, key, label;  // row: "period", "setting" …
  bool on = false;
};
struct FilterRow {
  std::string name, label;
  std::vector<FilterChip> chips;
};

struct TimelineView {
  std::string search_hint;  // "Find in 1,204 notes"
  std::vector<FilterChip> quick;
  std::vector<FilterRow> filters;
  std::vector<TimelineRow> rows;
  std::int64_t found = 0;  // how many there are in all; rows may be fewer until one scrolls
  bool filtered = false;
  std::string empty_title, empty_sentence;  // where there are no rows
  bool empty_first_use = false;
};

struct TimelineSources {
  const TimelineChoice& choice;
  const std::vector<ConversationRow>& rows;
  std::int64_t found = 0, notes = 0;  // by this choice; on this device in all
  const std::vector<std::string>& places;
  const std::string& last_setting;
  const Vocabulary& vocabulary;
  Instant now;
  const Zone& zone;
  const Strings& strings;
};

TimelineView timeline_view(const TimelineSources& sources);

/// Sets or takes off what a filter chip stands for.
void tap_filter(TimelineChoice& choice, const FilterChip& chip);

}  // namespace crosstalk
