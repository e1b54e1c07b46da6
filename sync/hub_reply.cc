#include "sync/hub_reply.h"

#include <algorithm>
#include <charconv>

#include "storage/time.h"
#include "sync/limits.h"

namespace crosstalk {
namespace {

/// By the header or, where a proxy lies about it, by the first character: no JSON begins with `<`.
bool is_html(const HttpResponse& response) {
  if (response.content_type.find("text/html") != std::string::npos) return true;
  const auto first = response.body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string::npos && response.body[first] == '<';
}

/// Only what the hub itself says may be definite, and it says it in a problem document.
std::optional<Problem> problem_of(const HttpResponse& response) {
  if (is_html(response)) return std::nullopt;
  return read_problem(response.body);
}

std::string status_detail(const HttpResponse& response, const std::optional<Problem>& problem) {
  std::string detail = "status " + std::to_string(response.status);
  if (problem) detail += " " + problem->type;
  if (problem && !problem->detail.empty()) detail += ": " + problem->detail;
  return detail;
}

Reply client_error(const HttpResponse& response, Reply reply) {
  const std::string detail = status_detail(response, reply.problem);
  const auto type = reply.problem ? std::string_view(reply.problem->type) : std::string_view{};
  if (response.status == 401 && type == problems::kRevoked) {
    reply.kind = ReplyKind::revoked;
    reply.error = make_error(ErrorCode::device_revoked, detail);
  } else if (response.status == 401 && type == problems::kUnknownToken) {
    reply.kind = ReplyKind::unknown_token;
    reply.error = make_error(ErrorCode::device_unknown, detail);
  } else if (response.status == 413) {
    reply.kind = ReplyKind::too_large;
    reply.error = make_error(ErrorCode::hub_rejected_request, detail);
  } else if (response.status == 429) {
    reply.kind = ReplyKind::busy;
    reply.error = make_error(ErrorCode::hub_busy, detail);
  } else if (reply.problem) {
    reply.kind = ReplyKind::turned_down;
    reply.error = make_error(ErrorCode::hub_rejected_request, detail);
  } else {
    // Not in the hub's words: a proxy, or another service at this address.
    reply.kind = ReplyKind::broken;
    reply.error = make_error(ErrorCode::hub_answer_invalid, detail);
  }
  return reply;
}

Reply server_error(const HttpResponse& response, Reply reply) {
  const std::string detail = status_detail(response, reply.problem);
  if (response.status == 503) {
    reply.kind = ReplyKind::busy;
    reply.error = make_error(ErrorCode::hub_busy, detail);
  } else if (response.status == 502 || response.status == 504) {
    reply.error = make_error(ErrorCode::hub_unreachable, detail);
  } else {
    reply.error = make_error_saying(ErrorCode::hub_answer_invalid,
                                    "The hub has a fault of its own. Everything is kept on this "
                                    "device and is tried again; tell a coordinator if it lasts.",
                                    detail);
  }
  return reply;
}

}  // namespace

Reply classify(const HttpResponse& response, Instant wall) {
  Reply reply;
  const bool redirect = response.status >= 300 && response.status < 400;
  const bool success = response.status >= 200 && response.status < 300;
  if (redirect || response.status == 511 || (success && is_html(response))) {
    reply.kind = ReplyKind::login_page;
    reply.error = make_error(ErrorCode::login_page, status_detail(response, std::nullopt));
    return reply;
  }
  if (response.status == 200) {
    reply.kind = ReplyKind::answer;
    return reply;
  }
  reply.problem = problem_of(response);
  reply.retry_after = parse_retry_after(response.retry_after, wall);
  if (response.status >= 400 && response.status < 500) return client_error(response, reply);
  if (response.status >= 500) return server_error(response, reply);
  reply.error = make_error(ErrorCode::hub_answer_invalid, status_detail(response, reply.problem));
  return reply;
}

Error transport_error(const TransportFailure& failure) {
  switch (failure.kind) {
    case TransportFailureKind::unreachable:
    case TransportFailureKind::timed_out:
      return make_error(ErrorCode::hub_unreachable, failure.detail);
    case TransportFailureKind::certificate:
      return make_error(ErrorCode::hub_certificate, failure.detail);
    case TransportFailureKind::too_large:
      return make_error(ErrorCode::hub_answer_invalid, failure.detail);
  }
  return make_error(ErrorCode::hub_unreachable, failure.detail);
}

Milliseconds parse_retry_after(std::string_view text, Instant wall) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return Milliseconds{0};
  text = text.substr(first, text.find_last_not_of(" \r\n") - first + 1);
  const char* const end = text.data() + text.size();
  std::int64_t seconds = 0;
  const auto read = std::from_chars(text.data(), end, seconds);
  if (read.ptr == end) {
    // More digits than a number holds is as far away as it gets.
    if (read.ec == std::errc::result_out_of_range) return limits::kRetryAfterMax;
    const std::int64_t max = limits::kRetryAfterMax.count() / 1000;
    return Milliseconds{std::clamp<std::int64_t>(seconds, 0, max) * 1000};
  }
  // `Sun, 06 Nov 1994 08:49:37 GMT`
  if (text.size() != 29 || !text.ends_with(" GMT")) return Milliseconds{0};
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const auto month_at = kMonths.find(text.substr(8, 3));
  if (month_at == std::string_view::npos || month_at % 3 != 0) return Milliseconds{0};
  const auto month = std::to_string(month_at / 3 + 1);
  std::string iso(text.substr(12, 4));
  iso += month.size() == 1 ? "-0" : "-";
  iso += month + "-";
  iso += text.substr(5, 2);
  iso += "T";
  iso += text.substr(17, 8);
  iso += "Z";
  const auto moment = parse_time(iso);
  if (!moment) return Milliseconds{0};
  return std::clamp(*moment - wall, Milliseconds{0}, limits::kRetryAfterMax);
}

}  // namespace crosstalk
