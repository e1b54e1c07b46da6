#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/simulation/checker.h"
#include "tests/simulation/device.h"
#include "tests/simulation/hub_machine.h"
#include "tests/simulation/model.h"
#include "tests/simulation/weather.h"

namespace crosstalk::simulation {

struct Options {
  std::uint64_t seed = 1;
  bool faults = true;
  int days = 0;                    // simulated, with faults on; 0: drawn from the seed
  bool everything_to_all = false;  // no kiosk and no private note: for measuring speed
};

/// One promise that did not hold.
struct Broken {
  std::string_view invariant;
  std::string what;
};

struct Report {
  std::vector<Broken> broken;
  std::vector<std::string> trace;  // what happened last, oldest first; only of a broken run
  std::int64_t changes = 0;        // that the hub took
  std::int64_t saves = 0;          // changes that people were told were saved
  std::int64_t edits = 0;          // of those, of records that were there
  std::int64_t requests = 0;
  double device_days = 0;        // each with its saves, edits, crashes and changes of network
  std::int64_t fingerprint = 0;  // equal for equal runs
  FaultCount faults;
};

/// Plays one seed to its end: people, devices, network and hub with faults, then a time of healing,
/// then rest. Every choice comes from the seed.
Report simulate(const Options& options);

/// Everything there is in a run. One thread; events in order of simulated time.
class World {
 public:
  explicit World(const Options& options);
  Report run();

  // For checkers.
  std::deque<Device>& devices() { return devices_; }
  HubMachine& hub() { return hub_; }
  Model& model() { return model_; }
  const Uuid& space() const { return space_; }
  bool faults_on() const { return faults_on_; }
  Reader reader(const Device& device) const;
  void broke(std::string_view invariant, const std::string& what);

  // For people (people.cc).
  SeededRandom& dice() { return dice_; }
  const Options& options() const { return options_; }
  /// A save was said to be done: notes what the device promised by it, and tells its engine.
  void saved(Device& device, const Save& save, const std::vector<Uuid>& records);
  const std::vector<std::pair<Uuid, std::string>>& known_records() const { return known_records_; }
  void note_record(const Uuid& record, const std::string& kind) {
    known_records_.emplace_back(record, kind);
  }
  std::int64_t next_mark() { return ++mark_; }
  void person_discards(Device& device);
  void trace(const std::string& what);

 private:
  using Action = std::function<void()>;

  // world.cc: time, phases, ends
  void at(Milliseconds moment, Action action);
  void run_until(Milliseconds moment);
  void play_days();
  void plan_day(Device& device);
  void person_acts(std::size_t device, bool edits);
  void leap_a_year();
  void heal();
  bool heal_and_wait();
  void sweep_all();
  bool at_rest() const;
  void name_pending();
  void finish(Report& report);

  // world_devices.cc: programs that start, run and end
  void add_device(const std::string& name, hub::Role role, const std::string& of_member);
  bool open(Device& device);
  void start(Device& device);
  void end(Device& device, Milliseconds away);
  void settle(Device& device);
  void pump(Device& device);
  void tell(Device& device, const EngineEvent& event);
  void note_saved(Device& device, const RecordEdit& edit, const Uuid& record);
  void forget_what_the_copy_lacks(Device& device);
  void note_news();
  void plan_sweep(Device& device);
  Result<SweepDone> sweep(Device& device);

  // world_hub.cc
  bool open_hub();
  void start_hub();
  void end_hub();
  void settle_hub();
  void set_hub_back();
  void went_back();
  void follow_journal();
  void plan_hub_sweep();
  Result<SweepDone> sweep_hub();
  void arrive(const HttpRequest& request, Reply reply);
  void arrive_sync(const HttpRequest& request, Reply reply);
  hub::SyncOutcome hub_sync(const std::string& token, const SyncRequest& request);
  void learn(Device& device, const SyncRequest& request, const std::string& answer);
  void look_up(Device& device, const SyncRequest& request);
  void answer_held(int number);
  void wake_held(const Uuid& space, const std::set<std::string>& feeds);
  void end_waiting(const std::string& token);
  void drop_held(const std::string& token);
  Outcome outcome_of(const std::variant<std::string, Problem>& result);
  Device* device_of(const std::string& token);

  // network.cc
  void send(Device& device, HttpRequest request);
  bool send_faulty(Device& device, const HttpRequest& request);
  void deliver(Device& device, int life, std::uint64_t id, Milliseconds after, Outcome outcome);
  std::string old_answer(Device& device);
  void change_link(Device& device);
  Milliseconds latency();

  // misfortunes.cc
  void misfortune(Device& device);
  void device_misfortune(Device& device);
  void hub_misfortune();
  void disk_misfortune(Disk& disk);
  void clock_misfortune(Device& device);
  void crash(Disk& disk, bool hub);
  void set_back(Device& device);
  void go_away(Device& device, Milliseconds time);

  Options options_;
  SeededRandom dice_;
  Weather weather_;
  FaultCount faults_;
  Milliseconds now_{0};
  bool faults_on_ = false;
  std::vector<Broken> broken_;
  std::deque<std::string> trace_;
  std::int64_t requests_ = 0;
  std::int64_t device_days_ = 0;
  std::int64_t edits_ = 0;
  std::int64_t steps_ = 0;
  std::uint64_t fingerprint_ = 0;
  std::int64_t mark_ = 0;
  std::vector<std::pair<Uuid, std::string>> known_records_;
  Model model_;
  HubMachine hub_;
  Uuid space_;
  std::deque<Device> devices_;
  std::multimap<Milliseconds, Action> events_;
  std::vector<std::unique_ptr<Checker>> checkers_;
};

}  // namespace crosstalk::simulation
