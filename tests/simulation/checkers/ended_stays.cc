// A device that was revoked stays so, whatever becomes of the hub's store: its calls are turned
// away.

#include "tests/simulation/world.h"

namespace crosstalk::simulation {
namespace {

class EndedStays final : public Checker {
 public:
  void at_rest(World& world) override {
    for (const Device& device : world.devices()) {
      if (!device.revoked) continue;
      SyncRequest request;
      request.call = "after-the-end";
      const auto outcome =
          world.hub().service->sync(device.token, request, world.hub().clock.wall());
      const Problem* problem = outcome.problem();
      if (problem != nullptr && problem->type == problems::kRevoked) continue;
      world.broke(invariants::kEndedStays, device.name + " was revoked, and is let in again");
    }
  }
};

}  // namespace

std::unique_ptr<Checker> check_ended_stays() { return std::make_unique<EndedStays>(); }

}  // namespace crosstalk::simulation
