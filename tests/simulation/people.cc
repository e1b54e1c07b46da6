#include "tests/simulation/people.h"

#include <array>
#include <utility>

namespace crosstalk::simulation {
namespace {

constexpr std::array kThemes = {"themes/risk", "themes/water", "themes/trust"};
constexpr std::array kReviews = {"reviewed", "new", "flagged"};
constexpr std::size_t kRecent = 60;

}  // namespace

std::string People::words(const std::string& what) {
  return marked(static_cast<std::uint64_t>(world_.next_mark()), what);
}

Uuid People::somebody() {
  return world_.devices()[world_.dice().below(world_.devices().size())].member;
}

void People::write(Device& device) {
  const bool kiosk = world_.reader(device).role == hub::Role::kiosk;
  if (!kiosk && world_.dice().chance(25)) {
    if (auto edit = under_a_note(device)) {
      Save save;
      save.edits.push_back(std::move(*edit));
      return keep(device, std::move(save));
    }
  }
  keep(device, whole_note(device));
}

RecordEdit People::note(const Device& device) {
  SeededRandom& dice = world_.dice();
  RecordEdit note;
  note.kind = kinds::kConversation;
  note.set["summary"] = words("heard by " + device.name);
  if (dice.chance(70)) note.set["body"] = words("said by " + device.name);
  // Beyond what a hub takes: kept here, rejected by name.
  if (!world_.options().everything_to_all && dice.below(400) == 0) {
    note.set["body"] = words(std::string(1'200'000, 'x'));
  }
  const bool kiosk = world_.reader(device).role == hub::Role::kiosk;
  if (!kiosk && (world_.options().everything_to_all || dice.chance(70))) {
    note.set["visibility"] = "team";
  }
  if (dice.chance(40)) note.set[kThemes[dice.below(kThemes.size())]] = true;
  return note;
}

/// In one save: the messages that are begun, the note, its action.
Save People::whole_note(Device& device) {
  SeededRandom& dice = world_.dice();
  Save save;
  RecordEdit conversation = note(device);
  if (world_.reader(device).role == hub::Role::kiosk || dice.chance(70)) {
    save.edits.push_back(std::move(conversation));
    return save;
  }
  conversation.fresh = true;
  conversation.record = make_uuid(device.clock.wall(), device.random);
  if (dice.chance(50)) {
    std::optional<RecordState> known = pick(device, kinds::kMessage);
    Uuid message = known ? known->record : Uuid{};
    if (!known || dice.chance(40)) {
      RecordEdit begun;
      begun.fresh = true;
      begun.record = message = make_uuid(device.clock.wall(), device.random);
      begun.kind = kinds::kMessage;
      begun.set["text"] = words("heard again and again");
      save.edits.push_back(std::move(begun));
    }
    conversation.set["messages/" + message.text()] = true;
  }
  const Uuid parent = conversation.record;
  save.edits.push_back(std::move(conversation));
  if (dice.chance(60)) {
    RecordEdit action;
    action.kind = kinds::kAction;
    action.set["parent"] = parent.text();
    action.set["text"] = words("ask again");
    if (dice.chance(60)) action.set["owner_member"] = somebody().text();
    save.edits.push_back(std::move(action));
  }
  return save;
}

std::optional<RecordEdit> People::under_a_note(Device& device) {
  const auto parent = pick(device, kinds::kConversation);
  if (!parent) return std::nullopt;
  RecordEdit edit;
  edit.set["parent"] = parent->record.text();
  if (world_.dice().chance(50)) {
    edit.kind = kinds::kComment;
    edit.set["body"] = words("adds " + device.name);
  } else {
    edit.kind = kinds::kAction;
    edit.set["text"] = words("to do, says " + device.name);
    if (world_.dice().chance(60)) edit.set["owner_member"] = somebody().text();
  }
  return edit;
}

/// A record that this device shows, most times one of the last that anybody wrote.
std::optional<RecordState> People::pick(Device& device, std::string_view kind) {
  SeededRandom& dice = world_.dice();
  const auto& known = world_.known_records();
  for (int tries = 0; tries < 8 && !known.empty(); ++tries) {
    const std::size_t among = dice.chance(70) ? std::min(known.size(), kRecent) : known.size();
    const auto& [record, its_kind] = known[known.size() - 1 - dice.below(among)];
    if (!kind.empty() && its_kind != kind) continue;
    auto state = device.store->state_of(record);
    if (state && *state) return std::move(**state);
  }
  return std::nullopt;
}

void People::edit(Device& device) {
  SeededRandom& dice = world_.dice();
  if (world_.reader(device).role == hub::Role::kiosk) return write(device);
  Save save;
  if (dice.chance(12)) {
    if (auto edit = govern(device)) save.edits.push_back(std::move(*edit));
  }
  if (save.edits.empty()) {
    const auto record = pick(device, dice.chance(70) ? kinds::kConversation : "");
    if (!record) return write(device);
    save.edits.push_back(record->kind == kinds::kConversation ? edit_note(device, *record)
                                                              : edit_other(*record));
  }
  keep(device, std::move(save));
}

RecordEdit People::edit_note(const Device& device, const RecordState& note) {
  SeededRandom& dice = world_.dice();
  RecordEdit edit;
  edit.record = note.record;
  edit.kind = kinds::kConversation;
  const bool all = world_.options().everything_to_all;
  switch (dice.below(10)) {
    case 0:
    case 1:
    case 2:
      edit.set["body"] = words("edited by " + device.name);
      break;
    case 3:
      edit.set["summary"] = words("heading by " + device.name);
      break;
    case 4:
      edit.set["visibility"] = "team";
      break;
    case 5:
      if (all) edit.set["place"] = "elsewhere";
      if (!all) edit.set["visibility"] = "mine";
      break;
    case 6:
      edit.set["deleted"] = true;
      break;
    case 7:
      edit.set["review"] = kReviews[dice.below(kReviews.size())];
      break;
    case 8:
      if (dice.chance(40)) {
        edit.kind = kinds::kErase;
        edit.history = true;
        break;
      }
      [[fallthrough]];
    default:
      edit.set[kThemes[dice.below(kThemes.size())]] = dice.chance(60);
  }
  return edit;
}

RecordEdit People::edit_other(const RecordState& record) {
  SeededRandom& dice = world_.dice();
  RecordEdit edit;
  edit.record = record.record;
  edit.kind = record.kind;
  if (record.kind == kinds::kAction) {
    if (dice.chance(30)) {
      edit.set["owner_member"] = somebody().text();
    } else {
      edit.set["state"] = dice.chance(50) ? "done" : "doing";
    }
  } else if (record.kind == kinds::kComment) {
    edit.set["body"] = words("a comment, better put");
  } else if (record.kind == kinds::kMessage) {
    edit.set["text"] = words("a message, better put");
  } else if (dice.chance(50)) {
    edit.set["deleted"] = true;
  } else {
    edit.set["name"] = words("a name");
  }
  return edit;
}

/// What coordinators alone do: erase, change roles, add to the vocabulary.
std::optional<RecordEdit> People::govern(Device& device) {
  SeededRandom& dice = world_.dice();
  if (world_.reader(device).role != hub::Role::coordinator) return std::nullopt;
  RecordEdit edit;
  switch (dice.below(5)) {
    case 0: {
      edit.kind = kinds::kTerm;
      edit.set["list"] = "themes";
      edit.set["key"] = "k" + std::to_string(dice.below(1'000));
      edit.set["label/en"] = "A word";
      return edit;
    }
    case 1: {
      // Not of those two who keep the space going.
      const Device& other = world_.devices()[dice.below(world_.devices().size())];
      if (other.name != "dora" || world_.options().everything_to_all) return std::nullopt;
      const auto held = device.store->state_of(other.member);
      if (!held || !*held) return std::nullopt;
      edit.record = other.member;
      edit.kind = kinds::kMember;
      edit.set["role"] = (*held)->text("role") == "coordinator" ? "recorder" : "coordinator";
      return edit;
    }
    default: {
      const auto note = pick(device, dice.chance(70) ? kinds::kConversation : "");
      if (!note || note->kind == kinds::kMember || note->kind == kinds::kSpace) return std::nullopt;
      edit.record = note->record;
      edit.kind = kinds::kErase;
      return edit;
    }
  }
}

/// Saves, as the window does; what it is told is held against the device from then on.
void People::keep(Device& device, Save save) {
  const auto records = device.store->save(save);
  if (!records) {
    // A record may have gone (withdrawn, erased) since it was looked up, and a disk may fail: then
    // nothing was promised.
    const ErrorCode code = records.error().code;
    if (code != ErrorCode::unknown_record && code != ErrorCode::disk_full &&
        code != ErrorCode::disk_failed && !device.disk.dead()) {
      world_.broke(
          invariants::kSavedPresent,
          device.name + " can't save: " + records.error().words + " " + records.error().detail);
    }
    return;
  }
  for (std::size_t i = 0; i < records->size(); ++i) {
    if (save.edits[i].kind != kinds::kErase &&
        (save.edits[i].record.nil() || save.edits[i].fresh)) {
      world_.note_record((*records)[i], save.edits[i].kind);
    }
  }
  world_.saved(device, save, *records);
}

}  // namespace crosstalk::simulation
