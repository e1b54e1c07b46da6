#include "sync/hub/sqlite_store.h"

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "storage/integrity.h"
#include "sync/hub/sqlite_migrations.h"
#include "sync/hub/sqlite_statements.h"
#include "sync/hub/sqlite_transaction.h"

namespace crosstalk::hub {

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::string& path, Missing missing,
                                                       const std::string& incarnation,
                                                       std::unique_ptr<Journal> journal,
                                                       const std::string& vfs) {
  std::error_code ignored;
  if (missing == Missing::refuse && !std::filesystem::exists(path, ignored)) {
    return make_error_saying(ErrorCode::file_unreadable,
                             "There is no hub store at " + path +
                                 ". Nothing was made: check --store, or make one with \"space "
                                 "add\" or \"serve\".");
  }
  DatabaseOptions options;
  options.path = path;
  options.vfs = vfs;
  auto database = Database::open(options);
  if (!database) {
    Error error = database.error();
    if (error.code == ErrorCode::disk_failed) {
      error.words = "The store " + path +
                    " cannot be opened: check that its folder exists and "
                    "that you may write there.";
    } else if (error.code == ErrorCode::store_damaged || error.code == ErrorCode::store_not_ours) {
      error.words = "The store " + path +
                    " is damaged or not a hub's. It was left as it is: "
                    "restore a backup, or name another with --store.";
    }
    return error;
  }
  if (const auto done = migrate_hub(**database, incarnation, hub_migrations()); !done) {
    return done.error();
  }
  if (journal == nullptr) journal = std::make_unique<FileJournal>(journal_path(path));
  std::unique_ptr<SqliteStore> store(new SqliteStore(std::move(*database), std::move(journal)));
  Statement left = store->database_->prepared(sql::kSetting);
  const auto to_wipe = left.bind(1, sql::kLogHoldsRemoved).step();
  if (!to_wipe) return to_wipe.error();
  store->log_to_wipe_ = *to_wipe;
  return store;
}

Result<std::unique_ptr<HubTransaction>> SqliteStore::begin(const char* how) {
  if (const auto begun = database_->execute(how); !begun) return begun.error();
  return std::unique_ptr<HubTransaction>(std::make_unique<SqliteTransaction>(*this));
}

Result<std::unique_ptr<HubTransaction>> SqliteStore::read() { return begin(sql::kBegin); }

Result<std::unique_ptr<HubTransaction>> SqliteStore::write() { return begin(sql::kBeginWriting); }

// What was erased must not stay in the log. Where a reader is in the way SQLite answers "busy" at
// once or after the time-out of the connection, so it is tried again after the next commit.
void SqliteStore::wipe_log() {
  if (!log_to_wipe_) return;
  const auto emptied = database_->empty_log();
  if (!emptied || !*emptied) return;
  Statement forget = database_->prepared(sql::kForgetSetting);
  if (forget.bind(1, sql::kLogHoldsRemoved).run()) log_to_wipe_ = false;
}

Result<std::int64_t> SqliteStore::version() {
  const auto text = database_->ask(sql::kDataVersion);
  if (!text) return text.error();
  return std::int64_t{std::strtoll(text->c_str(), nullptr, 10)};
}

Result<void> SqliteStore::backup(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) {
    return make_error_saying(
        ErrorCode::file_unwritable,
        "There is a file at " + path + " already. Nothing was written: choose another name.");
  }
  // Under another name until it is whole, so that a copy that was cut short is not taken for one.
  const std::string partial = path + ".partial";
  std::filesystem::remove(partial, ignored);
  if (const auto copied = database_->copy_to(partial, std::nullopt); !copied) {
    std::filesystem::remove(partial, ignored);
    return make_error(ErrorCode::file_unwritable, copied.error().detail);
  }
  std::error_code failed;
  std::filesystem::rename(partial, path, failed);
  if (failed) return make_error(ErrorCode::file_unwritable, failed.message());
  return {};
}

Result<SweepDone> SqliteStore::sweep(const ShouldStop& should_stop) {
  return crosstalk::sweep(*database_, {}, should_stop);
}

Result<std::vector<std::string>> SqliteStore::check() {
  std::vector<std::string> wrong;
  const auto asked = ask_integrity(*database_, sql::kIntegrityCheck, wrong);
  if (!asked) return asked.error();
  const std::pair<const Sql*, const char*> questions[] = {
      {&sql::kUnfedChanges, "changes that stand in no feed"},
      {&sql::kContentOfErased, "changes of erased records"},
      {&sql::kDanglingEntries, "entries of changes that are not here"}};
  for (const auto& [question, what] : questions) {
    Statement statement = database_->prepared(*question);
    const auto row = statement.step();
    if (!row) return row.error();
    if (statement.integer(0) > 0)
      wrong.push_back(std::to_string(statement.integer(0)) + " " + what);
  }
  return wrong;
}

}  // namespace crosstalk::hub
