// What people do on their devices, at random.

#include <array>
#include <utility>

#include "tests/sim/world.h"

namespace crosstalk::sim {
namespace {

constexpr std::array kThemes = {"themes/risk", "themes/water", "themes/trust"};

}  // namespace

void People::act() {
  Device& device = world_.devices_[world_.dice_.below(world_.devices_.size())];
  Save save;
  if (device.role == hub::Role::kiosk || world_.dice_.chance(40)) {
    save.edits.push_back(write_note(device));
  } else if (auto edit = edit_something(device)) {
    save.edits.push_back(std::move(*edit));
  } else {
    save.edits.push_back(write_note(device));
  }
  keep(device, std::move(save));
}

RecordEdit People::write_note(Device& device) {
  SeededRandom& dice = world_.dice_;
  RecordEdit note;
  note.kind = kinds::kConversation;
  note.set["summary"] = "Note " + std::to_string(dice.below(1'000'000));
  note.set["body"] = "Said by " + device.name;
  // Beyond what a hub takes: kept here, rejected by name.
  if (dice.chance(1)) note.set["body"] = std::string(1'200'000, 'x');
  if (device.role != hub::Role::kiosk && dice.chance(60)) note.set["visibility"] = "team";
  return note;
}

/// Something that this device holds, whoever wrote it: what its member may not do is rejected.
std::optional<RecordEdit> People::edit_something(Device& device) {
  SeededRandom& dice = world_.dice_;
  for (int tries = 0; tries < 10 && !world_.records_.empty(); ++tries) {
    const Uuid record = world_.records_[dice.below(world_.records_.size())];
    const auto state = device.store->state_of(record);
    if (!state || !state->has_value()) continue;
    if ((*state)->kind == kinds::kConversation) {
      if (dice.chance(30)) return add_action(device, record);
      return edit_note(device, record);
    }
    if ((*state)->kind == kinds::kAction) {
      RecordEdit edit;
      edit.record = record;
      edit.kind = kinds::kAction;
      edit.set["state"] = dice.chance(50) ? "done" : "doing";
      return edit;
    }
  }
  return std::nullopt;
}

RecordEdit People::edit_note(Device& device, const Uuid& record) {
  SeededRandom& dice = world_.dice_;
  RecordEdit edit;
  edit.record = record;
  edit.kind = kinds::kConversation;
  switch (dice.below(8)) {
    case 0:
      edit.set["body"] = "Edited by " + device.name + " " + std::to_string(dice.below(1'000'000));
      break;
    case 1:
      edit.set["summary"] = "Heading " + std::to_string(dice.below(1'000'000));
      break;
    case 2:
      edit.set["visibility"] = "team";
      break;
    case 3:
      edit.set["visibility"] = "mine";
      break;
    case 4:
      edit.set["deleted"] = true;
      break;
    case 5:
      edit.set["review"] = "reviewed";
      break;
    case 6:
      if (device.role == hub::Role::coordinator && dice.chance(20)) {
        edit.set.clear();
        edit.kind = kinds::kErase;
        world_.erased_.insert(record);
        break;
      }
      [[fallthrough]];
    default:
      edit.set[kThemes[dice.below(kThemes.size())]] = dice.chance(70);
  }
  return edit;
}

RecordEdit People::add_action(Device& device, const Uuid& conversation) {
  SeededRandom& dice = world_.dice_;
  RecordEdit action;
  action.kind = kinds::kAction;
  action.set["parent"] = conversation.text();
  action.set["text"] = "Ask again, says " + device.name;
  const Device& owner = world_.devices_[dice.below(world_.devices_.size())];
  if (dice.chance(60)) action.set["owner_member"] = owner.member.text();
  return action;
}

/// Saves, notes what the device promised to keep, and (mostly) tells the engine.
void People::keep(Device& device, Save save) {
  const auto saved = device.store->save(save);
  if (!saved) {
    // A record may have gone (withdrawn, erased) since it was looked up.
    if (saved.error().code != ErrorCode::unknown_record) {
      world_.broke(device.name + " can't save: " + saved.error().words + saved.error().detail);
    }
    return;
  }
  for (const Uuid& record : *saved) {
    world_.records_.push_back(record);
    const auto changes = device.store->changes_of(record);
    if (!changes) return world_.broke("changes can't be read");
    for (const Change& change : *changes) {
      if (change.stamp.device == device.id) device.saved.emplace(change.id, record);
    }
  }
  if (world_.faulty_ && world_.dice_.chance(10)) return;  // nobody tells; the next event does
  device.engine->handle(Saved{}, device.moment());
  world_.pump(device);
}

}  // namespace crosstalk::sim
