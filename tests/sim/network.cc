// The simulated network, and the hub behind it.

#include <algorithm>
#include <utility>

#include "sync/hub/problem.h"
#include "sync/limits.h"
#include "sync/wire.h"
#include "tests/sim/world.h"

namespace crosstalk::sim {
namespace {

constexpr Instant kBegin{Milliseconds{1'795'500'000'000}};

HttpResponse json_response(int status, std::string body) {
  return {status, status == 200 ? "application/json" : "application/problem+json", "",
          std::move(body)};
}

HttpResponse login_page() { return {200, "text/html", "", "<html><form>Room?</form></html>"}; }

std::string with_call(const std::string& answer, const std::optional<std::string>& call) {
  auto json = parse_json(answer);
  if (!json || !json->is_object() || !call) return answer;
  (*json)["call"] = *call;
  return to_text(*json);
}

}  // namespace

Milliseconds World::latency() {
  return Milliseconds{static_cast<std::int64_t>(5 + dice_.below(faulty_ ? 2'000 : 100))};
}

void World::deliver(Device& device, int life, std::uint64_t id, Milliseconds after,
                    std::variant<HttpResponse, TransportFailure> result) {
  at(now_ + after, [this, &device, life, id, result = std::move(result)] {
    if (device.life != life) return;
    if (const auto* response = std::get_if<HttpResponse>(&result)) {
      if (response->status == 200) device.answers.push_back(response->body);
      device.engine->handle(Answered{id, *response}, device.moment());
    } else {
      device.engine->handle(Failed{id, std::get<TransportFailure>(result)}, device.moment());
    }
    pump(device);
  });
}

void World::send(Device& device, HttpRequest request) {
  if (faulty_ && dice_.chance(30)) {
    ++report_.faults;
    if (send_faulty(device, request)) return;
  }
  const int life = device.life;
  at(now_ + latency(), [this, &device, life, request = std::move(request)] {
    arrive(request, [this, &device, life, id = request.id](HttpResponse response) {
      deliver(device, life, id, latency(), std::move(response));
    });
  });
}

/// False where the request goes its ordinary way all the same.
bool World::send_faulty(Device& device, const HttpRequest& request) {
  const int life = device.life;
  const std::uint64_t id = request.id;
  const TransportFailure lost{TransportFailureKind::timed_out, "lost"};
  const auto arrive_later = [this, &request](std::function<void(HttpResponse)> reply) {
    at(now_ + latency(), [this, request, reply = std::move(reply)] { arrive(request, reply); });
  };
  switch (dice_.below(11)) {
    case 0:  // the request is lost
      deliver(device, life, id, Milliseconds{30'000}, lost);
      return true;
    case 1:  // the answer is lost
      arrive_later([](const HttpResponse&) {});
      deliver(device, life, id, Milliseconds{30'000}, lost);
      return true;
    case 2:  // the request comes twice, the second after the answer
      arrive_later([](const HttpResponse&) {});
      return false;
    case 3: {  // the request comes again much later
      const auto much_later = Milliseconds{static_cast<std::int64_t>(dice_.below(900'000))};
      at(now_ + much_later, [this, request] { arrive(request, [](const HttpResponse&) {}); });
      return false;
    }
    case 4:  // the answer is cut short
      arrive_later([this, &device, life, id](HttpResponse response) {
        response.body.resize(dice_.below(response.body.size() + 1));
        deliver(device, life, id, latency(), std::move(response));
      });
      return true;
    case 5:
      deliver(device, life, id, latency(), login_page());
      return true;
    case 6:
      deliver(device, life, id, latency(), HttpResponse{302, "", "", ""});
      return true;
    case 7:
      deliver(device, life, id, latency(), HttpResponse{500, "text/html", "", "<html>oops"});
      return true;
    case 8: {
      HttpResponse busy =
          json_response(503, write_problem(hub::make_problem(problems::kUnavailable)));
      busy.retry_after = std::to_string(dice_.below(120));
      deliver(device, life, id, latency(), std::move(busy));
      return true;
    }
    case 9:  // an answer of another moment comes in place of this one's
      deliver(device, life, id, latency(), json_response(200, old_answer(device, request)));
      return true;
    default:
      deliver(device, life, id, latency(), TransportFailure{});
      return true;
  }
}

/// One that came before for this device, or for another one.
std::string World::old_answer(Device& device, const HttpRequest& request) {
  Device& other = devices_[dice_.below(devices_.size())];
  const bool swap = options_.plant == Plant::answer_to_another;
  const Device& source = swap || dice_.chance(20) ? other : device;
  if (source.answers.empty()) return "";
  std::string answer = source.answers[dice_.below(source.answers.size())];
  if (!swap || &source == &device) return answer;
  const auto sync = read_sync_request(request.body);
  planted_ = true;
  return sync ? with_call(answer, sync->call) : answer;
}

void World::arrive(const HttpRequest& request, std::function<void(HttpResponse)> reply) {
  if (request.body.size() > limits::kBatchBytesMax) {
    return reply(json_response(413, write_problem(hub::make_problem(problems::kTooLarge))));
  }
  if (request.url.ends_with("/v1/sync")) return arrive_sync(request, std::move(reply));
  const auto have = read_have_request(request.body);
  if (!have) return broke("a device sends what is no request");
  reply(response_of(hub_->have(request.token, *have, kBegin + now_).result));
}

HttpResponse World::response_of(const std::variant<std::string, Problem>& result) {
  if (const auto* problem = std::get_if<Problem>(&result)) {
    if (problem->type == problems::kUnavailable)
      broke("the hub's store failed: " + problem->detail);
    return json_response(problem->status, write_problem(*problem));
  }
  return json_response(200, std::get<std::string>(result));
}

/// As the hub's server does: without a write where a look is enough.
hub::SyncOutcome World::hub_sync(const std::string& token, const SyncRequest& request) {
  if (request.changes.empty()) {
    if (auto looked = hub_->poll(token, request, kBegin + now_)) return std::move(*looked);
  }
  return hub_->sync(token, request, kBegin + now_);
}

void World::arrive_sync(const HttpRequest& request, std::function<void(HttpResponse)> reply) {
  auto sync = read_sync_request(request.body);
  if (!sync) return broke("a device sends what is no request");
  if (options_.plant == Plant::taken_but_not_stored && !planted_ && sync->changes.size() > 1) {
    // As if it had been committed and not synced when the power went.
    planted_ = true;
    const Json lost = sync->changes.back();
    sync->changes.pop_back();
    auto outcome = hub_->sync(request.token, *sync, kBegin + now_);
    HttpResponse response = response_of(outcome.result);
    if (auto answer = read_sync_answer(response.body, *sync->call)) {
      const auto change = change_from_json(lost);
      answer->taken.push_back({change->id, "seal", std::nullopt, {}});
      response.body = write_sync_answer(*answer, sync->call);
      taken_[change->id] = change->stamp.text();
    }
    return reply(std::move(response));
  }
  auto outcome = hub_sync(request.token, *sync);
  if (outcome.problem() == nullptr) {
    // One call a device: a new one ends the one that waits.
    std::vector<int> ended;
    for (const auto& [number, call] : held_) {
      if (call.token == request.token) ended.push_back(number);
    }
    for (const int number : ended) answer_held(number);
    note_verdicts(*sync, outcome.answer());
  }
  const auto moved = outcome.moved;
  const Uuid space = outcome.space;
  if (outcome.problem() == nullptr && outcome.nothing_new && sync->changes.empty() &&
      sync->wait > 0) {
    const int number = ++held_number_;
    const Milliseconds until = now_ + Milliseconds{sync->wait * 1000};
    held_[number] =
        HeldCall{request.token, std::move(*sync), std::move(outcome), std::move(reply), number};
    at(until, [this, number] { answer_held(number); });
  } else {
    HttpResponse response = response_of(outcome.result);
    response.body = with_plant(request, std::move(response.body));
    reply(std::move(response));
  }
  if (!moved.empty()) wake_held(space, moved);
}

void World::answer_held(int number) {
  const auto found = held_.find(number);
  if (found == held_.end()) return;
  const HeldCall call = std::move(found->second);
  held_.erase(found);
  HttpRequest request;
  request.token = call.token;
  request.body = write_sync_request(call.request);
  auto outcome = hub_sync(call.token, call.request);
  HttpResponse response = response_of(outcome.result);
  response.body = with_plant(request, std::move(response.body));
  call.reply(std::move(response));
}

void World::wake_held(const Uuid& space, const std::set<std::string>& feeds) {
  std::vector<int> moved;
  for (const auto& [number, call] : held_) {
    const bool reads = std::any_of(call.outcome.feeds.begin(), call.outcome.feeds.end(),
                                   [&](const std::string& feed) { return feeds.contains(feed); });
    if (call.outcome.space == space && reads) moved.push_back(number);
  }
  for (const int number : moved) answer_held(number);
}

/// A repeat gets the same answer: what was taken stays taken, with the stamp that it was given,
/// until it is erased.
void World::note_verdicts(const SyncRequest& request, const std::string& text) {
  const auto answer = read_sync_answer(text, request.call.value_or(""));
  if (!answer) return broke("the hub's own answer is none");
  std::map<Uuid, std::string> sent;
  for (const Json& each : request.changes) {
    if (const auto change = change_from_json(each)) sent[change->id] = change->stamp.text();
  }
  for (const Taken& taken : answer->taken) {
    const std::string stamp = taken.stamp ? taken.stamp->text() : sent[taken.id];
    const auto [known, fresh] = taken_.emplace(taken.id, stamp);
    if (!fresh && known->second != stamp) {
      broke("change " + taken.id.text() + " was taken with two stamps");
    }
  }
  for (const Rejected& rejected : answer->rejected) {
    if (taken_.contains(rejected.id) && rejected.code != rejections::kErased) {
      broke("change " + rejected.id.text() + " was taken and then rejected: " + rejected.code);
    }
  }
  for (const Uuid& later : answer->later) {
    if (taken_.contains(later)) broke("change " + later.text() + " was taken and then later");
  }
}

std::string World::with_plant(const HttpRequest& request, std::string text) {
  if (options_.plant == Plant::none) return text;
  const auto sync = read_sync_request(request.body);
  auto answer = read_sync_answer(text, sync->call.value_or(""));
  if (!answer) return text;
  if (options_.plant == Plant::entry_skipped) {
    // Always the same ones, for an answer may be lost and its entries come again in the next.
    std::erase_if(answer->entries, [](const FeedEntry& entry) {
      const auto* change = std::get_if<Change>(&entry);
      return change != nullptr && change->id.bytes.back() % 8 == 0;
    });
  } else if (options_.plant == Plant::withdrawal_lost) {
    std::erase_if(answer->entries, [](const FeedEntry& entry) {
      return std::holds_alternative<WithdrawEntry>(entry);
    });
  }
  return write_sync_answer(*answer, sync->call);
}

}  // namespace crosstalk::sim
