// Programs on devices: how they begin, what drives them, and how they end.

#include <utility>

#include "storage/change_rows.h"
#include "sync/hub/administration.h"
#include "sync/limits.h"
#include "tests/simulation/world.h"

namespace crosstalk::simulation {
namespace {

constexpr const char* kFile = "notes.db";
/// After a save the program folds its log in the first idle moment.
constexpr Milliseconds kIdle{2'000};
/// And sweeps out what was erased when nobody has worked for longer.
constexpr Milliseconds kQuiet{30'000};

}  // namespace

void World::add_device(const std::string& name, hub::Role role, const std::string& of_member) {
  if (!broken_.empty()) return;
  Device& device = devices_.emplace_back(devices_.size(), now_,
                                         options_.seed * 1000 + devices_.size(), dice_, faults_);
  device.name = name;
  device.id = make_device_id(device.random);
  if (!open(device)) return;
  hub::InviteOptions invite;
  invite.space = "Lakes";
  invite.role = role;
  invite.name = of_member.empty() ? name : "";
  invite.member = of_member;
  invite.lifetime = kDay;
  const auto code = hub::add_invite(*hub_.store, invite, kBegin, hub_.random);
  if (!code) return broke(invariants::kConverges, "no invite: " + code.error().words);
  const auto joined = hub_.service->join({*code, device.id, name}, kBegin);
  const auto* answer = std::get_if<JoinAnswer>(&joined.result);
  if (answer == nullptr) return broke(invariants::kConverges, name + " can't join");
  device.member = answer->member;
  device.token = answer->token;
  model_.member(device.member, role);
  HubLink link;
  link.url = "https://hub.example.org";
  link.token = answer->token;
  link.space = answer->space;
  link.role = answer->role;
  link.member = answer->member;
  link.sealing_key = answer->sealing_key;
  if (!device.store->join(link)) broke(invariants::kConverges, name + " can't keep its link");
}

/// Opens the store. A disk that fails while it does is tried again later; a store that does not
/// open on a disk that works has lost everything.
bool World::open(Device& device) {
  StoreOptions options;
  options.path = kFile;
  options.key.fill(static_cast<std::byte>(device.index + 1));
  options.device = device.id;
  options.clock = &device.clock;
  options.random = &device.random;
  options.vfs = device.disk.name();
  auto opened = Store::open(options);
  if (!opened && !device.disk.dead()) {
    Disk::Calm calm(device.disk);
    opened = Store::open(options);
    if (!opened) {
      broke(invariants::kSavedPresent, device.name + "'s store does not open any more: " +
                                           opened.error().words + " " + opened.error().detail);
      return false;
    }
  }
  if (!opened) return false;
  device.store = std::move(*opened);
  EngineOptions engine_options;
  engine_options.batch_changes_max = static_cast<std::size_t>(weather_.batch_changes);
  device.engine = std::make_unique<Engine>(*device.store, device.random, engine_options);
  ++device.life;
  return true;
}

void World::start(Device& device) {
  if (device.runs() || device.away) return;
  if (!open(device)) {
    if (device.disk.dead()) device.disk.start();
    at(now_ + kMinute, [this, &device] { start(device); });
    return;
  }
  trace(device.name + " starts");
  for (const auto& [edit, record] : std::exchange(device.promised, {})) {
    note_saved(device, edit, record);
  }
  {
    Disk::Calm calm(device.disk);
    if (std::exchange(device.was_set_back, false)) forget_what_the_copy_lacks(device);
    for (const auto& checker : checkers_) checker->device_started(*this, device);
  }
  pump(device);
}

/// What was not sent since an older copy was made is gone with all that came after it.
void World::forget_what_the_copy_lacks(Device& device) {
  std::vector<Uuid> gone;
  for (const auto& [id, saved] : model_.pending(device.index)) {
    const auto mark = read_change_mark(device.store->database(), id);
    if (mark && !mark->has_value()) gone.push_back(id);
  }
  for (const Uuid& id : gone) model_.discarded(device.index, id);
}

/// The program is gone, with all that it had not written; the disk may lose more (disk.h).
void World::end(Device& device, Milliseconds away) {
  if (!device.disk.dead()) device.disk.die(false);
  const bool power = device.disk.power_was_cut();
  faults_.add(power ? Fault::device_power_cut : Fault::device_killed);
  trace(device.name + (power ? " loses power" : " is killed"));
  ++device.life;
  device.call_in_hand.reset();
  device.engine.reset();
  device.store.reset();
  device.disk.start();
  at(now_ + away, [this, &device] { start(device); });
}

/// After anything that a device did.
void World::settle(Device& device) {
  if (!device.runs()) return;
  if (device.disk.dead()) {
    const auto away = 1 + dice_.below(faults_on_ ? 600 : 5);
    return end(device, Milliseconds{static_cast<std::int64_t>(away) * 1000});
  }
  for (const auto& checker : checkers_) checker->stepped(*this, device);
}

void World::tell(Device& device, const EngineEvent& event) {
  if (!device.runs()) return;
  device.untold = false;
  device.engine->handle(event, device.moment());
  plan_sweep(device);
  settle(device);
  pump(device);
}

void World::plan_sweep(Device& device) {
  if (std::exchange(device.sweep_planned, true)) return;
  at(now_ + kQuiet, [this, &device] {
    device.sweep_planned = false;
    if (!device.runs()) return;
    // What is not done now is done later.
    const auto done = sweep(device);
    if (faults_on_ && (!done || *done == SweepDone::stopped)) plan_sweep(device);
    settle(device);
  });
}

/// Now and then somebody comes back to work meanwhile.
Result<SweepDone> World::sweep(Device& device) {
  const bool stops = faults_on_ && dice_.chance(10);
  int questions = stops ? static_cast<int>(dice_.below(20)) : 0;
  auto done = device.store->sweep([&] { return stops && --questions < 0; });
  if (done && *done == SweepDone::swept) trace(device.name + " sweeps");
  return done;
}

/// What a driver does: sends what the engine gives, and comes back when it asks to.
void World::pump(Device& device) {
  constexpr int kRequestsAtOnce = 3;
  for (int requests = 0; device.runs();) {
    auto request = device.engine->next_request(device.moment());
    if (device.disk.dead() || !request) break;
    if (++requests > kRequestsAtOnce) {
      return broke(invariants::kNoStorms, device.name + " sends without end");
    }
    send(device, std::move(request->http));
  }
  settle(device);
  if (!device.runs()) return;
  const int number = ++device.wake_number;
  const int life = device.life;
  if (const auto wake = device.engine->wake_at()) {
    at(*wake, [this, &device, number, life] {
      if (device.life == life && device.wake_number == number) pump(device);
    });
  }
}

void World::saved(Device& device, const Save& save, const std::vector<Uuid>& records) {
  ++device.news_this_hour;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (device.disk.dead()) {
      device.promised.emplace_back(save.edits[i], records[i]);
    } else {
      note_saved(device, save.edits[i], records[i]);
    }
  }
  if (device.disk.dead()) return settle(device);
  at(now_ + kIdle, [this, &device, life = device.life] {
    if (device.life != life) return;
    (void)device.store->checkpoint();  // what fails now is done later
    settle(device);
  });
  if (faults_on_ && weather_.untold && dice_.chance(10)) {
    // Another process saved: the driver looks for such within its gap.
    faults_.add(Fault::save_untold);
    device.untold = true;
    at(now_ + limits::kLookGap, [this, &device, life = device.life] {
      if (device.life == life) tell(device, Saved{});
    });
    return;
  }
  tell(device, Saved{});
}

/// What the device promised by a save: each own change that was not there before.
void World::note_saved(Device& device, const RecordEdit& edit, const Uuid& record) {
  Disk::Calm calm(device.disk);
  if (edit.kind == kinds::kErase) {
    // It takes effect when the hub has it; its change is not among those of the record.
    trace(device.name + " erases " + record.text() + (edit.history ? "'s history" : ""));
  }
  const auto held = read_changes_of(device.store->database(), record);
  if (!held) {
    return broke(invariants::kSavedPresent,
                 device.name + " can't read what it saved: " + held.error().detail);
  }
  bool found = false;
  std::vector<Change> merged;
  for (const HeldChange& each : *held) {
    if (each.state != ChangeState::rejected) merged.push_back(each.change);
    if (each.change.stamp.device != device.id || device.seen.contains(each.change.id)) continue;
    if (each.state == ChangeState::acknowledged) continue;
    device.seen.insert(each.change.id);
    model_.saved(device.index, each.change);
    trace(device.name + " saved " + each.change.id.text() + " of " + edit.kind + " " +
          record.text());
    found = true;
  }
  if (!found && !edit.set.empty()) {
    broke(invariants::kSavedPresent,
          device.name + " said that it saved " + record.text() + ", and has not");
  }
  for (const auto& checker : checkers_) checker->saved(*this, device, edit, merged);
}

/// A person deals with what was rejected: else what waits on it would wait for ever.
void World::person_discards(Device& device) {
  if (!device.runs() || device.revoked) return;
  const auto rejected = device.store->rejected();
  if (!rejected || rejected->empty()) return settle(device);
  for (const RejectedChange& each : *rejected) {
    const auto done = device.store->discard_rejected(each.change.id);
    trace(device.name + " discards " + each.change.id.text() + ", rejected as " + each.code);
    model_.discarded(device.index, each.change.id);
    // What waited on it goes with it, and nothing else. After a failure nobody knows whether it is
    // gone.
    Disk::Calm calm(device.disk);
    std::vector<Uuid> gone;
    for (const auto& [id, saved] : model_.pending(device.index)) {
      if (!model_.is_or_lies_under(saved.record, each.change.record)) continue;
      if (done && !device.disk.dead()) {
        const auto mark = read_change_mark(device.store->database(), id);
        if (!mark || mark->has_value()) continue;
      }
      gone.push_back(id);
    }
    for (const Uuid& id : gone) model_.discarded(device.index, id);
    if (device.disk.dead()) break;
  }
  tell(device, Saved{});
}

}  // namespace crosstalk::simulation
