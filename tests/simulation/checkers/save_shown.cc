// An edit beats what its author saw, whatever the clocks say: what was saved is what the device
// shows from then on, a text alone and not beside the versions that it replaced.

#include "tests/simulation/world.h"

namespace crosstalk::simulation {
namespace {

class SaveShown final : public Checker {
 public:
  void saved(World& world, Device& device, const RecordEdit& edit,
             const std::vector<Change>& changes) override {
    if (changes.empty() || edit.kind == kinds::kErase) return;
    const RecordState state = merge_changes(changes);
    for (const auto& [field, value] : edit.set) {
      const auto versions = state.texts.find(field);
      const bool alone = versions == state.texts.end() || versions->second.size() == 1;
      const bool deletion = field == "deleted" && value == true;
      if (state.value(field) == value && alone && !(deletion && state.changed_since_deleted)) {
        continue;
      }
      world.broke(invariants::kSaveShown, device.name + " saved " + field + " of " + edit.kind +
                                              " " + state.record.text() +
                                              " and shows something else");
      return;
    }
  }
};

}  // namespace

std::unique_ptr<Checker> check_save_shown() { return std::make_unique<SaveShown>(); }

}  // namespace crosstalk::simulation
