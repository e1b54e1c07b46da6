#include "storage/snapshot.h"

namespace crosstalk {

Result<Snapshot> Snapshot::begin(Database& database) {
  if (const auto begun = database.execute("BEGIN"); !begun) return begun.error();
  return Snapshot(database);
}

// Nothing was written, so there is nothing that a failure could lose.
Snapshot::~Snapshot() {
  if (database_ != nullptr) (void)database_->execute("ROLLBACK");
}

}  // namespace crosstalk
