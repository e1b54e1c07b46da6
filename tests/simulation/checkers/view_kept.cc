// Nobody is given, or holds at rest, what they may not see.

#include "storage/change_rows.h"
#include "tests/simulation/world.h"

namespace crosstalk::simulation {
namespace {

class ViewKept final : public Checker {
 public:
  void answered(World& world, Device& device, const SyncRequest&,
                const HubAnswer& answer) override {
    const Reader reader = world.reader(device);
    for (const FeedEntry& entry : answer.entries) {
      const auto* change = std::get_if<Change>(&entry);
      if (change == nullptr || known_by_hub_alone(world, change->record)) continue;
      if (world.model().sees(reader, change->record)) continue;
      world.broke(invariants::kViewKept, device.name + " is given " + change->kind + " " +
                                             change->record.text() + ", which is not for its eyes");
    }
  }

  void at_rest(World& world) override {
    for (Device& device : world.devices()) {
      if (device.revoked) continue;
      const Reader reader = world.reader(device);
      const auto read = device.store->for_each_change([&](const Change& change) {
        if (known_by_hub_alone(world, change.record) && reader.role != hub::Role::kiosk) {
          return true;
        }
        if (world.model().sees(reader, change.record)) return true;
        const auto mark = read_change_mark(device.store->database(), change.id);
        // Its own words that the hub has not got stay, whatever it may see.
        const bool own_words = mark && *mark && (*mark)->state != ChangeState::acknowledged;
        if (own_words || (reader.role == hub::Role::kiosk && change.kind == kinds::kDevice)) {
          return true;
        }
        world.broke(invariants::kViewKept, device.name + " holds " + change.kind + " " +
                                               change.record.text() +
                                               ", which is not for its eyes");
        return false;
      });
      if (!read) world.broke(invariants::kViewKept, device.name + " can't be read");
    }
  }

 private:
  /// Members, devices, the space: made by the hub itself and shown to all but kiosks.
  static bool known_by_hub_alone(World& world, const Uuid& record) {
    return world.model().record(record) == nullptr && !world.model().is_erased(record);
  }
};

}  // namespace

std::unique_ptr<Checker> check_view_kept() { return std::make_unique<ViewKept>(); }

}  // namespace crosstalk::simulation
