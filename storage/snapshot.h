#pragma once

#include <utility>

#include "storage/database.h"
#include "storage/result.h"

namespace crosstalk {

/// While it lives, everything read over this connection is of one moment, whatever others save
/// meanwhile. It holds nobody up, but nothing can be written over the same connection until it
/// goes.
class Snapshot {
 public:
  static Result<Snapshot> begin(Database& database);
  Snapshot(Snapshot&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  Snapshot& operator=(Snapshot&&) = delete;
  ~Snapshot();

 private:
  explicit Snapshot(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace crosstalk
