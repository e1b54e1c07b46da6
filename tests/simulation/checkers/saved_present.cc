// Every change that a device told its person was saved is on that device until the hub has it, a
// person discards it, or it is erased: whatever became of the machine.

#include "storage/change_rows.h"
#include "tests/simulation/world.h"

namespace crosstalk::simulation {
namespace {

class SavedPresent final : public Checker {
 public:
  void device_started(World& world, Device& device) override { look(world, device); }
  void at_rest(World& world) override {
    for (Device& device : world.devices()) {
      if (device.runs()) look(world, device);
    }
  }

 private:
  static void look(World& world, Device& device) {
    for (const auto& [id, saved] : world.model().pending(device.index)) {
      if (world.model().is_erased(saved.record)) continue;
      const auto mark = read_change_mark(device.store->database(), id);
      if (mark && mark->has_value()) continue;
      world.broke(invariants::kSavedPresent, "change " + id.text() + " of record " +
                                                 saved.record.text() + " was saved on " +
                                                 device.name + " and is not there any more");
      return;
    }
  }
};

}  // namespace

std::unique_ptr<Checker> check_saved_present() { return std::make_unique<SavedPresent>(); }

}  // namespace crosstalk::simulation
