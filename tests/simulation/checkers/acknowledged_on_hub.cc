// Everything that the hub said it had taken is on the hub, with the stamp that it was given, or is
// erased: whatever became of its machine. And what was saved anywhere ends there. After the hub's
// store was set back that is so of everything that any device still holds.

#include "storage/change_rows.h"
#include "tests/simulation/world.h"

namespace crosstalk::simulation {
namespace {

class AcknowledgedOnHub final : public Checker {
 public:
  void hub_started(World& world) override { look(world); }
  void at_rest(World& world) override {
    look(world);
    look_for_lost(world);
    for (const Device& device : world.devices()) {
      if (device.revoked || !world.model().anything_pending(device.index)) continue;
      for (const auto& [id, saved] : world.model().pending(device.index)) {
        if (world.model().is_erased(saved.record)) continue;
        world.broke(invariants::kAcknowledgedOnHub, "change " + id.text() + " was saved on " +
                                                        device.name + " and never got to the hub");
        return;
      }
    }
  }

 private:
  static void look_for_lost(World& world) {
    for (Device& device : world.devices()) {
      if (device.revoked || !device.runs()) continue;
      for (const auto& [id, record] : world.model().lost()) {
        if (world.model().is_erased(record)) continue;
        const auto mark = read_change_mark(device.store->database(), id);
        if (!mark || !*mark || (*mark)->state == ChangeState::rejected) continue;
        world.broke(invariants::kAcknowledgedOnHub,
                    "the hub was set back, and has not got change " + id.text() + " again, which " +
                        device.name + " holds");
        return;
      }
    }
  }

  static void look(World& world) {
    auto reading = world.hub().store->read();
    if (!reading) {
      return world.broke(invariants::kAcknowledgedOnHub, "the hub's store can't be read");
    }
    for (const auto& [id, record] : world.model().records()) {
      std::map<Uuid, std::string> held;
      for (const Change& change : (*reading)->changes_of(world.space(), id)) {
        held.emplace(change.id, change.stamp.text());
      }
      for (const Change& change : record.changes) {
        const auto found = held.find(change.id);
        if (found != held.end() && found->second == change.stamp.text()) continue;
        world.broke(invariants::kAcknowledgedOnHub,
                    "change " + change.id.text() + " was acknowledged and " +
                        (found == held.end() ? "is lost" : "has another stamp by now"));
        return;
      }
    }
  }
};

}  // namespace

std::unique_ptr<Checker> check_acknowledged_on_hub() {
  return std::make_unique<AcknowledgedOnHub>();
}

}  // namespace crosstalk::simulation
