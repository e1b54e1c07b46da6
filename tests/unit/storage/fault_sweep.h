#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "storage/database.h"
#include "tests/fakes/fault_sweep.h"
#include "tests/unit/storage/replica_fixture.h"

namespace crosstalk {

std::string dump(const Database& database);

/// Does one thing to a store with a fault at its first call of the disk, then at its second, and so
/// on until none is met any more, once for each kind of fault. What must hold each time: an error
/// in plain words or success, the store whole, what was there before still there, the deed done
/// wholly or not at all, and done when tried again.
struct FaultSweep : StoreFixture {
  struct Deed {
    /// What it gives, as text, to be compared with what it gives on a sound disk.
    std::function<Result<std::string>(Store&)> run;
    /// Its transaction may stand although something after it failed and was said.
    bool may_stand_though_failed = false;
    /// The fault is at each of so many calls: more than one for a deed that makes very many.
    std::int64_t step = 1;
  };

  FaultyDisk disk;
  std::int64_t faults_met = 0;
  bool disk_stays_bad = false;  // the fault of this try is for good

  /// `prepare` fills the store that each try begins with a copy of.
  void sweep(const std::function<void(Store&)>& prepare, const Deed& deed);
  /// The same for opening the file: of nothing where `prepare` is empty.
  void sweep_opening(const std::function<void(Store&)>& prepare);

  StoreOptions on_disk(const std::string& file) {
    StoreOptions how = options(file);
    how.vfs = disk.name();
    return how;
  }

 private:
  struct Wanted {
    std::string before, after, answer;
  };

  void keep_template(const std::function<void(Store&)>& prepare);
  StoreOptions fresh_copy();
  bool try_once(const Deed& deed, const Wanted& wanted, const FaultKind& kind, std::int64_t n);
  bool try_opening(const std::string& wanted, const FaultKind& kind, std::int64_t n);
  void check_after_reopening(const StoreOptions& how, const std::vector<std::string>& allowed);
};

}  // namespace crosstalk
