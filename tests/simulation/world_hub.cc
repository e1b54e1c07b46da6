// The hub's machine: how calls come to the real hub logic, and what a crash takes with it.

#include <algorithm>
#include <utility>

#include "sync/hub/journal_notes.h"
#include "sync/hub/life.h"
#include "sync/hub/problem.h"
#include "sync/limits.h"
#include "tests/simulation/world.h"

namespace crosstalk::simulation {
namespace {

HttpResponse json_response(int status, std::string body) {
  return {status, status == 200 ? "application/json" : "application/problem+json", "",
          std::move(body)};
}

TransportFailure connection_lost() {
  return {TransportFailureKind::unreachable, "the connection was lost"};
}

}  // namespace

bool World::open_hub() {
  using Opened = Result<std::unique_ptr<hub::SqliteStore>>;
  const auto open = [this]() -> Opened {
    auto store = hub::SqliteStore::open(
        HubMachine::kFile, hub::SqliteStore::Missing::make, "life-" + std::to_string(options_.seed),
        std::make_unique<KeptJournal>(hub_.journal), hub_.disk.name());
    if (!store) return store;
    const auto caught_up = hub::catch_up_with_journal(**store, hub_.clock.wall(), hub_.random);
    if (!caught_up) return caught_up.error();
    return store;
  };
  auto opened = open();
  if (!opened && !hub_.disk.dead()) {
    Disk::Calm calm(hub_.disk);
    hub_.journal->refusals = 0;
    opened = open();
    if (!opened) {
      broke(invariants::kAcknowledgedOnHub, "the hub's store does not open any more: " +
                                                opened.error().words + " " + opened.error().detail);
      return false;
    }
  }
  if (!opened) return false;
  hub_.store = std::move(*opened);
  hub_.service = std::make_unique<hub::HubService>(*hub_.store, hub_.random);
  ++hub_.life;
  return true;
}

void World::start_hub() {
  if (hub_.runs()) return;
  if (!open_hub()) {
    if (hub_.disk.dead()) hub_.disk.start();
    at(now_ + kMinute, [this] { start_hub(); });
    return;
  }
  trace("the hub starts");
  Disk::Calm calm(hub_.disk);
  if (hub_.back != HubMachine::Back::no) went_back();
  follow_journal();
  for (auto& [index, request] : std::exchange(hub_.unsure, {})) {
    look_up(devices_[index], request);
  }
  for (const auto& checker : checkers_) checker->hub_started(*this);
}

void World::end_hub() {
  if (!hub_.disk.dead()) hub_.disk.die(false);
  const bool power = hub_.disk.power_was_cut();
  faults_.add(power ? Fault::hub_power_cut : Fault::hub_killed);
  trace(power ? "the hub loses power" : "the hub is killed");
  ++hub_.life;
  hub_.service.reset();
  hub_.store.reset();
  hub_.disk.start();
  for (auto& [number, call] : std::exchange(hub_.held, {})) call.reply(connection_lost());
  const auto away = 1 + dice_.below(faults_on_ ? 1'200 : 5);
  at(now_ + Milliseconds{static_cast<std::int64_t>(away) * 1000}, [this] { start_hub(); });
}

/// The machine is given an older copy of its store, by the verb that restores or by somebody who
/// knows no better; the journal stands beside it as it was.
void World::set_hub_back() {
  if (!hub_.old_copy || dice_.chance(30)) {
    hub_.old_copy = HubMachine::Copy{hub_.disk.image(), model_.of_hub()};
    trace("the hub's store is copied");
    return;
  }
  const bool verb = dice_.chance(50);
  faults_.add(verb ? Fault::hub_restored : Fault::hub_set_back);
  trace(verb ? "the hub is restored from an older backup" : "the hub is set back silently");
  end_hub();
  hub_.disk.put(hub_.old_copy->image);
  hub_.back = verb ? HubMachine::Back::restored : HubMachine::Back::silently;
}

/// What the restoring verb does before anybody is served; and the model forgets what is not there.
void World::went_back() {
  if (std::exchange(hub_.back, HubMachine::Back::no) == HubMachine::Back::restored) {
    auto write = hub_.store->write();
    if (!write) return broke(invariants::kConverges, "the restored store can't be written");
    hub::begin_life(**write, hub_.clock.wall(), hub_.random);
    if (!(*write)->commit()) return broke(invariants::kConverges, "no new life can begin");
  }
  model_.went_back(hub_.old_copy->known);
  note_news();
  for (const auto& checker : checkers_) checker->hub_went_back(*this);
}

/// What the journal says has ended is so from the start, also where the hub died or failed between
/// writing it down and committing it.
void World::follow_journal() {
  auto reading = hub_.store->read();
  if (!reading) return broke(invariants::kConverges, "the hub's store can't be read");
  for (const hub::Member& member : (*reading)->members(space_)) {
    model_.member(member.id, member.role);
  }
  for (const hub::Erasure& erasure : (*reading)->erasures(space_)) {
    if (!erasure.history) model_.erased(erasure.record, erasure.under);
  }
}

void World::settle_hub() {
  if (hub_.runs() && hub_.disk.dead()) end_hub();
}

/// Once an hour at most, where something came that may have erased.
void World::plan_hub_sweep() {
  if (std::exchange(hub_.sweep_planned, true)) return;
  at(now_ + kHour, [this] {
    hub_.sweep_planned = false;
    if (!hub_.runs()) return;
    if (!sweep_hub()) plan_hub_sweep();
    settle_hub();
  });
}

Result<SweepDone> World::sweep_hub() {
  auto done = hub_.store->sweep([] { return false; });
  if (done && *done == SweepDone::swept) trace("the hub sweeps");
  return done;
}

Device* World::device_of(const std::string& token) {
  for (Device& device : devices_) {
    if (device.token == token) return &device;
  }
  return nullptr;
}

Outcome World::outcome_of(const std::variant<std::string, Problem>& result) {
  if (const auto* problem = std::get_if<Problem>(&result)) {
    return json_response(problem->status, write_problem(*problem));
  }
  return json_response(200, std::get<std::string>(result));
}

void World::arrive(const HttpRequest& request, Reply reply) {
  if (!hub_.runs()) return reply(connection_lost());
  if (request.body.size() > limits::kBatchBytesMax) {
    return reply(json_response(413, write_problem(hub::make_problem(problems::kTooLarge))));
  }
  if (request.url.ends_with("/v1/sync")) return arrive_sync(request, std::move(reply));
  const auto have = read_have_request(request.body);
  if (!have) return broke(invariants::kConverges, "a device sends what is no request");
  const auto outcome = hub_.service->have(request.token, *have, hub_.clock.wall());
  if (hub_.disk.dead()) {
    end_hub();
    return reply(connection_lost());
  }
  reply(outcome_of(outcome.result));
  if (!outcome.moved.empty()) wake_held(outcome.space, outcome.moved);
}

/// As the hub's server does: without a write where a look is enough.
hub::SyncOutcome World::hub_sync(const std::string& token, const SyncRequest& request) {
  if (request.changes.empty()) {
    if (auto looked = hub_.service->poll(token, request, hub_.clock.wall())) {
      if (looked->note_due) {
        // That it could not be noted is no reason to give no answer.
        (void)hub_.service->note_heard(token, request.waiting, hub_.clock.wall());
      }
      return std::move(*looked);
    }
  }
  return hub_.service->sync(token, request, hub_.clock.wall());
}

void World::arrive_sync(const HttpRequest& request, Reply reply) {
  auto sync = read_sync_request(request.body);
  Device* device = device_of(request.token);
  if (!sync || device == nullptr) {
    return broke(invariants::kConverges, "a device sends what is no request");
  }
  auto outcome = hub_sync(request.token, *sync);
  if (!sync->changes.empty()) plan_hub_sweep();
  if (hub_.disk.dead()) {
    if (!sync->changes.empty()) hub_.unsure.emplace_back(device->index, *sync);
    end_hub();
    return reply(connection_lost());
  }
  if (outcome.problem() != nullptr) {
    // Nobody knows what became of a transaction whose commit failed.
    Disk::Calm calm(hub_.disk);
    look_up(*device, *sync);
    return reply(outcome_of(outcome.result));
  }
  if (!outcome.nothing_new) learn(*device, *sync, outcome.answer());
  end_waiting(request.token);
  if (!hub_.runs()) return reply(connection_lost());
  const auto moved = outcome.moved;
  const bool everything_moved = outcome.everything_moved;
  const Uuid space = outcome.space;
  if (outcome.nothing_new && sync->wait > 0) {
    const int number = ++hub_.held_number;
    const Milliseconds until = now_ + Milliseconds{sync->wait * 1000};
    hub_.held[number] = HeldCall{request.token, std::move(*sync), std::move(outcome.feeds), space,
                                 std::move(reply)};
    // A call that ends with nothing is followed by one like it, which says the same. Playing one in
    // four keeps an idle day as cheap as the events in it; the others are held until something
    // moves.
    if (dice_.chance(25)) at(until, [this, number] { answer_held(number); });
  } else {
    reply(outcome_of(outcome.result));
  }
  if (!moved.empty()) {
    note_news();
    wake_held(space, moved);
  }
  if (everything_moved) {  // a new life of the store: all who wait are told
    while (!hub_.held.empty()) answer_held(hub_.held.begin()->first);
  }
}

/// One call a device: a new one ends the one that waits.
void World::end_waiting(const std::string& token) {
  std::vector<int> waiting;
  for (const auto& [number, call] : hub_.held) {
    if (call.token == token) waiting.push_back(number);
  }
  for (const int number : waiting) answer_held(number);
}

void World::drop_held(const std::string& token) {
  std::erase_if(hub_.held, [&](const auto& held) { return held.second.token == token; });
}

void World::answer_held(int number) {
  const auto found = hub_.held.find(number);
  if (found == hub_.held.end()) return;
  const HeldCall call = std::move(found->second);
  hub_.held.erase(found);
  const auto outcome = hub_sync(call.token, call.request);
  if (hub_.disk.dead()) {
    end_hub();
    return call.reply(connection_lost());
  }
  Device* device = device_of(call.token);
  if (outcome.problem() == nullptr && !outcome.nothing_new && device != nullptr) {
    learn(*device, call.request, outcome.answer());
  }
  call.reply(outcome_of(outcome.result));
}

void World::wake_held(const Uuid& space, const std::set<std::string>& feeds) {
  std::vector<int> moved;
  for (const auto& [number, call] : hub_.held) {
    const bool reads = std::any_of(call.feeds.begin(), call.feeds.end(),
                                   [&](const std::string& feed) { return feeds.contains(feed); });
    if (call.space == space && reads) moved.push_back(number);
  }
  for (const int number : moved) answer_held(number);
}

void World::note_news() {
  for (Device& device : devices_) ++device.news_this_hour;
}

/// What the hub's answer, committed, says of what was sent.
void World::learn(Device& device, const SyncRequest& request, const std::string& text) {
  const auto answer = read_sync_answer(text, request.call.value_or(""));
  if (!answer) return broke(invariants::kConverges, "the hub's own answer is none");
  if (!request.changes.empty()) {
    std::map<Uuid, Taken> taken;
    for (const Taken& each : answer->taken) taken.emplace(each.id, each);
    for (const Json& json : request.changes) {
      auto change = change_from_json(json);
      if (!change) continue;
      const auto found = taken.find(change->id);
      if (found == taken.end()) continue;
      if (found->second.stamp) change->stamp = *found->second.stamp;
      // Each may need a call of its own, above all where a hub or this device was set back.
      if (device.taken_this_hour.insert(change->id).second) ++device.news_this_hour;
      // What is offered again is its author's, whoever offers it.
      if (!request.offer || !change->by) change->by = device.member;
      model_.took(*change, Reader{*change->by, model_.role_of(*change->by)});
      trace("the hub takes " + change->id.text() + " of " + device.name);
    }
    for (const Rejected& each : answer->rejected) {
      trace("the hub rejects " + each.id.text() + " of " + device.name + ": " + each.code);
    }
  }
  // After what was taken: a conversation of the team that is erased in the call that brought it has
  // made its messages the team's before.
  for (const FeedEntry& entry : answer->entries) {
    if (const auto* erasure = std::get_if<EraseEntry>(&entry)) {
      model_.erased(erasure->record, erasure->under);
    }
  }
  for (const auto& checker : checkers_) checker->answered(*this, device, request, *answer);
}

/// Which changes of a call that failed are on the hub all the same.
void World::look_up(Device& device, const SyncRequest& request) {
  auto reading = hub_.store->read();
  if (!reading) return broke(invariants::kAcknowledgedOnHub, "the hub's store can't be read");
  std::vector<Change> sent;
  std::set<Uuid> erased;  // by an erasure of this very call: what stands before it was taken first
  for (const Json& json : request.changes) {
    auto change = change_from_json(json);
    if (!change) continue;
    sent.push_back(*change);
    if (change->kind == "erase" && (*reading)->erasure(space_, change->id)) {
      erased.insert(change->record);
    }
  }
  for (Change& change : sent) {
    if (const auto stored = (*reading)->change(space_, change.id)) {
      model_.took(stored->change, reader(device));
    } else if (const auto erasure = (*reading)->erasure(space_, change.id)) {
      change.stamp = erasure->stamp;
      model_.took(change, reader(device));
    } else if (erased.contains(change.record)) {
      model_.took(change, reader(device));
    }
  }
}

}  // namespace crosstalk::simulation
