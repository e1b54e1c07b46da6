// What must hold when the network is whole again and nothing is under way.

#include <array>
#include <utility>

#include "sync/hub/rights.h"
#include "sync/hub/space_writer.h"
#include "tests/sim/world.h"

namespace crosstalk::sim {
namespace {

constexpr std::array kKinds = {kinds::kConversation, kinds::kAction, kinds::kComment,
                               kinds::kMessage,      kinds::kEvent,  kinds::kMember,
                               kinds::kTerm};

/// Seal and author are the hub's to give: what must be equal is what was said, when and by which
/// change.
std::map<Uuid, Json> essence(const std::vector<Change>& changes) {
  std::map<Uuid, Json> by_id;
  for (const Change& change : changes) {
    Change plain = change;
    plain.by.reset();
    plain.seal.clear();
    by_id[change.id] = change_to_json(plain);
  }
  return by_id;
}

}  // namespace

/// Every change that a device said was saved is on the hub, or was rejected and shown, or is
/// erased.
void World::check_nothing_saved_is_lost() {
  auto reading = hub_store_->read();
  if (!reading) return broke("the hub can't be read");
  hub::HubTransaction& transaction = **reading;
  for (const auto& [change, stamp] : taken_) {
    const auto stored = transaction.change(space_, change);
    if (stored && stored->change.stamp.text() != stamp) {
      broke("change " + change.text() + " has another stamp on the hub than it was given");
    }
  }
  for (const Device& device : devices_) {
    for (const auto& [change, record] : device.saved) {
      if (transaction.change(space_, change) || transaction.erasure(space_, change)) continue;
      const auto row = transaction.record(space_, record);
      if (row && row->erased) continue;
      if (taken_.contains(change)) {
        broke("change " + change.text() + " of " + device.name + " was acknowledged and is lost");
        continue;
      }
      if (device.rejected.contains(change) || device.lost_with_copy.contains(change)) continue;
      if (device.revoked) continue;  // it keeps what it had not sent
      // Under something that was erased, and so erased with it.
      if (!erased_.empty() && !device.store->state_of(record)->has_value()) continue;
      broke("change " + change.text() + " of " + device.name + " was saved and is nowhere");
    }
  }
}

/// Every replica holds exactly the changes of the records that its member may see, and of no
/// others.
void World::check_devices_hold_what_they_may_see() {
  auto reading = hub_store_->read();
  if (!reading) return broke("the hub can't be read");
  hub::HubTransaction& transaction = **reading;
  const auto space = transaction.space(space_);
  for (const Device& device : devices_) {
    if (device.revoked) continue;
    const auto row = transaction.device(space_, device.id);
    const auto member = transaction.member(space_, device.member);
    if (!space || !row || !member) return broke("the hub does not know " + device.name);
    const hub::Caller caller{*row, *member, hub::feeds_of_reader(*member)};
    for (const std::string_view kind : kKinds) {
      for (const Uuid& record : transaction.records_of_kind(space_, kind)) {
        const bool visible = hub::may_see(transaction, *space, caller, record);
        const auto held = device.store->changes_of(record);
        if (!held) return broke("changes can't be read");
        const std::string what = std::string(kind) + " " + record.text() + " on " + device.name;
        if (!visible && !held->empty()) broke("held but not for its eyes: " + what);
        if (visible && essence(*held) != essence(transaction.changes_of(space_, record))) {
          broke("not as on the hub: " + what);
        }
      }
    }
  }
}

void World::check_stores_are_whole() {
  for (const Device& device : devices_) {
    const auto wrong = device.store->check();
    if (!wrong) return broke(device.name + "'s store can't be checked");
    for (const std::string& line : *wrong) broke(device.name + "'s store: " + line);
  }
  const auto wrong = hub_store_->check();
  if (!wrong) return broke("the hub's store can't be checked");
  for (const std::string& line : *wrong) broke("the hub's store: " + line);
}

}  // namespace crosstalk::sim
