#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/model/dates.h"
#include "client/model/strings.h"
#include "storage/find.h"
#include "storage/queries.h"
#include "storage/search.h"
#include "storage/vocabulary.h"

namespace crosstalk {

/// How a row of a list says where its note is.
enum class NoteState { waiting, sent, reviewed, rejected, two_versions };
NoteState note_state(ItemSync sync, const std::string& review, bool two_versions);
std::string_view note_state_words(NoteState state, const Strings& strings);

/// Which stretch of time the timeline shows.
enum class Period { all, today, week, last_week, month, last_month, year };

/// What the person asked the timeline for.
struct TimelineChoice {
  std::string query;
  Period period = Period::all;
  std::string from, until;  // YYYY-MM-DD, both days included, in place of a period; empty: open
  /// What is on, by the name of its filter row: "setting", "place", "sector", "theme", "purpose",
  /// "stance", "message", "person" ("own" or an id), "review", "sync", "action". Sorted, none
  /// empty.
  std::map<std::string, std::vector<std::string>> values;
  bool bin = false;

  bool operator==(const TimelineChoice&) const = default;
  bool has(const std::string& row, const std::string& key) const;
  /// Sets or takes off one value.
  void toggle(const std::string& row, const std::string& key);
  /// Anything besides the words.
  bool filtered() const;
  bool empty() const { return query.empty() && !filtered(); }
};

/// The same for the store. Weeks begin on Monday.
ConversationFilter filter_of(const TimelineChoice& choice, Instant now, const Zone& zone);

/// A search that was given a name, on this device.
struct SavedSearch {
  std::string name;
  TimelineChoice choice;
  bool operator==(const SavedSearch&) const = default;
};

struct TimelineRow {
  Uuid id;
  std::string heading;  // a day's name, where the row begins a new day; else empty
  std::string summary, where, stance;
  NoteState state = NoteState::sent;
  std::string state_words;
  std::vector<TextRange> marks;  // in the summary
  Excerpt excerpt;               // where the summary has nothing of what was found
};

struct FilterChip {
  std::string row, key, label;  // row: "period", "setting" …
  bool on = false;
};
struct FilterRow {
  std::string name, label;
  std::vector<FilterChip> chips;  // most used first
};

struct TimelineView {
  std::string search_hint;  // "Find in 1,204 notes"
  std::string found;        // "37 notes", where something was asked for
  std::vector<FilterChip> quick, active, saved;
  std::vector<FilterRow> filters;
  bool filtered = false, asked = false;  // by more than words; by anything
  bool can_save = false;                 // what was asked for has no name yet
  std::string suggested_name;
  std::string from_words, until_words;      // the days of a range, as a field shows them
  std::string empty_title, empty_sentence;  // for where there are no rows
  bool empty_first_use = false;
};

struct TimelineSources {
  const TimelineChoice& choice;
  const FilterValues& values;
  const std::vector<SavedSearch>& saved;
  std::int64_t found = 0, notes = 0;  // by this choice; on this device in all
  bool complete = true;               // `found` counts all
  const std::string& last_setting;
  const Vocabulary& vocabulary;
  Instant now;
  const Zone& zone;
  const Strings& strings;
};

/// Everything but the rows.
TimelineView timeline_view(const TimelineSources& sources);

/// What rows are made with.
struct RowSources {
  const Vocabulary& vocabulary;
  Instant now;
  const Zone& zone;
  const Strings& strings;
};
/// One row, without what a search found in it; `newer` is when the note above it was.
TimelineRow timeline_row(const ConversationRow& row, std::optional<Instant> newer,
                         const RowSources& sources);

/// Sets or takes off what a filter chip stands for.
void tap_filter(TimelineChoice& choice, const FilterChip& chip);

}  // namespace crosstalk
