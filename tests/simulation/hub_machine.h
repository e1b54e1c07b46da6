#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sync/hub/hub_service.h"
#include "sync/hub/journal.h"
#include "sync/hub/sqlite_store.h"
#include "sync/transport.h"
#include "tests/simulation/device.h"
#include "tests/simulation/model.h"

namespace crosstalk::simulation {

using Outcome = std::variant<HttpResponse, TransportFailure>;
using Reply = std::function<void(Outcome)>;

/// A call that the hub holds open until something moves.
struct HeldCall {
  std::string token;
  SyncRequest request;
  std::vector<std::string> feeds;
  Uuid space;
  Reply reply;
};

/// What the journal beside the hub's store holds, on a disk of its own that neither is set back nor
/// forgets.
struct JournalDisk {
  std::vector<std::string> lines;
  int refusals = 0;  // of what is to be written next

  explicit JournalDisk(FaultCount& counted) : faults(counted) {}
  FaultCount& faults;
};

class KeptJournal final : public hub::Journal {
 public:
  explicit KeptJournal(std::shared_ptr<JournalDisk> disk) : disk_(std::move(disk)) {}
  Result<void> append(const std::vector<std::string>& lines) override {
    if (disk_->refusals > 0) {
      --disk_->refusals;
      disk_->faults.add(Fault::journal_error);
      return make_error(ErrorCode::disk_failed, "the journal's disk fails");
    }
    disk_->lines.insert(disk_->lines.end(), lines.begin(), lines.end());
    return {};
  }
  Result<std::vector<std::string>> read() override { return disk_->lines; }

 private:
  std::shared_ptr<JournalDisk> disk_;
};

/// The hub's machine and the program on it while that runs: the real store and the real logic,
/// without sockets.
struct HubMachine {
  HubMachine(const Milliseconds& now, std::uint64_t seed, SeededRandom& dice, FaultCount& faults)
      : clock(now),
        random(seed),
        disk(dice, faults),
        journal(std::make_shared<JournalDisk>(faults)) {}

  MachineClock clock;
  SeededRandom random;
  Disk disk;
  std::shared_ptr<JournalDisk> journal;
  struct Copy {
    Disk::Image image;
    Model::OfHub known;
  };
  std::optional<Copy> old_copy;  // of the store, for somebody to put back
  /// How the store went back to the copy, and the program has not started since.
  enum class Back { no, restored, silently } back = Back::no;
  std::unique_ptr<hub::SqliteStore> store;  // with the service: nothing while it does not run
  std::unique_ptr<hub::HubService> service;
  std::map<int, HeldCall> held;
  int held_number = 0;
  bool sweep_planned = false;
  int life = 0;
  /// Calls that came to nothing, by device: their changes may have been committed all the same.
  std::vector<std::pair<std::size_t, SyncRequest>> unsure;

  static constexpr const char* kFile = "hub.db";
  bool runs() const { return service != nullptr; }
};

}  // namespace crosstalk::simulation
