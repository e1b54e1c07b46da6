#pragma once

#include <cstdint>
#include <string>

#include "storage/clock.h"
#include "storage/result.h"

namespace crosstalk::hub {

struct RestoreReport {
  std::string kept;  // where the store that was replaced lies now; empty: there was none
  /// False where the journal was not found: then nobody knows what has ended since the backup, all
  /// devices wait until they are confirmed, and no invite is good any more.
  bool journal_applied = false;
  std::int64_t devices_waiting = 0;
};

/// Puts a backup in the place of the store at `store_path`. What stood there is kept beside it as
/// `PATH.before-restore-TIME`. The restored store begins a new life, and what the journal says has
/// ended has ended in it before anybody is served. Errors: `store-locked` while a hub uses the
/// store; `file-unreadable`, `store-not-ours`, `store-damaged`, `store-newer` of the backup;
/// `disk-full`, `disk-failed`. Nothing is changed on failure. `vfs` is as for `SqliteStore::open`.
Result<RestoreReport> restore_store(const std::string& store_path, const std::string& backup_path,
                                    Instant now, Random& random, const std::string& vfs = "");

}  // namespace crosstalk::hub
