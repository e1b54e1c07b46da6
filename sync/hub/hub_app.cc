#include "sync/hub/hub_app.h"

#include <spdlog/spdlog.h>

#include <utility>

#include "sync/hub/hub_reply.h"
#include "sync/hub/pages.h"
#include "sync/hub/problem.h"
#include "sync/limits.h"

namespace crosstalk::hub {
namespace {

constexpr Milliseconds kBusyRetry{2'000};

std::string_view path_of(const std::string& target) {
  return std::string_view(target).substr(0, target.find('?'));
}

HttpReply busy() {
  return problem_reply(make_problem(problems::kUnavailable, "too much waits already"), kBusyRetry);
}

HttpReply reply_to(const Problem& problem) {
  if (problem.status == 503) return problem_reply(problem, kBusyRetry);
  return problem_reply(problem);
}

}  // namespace

struct HubApp::Sync {
  std::string token;
  std::string accept_encoding;
  SyncRequest request;
  Reply reply;
  std::chrono::steady_clock::time_point until;
  bool waited = false;
};

HubApp::HubApp(AppStores stores, const Clock& clock, Random& random, AppOptions options)
    : stores_(std::move(stores)),
      clock_(clock),
      options_(std::move(options)),
      reading_(*stores_.reading, random),
      writing_(*stores_.writing, random),
      reader_(options_.reads_waiting_max),
      writer_(options_.writes_waiting_max),
      room_(options_.tick_gap, [this] { look_for_other_writers(); }) {}

HubApp::~HubApp() { finish(); }

void HubApp::stop_waiting() {
  ending_ = true;
  room_.close();
}

void HubApp::finish() {
  stop_waiting();
  // The reader hands on to the writer, so it ends first; what waited has been answered by then.
  reader_.finish();
  writer_.finish();
}

// A library that throws (memory, mostly) must neither end the thread nor leave a call unanswered.
void HubApp::read(std::string_view route, Reply reply, std::function<void(const Reply&)> work) {
  const Reply counted = [this, route, reply = std::move(reply)](HttpReply given) {
    metrics_.answered(route, given.status);
    reply(std::move(given));
  };
  const bool posted = reader_.post([counted, work = std::move(work)] {
    try {
      work(counted);
    } catch (const std::exception& failure) {
      spdlog::error("a call failed: {}", failure.what());
      counted(problem_reply(make_problem(problems::kInternal)));
    }
  });
  if (!posted) counted(busy());
}

void HubApp::write(const Reply& reply, std::function<void()> work) {
  const bool posted = writer_.post([this, reply, work = std::move(work)] {
    const Milliseconds begun = clock_.steady();
    try {
      work();
    } catch (const std::exception& failure) {
      spdlog::error("a write failed: {}", failure.what());
      reply(problem_reply(make_problem(problems::kInternal)));
    }
    metrics_.write_took(static_cast<double>((clock_.steady() - begun).count()) / 1000.0);
  });
  if (!posted) reply(busy());
}

void HubApp::handle(HttpCall call, Reply reply) {
  struct Route {
    std::string_view path;
    std::string_view method;
  };
  // What ends in a slash stands for all that begins so: the page itself is "/".
  constexpr Route kRoutes[] = {
      {"/v1/sync", "POST"},     {"/v1/have", "POST"},  {"/v1/join", "POST"}, {"/v1/hello", "GET"},
      {"/healthz", "GET"},      {"/readyz", "GET"},    {"/metrics", "GET"},  {"/", "GET"},
      {"/v1/calendar", "POST"}, {"/calendar/", "GET"}, {"/j/", "GET"}};
  const std::string path(path_of(call.target));
  const Route* found = nullptr;
  for (const Route& route : kRoutes) {
    const bool below = route.path.size() > 1 && route.path.ends_with('/');
    if (route.path == path || (below && path.starts_with(route.path))) found = &route;
  }
  const Reply counted = [this, name = found == nullptr ? "other" : found->path,
                         reply](HttpReply given) {
    metrics_.answered(name, given.status);
    reply(std::move(given));
  };
  if (found == nullptr) return counted(problem_reply(make_problem(problems::kNotFound)));
  if (found->method != call.method) {
    HttpReply refused = problem_reply(make_problem(problems::kMethodNotAllowed));
    refused.headers.emplace_back("Allow", found->method == "GET" ? "GET, HEAD" : "POST");
    return counted(std::move(refused));
  }
  const auto shared = std::make_shared<HttpCall>(std::move(call));
  if (path == "/v1/sync") {
    read(found->path, reply, [this, shared](const Reply& r) { start_sync(std::move(*shared), r); });
  } else if (path == "/v1/have") {
    read(found->path, reply, [this, shared](const Reply& r) { start_have(*shared, r); });
  } else if (path == "/v1/join") {
    read(found->path, reply, [this, shared](const Reply& r) { start_join(*shared, r); });
  } else if (path == "/v1/calendar") {
    read(found->path, reply, [this, shared](const Reply& r) { start_calendar(*shared, r); });
  } else if (found->path == "/calendar/") {
    read(found->path, reply, [this, shared](const Reply& r) { answer_calendar(*shared, r); });
  } else if (path == "/readyz") {
    read(found->path, reply, [this](const Reply& r) { answer_ready(r); });
  } else if (path == "/healthz") {
    counted(text_reply(200, "alive\n"));
  } else if (path == "/metrics") {
    counted(metrics_page());
  } else if (path == "/v1/hello") {
    counted(hello());
  } else {
    counted(page_reply(path));
  }
}

HttpReply HubApp::too_large() {
  metrics_.answered("other", 413);
  return problem_reply(make_problem(problems::kTooLarge, "the body is too large"));
}

HttpReply HubApp::hello() const {
  HelloAnswer answer;
  answer.name = options_.name;
  answer.protocol = {1};
  answer.time = now();
  return json_reply(write_hello_answer(answer), "");
}

HttpReply HubApp::metrics_page() const {
  HttpReply reply = text_reply(200, metrics_.text(room_.size(), writer_.waiting()));
  reply.content_type = "text/plain; version=0.0.4; charset=utf-8";
  return reply;
}

void HubApp::answer_ready(const Reply& reply) {
  auto begun = stores_.reading->read();
  const bool readable = begun && (*begun)->setting("incarnation").has_value();
  if (readable && (*begun)->commit()) return reply(text_reply(200, "ready\n"));
  reply(
      problem_reply(make_problem(problems::kUnavailable, "the store cannot be read"), kBusyRetry));
}

// ---- /v1/sync: looked at on the reading thread; written on the other where it must be.

void HubApp::start_sync(HttpCall call, const Reply& reply) {
  const std::string_view token = bearer_token(call.authorization);
  if (token.empty()) return reply(problem_reply(make_problem(problems::kNoToken)));
  auto body = request_body(call);
  if (const auto* problem = std::get_if<Problem>(&body)) return reply(problem_reply(*problem));
  auto request = read_sync_request(std::get<std::string>(body));
  if (!request) return reply(problem_reply(make_problem(problems::kMalformed)));
  const auto sync = std::make_shared<Sync>();
  sync->token = token;
  sync->accept_encoding = std::move(call.accept_encoding);
  sync->request = std::move(*request);
  sync->reply = reply;
  sync->until = std::chrono::steady_clock::now() + std::chrono::seconds(sync->request.wait);
  look(sync, WaitingRoom::Why::moved);
}

void HubApp::look(const SyncPtr& call, WaitingRoom::Why why) {
  const std::uint64_t moment = room_.moment();
  auto outcome = reading_.poll(call->token, call->request, now());
  if (!outcome) return write(call->reply, [this, call] { store(call); });
  if (outcome->problem() == nullptr && !call->waited) room_.end(outcome->space, outcome->device);
  if (outcome->note_due && !call->waited) note_heard(call);
  if (outcome->nothing_new && why == WaitingRoom::Why::moved && call->request.wait > 0) {
    return let_wait(call, *outcome, moment);
  }
  answer_sync(call, *outcome);
}

void HubApp::let_wait(const SyncPtr& call, const SyncOutcome& outcome, std::uint64_t moment) {
  call->waited = true;
  WaitingRoom::Waiting waiting;
  waiting.space = outcome.space;
  waiting.device = outcome.device;
  waiting.feeds = outcome.feeds;
  waiting.until = call->until;
  waiting.wake = [this, call](WaitingRoom::Why why) {
    const bool posted = reader_.post_always([this, call, why] { look(call, why); });
    if (!posted) call->reply(busy());
  };
  room_.wait(std::move(waiting), moment);
}

void HubApp::store(const SyncPtr& call) {
  const SyncOutcome outcome = writing_.sync(call->token, call->request, now());
  if (outcome.problem() == nullptr) room_.end(outcome.space, outcome.device);
  room_.moved(outcome.space, outcome.moved);
  if (outcome.everything_moved) room_.all_moved();
  metrics_.took(outcome.taken, outcome.rejected);
  answer_sync(call, outcome);
}

void HubApp::answer_sync(const SyncPtr& call, const SyncOutcome& outcome) {
  if (const auto* problem = outcome.problem()) {
    if (problem->status == 503) spdlog::error("the store failed: {}", problem->detail);
    return call->reply(reply_to(*problem));
  }
  call->reply(json_reply(outcome.answer(), call->accept_encoding));
}

void HubApp::note_heard(const SyncPtr& call) {
  (void)writer_.post([this, call] {
    const auto noted = writing_.note_heard(call->token, call->request.waiting, now());
    if (!noted) spdlog::error("the store failed: {}", error_name(noted.error().code));
  });
}

// ---- the others

void HubApp::start_have(const HttpCall& call, const Reply& reply) {
  const std::string_view token = bearer_token(call.authorization);
  if (token.empty()) return reply(problem_reply(make_problem(problems::kNoToken)));
  const auto body = request_body(call);
  if (const auto* problem = std::get_if<Problem>(&body)) return reply(problem_reply(*problem));
  const auto request = read_have_request(std::get<std::string>(body));
  if (!request) return reply(problem_reply(make_problem(problems::kMalformed)));
  if (!HubService::have_writes(*request)) {
    return answer_have(reading_.have(token, *request, now()), call.accept_encoding, reply);
  }
  write(reply, [this, token = std::string(token), request = *request, reply,
                encoding = call.accept_encoding] {
    answer_have(writing_.have(token, request, now()), encoding, reply);
  });
}

void HubApp::answer_have(HaveOutcome outcome, const std::string& accept_encoding,
                         const Reply& reply) {
  if (const auto* problem = std::get_if<Problem>(&outcome.result)) return reply(reply_to(*problem));
  room_.moved(outcome.space, outcome.moved);
  reply(json_reply(std::move(std::get<std::string>(outcome.result)), accept_encoding));
}

void HubApp::start_join(const HttpCall& call, Reply reply) {
  const Milliseconds wait = join_guard_.wait_for(call.peer, clock_.steady());
  if (wait.count() > 0) {
    return reply(problem_reply(make_problem(problems::kTooManyRequests), wait));
  }
  const auto body = request_body(call);
  if (const auto* problem = std::get_if<Problem>(&body)) return reply(problem_reply(*problem));
  const auto request = read_join_request(std::get<std::string>(body));
  if (!request) return reply(problem_reply(make_problem(problems::kMalformed)));
  const auto shared = std::make_shared<HttpCall>();
  shared->peer = call.peer;
  write(reply, [this, shared, request = *request, reply] { join_now(shared, request, reply); });
}

void HubApp::join_now(const std::shared_ptr<HttpCall>& call, const JoinRequest& request,
                      const Reply& reply) {
  const JoinOutcome outcome = writing_.join(request, now());
  if (outcome.failed_guess) {
    metrics_.guessed();
    join_guard_.failed(call->peer, clock_.steady());
  }
  if (const auto* problem = std::get_if<Problem>(&outcome.result)) return reply(reply_to(*problem));
  metrics_.joined();
  room_.moved(outcome.space, outcome.moved);
  reply(json_reply(write_join_answer(std::get<JoinAnswer>(outcome.result)), ""));
}

// ---- A member's calendar. Its address is a secret: it stands in no log and in no metric.

void HubApp::start_calendar(const HttpCall& call, const Reply& reply) {
  const auto answer = [reply](const CalendarOutcome& outcome) {
    if (const auto* problem = std::get_if<Problem>(&outcome)) return reply(reply_to(*problem));
    reply(json_reply(write_calendar_answer(std::get<CalendarAnswer>(outcome)), ""));
  };
  const std::string_view token = bearer_token(call.authorization);
  if (token.empty()) return reply(problem_reply(make_problem(problems::kNoToken)));
  const auto body = request_body(call);
  if (const auto* problem = std::get_if<Problem>(&body)) return reply(problem_reply(*problem));
  const auto request = read_calendar_request(std::get<std::string>(body));
  if (!request) return reply(problem_reply(make_problem(problems::kMalformed)));
  const auto known = reading_.calendar_known(token);
  const bool turned_away = known && std::holds_alternative<Problem>(*known);
  if (known && (turned_away || !request->renew)) return answer(*known);
  write(reply, [this, answer, token = std::string(token), renew = request->renew] {
    answer(writing_.calendar_address(token, renew, now()));
  });
}

void HubApp::answer_calendar(const HttpCall& call, const Reply& reply) {
  const auto path = read_calendar_path(path_of(call.target));
  if (!path) return reply(problem_reply(make_problem(problems::kNotFound)));
  auto text = reading_.calendar(*path, now());
  if (const auto* problem = std::get_if<Problem>(&text)) return reply(reply_to(*problem));
  reply(calendar_reply(std::move(std::get<std::string>(text)), call.if_none_match));
}

// Asked on the writing thread: SQLite's version does not count what this connection itself wrote.
void HubApp::look_for_other_writers() {
  if (looking_.exchange(true)) return;
  const bool posted = writer_.post_always([this] {
    looking_ = false;
    const auto version = stores_.writing->version();
    if (version && *version != version_) {
      version_ = *version;
      room_.all_moved();
    }
    sweep_if_due();
  });
  if (!posted) looking_ = false;
}

// On the writing thread, so that writes wait for their turn instead of for a lock that they may not
// get; reads go on beside it.
void HubApp::sweep_if_due() {
  const Milliseconds begun = clock_.steady();
  if (ending_ || (swept_ && begun - *swept_ < options_.sweep_gap)) return;
  swept_ = begun;
  const auto done = stores_.writing->sweep([this] { return ending_.load(); });
  if (!done) {
    spdlog::error("what was erased can't be swept out of the store yet: {}", done.error().words);
  } else if (*done == SweepDone::swept) {
    spdlog::info("swept what was erased out of the store in {} ms",
                 (clock_.steady() - begun).count());
  }
}

}  // namespace crosstalk::hub
