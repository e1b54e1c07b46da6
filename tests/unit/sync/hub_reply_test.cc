#include "sync/hub_reply.h"

#include <doctest/doctest.h>

#include "storage/time.h"
#include "sync/limits.h"

namespace crosstalk {

namespace {

const Instant kNow = *parse_time("2026-11-23T10:00:00Z");

HttpResponse response(int status, std::string body, std::string type = "application/problem+json") {
  return {status, std::move(type), "", std::move(body)};
}

HttpResponse problem(int status, std::string_view type) {
  Problem document;
  document.type = type;
  document.status = status;
  return response(status, write_problem(document));
}

}  // namespace

TEST_CASE("a login page with status 200 is no answer") {
  CHECK(classify(response(200, "<html>", "text/html; charset=utf-8"), kNow).kind ==
        ReplyKind::login_page);
  CHECK(classify(response(200, "\xEF\xBB\xBF\n <!doctype html>", "application/json"), kNow).kind ==
        ReplyKind::login_page);
}

TEST_CASE("a redirect is a login page's") {
  for (const int status : {301, 302, 303, 307, 308, 511}) {
    CAPTURE(status);
    CHECK(classify(response(status, "", ""), kNow).kind == ReplyKind::login_page);
  }
}

TEST_CASE("only a problem document of the hub can say that a device is revoked") {
  CHECK(classify(problem(401, "revoked"), kNow).kind == ReplyKind::revoked);
  CHECK(classify(problem(401, "unknown-token"), kNow).kind == ReplyKind::unknown_token);
  CHECK(classify(problem(401, "no-token"), kNow).kind == ReplyKind::turned_down);
  CHECK(classify(problem(403, "revoked"), kNow).kind == ReplyKind::turned_down);
  CHECK(classify(response(401, "<html>revoked", "text/html"), kNow).kind == ReplyKind::broken);
  CHECK(classify(response(401, "revoked", "text/plain"), kNow).kind == ReplyKind::broken);
}

TEST_CASE("each status has its own error") {
  CHECK(classify(problem(429, "too-many-requests"), kNow).error.code == ErrorCode::hub_busy);
  CHECK(classify(problem(503, "unavailable"), kNow).error.code == ErrorCode::hub_busy);
  CHECK(classify(response(500, "oops", "text/plain"), kNow).error.code ==
        ErrorCode::hub_answer_invalid);
  CHECK(classify(response(502, "<html>", "text/html"), kNow).error.code ==
        ErrorCode::hub_unreachable);
  CHECK(classify(problem(400, "malformed"), kNow).error.code == ErrorCode::hub_rejected_request);
  CHECK(classify(response(204, ""), kNow).error.code == ErrorCode::hub_answer_invalid);
}

TEST_CASE("what went wrong on the way has its own error") {
  using enum TransportFailureKind;
  CHECK(transport_error({unreachable, ""}).code == ErrorCode::hub_unreachable);
  CHECK(transport_error({timed_out, ""}).code == ErrorCode::hub_unreachable);
  CHECK(transport_error({certificate, ""}).code == ErrorCode::hub_certificate);
  CHECK(transport_error({too_large, ""}).code == ErrorCode::hub_answer_invalid);
}

TEST_CASE("the time to wait is given in seconds or as a moment") {
  CHECK(parse_retry_after("120", kNow) == Milliseconds{120'000});
  CHECK(parse_retry_after("Mon, 23 Nov 2026 10:00:30 GMT", kNow) == Milliseconds{30'000});
  CHECK(parse_retry_after("Mon, 23 Nov 2026 09:00:00 GMT", kNow) == Milliseconds{0});
}

TEST_CASE("a time to wait that is nonsense is none, one that is too long is cut") {
  CHECK(parse_retry_after("", kNow) == Milliseconds{0});
  CHECK(parse_retry_after("soon", kNow) == Milliseconds{0});
  CHECK(parse_retry_after("-5", kNow) == Milliseconds{0});
  CHECK(parse_retry_after("99999999999999999999", kNow) == limits::kRetryAfterMax);
  CHECK(parse_retry_after("Sun, 23 Nov 2036 10:00:00 GMT", kNow) == limits::kRetryAfterMax);
}

}  // namespace crosstalk
