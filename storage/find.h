#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "storage/queries.h"
#include "storage/sweep.h"

/// Long lists: first where all notes stand that a filter lets through (8 bytes each), then the rows
/// that are looked at.
namespace crosstalk {

/// Where a note stands in lists: the greater, the newer. No two share one; it changes with
/// `occurred_at`.
using Position = std::int64_t;
/// The second in which the note at a position was.
Instant instant_of(Position position);

struct FoundPositions {
  std::vector<Position> positions;  // newest first
  bool stopped = false;             // `should_stop` said so: there is no answer
};
/// With `should_stop` it is asked every millisecond or so. Errors are those of reading.
Result<FoundPositions> find_positions(const Store& store, const ConversationFilter& filter,
                                      const ShouldStop& should_stop = {});

/// The rows at these positions, in their order; those that are not there any more are left out.
Result<std::vector<ConversationRow>> read_rows(const Store& store,
                                               std::span<const Position> positions);
/// The beginning of what was written, at most so many characters; empty where there is no such
/// note.
Result<std::string> read_body_start(const Store& store, Position position, std::size_t characters);

/// What notes can be filtered by, and how many have it, the bin aside.
struct ValueCount {
  std::string key;
  std::int64_t notes = 0;
};
struct MessageCount {
  Uuid id;
  std::string text;
  std::int64_t notes = 0;  // a note that links to two which count as one counts twice
};
struct NamedMember {
  Uuid id;
  std::string name;
};
struct FilterValues {
  // Most used first.
  std::vector<ValueCount> settings, places, stances, sectors, themes, purposes;
  std::vector<MessageCount> messages;
  std::vector<NamedMember> people;  // of the space but this device's member, by name
};
/// Reads whole indexes: some 100 ms at 100,000 notes, so not on the window's thread. At most
/// `messages_max` messages.
Result<FilterValues> read_filter_values(const Store& store, std::size_t messages_max);

}  // namespace crosstalk
