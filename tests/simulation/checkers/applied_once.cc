// A change is applied once: a repeat gets the answer of the first time and changes nothing, and in
// the feed of everything each change stands once (again only where it was cut).

#include "sync/hub/space_writer.h"
#include "tests/simulation/world.h"

namespace crosstalk::simulation {
namespace {

class AppliedOnce final : public Checker {
 public:
  void answered(World& world, Device&, const SyncRequest& request,
                const HubAnswer& answer) override {
    std::map<Uuid, std::string> sent;
    for (const Json& json : request.changes) {
      if (const auto change = change_from_json(json)) sent[change->id] = change->stamp.text();
    }
    for (const Taken& taken : answer.taken) {
      const std::string stamp = taken.stamp ? taken.stamp->text() : sent[taken.id];
      const auto [known, fresh] = given_.emplace(taken.id, stamp);
      if (!fresh && known->second != stamp) {
        world.broke(invariants::kAppliedOnce,
                    "change " + taken.id.text() + " was taken with two stamps");
      }
    }
    for (const Rejected& rejected : answer.rejected) {
      if (given_.contains(rejected.id) && rejected.code != rejections::kErased) {
        world.broke(
            invariants::kAppliedOnce,
            "change " + rejected.id.text() + " was taken and then rejected as " + rejected.code);
      }
    }
    for (const Uuid& later : answer.later) {
      if (given_.contains(later)) {
        world.broke(invariants::kAppliedOnce,
                    "change " + later.text() + " was taken and then put off");
      }
    }
  }

  /// What it took since the copy is as new, and may be given another stamp.
  void hub_went_back(World&) override { given_.clear(); }

  void at_rest(World& world) override {
    auto reading = world.hub().store->read();
    if (!reading) return world.broke(invariants::kAppliedOnce, "the hub can't be read");
    std::map<Uuid, int> times;
    std::int64_t position = 0;
    while (true) {
      const auto page = (*reading)->entries_after(world.space(), hub::feeds::kAll, position, 1'000);
      if (page.empty()) break;
      for (const hub::Entry& entry : page) {
        position = entry.position;
        if (entry.kind == hub::EntryKind::change) ++times[entry.subject];
      }
    }
    for (const auto& [id, count] : times) {
      if (count == 1) continue;
      const auto stored = (*reading)->change(world.space(), id);
      if (!stored || !stored->change.cut.empty()) continue;
      world.broke(invariants::kAppliedOnce, "change " + id.text() + " stands " +
                                                std::to_string(count) +
                                                " times in the feed of everything");
    }
  }

 private:
  std::map<Uuid, std::string> given_;
};

}  // namespace

std::unique_ptr<Checker> check_applied_once() { return std::make_unique<AppliedOnce>(); }

}  // namespace crosstalk::simulation
