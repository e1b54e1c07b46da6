#pragma once

#include <memory>
#include <string>

#include "storage/database.h"
#include "sync/hub/hub_store.h"
#include "sync/hub/journal.h"

namespace crosstalk::hub {

/// The hub's store in one SQLite file: WAL, `synchronous=FULL`, `secure_delete`, no key. Belongs to
/// one thread; further threads and processes open the file again.
class SqliteStore : public HubStore {
 public:
  enum class Missing { make, refuse };

  /// Brings an older schema to the newest. Errors: `store-newer`, `store-not-ours`,
  /// `store-damaged`, `store-locked`, `disk-full`, `disk-failed`; a file that is refused is left as
  /// it was. `incarnation` is that of a store made now. Without a journal of its own it uses the
  /// file beside the store, `journal_path`. `vfs` names a registered SQLite VFS; empty is the
  /// system's.
  static Result<std::unique_ptr<SqliteStore>> open(const std::string& path, Missing missing,
                                                   const std::string& incarnation,
                                                   std::unique_ptr<Journal> journal = nullptr,
                                                   const std::string& vfs = "");
  static std::string journal_path(const std::string& path) { return path + ".journal"; }

  Result<std::unique_ptr<HubTransaction>> read() override;
  Result<std::unique_ptr<HubTransaction>> write() override;
  Result<std::int64_t> version() override;
  Result<void> backup(const std::string& path) override;
  Result<SweepDone> sweep(const ShouldStop& should_stop) override;
  Result<std::vector<std::string>> check() override;

 private:
  friend class SqliteTransaction;
  SqliteStore(std::unique_ptr<Database> database, std::unique_ptr<Journal> journal)
      : database_(std::move(database)), journal_(std::move(journal)) {}
  Result<std::unique_ptr<HubTransaction>> begin(const char* how);
  void wipe_log();

  std::unique_ptr<Database> database_;
  std::unique_ptr<Journal> journal_;
  // Content was removed, and the write-ahead log still holds it: a reader was in the way, or a
  // crash came between.
  bool log_to_wipe_ = false;
};

}  // namespace crosstalk::hub
