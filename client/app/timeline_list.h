#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/app/desk.h"
#include "client/app/finder.h"
#include "client/model/timeline.h"
#include "client/window/long_list.h"
#include "storage/search.h"

namespace crosstalk {

/// The rows of the timeline: what was asked for, where all its notes stand (8 bytes each), and the
/// few that are looked at. Notes are looked for by a finder; rows are read when they are shown.
class TimelineList {
 public:
  explicit TimelineList(Desk& desk);

  const TimelineChoice& choice() const { return choice_; }
  /// Asks for something else: the list begins anew.
  void ask(const TimelineChoice& choice);
  /// The values of the filters are shown: keep their counts fresh.
  void want_values(bool shown) { values_shown_ = shown; }
  /// Takes what was found since and asks again where the store has changed. True when anything that
  /// is shown may be another. `rows` is how the list is scrolled.
  bool update(LongList& rows);
  /// After what could not be read.
  void try_again() { asked_ = true; }

  std::size_t count() const { return positions_.size(); }
  bool complete() const { return complete_; }
  bool failed() const { return failed_; }
  const FilterValues& values() const { return values_; }
  /// What the words of the search mark.
  const SearchMarker* marker() const { return marker_ ? &*marker_ : nullptr; }
  /// The row, read when it is not at hand; null where its note is gone, or cannot be read.
  const TimelineRow* row(std::size_t index);
  std::string setting_of_first();

 private:
  struct Line {
    std::optional<ConversationRow> row;
    std::optional<TimelineRow> shown;
  };
  using Page = std::vector<Line>;

  void look();
  void take(FindAnswer answer, LongList& rows);
  void replace(std::vector<Position> positions, LongList& rows);
  Page& page_with(std::size_t index);
  void mark(const ConversationRow& row, TimelineRow& shown) const;

  Desk& desk_;
  std::unique_ptr<Finder> own_finder_;
  Finder& finder_;
  TimelineChoice choice_;
  std::optional<SearchMarker> marker_;
  std::vector<Position> positions_;
  std::map<std::size_t, Page> pages_;
  FilterValues values_;
  std::uint64_t token_ = 0;
  std::uint64_t data_ = 0, looked_data_ = 0, values_data_ = 0, values_looked_data_ = 0;
  Day today_{};
  bool asked_ = true;     // another choice than what was looked for
  bool waiting_ = false;  // for the rest of an answer
  bool fresh_ = true;     // nothing of this choice is shown yet
  bool complete_ = false;
  bool failed_ = false;
  bool values_shown_ = false;
};

}  // namespace crosstalk
