#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "storage/clock.h"
#include "storage/result.h"

namespace crosstalk::hub {

/// A request as it came, its body not unpacked.
struct HttpCall {
  std::string method;
  std::string target;  // path with its query
  std::string authorization;
  std::string content_encoding;
  std::string accept_encoding;
  std::string if_none_match;
  std::string peer;  // the address of the other end, without its port
  std::string body;
};

struct HttpReply {
  int status = 200;
  std::string content_type;
  std::string content_encoding;  // of `body`; empty: plain
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  // others
};

/// Answers requests. `handle` is called on the server's one thread and must not block; `reply` is
/// called once, from any thread, now or later, before the server is destroyed.
class HttpHandler {
 public:
  using Reply = std::function<void(HttpReply)>;
  virtual ~HttpHandler() = default;
  virtual void handle(HttpCall call, Reply reply) = 0;
  /// What is answered to a body that is larger than the server reads.
  virtual HttpReply too_large() = 0;
};

struct TlsFiles {
  std::string certificate;  // PEM, with its chain
  std::string key;          // PEM
};

struct HttpServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any that is free
  std::optional<TlsFiles> tls;
  std::size_t body_bytes_max = 1024 * 1024;          // as it comes, packed or not
  std::size_t drained_bytes_max = 64 * 1024 * 1024;  // of a body that is turned away
  std::size_t connections_max = 4096;
  Milliseconds head_max{15'000};   // for a handshake, and for the head of a request once begun
  Milliseconds body_max{120'000};  // for a body
  Milliseconds idle_max{90'000};   // between two requests
  Milliseconds write_max{60'000};  // without progress of an answer
  Milliseconds grace_max{10'000};  // for what has begun when the server is asked to stop
};

/// An HTTP/1.1 server on one thread: keep-alive, TLS where asked, bodies bounded, everything timed.
class HttpServer {
 public:
  /// Binds and listens. Errors, in words for a person: `invalid-value` (address taken or not this
  /// machine's, certificate unreadable). `handler` must outlive it.
  static Result<std::unique_ptr<HttpServer>> listen(const HttpServerOptions& options,
                                                    HttpHandler& handler);
  virtual ~HttpServer() = default;

  virtual std::uint16_t port() const = 0;
  /// Serves on the calling thread until `stop`; what was begun by then has been answered, or
  /// `grace_max` is over.
  virtual void run() = 0;
  /// Takes no more requests; from any thread.
  virtual void stop() = 0;
};

}  // namespace crosstalk::hub
