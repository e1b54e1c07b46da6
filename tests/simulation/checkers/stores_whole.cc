// Every store is whole by its own check: SQLite's integrity, seals of all pages, index against
// records, records against the merge of their changes, feeds against changes.

#include "tests/simulation/world.h"

namespace crosstalk::simulation {
namespace {

class StoresWhole final : public Checker {
 public:
  void at_rest(World& world) override {
    for (Device& device : world.devices()) {
      if (!device.runs()) continue;
      note(world, device.name + "'s store", device.store->check());
    }
    note(world, "the hub's store", world.hub().store->check());
  }

 private:
  static void note(World& world, const std::string& whose,
                   const Result<std::vector<std::string>>& wrong) {
    if (!wrong) {
      return world.broke(invariants::kStoresWhole,
                         whose + " can't be checked: " + wrong.error().detail);
    }
    for (const std::string& line : *wrong) {
      world.broke(invariants::kStoresWhole, whose + ": " + line);
    }
  }
};

}  // namespace

std::unique_ptr<Checker> check_stores_whole() { return std::make_unique<StoresWhole>(); }

}  // namespace crosstalk::simulation
