#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "storage/clock.h"
#include "storage/store.h"
#include "sync/engine.h"
#include "sync/hub/hub_service.h"
#include "sync/hub/sqlite_store.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_folder.h"

/// The simulator: the real engine, the real storage and the real logic of the hub on simulated
/// clocks and network, in one thread, everything from one seed (sync/PROTOCOL.md is what it
/// checks).
namespace crosstalk::sim {

/// Deliberate bugs, to prove that the checks see them.
enum class Plant {
  none,
  taken_but_not_stored,  // the hub acknowledges a change and loses it
  entry_skipped,         // the hub moves the cursor past an entry that it does not give
  withdrawal_lost,       // the hub does not tell that a record left the view
  answer_to_another,  // the network gives a device the answer of another, with its own call in it
  save_not_durable,   // a crash of the device takes saves with it
};
struct PlantName {
  Plant plant;
  const char* name;
};
const std::vector<PlantName>& plant_names();  // without `none`

struct Options {
  std::uint64_t seed = 1;
  int saves = 60;  // in all
  bool faults = true;
  Plant plant = Plant::none;
};

struct Report {
  std::vector<std::string> broken;  // one line for each promise that does not hold; empty: all hold
  std::int64_t changes = 0;
  std::int64_t faults = 0;
  double device_days = 0;
};

/// Plays one seed to its end: a time of saves and faults, then a time of healing, then the checks.
Report simulate(const Options& options);

class World;

/// A device's wall clock may be wrong and jump; its steady clock is not.
class DeviceClock final : public Clock {
 public:
  explicit DeviceClock(const Milliseconds& now) : now_(now) {}
  Instant wall() const override;
  Milliseconds steady() const override { return now_; }
  Milliseconds skew{0};

 private:
  const Milliseconds& now_;
};

/// One installation: its store on disk, and what a crash takes away.
struct Device {
  Device(const Milliseconds& now, std::uint64_t seed) : clock(now), random(seed) {}

  std::string name;
  std::string path;
  hub::Role role = hub::Role::recorder;
  DeviceId id;
  Uuid member;
  DeviceClock clock;
  SeededRandom random;
  std::unique_ptr<Store> store;
  std::unique_ptr<Engine> engine;
  int life = 0;         // counts crashes: what was under way before is nobody's
  int wake_number = 0;  // of the wake-up that counts
  bool revoked = false;
  std::vector<std::string> answers;  // that came for it, for the network to give again
  std::map<Uuid, Uuid> saved;        // change → record, of all it said were saved
  std::set<Uuid> rejected;           // those that were rejected and then discarded
  std::set<Uuid> lost_with_copy;     // unsent when it was set back to an older copy of its store

  Moment moment() const { return {clock.wall(), clock.steady()}; }
};

/// A call that the hub holds open.
struct HeldCall {
  std::string token;
  SyncRequest request;
  hub::SyncOutcome outcome;
  std::function<void(HttpResponse)> reply;
  int number = 0;
};

class World {
 public:
  explicit World(const Options& options);
  Report run();

  // checks.cc: what must hold when all is quiet
  void check_nothing_saved_is_lost();
  void check_devices_hold_what_they_may_see();
  void check_stores_are_whole();

 private:
  friend class People;

  // world.cc: time, devices, crashes
  void at(Milliseconds moment, std::function<void()> action);
  void run_until(Milliseconds moment);
  bool run_until_quiet();
  void add_device(const std::string& name, hub::Role role);
  bool open(Device& device);
  void pump(Device& device);
  void crash(Device& device);
  void copy_store(Device& device);
  void set_back(Device& device);
  void revoke(Device& device);
  void misfortune();
  bool quiet();
  void discard_rejected(Device& device);
  void broke(const std::string& what);

  // network.cc: what becomes of requests and answers
  void send(Device& device, HttpRequest request);
  void deliver(Device& device, int life, std::uint64_t id, Milliseconds after,
               std::variant<HttpResponse, TransportFailure> result);
  bool send_faulty(Device& device, const HttpRequest& request);
  void arrive(const HttpRequest& request, std::function<void(HttpResponse)> reply);
  void arrive_sync(const HttpRequest& request, std::function<void(HttpResponse)> reply);
  hub::SyncOutcome hub_sync(const std::string& token, const SyncRequest& request);
  void answer_held(int number);
  void wake_held(const Uuid& space, const std::set<std::string>& feeds);
  HttpResponse response_of(const std::variant<std::string, Problem>& result);
  void note_verdicts(const SyncRequest& request, const std::string& answer);
  std::string with_plant(const HttpRequest& request, std::string answer);
  std::string old_answer(Device& device, const HttpRequest& request);
  Milliseconds latency();

  Options options_;
  SeededRandom dice_;
  SeededRandom hub_random_;
  Milliseconds now_{0};
  bool faulty_ = false;
  Report report_;
  TemporaryFolder folder_;
  std::unique_ptr<hub::SqliteStore> hub_store_;
  std::unique_ptr<hub::HubService> hub_;
  Uuid space_;
  std::deque<Device> devices_;
  std::multimap<Milliseconds, std::function<void()>> events_;
  std::map<int, HeldCall> held_;
  int held_number_ = 0;
  std::map<Uuid, std::string> taken_;   // change → stamp that the hub gave it for good
  std::map<Uuid, std::string> copies_;  // of stores, by device's first id bytes
  std::vector<Uuid> records_;           // that people know of
  std::set<Uuid> erased_;
  bool planted_ = false;
};

/// What people do on their devices.
class People {
 public:
  explicit People(World& world) : world_(world) {}
  /// One save by somebody, somewhere.
  void act();

 private:
  RecordEdit write_note(Device& device);
  std::optional<RecordEdit> edit_something(Device& device);
  RecordEdit edit_note(Device& device, const Uuid& record);
  RecordEdit add_action(Device& device, const Uuid& conversation);
  void keep(Device& device, Save save);

  World& world_;
};

}  // namespace crosstalk::sim
