#pragma once

#include <functional>
#include <map>
#include <memory>
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

/// The journal that stands beside the hub's store: on a disk of its own, which does not fail.
class KeptJournal final : public hub::Journal {
 public:
  explicit KeptJournal(std::shared_ptr<std::vector<std::string>> lines)
      : lines_(std::move(lines)) {}
  Result<void> append(const std::vector<std::string>& lines) override {
    lines_->insert(lines_->end(), lines.begin(), lines.end());
    return {};
  }
  Result<std::vector<std::string>> read() override { return *lines_; }

 private:
  std::shared_ptr<std::vector<std::string>> lines_;
};

/// The hub's machine and the program on it while that runs: the real store and the real logic,
/// without sockets.
struct HubMachine {
  HubMachine(const Milliseconds& now, std::uint64_t seed, SeededRandom& dice, FaultCount& faults)
      : clock(now), random(seed), disk(dice, faults) {}

  MachineClock clock;
  SeededRandom random;
  Disk disk;
  std::shared_ptr<std::vector<std::string>> journal = std::make_shared<std::vector<std::string>>();
  std::unique_ptr<hub::SqliteStore> store;  // with the service: nothing while it does not run
  std::unique_ptr<hub::HubService> service;
  std::map<int, HeldCall> held;
  int held_number = 0;
  int life = 0;
  /// Calls that came to nothing, by device: their changes may have been committed all the same.
  std::vector<std::pair<std::size_t, SyncRequest>> unsure;

  static constexpr const char* kFile = "hub.db";
  bool runs() const { return service != nullptr; }
};

}  // namespace crosstalk::simulation
