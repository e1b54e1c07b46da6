// The sync line never says "all sent" while anything that was saved on the device is not on the hub
// or was rejected.

#include "tests/simulation/world.h"

namespace crosstalk::simulation {
namespace {

class SyncLineTrue final : public Checker {
 public:
  void stepped(World& world, Device& device) override {
    if (device.untold || device.engine->state().phase != SyncPhase::all_sent) return;
    if (!world.model().anything_pending(device.index)) return;
    world.broke(invariants::kSyncLineTrue,
                device.name + " says that all is sent, and " +
                    world.model().pending(device.index).begin()->first.text() +
                    " is not on the hub");
  }
};

}  // namespace

std::unique_ptr<Checker> check_sync_line_true() { return std::make_unique<SyncLineTrue>(); }

}  // namespace crosstalk::simulation
