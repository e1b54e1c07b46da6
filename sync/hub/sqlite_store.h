#pragma once

#include <memory>
#include <string>

#include "storage/database.h"
#include "sync/hub/hub_store.h"

namespace crosstalk::hub {

/// The hub's store in one SQLite file: WAL, `synchronous=FULL`, `secure_delete`, no key. Belongs to
/// one thread; further threads and processes open the file again.
class SqliteStore : public HubStore {
 public:
  enum class Missing { make, refuse };

  /// Brings an older schema to the newest. Errors: `store-newer`, `store-not-ours`,
  /// `store-damaged`, `store-locked`, `disk-full`, `disk-failed`; a file that is refused is left as
  /// it was. `incarnation` is that of a store made now.
  static Result<std::unique_ptr<SqliteStore>> open(const std::string& path, Missing missing,
                                                   const std::string& incarnation);

  Result<std::unique_ptr<HubTransaction>> read() override;
  Result<std::unique_ptr<HubTransaction>> write() override;
  Result<std::int64_t> version() override;
  Result<void> backup(const std::string& path) override;
  Result<std::vector<std::string>> check() override;

 private:
  friend class SqliteTransaction;
  explicit SqliteStore(std::unique_ptr<Database> database) : database_(std::move(database)) {}
  Result<std::unique_ptr<HubTransaction>> begin(const char* how);
  void wipe_log();

  std::unique_ptr<Database> database_;
  // Content was removed, and the write-ahead log still holds it: a reader was in the way.
  bool log_to_wipe_ = false;
};

}  // namespace crosstalk::hub
