#include "sync/native/calendar_call.h"

#include <doctest/doctest.h>

#include <functional>
#include <utility>

#include "tests/unit/sync/engine_fixture.h"

namespace crosstalk {
namespace {

using Outcome = std::variant<HttpResponse, TransportFailure>;

/// Answers each request at once, and keeps what was asked.
class AnsweringTransport : public Transport {
 public:
  explicit AnsweringTransport(Outcome outcome) : outcome_(std::move(outcome)) {}
  void start(HttpRequest request) override {
    outcomes_.push_back({request.id, outcome_});
    requests.push_back(std::move(request));
  }
  void cancel(std::uint64_t) override {}
  std::vector<TransportOutcome> poll(Milliseconds) override { return std::exchange(outcomes_, {}); }
  void wake() override {}

  std::vector<HttpRequest> requests;

 private:
  Outcome outcome_;
  std::vector<TransportOutcome> outcomes_;
};

HttpResponse json(int status, std::string body) { return {status, "application/json", "", body}; }

HttpResponse problem(int status, std::string_view type) {
  Problem document;
  document.type = type;
  document.status = status;
  return json(status, write_problem(document));
}

Error error_of(Outcome outcome) {
  const Desk desk;
  AnsweringTransport transport(std::move(outcome));
  const auto links = ask_calendar(*desk.store, false, transport);
  REQUIRE_FALSE(links);
  return links.error();
}

TEST_CASE("an address is the hub's own with the path that it gives") {
  const Desk desk;
  const std::string base = desk.store->sync_status()->hub->url;
  AnsweringTransport transport(json(
      200, write_calendar_answer({"/calendar/a_B-1.ics", "/calendar/a_B-1-events.ics", true})));
  const auto links = ask_calendar(*desk.store, true, transport);
  REQUIRE(links);
  CHECK(links->todos == base + "/calendar/a_B-1.ics");
  CHECK(links->events == base + "/calendar/a_B-1-events.ics");
  CHECK(links->made);
  REQUIRE(transport.requests.size() == 1);
  const HttpRequest& request = transport.requests[0];
  CHECK(request.url == base + "/v1/calendar");
  CHECK(request.method == "POST");
  CHECK_FALSE(request.token.empty());
  const auto asked = read_calendar_request(request.body);
  REQUIRE(asked);
  CHECK(asked->renew);
  CHECK(request.connect_max + request.silence_max <= Milliseconds{10'000});
}

TEST_CASE("a device without a hub asks nobody for an address") {
  const Desk desk(Desk::Joined::no);
  AnsweringTransport transport(json(200, "{}"));
  CHECK(ask_calendar(*desk.store, false, transport).error().code == ErrorCode::not_joined);
  CHECK(transport.requests.empty());
}

TEST_CASE("why there is no address is said as it is") {
  CHECK(error_of(TransportFailure{}).code == ErrorCode::hub_unreachable);
  CHECK(error_of(problem(404, problems::kNotFound)).words.find("older") != std::string::npos);
  CHECK(error_of(problem(403, problems::kForbidden)).code == ErrorCode::forbidden);
  CHECK(error_of(problem(401, problems::kRevoked)).code == ErrorCode::device_revoked);
  CHECK(error_of(problem(503, problems::kUnavailable)).code == ErrorCode::hub_busy);
  CHECK(error_of(HttpResponse{200, "text/html", "", "<html>"}).code == ErrorCode::login_page);
}

TEST_CASE("what is no path of a calendar becomes no address") {
  for (const char* path :
       {"https://elsewhere.example/x.ics", "/calendar/a b.ics", "/calendar/a\\n.ics",
        "//elsewhere.example/calendar/x.ics", "/calendars/x.ics", "/calendar/x?y.ics", ""}) {
    CAPTURE(path);
    const std::string body =
        std::string(R"({"todos": ")") + path + R"(", "events": "/calendar/x"})";
    CHECK(error_of(json(200, body)).code == ErrorCode::hub_answer_invalid);
  }
  CHECK(error_of(json(200, "{}")).code == ErrorCode::hub_answer_invalid);
  CHECK(error_of(json(200, "nothing")).code == ErrorCode::hub_answer_invalid);
}

}  // namespace
}  // namespace crosstalk
