#include "storage/apply.h"

#include <algorithm>
#include <utility>

#include "storage/forget.h"
#include "storage/planted.h"
#include "storage/statements.h"
#include "storage/store_parts.h"

namespace crosstalk {
namespace {

// Of a whole and a cut copy of one change the cut one counts. True where that takes something away.
bool cut_fields(Change& change, const std::vector<std::string>& fields) {
  bool changed = false;
  for (const std::string& field : fields) {
    changed = change.set.erase(field) > 0 || changed;
    if (std::find(change.cut.begin(), change.cut.end(), field) != change.cut.end()) continue;
    change.cut.push_back(field);
    changed = true;
  }
  if (changed) std::sort(change.cut.begin(), change.cut.end());
  return changed;
}

EraseEntry erasure_of(const Uuid& record) {
  EraseEntry entry;
  entry.record = record;
  return entry;
}

}  // namespace

Result<Applier> Applier::of(Database& database) {
  auto projector = Projector::of(database);
  if (!projector) return projector.error();
  const auto device = read_device(database);
  if (!device) return device.error();
  const auto hub = read_hub(database);
  if (!hub) return hub.error();
  return Applier(database, *projector, *device, *hub && (*hub)->role == "kiosk");
}

Result<void> Applier::take(const Taken& taken) {
  auto found = read_change(database_, taken.id);
  if (!found) return found.error();
  if (!*found) return {};  // forgotten since it was sent
  HeldChange& held = **found;
  ++applied_.taken;
  applied_.changed = true;
  if (held.change.kind == kinds::kErase) return take_erasure(held.change, taken);
  if (kiosk_) return forget_note(held.change);

  const bool acknowledged = held.state == ChangeState::acknowledged;
  bool altered = cut_fields(held.change, taken.cut);
  if (altered) {
    if (const auto done = note_erased(database_); !done) return done.error();
  }
  if (taken.stamp && !planted(Bug::keep_high_stamp)) {
    // Of two stamps of one change the lower counts; before the hub has spoken there is only one
    // that counts.
    const Stamp stamp = acknowledged ? std::min(held.change.stamp, *taken.stamp) : *taken.stamp;
    altered = altered || stamp != held.change.stamp;
    held.change.stamp = stamp;
  }
  if (held.change.stamp > device_.greatest) device_.greatest = held.change.stamp;
  // What was set aside takes part in merging again.
  if (altered || held.state == ChangeState::rejected) touched_.insert(held.change.record);
  if (altered) {
    held.change.seal = taken.seal;
    return update_change(database_, held.change, ChangeState::acknowledged);
  }
  Statement acknowledge = database_.prepared(sql::kAcknowledgeChange);
  return acknowledge.bind(1, taken.id).bind(2, taken.seal).run();
}

Result<void> Applier::take_erasure(const Change& erasure, const Taken& taken) {
  if (!erasure.history) {
    EraseEntry entry = erasure_of(erasure.record);
    entry.id = erasure.id;
    entry.stamp = taken.stamp.value_or(erasure.stamp);
    entry.seal = taken.seal;
    if (*entry.stamp > device_.greatest) device_.greatest = *entry.stamp;
    return erase(entry);
  }
  // The hub alone says which values no longer count; what it cut comes in the feeds again.
  Statement done = database_.prepared(sql::kDeleteChange);
  return done.bind(1, erasure.id).run();
}

Result<void> Applier::forget_note(const Change& note) {
  touched_.insert(note.record);
  {
    Statement forget = database_.prepared(sql::kDeleteChange);
    if (const auto done = forget.bind(1, note.id).run(); !done) return done.error();
  }
  return note_erased(database_);
}

Result<void> Applier::reject(const Rejected& rejected) {
  const auto mark = read_change_mark(database_, rejected.id);
  if (!mark) return mark.error();
  if (!*mark) return {};
  ++applied_.rejected;
  applied_.changed = true;
  if (rejected.code == "erased") return erase(erasure_of((*mark)->record));
  touched_.insert((*mark)->record);
  Statement reject = database_.prepared(sql::kRejectChange);
  return reject.bind(1, rejected.id).bind(2, rejected.code).bind(3, rejected.detail).run();
}

Result<void> Applier::postpone(const Uuid& id) {
  Statement postpone = database_.prepared(sql::kPostponeChange);
  return postpone.bind(1, id).run();
}

Result<void> Applier::enter(const FeedEntry& entry) {
  if (const auto* change = std::get_if<Change>(&entry)) return apply(*change);
  if (const auto* own = std::get_if<OwnEntry>(&entry)) return enter_own(*own);
  applied_.changed = true;
  if (const auto* withdrawn = std::get_if<WithdrawEntry>(&entry)) {
    if (planted(Bug::keep_withdrawn)) return {};
    touched_.erase(withdrawn->record);
    return withdraw_record(database_, projector_, withdrawn->record);
  }
  const auto& erasure = std::get<EraseEntry>(entry);
  if (erasure.stamp && *erasure.stamp > device_.greatest) device_.greatest = *erasure.stamp;
  return erase(erasure);
}

Result<void> Applier::enter_own(const OwnEntry& own) {
  if (kiosk_) return {};  // it has forgotten the note on purpose
  const auto mark = read_change_mark(database_, own.id);
  if (!mark) return mark.error();
  const bool held =
      *mark && (*mark)->state == ChangeState::acknowledged && (*mark)->seal == own.seal;
  if (held || planted(Bug::never_want)) return {};
  Statement want = database_.prepared(sql::kWant);
  return want.bind(1, own.id).run();
}

Result<void> Applier::erase(const EraseEntry& entry) {
  applied_.changed = true;
  return erase_record(database_, projector_, entry);
}

// True for what must not come back: a change of an erased record, or of one under it.
Result<bool> Applier::drop(const Change& change) {
  auto gone = is_erased(database_, change.record);
  if (!gone || *gone) return gone;
  const auto parent = change.set.find("parent");
  if (parent == change.set.end()) return false;
  const auto* text = parent->second.get_ptr<const std::string*>();
  const auto id = text == nullptr ? std::nullopt : parse_uuid(*text);
  if (!id) return false;
  return is_erased(database_, *id);
}

Result<void> Applier::apply(const Change& change) {
  if (change.stamp > device_.greatest) device_.greatest = change.stamp;
  if (change.kind == kinds::kErase) {
    if (change.history) return {};
    EraseEntry entry = erasure_of(change.record);
    entry.id = change.id;
    entry.stamp = change.stamp;
    entry.seal = change.seal;
    return erase(entry);
  }
  const auto dropped = drop(change);
  if (!dropped) return dropped.error();
  if (*dropped) return {};
  auto held = read_change(database_, change.id);
  if (!held) return held.error();
  touched_.insert(change.record);
  applied_.changed = true;
  if (*held) return update(change, **held);
  if (change.stamp.device != device_.id) ++applied_.received;
  Change whole = change;
  cut_fields(whole, change.cut);
  return insert_change(database_, whole, ChangeState::acknowledged);
}

Result<void> Applier::update(const Change& incoming, HeldChange& held) {
  // The incoming copy has `by`, which our own lacks.
  Change change = incoming;
  if (held.state == ChangeState::acknowledged)
    change.stamp = std::min(change.stamp, held.change.stamp);
  cut_fields(change, incoming.cut);
  const bool less = cut_fields(change, held.change.cut);
  const bool takes_away = std::any_of(change.cut.begin(), change.cut.end(), [&](const auto& field) {
    return held.change.set.contains(field);
  });
  if (takes_away) {
    if (const auto done = note_erased(database_); !done) return done.error();
  }
  // A seal is of one content: the incoming one is of ours only where ours is now the same.
  if (less || change.stamp != incoming.stamp) change.seal = held.change.seal;
  return update_change(database_, change, ChangeState::acknowledged);
}

Result<Applied> Applier::finish() {
  std::vector<RecordState> states;
  for (const Uuid& record : touched_) {
    const auto changes = read_changes_of(database_, record);
    if (!changes) return changes.error();
    RecordState state = shown_state(*changes);
    if (!state.record.nil()) {
      states.push_back(std::move(state));
    } else if (const auto done = projector_.remove(record); !done) {
      return done.error();
    }
  }
  if (const auto done = projector_.project_all(std::move(states)); !done) return done.error();
  Statement raise = database_.prepared(sql::kRaiseGreatest);
  if (const auto done = raise.bind(1, device_.greatest).run(); !done) return done.error();
  return applied_;
}

}  // namespace crosstalk
