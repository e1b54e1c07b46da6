// What befalls machines.

#include "storage/change_rows.h"
#include "sync/hub/administration.h"
#include "tests/simulation/world.h"

namespace crosstalk::simulation {

void World::misfortune(Device& device) {
  if (!faults_on_) return;
  if (dice_.chance(weather_.hub_share)) return hub_misfortune();
  device_misfortune(device);
}

/// At once, or in the middle of one of the next writes, wherever that falls.
void World::crash(Disk& disk, bool hub) {
  const bool power = dice_.chance(weather_.power_cut);
  if (dice_.chance(30)) {
    disk.die(power);
  } else {
    disk.die_after(static_cast<std::int64_t>(1 + dice_.below(hub ? 60 : 30)), power);
  }
}

void World::disk_misfortune(Disk& disk) {
  const auto soon = static_cast<std::int64_t>(1 + dice_.below(20));
  const std::size_t kind = dice_.below(4);
  if (kind == 0 && weather_.full) {
    disk.bytes_free = static_cast<std::int64_t>(dice_.below(64 * 1024));
    trace("a disk fills up");
    at(now_ + Milliseconds{static_cast<std::int64_t>(dice_.below(3'600'000))},
       [&disk] { disk.bytes_free = Disk::kNever; });
  }
  if (!weather_.io_errors) return;
  if (kind == 1) disk.reads_until_error = soon;
  if (kind == 2) disk.writes_until_error = soon;
  if (kind == 3) disk.syncs_until_error = soon;
  trace("a disk will fail");
}

void World::hub_misfortune() {
  if (!hub_.runs()) return;
  if (dice_.chance(weather_.disk_share)) return disk_misfortune(hub_.disk);
  if (weather_.journal && dice_.chance(20)) {
    hub_.journal->refusals = static_cast<int>(1 + dice_.below(4));
    trace("the hub's journal will refuse lines");
    return;
  }
  if (weather_.hub_back && dice_.chance(55)) return set_hub_back();
  if (weather_.clocks && dice_.chance(20)) {
    faults_.add(Fault::clock_jumped);
    const auto day = static_cast<std::size_t>(kDay.count());
    hub_.clock.set_skew(Milliseconds{static_cast<std::int64_t>(dice_.below(2 * day))} - kDay);
    trace("the hub's clock jumps");
    return;
  }
  crash(hub_.disk, true);
  settle_hub();
}

void World::clock_misfortune(Device& device) {
  const auto year = static_cast<std::size_t>(365 * kDay.count());
  switch (dice_.below(4)) {
    case 0:
      faults_.add(Fault::clock_stopped);
      trace(device.name + "'s clock stands still");
      device.clock.stop();
      at(now_ + Milliseconds{static_cast<std::int64_t>(dice_.below(3'600'000 * 8))},
         [&device] { device.clock.go(); });
      return;
    case 1:
      if (weather_.years) {
        faults_.add(Fault::clock_skewed);
        trace(device.name + "'s clock is wrong by years");
        device.clock.set_skew(Milliseconds{static_cast<std::int64_t>(dice_.below(20 * year))} -
                              10 * 365 * kDay);
        return;
      }
      [[fallthrough]];
    default:
      faults_.add(Fault::clock_jumped);
      trace(device.name + "'s clock jumps");
      device.clock.set_skew(device.clock.skew() +
                            Milliseconds{static_cast<std::int64_t>(dice_.below(7'200'000))} -
                            kHour);
  }
}

void World::device_misfortune(Device& device) {
  if (weather_.revoked && !device.revoked && dice_.chance(15) && device.name == "bert" &&
      hub_.runs()) {
    Disk::Calm calm(hub_.disk);
    if (!hub::revoke_device(*hub_.store, device.id, hub_.clock.wall())) return;
    faults_.add(Fault::device_revoked);
    trace(device.name + " is revoked");
    device.revoked = true;
    return;
  }
  if (!device.runs()) return;
  if (dice_.chance(weather_.disk_share)) return disk_misfortune(device.disk);
  if (weather_.clocks && dice_.chance(25)) return clock_misfortune(device);
  if (dice_.chance(10)) {
    person_discards(device);
    return tell(device, SyncNow{});
  }
  if (weather_.set_back && device.index % 2 == 1 && dice_.chance(20)) return set_back(device);
  if (dice_.chance(4)) {
    const auto hours = static_cast<std::int64_t>(1 + dice_.below(60));
    return go_away(device, hours * kHour);
  }
  crash(device.disk, false);
  settle(device);
}

void World::go_away(Device& device, Milliseconds time) {
  faults_.add(Fault::device_away);
  trace(device.name + " is put away");
  end(device, time);
  device.away = true;
  at(now_ + time - kSecond, [this, &device] {
    device.away = false;
    start(device);
  });
}

/// Somebody puts an older copy of the store back, or takes one for that day. What was not sent
/// since is gone with it; the rest must come again.
void World::set_back(Device& device) {
  if (!device.old_copy || dice_.chance(20)) {
    device.old_copy = device.disk.image();
    return;
  }
  faults_.add(Fault::device_set_back);
  trace(device.name + " is set back to an older copy");
  end(device, kMinute);
  device.disk.put(*device.old_copy);
  device.promised.clear();
  device.was_set_back = true;
}

}  // namespace crosstalk::simulation
