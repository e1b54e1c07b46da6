#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/clock.h"
#include "storage/error.h"
#include "sync/transport.h"
#include "sync/wire.h"

namespace crosstalk {

/// What kind of reply an HTTP response is, whoever sent it.
enum class ReplyKind {
  answer,      // 200 with what may be JSON: read it, and check that it is an answer
  login_page,  // HTML where JSON was due, a redirect, or 511: something in between wants a person
  revoked,     // definite
  unknown_token,
  too_large,    // 413
  busy,         // 429, 503
  turned_down,  // other 4xx
  broken,       // 5xx, and whatever else no hub of ours sends
};

struct Reply {
  ReplyKind kind = ReplyKind::broken;
  Error error;                     // of all but `answer`
  std::optional<Problem> problem;  // the problem document, where there is one
  Milliseconds retry_after{0};     // what the reply asks to wait, brought within bounds; 0: nothing
};

/// Sorts a response. `wall` is this device's time, for a `Retry-After` that names a moment.
Reply classify(const HttpResponse& response, Instant wall);

/// The error for a request of which nothing whole came back.
Error transport_error(const TransportFailure& failure);

/// The value of `Retry-After`: seconds, or a moment (RFC 9110, 10.2.3; the preferred form of dates
/// alone). 0 where it is neither or lies in the past; at most `limits::kRetryAfterMax`.
Milliseconds parse_retry_after(std::string_view text, Instant wall);

}  // namespace crosstalk
