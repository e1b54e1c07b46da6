#include "sync/hub/restore.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <utility>

#include "storage/time.h"
#include "sync/hub/journal.h"
#include "sync/hub/life.h"
#include "sync/hub/sqlite_statements.h"
#include "sync/hub/sqlite_store.h"
#include "sync/hub/store_lock.h"

namespace crosstalk::hub {
namespace {

namespace files = std::filesystem;

Error disk_error(const std::string& what, const std::error_code& why) {
  return make_error(why.value() == ENOSPC ? ErrorCode::disk_full : ErrorCode::disk_failed,
                    what + ": " + why.message());
}

void remove_store(const std::string& path) {
  std::error_code ignored;
  for (const char* of : {"", "-wal", "-shm", "-journal"}) files::remove(path + of, ignored);
}

// Removes what was not finished.
class Unfinished {
 public:
  explicit Unfinished(std::string path) : path_(std::move(path)) { remove_store(path_); }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  ~Unfinished() { remove_store(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The backup is only read: it is copied before anything is brought up to date in it.
Result<void> copy_backup(const std::string& backup, const std::string& to) {
  std::error_code failed;
  if (!files::is_regular_file(backup, failed)) {
    return make_error_saying(ErrorCode::file_unreadable,
                             "There is no backup at " + backup + ". Nothing was changed.");
  }
  files::copy_file(backup, to, failed);
  if (failed) return disk_error("copy", failed);
  if (files::exists(backup + "-wal", failed))
    files::copy_file(backup + "-wal", to + "-wal", failed);
  if (failed) return disk_error("copy", failed);
  return {};
}

// Nobody knows what has ended since: so nothing that lets anybody in counts before it is confirmed.
std::int64_t suspend_all(HubTransaction& transaction) {
  std::int64_t waiting = 0;
  for (const Space& space : transaction.spaces()) {
    for (Device device : transaction.devices(space.id)) {
      if (device.revoked) continue;
      device.unconfirmed = true;
      transaction.put_device(space.id, device);
      ++waiting;
    }
    for (Invite invite : transaction.invites(space.id)) {
      invite.uses_left = 0;
      transaction.put_invite(space.id, invite);
    }
  }
  return waiting;
}

Result<RestoreReport> prepare(const std::string& path, const std::string& journal_path, Instant now,
                              Random& random, const std::string& vfs) {
  RestoreReport report;
  std::error_code ignored;
  report.journal_applied = files::exists(journal_path, ignored);
  auto store = SqliteStore::open(path, SqliteStore::Missing::refuse, make_incarnation(random),
                                 std::make_unique<FileJournal>(journal_path), vfs);
  if (!store) return store.error();
  const auto wrong = (*store)->check();
  if (!wrong) return wrong.error();
  if (!wrong->empty()) {
    return make_error_saying(ErrorCode::store_damaged,
                             "The backup is damaged. Nothing was changed: try an older one.",
                             wrong->front());
  }
  auto begun = (*store)->write();
  if (!begun) return begun.error();
  begin_life(**begun, now, random);
  if (!report.journal_applied) report.devices_waiting = suspend_all(**begun);
  if (const auto done = (*begun)->commit(); !done) return done.error();
  return report;
}

// So that the file alone is the store, without a log beside it.
Result<void> fold_log(const std::string& path, const std::string& vfs) {
  DatabaseOptions options;
  options.path = path;
  options.vfs = vfs;
  const auto database = Database::open(options);
  if (!database) return database.error();
  const auto emptied = (*database)->empty_log();
  if (!emptied) return emptied.error();
  if (!*emptied) return make_error(ErrorCode::store_locked, "the log is in use");
  return {};
}

// A second name for what is there, so that at no moment there is no store under its own.
Result<std::string> keep_beside(const std::string& path, Instant now, const std::string& vfs) {
  std::error_code failed;
  if (!files::exists(path, failed)) return std::string();
  if (const auto folded = fold_log(path, vfs); !folded) {
    // What is damaged is kept as it is, its log beside it.
    const ErrorCode why = folded.error().code;
    if (why != ErrorCode::store_damaged && why != ErrorCode::store_not_ours) return folded.error();
  }
  std::string time = format_time(now);
  std::erase(time, ':');
  const std::string first = path + ".before-restore-" + time;
  std::string kept = first;
  for (int next = 2; files::exists(kept, failed); ++next) kept = first + "-" + std::to_string(next);
  files::create_hard_link(path, kept, failed);
  if (failed) {  // a file system without them
    failed.clear();
    files::copy_file(path, kept, failed);
  }
  if (failed) return disk_error("keep", failed);
  for (const char* of : {"-wal", "-shm"}) {
    if (!files::exists(path + of, failed)) continue;
    files::rename(path + of, kept + of, failed);
    if (failed) return disk_error("keep", failed);
  }
  return kept;
}

Result<void> sync_to_disk(const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  const bool done = file >= 0 && ::fsync(file) == 0;
  const int why = errno;
  if (file >= 0) ::close(file);
  if (!done) return disk_error("sync", std::error_code(why, std::generic_category()));
  return {};
}

}  // namespace

Result<RestoreReport> restore_store(const std::string& store_path, const std::string& backup_path,
                                    Instant now, Random& random, const std::string& vfs) {
  const auto lock = StoreLock::take(store_path, StoreLock::Use::alone);
  if (!lock) return lock.error();
  const Unfinished restoring(store_path + ".restoring");
  if (const auto copied = copy_backup(backup_path, restoring.path()); !copied) {
    return copied.error();
  }
  auto report = prepare(restoring.path(), SqliteStore::journal_path(store_path), now, random, vfs);
  if (!report) return report;
  if (const auto folded = fold_log(restoring.path(), vfs); !folded) return folded.error();
  if (const auto synced = sync_to_disk(restoring.path(), O_RDONLY); !synced) return synced.error();
  auto kept = keep_beside(store_path, now, vfs);
  if (!kept) return kept.error();
  report->kept = std::move(*kept);
  std::error_code failed;
  files::rename(restoring.path(), store_path, failed);
  if (failed) return disk_error("rename", failed);
  const std::string folder = files::path(store_path).parent_path().string();
  const auto synced = sync_to_disk(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
  if (!synced) return synced.error();
  return report;
}

}  // namespace crosstalk::hub
