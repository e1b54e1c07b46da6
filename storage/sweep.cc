#include "storage/sweep.h"

#include <sqlite3.h>

#include <cstdint>

#include "storage/database.h"
#include "storage/planted.h"
#include "storage/statements.h"

namespace crosstalk {
namespace {

// Far less than another deed waits: a sweep can be done at any other time.
constexpr int kSweepWaitsMs = 500;
// Of SQLite's own, between two questions whether to stop: about a millisecond.
constexpr int kStepsBetween = 2'000;

struct Marks {
  std::int64_t wanted = 0;
  std::int64_t swept = 0;
};

Result<Marks> read_marks(const Database& database) {
  Statement read = database.prepared(sql::kReadSweeping);
  const auto row = read.step();
  if (!row) return row.error();
  if (!*row) return Marks{};
  return Marks{read.integer(0), read.integer(1)};
}

/// While it lives the connection asks whether to stop, and does not wait long for others.
class Watch {
 public:
  Watch(const Database& database, const ShouldStop& should_stop)
      : handle_(database.handle()), should_stop_(should_stop) {
    sqlite3_busy_timeout(handle_, kSweepWaitsMs);
    sqlite3_progress_handler(
        handle_, kStepsBetween,
        [](void* watch) { return static_cast<Watch*>(watch)->asked_to_stop() ? 1 : 0; }, this);
  }
  ~Watch() {
    sqlite3_progress_handler(handle_, 0, nullptr, nullptr);
    sqlite3_busy_timeout(handle_, kBusyTimeoutMs);
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  bool asked_to_stop() {
    if (!stopped_) stopped_ = should_stop_();
    return stopped_;
  }
  /// What an error amounts to.
  Result<SweepDone> outcome_of(const Error& error) const {
    if (stopped_) return SweepDone::stopped;
    if (error.code == ErrorCode::store_locked) return SweepDone::busy;
    return error;
  }

 private:
  sqlite3* handle_;
  const ShouldStop& should_stop_;
  bool stopped_ = false;
};

Result<void> merge(Database& database, const char* sql) {
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  if (const auto done = database.execute(sql); !done) return done.error();
  return transaction->commit();
}

}  // namespace

Result<void> want_sweep(const Database& database) {
  Statement want = database.prepared(sql::kWantSweep);
  return want.run();
}

Result<bool> sweep_wanted(const Database& database) {
  const auto marks = read_marks(database);
  if (!marks) return marks.error();
  return marks->wanted > marks->swept;
}

Result<SweepDone> sweep(Database& database, std::span<const char* const> merges,
                        const ShouldStop& should_stop) {
  const auto marks = read_marks(database);
  if (!marks) return marks.error();
  if (marks->wanted <= marks->swept) return SweepDone::nothing;
  Watch watch(database, should_stop);
  for (const char* sql : merges) {
    if (watch.asked_to_stop()) return SweepDone::stopped;
    if (const auto done = merge(database, sql); !done) return watch.outcome_of(done.error());
  }
  if (watch.asked_to_stop()) return SweepDone::stopped;
  if (const auto done = database.execute("VACUUM"); !done) return watch.outcome_of(done.error());
  if (watch.asked_to_stop()) return SweepDone::stopped;
  if (!planted(Bug::keep_erased_log)) {
    const auto emptied = database.empty_log();
    if (!emptied) return watch.outcome_of(emptied.error());
    if (!*emptied) return SweepDone::busy;
  }
  // As it was read before: what was erased since is not swept.
  Statement note = database.prepared(sql::kNoteSwept);
  if (const auto done = note.bind(1, marks->wanted).run(); !done) {
    return watch.outcome_of(done.error());
  }
  return SweepDone::swept;
}

}  // namespace crosstalk
