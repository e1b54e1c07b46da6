#pragma once

#include <functional>
#include <span>

#include "storage/result.h"

/// What was erased leaves the rows at once, and SQLite overwrites what it frees. Copies stay where
/// it had moved cells from, in the gaps of pages in use, and as words that tell the pages of a
/// search index apart. A sweep writes the whole file anew without them.
namespace crosstalk {

class Database;

/// What came of a sweep that met no error.
enum class SweepDone {
  nothing,  // nothing was erased since the last one
  swept,
  stopped,  // `should_stop` said so; what was erased is still to be swept
  busy,     // another connection is in the way: the same
};

/// Asked every so often, on the caller's thread, while a sweep runs.
using ShouldStop = std::function<bool()>;

/// Notes within the caller's transaction that something was erased: the next sweep has work to do.
Result<void> want_sweep(const Database& database);
/// True where something was erased since the last sweep came to its end.
Result<bool> sweep_wanted(const Database& database);

/// Gets all that was erased so far out of the bytes of the file and of its log: each of `merges`
/// (SQL that leaves a search index in one part) in a transaction of its own, then the file anew,
/// then an empty log. No statement of the connection is in use. It writes for as long as it runs,
/// so that other writers wait; the memory that it takes, and the room on the disk, are those of the
/// file once more. It waits for others shortly, and is stopped within moments but for its last
/// part, in which pages are copied. What is erased while it runs is left for the next. Errors:
/// `disk-full`, `disk-failed`, `store-damaged`; nothing is lost, and it is still to be done.
Result<SweepDone> sweep(Database& database, std::span<const char* const> merges,
                        const ShouldStop& should_stop);

}  // namespace crosstalk
