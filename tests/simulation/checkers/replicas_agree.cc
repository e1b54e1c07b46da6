// Who may see a record holds all its changes as the hub has them, and shows the same of them: so
// all replicas with the same rights hold the same state.

#include <algorithm>

#include "tests/simulation/world.h"

namespace crosstalk::simulation {
namespace {

/// Author and seal are the hub's to give; what must be equal is what was said, when, by which
/// change.
bool same(const Change& left, const Change& right) {
  return left.id == right.id && left.stamp == right.stamp && left.set == right.set &&
         left.base == right.base && left.cut == right.cut && left.edit == right.edit &&
         left.kind == right.kind;
}

std::string difference(const std::vector<Change>& hub, const std::vector<Change>& device) {
  for (const Change& change : hub) {
    const auto held = std::find_if(device.begin(), device.end(),
                                   [&](const Change& each) { return each.id == change.id; });
    if (held == device.end()) return "it lacks " + change.id.text();
    if (!same(change, *held)) return "it holds another " + change.id.text();
  }
  return "it holds more than the hub";
}

class ReplicasAgree final : public Checker {
 public:
  void at_rest(World& world) override {
    auto reading = world.hub().store->read();
    if (!reading) return world.broke(invariants::kReplicasAgree, "the hub can't be read");
    std::map<Uuid, std::vector<Change>> on_hub;
    for (const auto& [id, record] : world.model().records()) {
      on_hub[id] = (*reading)->changes_of(world.space(), id);
    }
    for (Device& device : world.devices()) {
      const Reader reader = world.reader(device);
      // A kiosk forgets what it said (view-kept and erased-nowhere look at it).
      if (device.revoked || reader.role == hub::Role::kiosk) continue;
      look(world, device, reader, on_hub);
    }
  }

 private:
  static void look(World& world, Device& device, const Reader& reader,
                   const std::map<Uuid, std::vector<Change>>& on_hub) {
    std::map<Uuid, std::vector<Change>> here;
    const auto read = device.store->for_each_change([&](const Change& change) {
      here[change.record].push_back(change);
      return true;
    });
    if (!read) return world.broke(invariants::kReplicasAgree, device.name + " can't be read");
    for (const auto& [id, changes] : on_hub) {
      if (!world.model().sees(reader, id)) continue;
      const std::vector<Change>& held = here[id];
      if (std::equal(changes.begin(), changes.end(), held.begin(), held.end(), same)) continue;
      world.broke(invariants::kReplicasAgree, device.name + " does not hold " +
                                                  world.model().record(id)->kind + " " + id.text() +
                                                  " as the hub does: " + difference(changes, held));
      return;
    }
  }
};

}  // namespace

std::unique_ptr<Checker> check_replicas_agree() { return std::make_unique<ReplicasAgree>(); }

}  // namespace crosstalk::simulation
