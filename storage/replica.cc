#include "storage/replica.h"

#include <utility>

#include "storage/apply.h"
#include "storage/offering.h"
#include "storage/planted.h"
#include "storage/statements.h"
#include "storage/store_parts.h"

namespace crosstalk {
namespace {

struct Place {
  std::optional<std::string> cursor;
  std::string life;  // incarnation of the hub's store; empty: none was heard of yet
};

Result<Place> read_place(const Database& database) {
  Statement read = database.prepared(sql::kReadSyncState);
  const auto row = read.step();
  if (!row) return row.error();
  if (!*row) return Place{};
  Place place{std::nullopt, read.text(3)};
  if (!read.is_null(0)) place.cursor = read.text(0);
  return place;
}

// True where the hub's store is not the one that this device knows: it began another life, or does
// not find the cursor again.
bool of_another_life(const HubAnswer& answer, const Place& place) {
  if (place.cursor && !answer.cursor) return true;
  return !place.life.empty() && answer.incarnation != place.life;
}

// A kiosk offers nothing: it holds only what it has not sent yet. It reads anew.
Result<void> meet_new_life(Database& database, const HubAnswer& answer) {
  const auto hub = read_hub(database);
  if (!hub) return hub.error();
  if (!*hub || (*hub)->role != "kiosk") return begin_offering(database, answer.incarnation);
  Statement set = database.prepared(sql::kSetCursor);
  return set.bind_null(1).bind(2, answer.incarnation).run();
}

Result<void> apply_entries(Database& database, Applier& applier, const HubAnswer& answer) {
  for (const FeedEntry& entry : answer.entries) {
    if (const auto done = applier.enter(entry); !done) return done.error();
  }
  if (!answer.cursor) return {};
  Statement set = database.prepared(sql::kSetCursor);
  return set.bind(1, *answer.cursor).bind(2, answer.incarnation).run();
}

}  // namespace

Result<void> note_answer(Database& database, const HubAnswer& answer, Instant wall) {
  Statement offset = database.prepared(sql::kSetOffset);
  const auto set = offset.bind(1, (answer.time - wall).count()).run();
  if (!set) return set.error();
  Statement last = database.prepared(sql::kSetLastSync);
  return last.bind(1, wall.time_since_epoch().count()).run();
}

Result<Applied> commit_applied(Store& store, Transaction& transaction, Applier& applier) {
  auto applied = applier.finish();
  if (!applied) return applied;
  // What could not be emptied when it was erased, for a reader was in the way or the disk failed,
  // is tried again with each answer. The mark is read before the commit: what is stored is no
  // error.
  const auto erased = log_holds_erased(store.database());
  if (!erased) return erased.error();
  if (const auto done = transaction.commit(); !done) return done.error();
  if (*erased) {
    if (const auto done = empty_log(store.database()); !done) return done.error();
  }
  return applied;
}

Replica::Replica(Store& store) : store_(store) {}

Result<OutboxBatch> Replica::next_batch(std::size_t changes_max, std::size_t bytes_max,
                                        bool with_later) const {
  OutboxBatch batch;
  std::size_t bytes = 0;
  {
    Statement read = store_.database().prepared(sql::kReadWaiting);
    read.bind(1, static_cast<int>(with_later ? ChangeState::later : ChangeState::unsent));
    while (batch.changes.size() < changes_max) {
      const auto row = read.step();
      if (!row) return row.error();
      if (!*row) break;
      bytes += static_cast<std::size_t>(read.integer(1)) + 1;  // and the comma between two
      if (!batch.changes.empty() && bytes > bytes_max) break;
      auto change = change_from_content(read.text(0), "");
      if (!change) return make_error(ErrorCode::store_damaged, "an unsent change cannot be read");
      batch.changes.push_back(std::move(*change));
    }
  }
  Statement count = store_.database().prepared(sql::kCountWaiting);
  const auto row = count.step();
  if (!row) return row.error();
  batch.waiting_after = count.integer(0) - static_cast<std::int64_t>(batch.changes.size());
  return batch;
}

Result<bool> Replica::anything_to_send() const {
  Statement any = store_.database().prepared(sql::kAnyUnsent);
  return any.step();
}

Result<std::optional<std::string>> Replica::cursor() const {
  auto place = read_place(store_.database());
  if (!place) return place.error();
  return std::move(place->cursor);
}

Result<std::vector<Uuid>> Replica::wanted(std::size_t ids_max) const {
  std::vector<Uuid> ids;
  Statement read = store_.database().prepared(sql::kReadWanted);
  read.bind(1, static_cast<std::int64_t>(ids_max));
  while (true) {
    const auto row = read.step();
    if (!row) return row.error();
    if (!*row) return ids;
    ids.push_back(read.uuid(0));
  }
}

Result<Applied> Replica::apply(const HubAnswer& answer,
                               const std::optional<std::string>& cursor_sent, Instant wall) {
  Database& database = store_.database();
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  auto applier = Applier::of(database);
  if (!applier) return applier.error();
  if (const auto done = note_answer(database, answer, wall); !done) return done.error();
  const auto place = read_place(database);
  if (!place) return place.error();
  const bool ours = place->cursor == cursor_sent;  // else another process has gone on meanwhile
  if (ours && of_another_life(answer, *place)) {
    // Nothing of it counts: a withdrawal or an erasure that this hub does not know again yet would
    // be missed, and what is acknowledged now is answered the same way later.
    if (const auto done = meet_new_life(database, answer); !done) return done.error();
    auto applied = commit_applied(store_, *transaction, *applier);
    if (applied) applied->new_life = true;
    return applied;
  }
  for (const Taken& taken : answer.taken) {
    if (const auto done = applier->take(taken); !done) return done.error();
  }
  for (const Rejected& rejected : answer.rejected) {
    if (const auto done = applier->reject(rejected); !done) return done.error();
  }
  for (const Uuid& id : answer.later) {
    if (const auto done = applier->postpone(id); !done) return done.error();
  }
  if (planted(Bug::cursor_first) && ours && answer.cursor) {
    const bool stored = database.prepared(sql::kSetCursor)
                            .bind(1, *answer.cursor)
                            .bind(2, answer.incarnation)
                            .run() &&
                        transaction->commit();
    auto second = Transaction::begin(database);
    if (!stored || !second) return make_error(ErrorCode::disk_failed);
    if (const auto done = apply_entries(database, *applier, answer); !done) return done.error();
    return commit_applied(store_, *second, *applier);
  }
  if (ours) {
    if (const auto done = apply_entries(database, *applier, answer); !done) return done.error();
  }
  return commit_applied(store_, *transaction, *applier);
}

Result<Applied> Replica::apply_wanted(const std::vector<Change>& changes,
                                      const std::vector<Uuid>& asked) {
  Database& database = store_.database();
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  auto applier = Applier::of(database);
  if (!applier) return applier.error();
  for (const Change& change : changes) {
    if (const auto done = applier->apply(change); !done) return done.error();
  }
  for (const Uuid& id : asked) {
    Statement forget = database.prepared(sql::kForgetWanted);
    if (const auto done = forget.bind(1, id).run(); !done) return done.error();
  }
  return commit_applied(store_, *transaction, *applier);
}

Result<void> Replica::reject(const Rejected& rejected) {
  Database& database = store_.database();
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  auto applier = Applier::of(database);
  if (!applier) return applier.error();
  if (const auto done = applier->reject(rejected); !done) return done.error();
  const auto done = commit_applied(store_, *transaction, *applier);
  if (!done) return done.error();
  return {};
}

}  // namespace crosstalk
