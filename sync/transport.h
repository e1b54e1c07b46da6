#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "storage/clock.h"

namespace crosstalk {

/// One HTTP request. The body is as it is before compression: whether to compress is the
/// transport's affair.
struct HttpRequest {
  std::uint64_t id = 0;         // given by who asks; comes back with the outcome; never used twice
  std::string method;           // GET, POST
  std::string url;              // whole
  std::string token;            // bearer token; empty: none
  std::string body;             // JSON; empty: none
  std::string certificate_pin;  // base64url SHA-256 of the public key; empty: the system's
                                // authorities decide
  Milliseconds connect_max{0};  // to be connected, TLS included
  Milliseconds silence_max{0};  // without a byte in either direction
  std::size_t answer_bytes_max = 0;
};

/// What came back, whoever sent it: a hub, a proxy, a login page. Redirects are not followed, so
/// they come as they are.
struct HttpResponse {
  int status = 0;
  std::string content_type;  // lower case, with its parameters; empty: none
  std::string retry_after;   // the header's value; empty: none
  std::string body;          // unpacked and whole
};

/// Why nothing whole came back.
enum class TransportFailureKind {
  unreachable,  // no name, no route, refused, lost on the way, cut short
  timed_out,
  certificate,  // TLS does not prove the hub: not trusted, another key than the pin, expired
  too_large,    // the answer was beyond `answer_bytes_max`
};

struct TransportFailure {
  TransportFailureKind kind = TransportFailureKind::unreachable;
  std::string detail;  // for a log
};

struct TransportOutcome {
  std::uint64_t id = 0;
  std::variant<HttpResponse, TransportFailure> result;
};

/// Sends requests and gives what comes of them, asynchronously. One thread uses it, `wake` aside.
/// Real: libcurl (sync/native/curl_transport.h); in tests a simulated network.
class Transport {
 public:
  virtual ~Transport() = default;

  /// Begins; gives nothing back but an outcome later, one for each request that is not cancelled.
  virtual void start(HttpRequest request) = 0;

  /// Gives a request up: no outcome comes for it any more. Nothing happens where it has ended.
  virtual void cancel(std::uint64_t id) = 0;

  /// Waits until something has an outcome, `wake` was called, or `wait_max` is over, and gives the
  /// outcomes that there are, in the order in which they came.
  virtual std::vector<TransportOutcome> poll(Milliseconds wait_max) = 0;

  /// Ends a `poll` that waits, or the next one; from any thread.
  virtual void wake() = 0;
};

}  // namespace crosstalk
