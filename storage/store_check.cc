#include <sqlite3.h>

#include "storage/integrity.h"
#include "storage/planted.h"
#include "storage/projection.h"
#include "storage/statements.h"
#include "storage/store.h"
#include "storage/store_parts.h"

namespace crosstalk {
namespace {

// An index that does not fit its table is SQLITE_CORRUPT to FTS5; anything else is a failure of the
// check itself.
Result<void> check_index(const Database& database, const Sql& sql, const char* name,
                         std::vector<std::string>& wrong) {
  Statement statement = database.prepared(sql);
  const auto whole = statement.run();
  if (whole) return {};
  if (whole.error().code != ErrorCode::store_damaged) return whole.error();
  wrong.push_back(std::string(name) + " does not fit what it indexes");
  return {};
}

// Each change is what its row says, and can be read.
Result<void> check_changes(const Database& database, std::vector<std::string>& wrong) {
  Statement read = database.prepared(sql::kReadChangeRows);
  while (true) {
    const auto row = read.step();
    if (!row) return row.error();
    if (!*row) return {};
    const auto change = change_from_content(read.text(4), "");
    const std::string name = "change " + std::to_string(read.integer(0));
    if (!change) {
      wrong.push_back(name + " cannot be read");
    } else if (change->id != read.uuid(1) || change->record != read.uuid(2) ||
               change->stamp != read.stamp(3)) {
      wrong.push_back(name + " is not the one that its row names");
    }
  }
}

Result<void> check_totals(const Database& database, std::vector<std::string>& wrong) {
  Statement read = database.prepared(sql::kCheckTotals);
  while (true) {
    const auto row = read.step();
    if (!row) return row.error();
    if (!*row) return {};
    wrong.push_back(std::string("the count of conversations ") +
                    (read.integer(0) != 0 ? "in the bin" : "in the list") + " is not theirs");
  }
}

// Moves what the log holds into the file. False where another connection was in the way of some of
// it.
Result<bool> fold_log(const Database& database) {
  int in_log = 0;
  int moved = 0;
  const int code = sqlite3_wal_checkpoint_v2(database.handle(), "main", SQLITE_CHECKPOINT_PASSIVE,
                                             &in_log, &moved);
  if ((code & 0xff) == SQLITE_BUSY) return false;
  if (code != SQLITE_OK) return database.last_error("checkpoint");
  return in_log == moved;
}

}  // namespace

Result<void> empty_log(Database& database) {
  const auto emptied = database.empty_log();
  if (!emptied) return emptied.error();
  if (!*emptied) return {};  // a reader is in the way; the mark stays for the next time
  Statement done = database.prepared(sql::kSetLogHoldsErased);
  return done.bind(1, false).run();
}

Result<bool> log_holds_erased(const Database& database) {
  Statement read = database.prepared(sql::kReadLogHoldsErased);
  const auto row = read.step();
  if (!row) return row.error();
  return *row && read.integer(0) != 0 && !planted(Bug::keep_erased_log);
}

Result<void> Store::checkpoint() {
  const auto erased = log_holds_erased(database());
  if (!erased) return erased.error();
  if (*erased) return empty_log(database());
  const auto folded = fold_log(database());
  if (!folded) return folded.error();
  return {};
}

Result<SweepDone> Store::sweep(const ShouldStop& should_stop) {
  return crosstalk::sweep(database(), sql::kMergeIndexes, should_stop);
}

Result<void> Store::backup(const std::string& path) const {
  return database().copy_to(path, parts_->key);
}

Result<std::vector<std::string>> Store::check() const {
  std::vector<std::string> wrong;
  // The seals are looked at in the file itself, past the log: a page that a power cut tore while it
  // was folded in stands whole in the log, and is no damage.
  const auto folded = fold_log(database());
  if (!folded && folded.error().code != ErrorCode::disk_full) return folded.error();
  std::vector<const Sql*> questions = {&sql::kIntegrity, &sql::kForeignKeys};
  if (folded && *folded) questions.insert(questions.begin(), &sql::kCipherIntegrity);
  for (const Sql* sql : questions) {
    const auto done = ask_integrity(database(), *sql, wrong);
    if (!done && done.error().code != ErrorCode::store_damaged) return done.error();
    if (!done) wrong.push_back(done.error().detail);
    // The pages themselves are not whole: what is read of them would only repeat it.
    if (!wrong.empty()) return wrong;
  }
  if (const auto done = check_changes(database(), wrong); !done) return done.error();
  // What is made from changes that cannot be read cannot be compared.
  if (!wrong.empty()) return wrong;
  if (const auto done = check_totals(database(), wrong); !done) return done.error();
  const auto conversations =
      check_index(database(), sql::kCheckConversationIndex, "the index of conversations", wrong);
  if (!conversations) return conversations.error();
  const auto messages =
      check_index(database(), sql::kCheckMessageIndex, "the index of messages", wrong);
  if (!messages) return messages.error();

  auto projector = Projector::of(database());
  if (!projector) return projector.error();
  const auto with_changes = read_ids(database(), sql::kReadChangedRecords);
  if (!with_changes) return with_changes.error();
  for (const Uuid& record : *with_changes) {
    const auto same = projector->matches(record);
    if (!same) return same.error();
    if (!*same) wrong.push_back("record " + record.text() + " is not what its changes amount to");
  }
  const auto without = read_ids(database(), sql::kReadRecordsWithoutChanges);
  if (!without) return without.error();
  for (const Uuid& record : *without)
    wrong.push_back("record " + record.text() + " has no changes");
  return wrong;
}

}  // namespace crosstalk
