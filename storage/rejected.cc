#include <utility>

#include "storage/forget.h"
#include "storage/projection.h"
#include "storage/statements.h"
#include "storage/store.h"
#include "storage/store_parts.h"

namespace crosstalk {
namespace {

// What waits on a record that will never be made: its own unsent and rejected changes, and those of
// what is under it.
Result<void> discard_waiting(Database& database, Projector& projector, const Uuid& record) {
  std::vector<Uuid> records = {record};
  const auto under = records_under(database, records);
  if (!under) return under.error();
  records.insert(records.end(), under->begin(), under->end());
  for (const Uuid& one : records) {
    {
      Statement erase = database.prepared(sql::kDeleteUnacknowledgedOf);
      if (const auto done = erase.bind(1, one).run(); !done) return done.error();
    }
    if (const auto done = projector.project(one); !done) return done.error();
  }
  return {};
}

}  // namespace

Result<std::vector<RejectedChange>> Store::rejected() const {
  std::vector<RejectedChange> rejected;
  Statement read = database().prepared(sql::kReadRejected);
  while (true) {
    const auto row = read.step();
    if (!row) return row.error();
    if (!*row) return rejected;
    auto change = change_from_content(read.text(0), "");
    if (!change) return make_error(ErrorCode::store_damaged, "a rejected change cannot be read");
    rejected.push_back({std::move(*change), read.text(1), read.text(2), read.integer(3)});
  }
}

namespace {

Result<Change> read_rejected(const Database& database, const Uuid& id) {
  auto held = read_change(database, id);
  if (!held) return held.error();
  if (!*held || (*held)->state != ChangeState::rejected) {
    return make_error(ErrorCode::nothing_to_do, "no such rejected change");
  }
  return std::move((*held)->change);
}

}  // namespace

Result<void> Store::resend_rejected(const Uuid& change) {
  auto transaction = Transaction::begin(database());
  if (!transaction) return transaction.error();
  const auto rejected = read_rejected(database(), change);
  if (!rejected) return rejected.error();
  {
    Statement resend = database().prepared(sql::kResendChange);
    if (const auto done = resend.bind(1, change).run(); !done) return done.error();
  }
  auto projector = Projector::of(database());
  if (!projector) return projector.error();
  if (const auto done = projector->project(rejected->record); !done) return done.error();
  return transaction->commit();
}

Result<Uuid> Store::mend_rejected(const Uuid& change, const std::map<std::string, Json>& set) {
  if (const auto fine = check_fields(set); !fine) return fine.error();
  auto transaction = Transaction::begin(database());
  if (!transaction) return transaction.error();
  auto rejected = read_rejected(database(), change);
  if (!rejected) return rejected.error();
  Change mended = std::move(*rejected);
  // What named the rejected one as its base names this one too, by its `mends`.
  mended.mends.push_back(mended.id);
  mended.id = make_uuid(clock().wall(), random());
  mended.by.reset();
  mended.seal.clear();
  for (const auto& [field, value] : set) mended.set[field] = value;
  {
    Statement erase = database().prepared(sql::kDeleteChange);
    if (const auto done = erase.bind(1, change).run(); !done) return done.error();
  }
  if (const auto done = insert_change(database(), mended, ChangeState::unsent); !done) {
    return done.error();
  }
  auto projector = Projector::of(database());
  if (!projector) return projector.error();
  if (const auto done = projector->project(mended.record); !done) return done.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return mended.id;
}

Result<void> Store::discard_rejected(const Uuid& change) {
  auto transaction = Transaction::begin(database());
  if (!transaction) return transaction.error();
  const auto held = read_change(database(), change);
  if (!held) return held.error();
  if (!*held || (*held)->state != ChangeState::rejected) {
    return make_error(ErrorCode::nothing_to_do, "no such rejected change");
  }
  auto projector = Projector::of(database());
  if (!projector) return projector.error();
  const Change& discarded = (*held)->change;
  {
    Statement erase = database().prepared(sql::kDeleteChange);
    if (const auto done = erase.bind(1, change).run(); !done) return done.error();
  }
  const bool made_it = !discarded.edit && discarded.kind != kinds::kErase;
  const auto done = made_it ? discard_waiting(database(), *projector, discarded.record)
                            : projector->project(discarded.record);
  if (!done) return done.error();
  return transaction->commit();
}

}  // namespace crosstalk
