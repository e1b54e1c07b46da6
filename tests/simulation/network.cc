// What becomes of requests and answers on their way.

#include <utility>

#include "sync/hub/problem.h"
#include "tests/simulation/world.h"

namespace crosstalk::simulation {
namespace {

constexpr Milliseconds kTimeOut{30'000};
constexpr std::size_t kAnswersKept = 12;

HttpResponse login_page() { return {200, "text/html", "", "<html><form>Room?</form></html>"}; }
HttpResponse redirect() { return {302, "", "", ""}; }

TransportFailure lost() { return {TransportFailureKind::timed_out, "lost"}; }

}  // namespace

Milliseconds World::latency() {
  return Milliseconds{
      static_cast<std::int64_t>(1 + dice_.below(static_cast<std::size_t>(weather_.latency_ms)))};
}

void World::deliver(Device& device, int life, std::uint64_t id, Milliseconds after,
                    Outcome outcome) {
  at(now_ + after, [this, &device, life, id, outcome = std::move(outcome)]() mutable {
    if (device.life != life) return;
    if (device.link == Link::login_page) outcome = login_page();
    if (device.link == Link::cut || device.link == Link::silent) outcome = lost();
    if (device.call_in_hand == id) device.call_in_hand.reset();
    if (const auto* response = std::get_if<HttpResponse>(&outcome)) {
      if (faults_on_ && response->status == 200) {
        device.answers.push_back(response->body);
        if (device.answers.size() > kAnswersKept) device.answers.pop_front();
      }
      tell(device, Answered{id, std::move(std::get<HttpResponse>(outcome))});
    } else {
      tell(device, Failed{id, std::get<TransportFailure>(outcome)});
    }
  });
}

void World::send(Device& device, HttpRequest request) {
  ++requests_;
  device.call_in_hand = request.id;
  for (const auto& checker : checkers_) checker->requested(*this, device);
  const int life = device.life;
  const std::uint64_t id = request.id;
  switch (device.link) {
    case Link::cut:
      return deliver(device, life, id, Milliseconds{5}, TransportFailure{});
    case Link::silent:
      return deliver(device, life, id, request.connect_max, lost());
    case Link::login_page:
      return deliver(device, life, id, latency(), login_page());
    case Link::good:
      break;
  }
  if (faults_on_ && send_faulty(device, request)) return;
  at(now_ + latency(), [this, &device, life, request = std::move(request)] {
    arrive(request, [this, &device, life, id = request.id](Outcome outcome) {
      deliver(device, life, id, latency(), std::move(outcome));
    });
  });
}

/// True where something became of it; else it goes its ordinary way (some come twice).
bool World::send_faulty(Device& device, const HttpRequest& request) {
  const int life = device.life;
  const std::uint64_t id = request.id;
  const auto happens = [this](int rate, Fault fault) {
    if (rate == 0 || dice_.below(1000) >= static_cast<std::size_t>(rate)) return false;
    faults_.add(fault);
    return true;
  };
  const auto arrive_after = [this, &request](Milliseconds after, Reply reply) {
    at(now_ + after, [this, request, reply = std::move(reply)] { arrive(request, reply); });
  };
  const auto nobody = [](const Outcome&) {};
  const auto gives = [&](Outcome outcome) {
    deliver(device, life, id, latency(), std::move(outcome));
    return true;
  };
  if (happens(weather_.request_lost, Fault::request_lost)) {
    deliver(device, life, id, kTimeOut, lost());
    return true;
  }
  if (happens(weather_.answer_lost, Fault::answer_lost)) {
    arrive_after(latency(), nobody);
    deliver(device, life, id, kTimeOut, lost());
    return true;
  }
  if (happens(weather_.answer_cut_short, Fault::answer_cut_short)) {
    arrive_after(latency(), [this, &device, life, id](Outcome outcome) {
      if (auto* response = std::get_if<HttpResponse>(&outcome)) {
        response->body.resize(dice_.below(response->body.size() + 1));
      }
      deliver(device, life, id, latency(), std::move(outcome));
    });
    return true;
  }
  if (happens(weather_.login_page, Fault::login_page)) return gives(login_page());
  if (happens(weather_.redirect, Fault::redirect)) return gives(redirect());
  if (happens(weather_.server_error, Fault::server_error)) {
    return gives(HttpResponse{500, "text/html", "", "<html>oops"});
  }
  if (happens(weather_.hub_busy, Fault::hub_busy)) {
    HttpResponse busy{503, "application/problem+json", std::to_string(dice_.below(120)),
                      write_problem(hub::make_problem(problems::kUnavailable))};
    return gives(std::move(busy));
  }
  if (happens(weather_.old_answer, Fault::old_answer)) {
    return gives(HttpResponse{200, "application/json", "", old_answer(device)});
  }
  if (happens(weather_.foreign_answer, Fault::foreign_answer)) {
    Device& other = devices_[dice_.below(devices_.size())];
    return gives(HttpResponse{200, "application/json", "", old_answer(other)});
  }
  if (happens(weather_.request_repeated, Fault::request_repeated)) arrive_after(latency(), nobody);
  if (happens(weather_.request_late, Fault::request_late)) {
    arrive_after(Milliseconds{static_cast<std::int64_t>(dice_.below(900'000))}, nobody);
  }
  if (happens(weather_.slow, Fault::slow)) {
    arrive_after(Milliseconds{static_cast<std::int64_t>(dice_.below(25'000))},
                 [this, &device, life, id](Outcome outcome) {
                   deliver(device, life, id, latency(), std::move(outcome));
                 });
    return true;
  }
  return false;
}

/// One that came before for this device.
std::string World::old_answer(Device& device) {
  if (device.answers.empty()) return "";
  return device.answers[dice_.below(device.answers.size())];
}

/// From one network into another, or none; sometimes the system tells of the new one.
void World::change_link(Device& device) {
  if (!faults_on_) return;
  if (device.link == Link::good) {
    constexpr Link kBad[] = {Link::cut, Link::silent, Link::login_page};
    constexpr Fault kFaultsOf[] = {Fault::link_cut, Fault::link_silent, Fault::link_login_page};
    const std::size_t which = dice_.below(3);
    device.link = kBad[which];
    faults_.add(kFaultsOf[which]);
    trace(device.name + " has no network: " +
          std::string(kFaultNames[static_cast<std::size_t>(kFaultsOf[which])]));
    drop_held(device.token);
    if (device.call_in_hand) {
      const std::size_t ms = which == 0 ? dice_.below(5'000) : 85'000;
      deliver(device, device.life, *device.call_in_hand,
              Milliseconds{static_cast<std::int64_t>(ms)}, lost());
    }
    // Most times somebody walks on before long.
    const std::size_t minutes = dice_.chance(80) ? dice_.below(40) : dice_.below(600);
    at(now_ + Milliseconds{static_cast<std::int64_t>(minutes + 1) * 60'000}, [this, &device] {
      if (device.link != Link::good) change_link(device);
    });
    return;
  }
  device.link = Link::good;
  trace(device.name + " has a network again");
  if (dice_.chance(70)) tell(device, NetworkUp{});
}

}  // namespace crosstalk::simulation
