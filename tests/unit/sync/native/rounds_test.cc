#include "sync/native/rounds.h"

#include <doctest/doctest.h>

#include <deque>
#include <functional>
#include <utility>

#include "tests/unit/sync/engine_fixture.h"

namespace crosstalk {

namespace {

using Outcome = std::variant<HttpResponse, TransportFailure>;

/// Answers each request by a function, at once, and keeps what was asked.
class ScriptedTransport : public Transport {
 public:
  explicit ScriptedTransport(std::function<Outcome(const HttpRequest&)> answer)
      : answer_(std::move(answer)) {}
  void start(HttpRequest request) override {
    outcomes_.push_back({request.id, answer_(request)});
    requests.push_back(std::move(request));
  }
  void cancel(std::uint64_t) override {}
  std::vector<TransportOutcome> poll(Milliseconds) override { return std::exchange(outcomes_, {}); }
  void wake() override {}

  std::vector<HttpRequest> requests;

 private:
  std::function<Outcome(const HttpRequest&)> answer_;
  std::vector<TransportOutcome> outcomes_;
};

HttpResponse json(int status, std::string body) { return {status, "application/json", "", body}; }

HttpResponse problem(int status, std::string_view type) {
  Problem document;
  document.type = type;
  document.status = status;
  return json(status, write_problem(document));
}

/// A hub that takes everything.
Outcome take_all(const HttpRequest& request) {
  const auto sync = read_sync_request(request.body);
  HubAnswer answer;
  answer.incarnation = "first";
  answer.cursor = "c1";
  for (const Json& change : sync->changes) {
    answer.taken.push_back({change_from_json(change)->id, "seal", std::nullopt, {}});
  }
  return json(200, write_sync_answer(answer, sync->call));
}

JoinAnswer welcome() {
  JoinAnswer answer;
  answer.token = "fresh";
  answer.space = "Lakes";
  answer.space_id = "0193a5c2-e1f4-7001-8f3a-00000000000b";
  answer.member = *parse_uuid("0193a5c2-e1f4-7001-8f3a-00000000000a");
  answer.role = "recorder";
  answer.sealing_key = "key";
  return answer;
}

constexpr std::string_view kLink = "https://hub.example.org/talk/j/CODE";

Error join_error(const Outcome& outcome) {
  Desk desk(Desk::Joined::no);
  desk.save("kept");
  ScriptedTransport transport([&](const HttpRequest&) { return outcome; });
  const auto joined = join_hub(*desk.store, kLink, "laptop", transport);
  REQUIRE_FALSE(joined);
  const auto status = desk.store->sync_status();
  REQUIRE(status);
  CHECK_FALSE(status->hub);
  CHECK(status->waiting == 1);
  return joined.error();
}

}  // namespace

TEST_CASE("rounds go on until nothing waits and then end") {
  Desk desk;
  for (int each = 0; each < 1200; ++each) desk.save("note " + std::to_string(each));
  ScriptedTransport transport(take_all);
  const auto result = sync_rounds(*desk.store, transport);
  REQUIRE(result);
  CHECK(result->sent == 1200);
  CHECK(result->received == 0);
  CHECK(desk.store->sync_status()->waiting == 0);
  for (const HttpRequest& request : transport.requests) {
    CHECK(read_sync_request(request.body)->wait == 0);
  }
}

TEST_CASE("rounds of a device that has not joined are an error") {
  Desk desk(Desk::Joined::no);
  ScriptedTransport transport(take_all);
  CHECK(sync_rounds(*desk.store, transport).error().code == ErrorCode::not_joined);
  CHECK(transport.requests.empty());
}

TEST_CASE("a hub that is not reached ends the rounds after one try") {
  Desk desk;
  desk.save("kept");
  ScriptedTransport transport([](const HttpRequest&) { return TransportFailure{}; });
  CHECK(sync_rounds(*desk.store, transport).error().code == ErrorCode::hub_unreachable);
  CHECK(transport.requests.size() == 1);
  CHECK(transport.requests[0].connect_max + transport.requests[0].silence_max <=
        Milliseconds{10'000});
  CHECK(desk.store->sync_status()->waiting == 1);
}

TEST_CASE("rounds of a revoked device ask once and say so") {
  Desk desk;
  REQUIRE(desk.store->set_ended(problems::kRevoked));
  ScriptedTransport transport([](const HttpRequest&) { return problem(401, problems::kRevoked); });
  CHECK(sync_rounds(*desk.store, transport).error().code == ErrorCode::device_revoked);
  CHECK(transport.requests.size() == 1);
}

TEST_CASE("what the hub answers with later does not keep the rounds from ending") {
  Desk desk;
  desk.save("an action of something unknown");
  ScriptedTransport transport([](const HttpRequest& request) {
    const auto sync = read_sync_request(request.body);
    HubAnswer answer;
    answer.incarnation = "first";
    answer.cursor = "c1";
    for (const Json& change : sync->changes) answer.later.push_back(change_from_json(change)->id);
    return json(200, write_sync_answer(answer, sync->call));
  });
  const auto result = sync_rounds(*desk.store, transport);
  REQUIRE(result);
  CHECK(result->sent == 0);
  CHECK(transport.requests.size() < 5);
  CHECK(desk.store->sync_status()->waiting == 1);
}

TEST_CASE("rejected changes are counted and do not fail the rounds") {
  Desk desk;
  desk.save("bad");
  ScriptedTransport transport([](const HttpRequest& request) {
    const auto sync = read_sync_request(request.body);
    HubAnswer answer;
    answer.incarnation = "first";
    answer.cursor = "c1";
    for (const Json& change : sync->changes) {
      answer.rejected.push_back({change_from_json(change)->id, "forbidden", ""});
    }
    return json(200, write_sync_answer(answer, sync->call));
  });
  const auto result = sync_rounds(*desk.store, transport);
  REQUIRE(result);
  CHECK(result->rejected == 1);
  CHECK(desk.store->sync_status()->waiting == 0);
}

TEST_CASE("what the hub had acknowledged and lacks is offered again before the receipt is given") {
  Desk desk;
  desk.save("lost on the hub");
  bool whole = false;
  ScriptedTransport transport([&](const HttpRequest& request) -> Outcome {
    if (request.url.ends_with("/v1/sync")) return take_all(request);
    const auto have = read_have_request(request.body);
    HaveAnswer answer;
    answer.incarnation = "first";
    for (const auto& [bucket, hash] : have->hashes) {
      if (!whole) answer.differ.push_back(bucket);
    }
    if (!have->ids.empty() && !whole) {
      answer.missing.push_back(*parse_uuid(have->ids.begin()->first));
    }
    if (!have->more) {  // it was the offer
      whole = true;
      answer.cursor = "c2";
    }
    return json(200, write_have_answer(answer, have->call));
  });
  const auto receipt = check_hub(*desk.store, transport);
  REQUIRE(receipt);
  CHECK(whole);
  CHECK(receipt->same());
  CHECK(receipt->held == 1);
  CHECK(last_receipt(*desk.store)->value().held == 1);
}

TEST_CASE("no receipt is kept of a hub that is not reached") {
  Desk desk;
  ScriptedTransport transport([](const HttpRequest& request) -> Outcome {
    if (request.url.ends_with("/v1/sync")) return take_all(request);
    return TransportFailure{};
  });
  CHECK(check_hub(*desk.store, transport).error().code == ErrorCode::hub_unreachable);
  CHECK_FALSE(last_receipt(*desk.store)->has_value());
}

TEST_CASE("joining stores where the device belongs") {
  Desk desk(Desk::Joined::no);
  ScriptedTransport transport(
      [](const HttpRequest&) { return json(200, write_join_answer(welcome())); });
  const auto joined = join_hub(*desk.store, kLink, "laptop", transport);
  REQUIRE(joined);
  const auto status = desk.store->sync_status();
  REQUIRE(status);
  REQUIRE(status->hub);
  CHECK(status->hub->url == "https://hub.example.org/talk");
  CHECK(status->hub->token == "fresh");
  CHECK(status->hub->role == "recorder");
  REQUIRE(transport.requests.size() == 1);
  CHECK(transport.requests[0].url == "https://hub.example.org/talk/v1/join");
  CHECK(transport.requests[0].token.empty());
  const auto request = read_join_request(transport.requests[0].body);
  REQUIRE(request);
  CHECK(request->code == "CODE");
  CHECK(request->device == desk.store->device());
  CHECK(request->name == "laptop");
}

TEST_CASE("a join whose answer was lost works when it is tried again") {
  Desk desk(Desk::Joined::no);
  int calls = 0;
  ScriptedTransport transport([&](const HttpRequest&) -> Outcome {
    if (++calls == 1) return TransportFailure{TransportFailureKind::timed_out, "lost"};
    return json(200, write_join_answer(welcome()));
  });
  CHECK(join_hub(*desk.store, kLink, "laptop", transport).error().code ==
        ErrorCode::hub_unreachable);
  CHECK(join_hub(*desk.store, kLink, "laptop", transport));
}

TEST_CASE("each way in which a join fails has its own error and changes nothing") {
  CHECK(join_error(problem(404, problems::kInviteUnknown)).code == ErrorCode::invite_invalid);
  CHECK(join_error(problem(410, problems::kInviteExpired)).code == ErrorCode::invite_invalid);
  CHECK(join_error(problem(410, problems::kInviteExpired)).words.find("expired") !=
        std::string::npos);
  CHECK(join_error(problem(410, problems::kInviteUsed)).code == ErrorCode::invite_used);
  CHECK(join_error(problem(409, problems::kAlreadyJoined)).code == ErrorCode::already_joined);
  CHECK(join_error(problem(429, problems::kTooManyRequests)).code == ErrorCode::hub_busy);
  CHECK(join_error(HttpResponse{200, "text/html", "", "<html>"}).code == ErrorCode::login_page);
  CHECK(join_error(HttpResponse{302, "", "", ""}).code == ErrorCode::login_page);
  CHECK(join_error(HttpResponse{500, "text/plain", "", "oops"}).code ==
        ErrorCode::hub_answer_invalid);
  CHECK(join_error(HttpResponse{404, "text/html", "", "<html>"}).words.find("no Crosstalk hub") !=
        std::string::npos);
  CHECK(join_error(json(200, "{}")).code == ErrorCode::hub_answer_invalid);
  CHECK(join_error(json(200, "")).code == ErrorCode::hub_answer_invalid);
  CHECK(join_error(TransportFailure{}).code == ErrorCode::hub_unreachable);
  CHECK(join_error(TransportFailure{TransportFailureKind::certificate, ""}).code ==
        ErrorCode::hub_certificate);
}

TEST_CASE("a mistyped link is not sent to anyone") {
  Desk desk(Desk::Joined::no);
  ScriptedTransport transport(take_all);
  CHECK(join_hub(*desk.store, "https://hub.example.org/", "laptop", transport).error().code ==
        ErrorCode::invalid_link);
  CHECK(join_hub(*desk.store, "http://hub.example.org/j/CODE", "laptop", transport).error().code ==
        ErrorCode::insecure_link);
  CHECK(transport.requests.empty());
}

TEST_CASE("a device that has joined stays where it is") {
  Desk desk;
  ScriptedTransport transport(take_all);
  CHECK(join_hub(*desk.store, kLink, "laptop", transport).error().code ==
        ErrorCode::already_joined);
  CHECK(transport.requests.empty());
}

TEST_CASE("a device that its hub does not know may join again") {
  Desk desk;
  desk.save("kept");
  REQUIRE(desk.store->set_ended(problems::kUnknownToken));
  ScriptedTransport transport(
      [](const HttpRequest&) { return json(200, write_join_answer(welcome())); });
  REQUIRE(join_hub(*desk.store, kLink, "laptop", transport));
  const auto status = desk.store->sync_status();
  REQUIRE(status);
  CHECK(status->hub->token == "fresh");
  CHECK(status->ended.empty());
  CHECK(status->waiting == 1);
}

TEST_CASE("a name of a device that is too long is cut at a whole character") {
  Desk desk(Desk::Joined::no);
  ScriptedTransport transport(
      [](const HttpRequest&) { return json(200, write_join_answer(welcome())); });
  std::string name;
  for (int each = 0; each < 100; ++each) name += "日";
  REQUIRE(join_hub(*desk.store, kLink, name, transport));
  const auto request = read_join_request(transport.requests[0].body);
  REQUIRE(request);
  CHECK(request->name.size() == 198);
}

}  // namespace crosstalk
