#include "tests/simulation/world.h"

#include <algorithm>
#include <utility>

#include "sync/hub/administration.h"
#include "tests/simulation/people.h"

namespace crosstalk::simulation {
namespace {

constexpr std::size_t kTraceLines = 600;
constexpr Milliseconds kHealing = 6 * kHour;
/// A request may arrive again so much later: nothing is at rest before.
constexpr Milliseconds kLatest = 16 * kMinute;

}  // namespace

Report simulate(const Options& options) {
  World world(options);
  return world.run();
}

World::World(const Options& options)
    : options_(options),
      dice_(options.seed),
      weather_(dice_, options.faults),
      hub_(now_, options.seed ^ 0x48554221, dice_, faults_),
      checkers_(all_checkers()) {
  if (options_.days > 0) weather_.days = options_.days;
  if (!open_hub()) return;
  const auto space = hub::add_space(*hub_.store, "Lakes", kBegin, hub_.random);
  if (!space) {
    broke(invariants::kConverges, "no space: " + space.error().words);
    return;
  }
  space_ = space->id;
  add_device("anna", hub::Role::recorder, "");
  add_device("bert", hub::Role::recorder, "");
  add_device("carla", hub::Role::coordinator, "");
  add_device("dora", hub::Role::recorder, "");
  add_device("anna-2", hub::Role::recorder, "anna");
  add_device("emil", hub::Role::coordinator, "");
  add_device("fritz", hub::Role::recorder, "");
  const bool kiosk = !options_.everything_to_all && dice_.chance(60);
  add_device(kiosk ? "stand" : "gerda", kiosk ? hub::Role::kiosk : hub::Role::recorder, "");
}

void World::broke(std::string_view invariant, const std::string& what) {
  trace("BROKEN " + std::string(invariant) + ": " + what);
  if (broken_.size() < 20) broken_.push_back({invariant, what});
}

void World::trace(const std::string& what) {
  const auto ms = now_.count();
  std::string line = std::to_string(ms / 86'400'000) + "d " +
                     std::to_string(ms % 86'400'000 / 1000) + "." +
                     std::to_string(1000 + ms % 1000).substr(1) + "s  " + what;
  for (const char c : line) {  // FNV-1a
    fingerprint_ = (fingerprint_ ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  trace_.push_back(std::move(line));
  if (trace_.size() > kTraceLines) trace_.pop_front();
}

Reader World::reader(const Device& device) const {
  return {device.member, model_.role_of(device.member)};
}

void World::at(Milliseconds moment, Action action) {
  events_.emplace(std::max(moment, now_), std::move(action));
}

void World::run_until(Milliseconds moment) {
  while (!events_.empty() && events_.begin()->first <= moment) {
    auto next = events_.extract(events_.begin());
    now_ = next.key();
    next.mapped()();
    ++steps_;
    if (!broken_.empty()) return;
  }
  now_ = std::max(now_, moment);
}

Report World::run() {
  if (broken_.empty()) {
    faults_on_ = options_.faults;
    for (Device& device : devices_) pump(device);
    play_days();
    faults_on_ = false;
    if (broken_.empty() && heal_and_wait()) {
      trace("at rest");
      sweep_all();
      for (const auto& checker : checkers_) checker->at_rest(*this);
    }
  }
  Report report;
  finish(report);
  return report;
}

void World::finish(Report& report) {
  report.broken = broken_;
  if (!broken_.empty()) report.trace.assign(trace_.begin(), trace_.end());
  report.changes = static_cast<std::int64_t>(model_.stamps().size());
  report.saves = model_.saves();
  report.edits = edits_;
  report.requests = requests_;
  report.device_days = static_cast<double>(device_days_);
  report.fingerprint = static_cast<std::int64_t>(fingerprint_ >> 1);
  report.faults = faults_;
}

void World::play_days() {
  const bool leap = faults_on_ && dice_.chance(15);
  for (int day = 0; day < weather_.days && broken_.empty(); ++day) {
    for (Device& device : devices_) plan_day(device);
    run_until(now_ + kDay);
    if (leap && day == 0 && broken_.empty()) leap_a_year();
  }
}

/// At least 20 saves, 5 edits, 3 changes of network and 2 ends of something, in bursts as people
/// write.
void World::plan_day(Device& device) {
  if (device.away) return;
  ++device_days_;
  std::vector<Milliseconds> sittings;
  const auto within = [this](Milliseconds span) {
    return Milliseconds{
        static_cast<std::int64_t>(dice_.below(static_cast<std::size_t>(span.count())))};
  };
  for (std::size_t i = 3 + dice_.below(4); i > 0; --i) sittings.push_back(now_ + within(kDay));
  const auto plan = [&](std::size_t count, bool edits) {
    for (std::size_t i = 0; i < count; ++i) {
      const Milliseconds when = sittings[dice_.below(sittings.size())] + within(5 * kMinute);
      at(when, [this, index = device.index, edits] { person_acts(index, edits); });
    }
  };
  plan(20 + dice_.below(6), false);
  plan(6 + dice_.below(5), true);
  if (!faults_on_) return;
  for (std::size_t i = 3 + dice_.below(3); i > 0; --i) {
    at(now_ + within(kDay), [this, &device] { change_link(device); });
  }
  for (std::size_t i = 2 + dice_.below(3); i > 0; --i) {
    const bool soon = dice_.chance(60);  // while somebody writes: there lies what can be lost
    const Milliseconds when =
        soon ? sittings[dice_.below(sittings.size())] + within(6 * kMinute) : now_ + within(kDay);
    at(when, [this, &device] { misfortune(device); });
  }
}

void World::person_acts(std::size_t index, bool edits) {
  Device& device = devices_[index];
  if (device.away) return;
  if (!device.runs()) {  // the machine is on its way up: whoever wanted to write waits for it
    if (faults_on_) {
      at(now_ + kMinute, [this, index, edits] { person_acts(index, edits); });
    }
    return;
  }
  People people(*this);
  if (edits) {
    ++edits_;
    people.edit(device);
  } else {
    people.write(device);
  }
  settle(device);
}

/// One device lies in a drawer for a year, and the others have a quiet one.
void World::leap_a_year() {
  Device& away = devices_[dice_.below(devices_.size())];
  faults_.add(Fault::device_away_a_year);
  trace(away.name + " is put away for a year");
  if (away.runs()) end(away, kDay);
  away.away = true;
  for (Device& device : devices_) {
    if (&device != &away) person_discards(device);
  }
  const bool were_on = std::exchange(faults_on_, false);
  Disk::Calm calm(hub_.disk);
  heal();
  run_until(now_ + kHour);
  for (Device& device : devices_) person_discards(device);
  run_until(now_ + 365 * kDay);
  faults_on_ = were_on;
  away.away = false;
  start(away);
}

void World::heal() {
  hub_.disk.heal();
  hub_.clock.go();
  if (!hub_.runs()) start_hub();
  for (Device& device : devices_) {
    if (device.away) continue;
    device.disk.heal();
    device.clock.go();
    device.link = Link::good;
    start(device);
    tell(device, NetworkUp{});
  }
}

/// Then all that is under way must come to an end within a bounded time.
bool World::heal_and_wait() {
  trace("healed");
  for (Device& device : devices_) device.away = false;
  heal();
  const Milliseconds begun = now_;
  while (now_ < begun + kHealing) {
    run_until(now_ + kMinute);
    if (!broken_.empty()) return false;
    for (Device& device : devices_) person_discards(device);
    if (!broken_.empty()) return false;
    if (now_ > begun + kLatest && at_rest()) return true;
  }
  name_pending();
  return false;
}

/// What is left to be swept is swept before anybody looks.
void World::sweep_all() {
  const auto check = [this](const std::string& whose, const Result<SweepDone>& done) {
    if (done && (*done == SweepDone::nothing || *done == SweepDone::swept)) return;
    broke(invariants::kErasedNowhere,
          whose + " store can't be swept" + (done ? "" : ": " + done.error().words));
  };
  check("the hub's", sweep_hub());
  for (Device& device : devices_) {
    if (device.runs()) check(device.name + "'s", sweep(device));
  }
}

bool World::at_rest() const {
  std::set<std::string> waiting;
  for (const auto& [number, call] : hub_.held) waiting.insert(call.token);
  return std::all_of(devices_.begin(), devices_.end(), [&](const Device& device) {
    if (device.revoked) return true;
    // Its call waits on the hub, which had no more for it; nothing is unsent or wanted.
    return device.runs() && waiting.contains(device.token) && device.engine->state().waiting == 0;
  });
}

void World::name_pending() {
  for (const Device& device : devices_) {
    if (device.revoked) continue;
    if (!device.runs()) {
      broke(invariants::kConverges, device.name + " does not run");
      continue;
    }
    const SyncState state = device.engine->state();
    std::string why = state.error ? ": " + state.error->words + " " + state.error->detail : "";
    if (state.waiting > 0) {
      broke(invariants::kConverges,
            device.name + " still waits with " + std::to_string(state.waiting) + why);
    } else if (state.error) {
      broke(invariants::kConverges, device.name + " does not get through" + why);
    } else if (std::none_of(hub_.held.begin(), hub_.held.end(),
                            [&](const auto& held) { return held.second.token == device.token; })) {
      broke(invariants::kConverges,
            device.name + " is not done: " + std::to_string(device.requests_this_hour) +
                " requests in this hour, phase " + std::to_string(static_cast<int>(state.phase)) +
                (device.call_in_hand ? ", a call under way" : ", no call under way"));
    }
  }
  if (broken_.empty()) broke(invariants::kConverges, "calls are under way without end");
}

}  // namespace crosstalk::simulation
