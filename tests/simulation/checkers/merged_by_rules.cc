// What a device shows of a record is what the rules of the protocol page make of its changes,
// worked out anew in the plainest way.

#include "tests/simulation/world.h"

namespace crosstalk::simulation {
namespace {

class MergedByRules final : public Checker {
 public:
  void saved(World& world, Device& device, const RecordEdit&,
             const std::vector<Change>& changes) override {
    look(world, device, changes);
  }
  void at_rest(World& world) override {
    for (Device& device : world.devices()) {
      if (!device.runs()) continue;
      for (const auto& [id, record] : world.model().records()) {
        const auto changes = device.store->changes_of(id);
        if (changes && changes->size() > 1) look(world, device, *changes);
      }
    }
  }

 private:
  static void look(World& world, Device& device, const std::vector<Change>& changes) {
    if (naive_view(merge_changes(changes)) == merge_naively(changes)) return;
    world.broke(invariants::kMergedByRules, device.name + " does not show " + changes.front().kind +
                                                " " + changes.front().record.text() +
                                                " by the rules of merging");
  }
};

}  // namespace

std::unique_ptr<Checker> check_merged_by_rules() { return std::make_unique<MergedByRules>(); }

}  // namespace crosstalk::simulation
