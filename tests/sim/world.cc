#include "tests/sim/world.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "sync/hub/administration.h"

namespace crosstalk::sim {
namespace {

constexpr Instant kBegin{Milliseconds{1'795'500'000'000}};
constexpr Milliseconds kMinute{60'000};
constexpr Milliseconds kHour{3'600'000};
constexpr int kHealingHours = 8;

/// In memory where there is such a place: a simulated crash takes no page cache with it, so syncing
/// proves nothing here.
std::filesystem::path folder_of_stores() {
  const std::filesystem::path memory = "/dev/shm";
  return access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
}

}  // namespace

const std::vector<PlantName>& plant_names() {
  static const std::vector<PlantName> names = {
      {Plant::taken_but_not_stored, "taken-but-not-stored"},
      {Plant::entry_skipped, "entry-skipped"},
      {Plant::withdrawal_lost, "withdrawal-lost"},
      {Plant::answer_to_another, "answer-to-another"},
      {Plant::save_not_durable, "save-not-durable"},
  };
  return names;
}

Report simulate(const Options& options) {
  World world(options);
  return world.run();
}

Instant DeviceClock::wall() const { return kBegin + now_ + skew; }

World::World(const Options& options)
    : options_(options),
      dice_(options.seed),
      hub_random_(options.seed + 1),
      folder_(folder_of_stores()) {
  auto opened = hub::SqliteStore::open(folder_.file("hub.db"), hub::SqliteStore::Missing::make,
                                       "life-" + std::to_string(options.seed));
  if (!opened) {
    broke("the hub's store does not open: " + opened.error().words);
    return;
  }
  hub_store_ = std::move(*opened);
  hub_ = std::make_unique<hub::HubService>(*hub_store_, hub_random_);
  const auto space = hub::add_space(*hub_store_, "Lakes", kBegin, hub_random_);
  if (!space) {
    broke("no space: " + space.error().words);
    return;
  }
  space_ = space->id;
  add_device("anna", hub::Role::recorder);
  add_device("bert", hub::Role::recorder);
  add_device("cora", hub::Role::coordinator);
  if (dice_.chance(50)) add_device("stand", hub::Role::kiosk);
}

void World::broke(const std::string& what) {
  if (report_.broken.size() < 20) report_.broken.push_back(what);
}

void World::at(Milliseconds moment, std::function<void()> action) {
  events_.emplace(std::max(moment, now_), std::move(action));
}

void World::run_until(Milliseconds moment) {
  while (!events_.empty() && events_.begin()->first <= moment) {
    auto next = events_.extract(events_.begin());
    now_ = next.key();
    next.mapped()();
    if (!report_.broken.empty()) return;
  }
  now_ = std::max(now_, moment);
}

void World::add_device(const std::string& name, hub::Role role) {
  Device& device = devices_.emplace_back(now_, options_.seed * 1000 + devices_.size());
  device.name = name;
  device.role = role;
  device.path = folder_.file(name + ".db");
  device.id = make_device_id(device.random);
  if (!open(device)) return;
  hub::InviteOptions invite;
  invite.space = "Lakes";
  invite.role = role;
  invite.name = name;
  invite.lifetime = 24 * kHour;
  const auto code = hub::add_invite(*hub_store_, invite, kBegin, hub_random_);
  if (!code) return broke("no invite: " + code.error().words);
  const auto joined = hub_->join({*code, device.id, name}, kBegin);
  const auto* answer = std::get_if<JoinAnswer>(&joined.result);
  if (answer == nullptr) return broke(name + " can't join");
  device.member = answer->member;
  HubLink link;
  link.url = "https://hub.example.org";
  link.token = answer->token;
  link.space = answer->space;
  link.role = answer->role;
  link.member = answer->member;
  link.sealing_key = answer->sealing_key;
  if (!device.store->join(link)) broke(name + " can't keep its link");
}

bool World::open(Device& device) {
  StoreOptions options;
  options.path = device.path;
  options.device = device.id;
  options.clock = &device.clock;
  options.random = &device.random;
  auto opened = Store::open(options);
  if (!opened) {
    broke(device.name + "'s store does not open: " + opened.error().words);
    return false;
  }
  device.store = std::move(*opened);
  EngineOptions engine_options;
  engine_options.batch_changes_max = 3;  // so that small numbers already make several batches
  device.engine = std::make_unique<Engine>(*device.store, device.random, engine_options);
  return true;
}

/// What a driver does: sends what the engine gives, and comes back when it asks to.
void World::pump(Device& device) {
  int requests = 0;
  while (auto request = device.engine->next_request(device.moment())) {
    send(device, std::move(request->http));
    if (++requests > 3) return broke(device.name + " sends without end");
  }
  const int number = ++device.wake_number;
  const int life = device.life;
  if (const auto wake = device.engine->wake_at()) {
    at(*wake, [this, &device, number, life] {
      if (device.life == life && device.wake_number == number) pump(device);
    });
  }
}

void World::crash(Device& device) {
  ++device.life;
  device.engine.reset();
  device.store.reset();
  if (options_.plant == Plant::save_not_durable && copies_.contains(device.member)) {
    std::filesystem::copy_file(copies_[device.member], device.path,
                               std::filesystem::copy_options::overwrite_existing);
  }
  if (open(device)) pump(device);
}

void World::copy_store(Device& device) {
  const std::string path = folder_.file(device.name + "-" + std::to_string(now_.count()));
  if (std::filesystem::exists(path)) return;
  if (!device.store->backup(path)) return broke("no copy of " + device.name + "'s store");
  copies_[device.member] = path;
}

/// Someone puts an older copy of the store back. What was not sent since is gone with it; the rest
/// must come again.
void World::set_back(Device& device) {
  const auto copy = copies_.find(device.member);
  if (copy == copies_.end()) return;
  ++device.life;
  device.engine.reset();
  device.store.reset();
  std::filesystem::copy_file(copy->second, device.path,
                             std::filesystem::copy_options::overwrite_existing);
  if (!open(device)) return;
  std::set<Uuid> held;
  const auto read = device.store->for_each_change([&](const Change& change) {
    held.insert(change.id);
    return true;
  });
  if (!read) return broke("an older copy can't be read");
  for (const auto& [change, record] : device.saved) {
    if (!held.contains(change) && !taken_.contains(change)) device.lost_with_copy.insert(change);
  }
  pump(device);
}

void World::revoke(Device& device) {
  if (!hub::revoke_device(*hub_store_, device.id, kBegin + now_)) broke("can't revoke");
  device.revoked = true;
}

void World::misfortune() {
  Device& device = devices_[dice_.below(devices_.size())];
  ++report_.faults;
  switch (dice_.below(7)) {
    case 0:
    case 1:
      return crash(device);
    case 2:
      device.clock.skew = Milliseconds{static_cast<std::int64_t>(dice_.below(7'200'000))} - kHour;
      return;
    case 3:
      device.engine->handle(NetworkUp{}, device.moment());
      return pump(device);
    case 4:
      device.engine->handle(SyncNow{}, device.moment());
      return pump(device);
    case 5:
      return copy_store(device);
    default:
      if (options_.plant == Plant::save_not_durable) return crash(device);
      if (dice_.chance(40) && device.role != hub::Role::kiosk) return set_back(device);
      if (dice_.chance(5) && device.name == "bert") return revoke(device);
  }
}

Report World::run() {
  if (!report_.broken.empty()) return report_;
  faulty_ = options_.faults;
  for (Device& device : devices_) pump(device);
  People people(*this);
  for (int save = 0; save < options_.saves && report_.broken.empty(); ++save) {
    // Sometimes a burst, sometimes an hour or two.
    const auto gap = dice_.chance(70)   ? dice_.below(5'000)
                     : dice_.chance(80) ? dice_.below(600'000)
                                        : dice_.below(2 * 3'600'000);
    run_until(now_ + Milliseconds{static_cast<std::int64_t>(gap)});
    people.act();
    if (faulty_ && dice_.chance(25)) misfortune();
  }
  faulty_ = false;
  if (report_.broken.empty() && run_until_quiet()) {
    check_nothing_saved_is_lost();
    check_devices_hold_what_they_may_see();
    check_stores_are_whole();
  }
  report_.changes = static_cast<std::int64_t>(taken_.size());
  report_.device_days = static_cast<double>(now_.count()) / (24.0 * 3'600'000.0) *
                        static_cast<double>(devices_.size());
  return report_;
}

/// Heals everything, then waits a bounded time until nothing is under way any more.
bool World::run_until_quiet() {
  for (Device& device : devices_) device.clock.skew = Milliseconds{0};
  for (int step = 0; step < kHealingHours * 60; ++step) {
    run_until(now_ + kMinute);
    if (!report_.broken.empty()) return false;
    for (Device& device : devices_) discard_rejected(device);
    if (step > 15 && quiet()) return true;
  }
  for (const Device& device : devices_) {
    const SyncState state = device.engine->state();
    if (device.revoked || state.waiting == 0) continue;
    broke(device.name + " still waits with " + std::to_string(state.waiting) +
          (state.error ? ": " + state.error->words + " " + state.error->detail : ""));
  }
  if (report_.broken.empty()) broke("not quiet within the time of healing");
  return false;
}

bool World::quiet() {
  return std::all_of(devices_.begin(), devices_.end(), [](const Device& device) {
    return device.revoked || (device.engine->state().waiting == 0 && device.engine->settled());
  });
}

/// A person deals with what was rejected: else what waits on it would wait for ever.
void World::discard_rejected(Device& device) {
  const auto rejected = device.store->rejected();
  if (!rejected) return broke("rejected changes can't be read");
  for (const RejectedChange& each : *rejected) {
    std::set<Uuid> before;
    std::set<Uuid> after;
    const auto collect = [&](std::set<Uuid>& into) {
      const auto read = device.store->for_each_change([&](const Change& change) {
        into.insert(change.id);
        return true;
      });
      if (!read) broke("changes can't be read");
    };
    collect(before);
    if (!device.store->discard_rejected(each.change.id)) return broke("can't discard");
    collect(after);
    device.rejected.insert(each.change.id);
    // What waited on it goes with it.
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                        std::inserter(device.rejected, device.rejected.end()));
  }
  if (rejected->empty()) return;
  device.engine->handle(Saved{}, device.moment());
  pump(device);
}

}  // namespace crosstalk::sim
