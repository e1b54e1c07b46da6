#include "storage/offering.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "storage/apply.h"
#include "storage/statements.h"
#include "storage/store_parts.h"

namespace crosstalk {
namespace {

Result<void> run_with(Database& database, const Sql& sql, const Uuid& id) {
  Statement statement = database.prepared(sql);
  return statement.bind(1, id).run();
}

// As feeds give it. The hub sealed a change of this device with its member, whom the copy that the
// device made lacks.
Result<Change> read_offer(const Statement& row, DeviceId device,
                          const std::optional<HubLink>& hub) {
  auto change = change_from_content(row.text(0), row.text(1));
  if (!change) return make_error(ErrorCode::store_damaged, "a change to offer cannot be read");
  if (!change->by && change->stamp.device == device && hub) change->by = hub->member;
  return std::move(*change);
}

// An erasure as feeds give it.
Result<Change> read_erasure(const Statement& row) {
  Change erasure;
  erasure.kind = kinds::kErase;
  erasure.record = row.uuid(0);
  erasure.id = row.uuid(1);
  erasure.stamp = row.stamp(2);
  erasure.seal = row.text(3);
  auto under = parse_json(row.text(4));
  if (!under) return make_error(ErrorCode::store_damaged, "an erasure cannot be read");
  erasure.more["under"] = std::move(*under);
  return erasure;
}

// Adds what `sql` gives to `batch` until a bound is reached. True where one was.
Result<bool> read_into(std::vector<Change>& batch, std::size_t& bytes, const Database& database,
                       const Sql& sql, const std::function<Result<Change>(const Statement&)>& read,
                       std::size_t changes_max, std::size_t bytes_max) {
  Statement statement = database.prepared(sql);
  while (batch.size() < changes_max) {
    const auto row = statement.step();
    if (!row) return row.error();
    if (!*row) return false;
    auto change = read(statement);
    if (!change) return change.error();
    bytes += to_text(change_to_json(*change)).size() + 1;  // and the comma between two
    if (!batch.empty() && bytes > bytes_max) return true;
    batch.push_back(std::move(*change));
  }
  return true;
}

Result<void> forget_offer(Database& database, const Uuid& id) {
  return run_with(database, sql::kForgetOffer, id);
}

// What the hub judged like anybody's word, for its seal proves nothing: this device's own is set
// aside or waits again; of others' it can only keep what it has.
Result<void> settle_unsealed(Database& database, Applier& applier, DeviceId device, const Uuid& id,
                             const Rejected* rejected) {
  if (rejected != nullptr && rejected->code == "erased") return applier.reject(*rejected);
  const auto held = read_change(database, id);
  if (!held) return held.error();
  if (!*held || (*held)->change.stamp.device != device) return {};
  if (rejected != nullptr) return applier.reject(*rejected);
  return run_with(database, sql::kUnacknowledge, id);
}

}  // namespace

Result<std::optional<Offering>> read_offering(const Database& database) {
  Statement read = database.prepared(sql::kReadOffering);
  const auto row = read.step();
  if (!row) return row.error();
  if (!*row || read.is_null(0)) return std::optional<Offering>();
  Offering offering{read.text(0), std::nullopt};
  if (!read.is_null(1)) offering.cursor = read.text(1);
  return std::optional(std::move(offering));
}

Result<void> begin_offering(Database& database, const std::string& life) {
  {
    Statement clear = database.prepared(sql::kClearOffers);
    if (const auto done = clear.run(); !done) return done.error();
  }
  Statement begin = database.prepared(sql::kBeginOffering);
  return begin.bind(1, life).run();
}

Result<void> end_offering_if_done(Database& database) {
  Statement any = database.prepared(sql::kAnyOffer);
  const auto left = any.step();
  if (!left) return left.error();
  if (*left) return {};
  Statement end = database.prepared(sql::kEndOffering);
  return end.run();
}

Result<std::optional<Offering>> Offers::offering() const {
  return read_offering(store_.database());
}

Result<std::vector<HeldId>> Offers::held_after(const Uuid& after, std::size_t count_max) const {
  std::vector<HeldId> held;
  Statement read = store_.database().prepared(sql::kReadHeld);
  read.bind(1, after).bind(2, static_cast<std::int64_t>(count_max));
  while (true) {
    const auto row = read.step();
    if (!row) return row.error();
    if (!*row) return held;
    held.push_back({read.uuid(0), read.text(1), read.integer(2) != 0});
  }
}

Result<std::int64_t> Offers::held_count() const {
  Statement count = store_.database().prepared(sql::kCountHeld);
  const auto row = count.step();
  if (!row) return row.error();
  return count.integer(0);
}

Result<Stamp> Offers::greatest() const {
  const auto device = read_device(store_.database());
  if (!device) return device.error();
  return device->greatest;
}

Result<void> Offers::begin(const std::string& life) {
  auto transaction = Transaction::begin(store_.database());
  if (!transaction) return transaction.error();
  if (const auto done = begin_offering(store_.database(), life); !done) return done.error();
  return transaction->commit();
}

Result<void> Offers::note_missing(const std::string& life, const std::vector<Uuid>& ids,
                                  const std::optional<std::string>& cursor) {
  Database& database = store_.database();
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  const auto offering = read_offering(database);
  if (!offering) return offering.error();
  if (!*offering || (*offering)->life != life) return {};
  for (const Uuid& id : ids) {
    for (const Sql* sql : {&sql::kOfferChange, &sql::kOfferErasure}) {
      if (const auto done = run_with(database, *sql, id); !done) return done.error();
    }
  }
  if (cursor) {
    Statement set = database.prepared(sql::kSetOfferedCursor);
    if (const auto done = set.bind(1, *cursor).run(); !done) return done.error();
    if (const auto done = end_offering_if_done(database); !done) return done.error();
  }
  return transaction->commit();
}

Result<std::vector<Change>> Offers::next_batch(std::size_t changes_max,
                                               std::size_t bytes_max) const {
  std::vector<Change> batch;
  std::size_t bytes = 0;
  const auto full = read_into(batch, bytes, store_.database(), sql::kReadOfferedErasures,
                              read_erasure, changes_max, bytes_max);
  if (!full) return full.error();
  // Erasures go alone: what they erase must not come back before them.
  if (!batch.empty()) return batch;
  const auto hub = read_hub(store_.database());
  if (!hub) return hub.error();
  const auto read = [&](const Statement& row) { return read_offer(row, store_.device(), *hub); };
  const auto rest = read_into(batch, bytes, store_.database(), sql::kReadOfferedChanges, read,
                              changes_max, bytes_max);
  if (!rest) return rest.error();
  return batch;
}

Result<Offers::Outcome> Offers::apply(const HubAnswer& answer, const std::vector<Uuid>& sent,
                                      const std::string& cursor_sent, Instant wall) {
  Database& database = store_.database();
  Outcome outcome;
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  const auto offering = read_offering(database);
  if (!offering) return offering.error();
  // Another process has gone on meanwhile.
  if (!*offering || (*offering)->cursor != cursor_sent) return outcome;
  if (answer.incarnation != (*offering)->life || !answer.cursor) {
    outcome.new_life = true;
    if (const auto done = begin_offering(database, answer.incarnation); !done) return done.error();
    if (const auto done = transaction->commit(); !done) return done.error();
    return outcome;
  }
  if (const auto done = note_answer(database, answer, wall); !done) return done.error();
  auto applier = Applier::of(database);
  if (!applier) return applier.error();
  const std::set<Uuid> asked(sent.begin(), sent.end());
  for (const Taken& taken : answer.taken) {
    if (!asked.contains(taken.id)) continue;
    if (const auto done = applier->take(taken); !done) return done.error();
    if (const auto done = forget_offer(database, taken.id); !done) return done.error();
    ++outcome.taken;
  }
  const auto settle = [&](const Uuid& id, const Rejected* rejected) -> Result<void> {
    if (!asked.contains(id)) return {};
    const auto done = settle_unsealed(database, *applier, store_.device(), id, rejected);
    if (!done) return done.error();
    return forget_offer(database, id);
  };
  for (const Rejected& rejected : answer.rejected) {
    if (const auto done = settle(rejected.id, &rejected); !done) return done.error();
  }
  for (const Uuid& id : answer.later) {
    if (const auto done = settle(id, nullptr); !done) return done.error();
  }
  {
    Statement set = database.prepared(sql::kSetOfferedCursor);
    if (const auto done = set.bind(1, *answer.cursor).run(); !done) return done.error();
  }
  // What an erasure took with it, nobody can send any more.
  Statement gone = database.prepared(sql::kForgetGoneOffers);
  if (const auto done = gone.run(); !done) return done.error();
  if (const auto done = end_offering_if_done(database); !done) return done.error();
  const auto applied = commit_applied(store_, *transaction, *applier);
  if (!applied) return applied.error();
  outcome.changed = applied->changed;
  return outcome;
}

Result<void> Offers::drop(const Uuid& id) {
  Database& database = store_.database();
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  if (const auto done = forget_offer(database, id); !done) return done.error();
  const auto offering = read_offering(database);
  if (!offering) return offering.error();
  if (*offering && (*offering)->cursor) {
    if (const auto done = end_offering_if_done(database); !done) return done.error();
  }
  return transaction->commit();
}

}  // namespace crosstalk
