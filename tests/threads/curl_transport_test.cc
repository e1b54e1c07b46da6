#include "sync/native/curl_transport.h"

#include <doctest/doctest.h>
#include <zstd.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "storage/native/system_clock.h"
#include "tests/threads/loopback_server.h"
#include "tests/threads/tls_connection.h"

namespace crosstalk {

namespace {

HttpRequest request_to(const std::string& url, std::string body = "{}") {
  HttpRequest request;
  request.id = 7;
  request.method = "POST";
  request.url = url + "/v1/sync";
  request.token = "a-token";
  request.body = std::move(body);
  request.connect_max = Milliseconds{5'000};
  request.silence_max = Milliseconds{20'000};
  request.answer_bytes_max = 1'000'000;
  return request;
}

TransportOutcome outcome_of(Transport& transport, HttpRequest request) {
  transport.start(std::move(request));
  for (int round = 0; round < 1000; ++round) {
    auto outcomes = transport.poll(Milliseconds{30'000});
    if (!outcomes.empty()) return std::move(outcomes.front());
  }
  FAIL("no outcome");
  return {};
}

HttpResponse response_of(Transport& transport, HttpRequest request) {
  const auto outcome = outcome_of(transport, std::move(request));
  REQUIRE(std::holds_alternative<HttpResponse>(outcome.result));
  return std::get<HttpResponse>(outcome.result);
}

TransportFailureKind failure_of(Transport& transport, HttpRequest request) {
  const auto outcome = outcome_of(transport, std::move(request));
  REQUIRE(std::holds_alternative<TransportFailure>(outcome.result));
  return std::get<TransportFailure>(outcome.result).kind;
}

std::string packed(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

}  // namespace

TEST_CASE("a request comes to the server whole, and its answer back") {
  LoopbackCall seen;
  LoopbackServer server([&](const LoopbackCall& call) {
    seen = call;
    return http_answer(503, "later", "Retry-After: 12\r\nContent-Type: Text/Plain\r\n");
  });
  const SystemClock clock;
  CurlTransport transport(clock);
  const auto response = response_of(transport, request_to(server.url(), R"({"wait": 0})"));
  CHECK(response.status == 503);
  CHECK(response.body == "later");
  CHECK(response.retry_after == "12");
  CHECK(response.content_type == "text/plain");
  CHECK(seen.path == "/v1/sync");
  CHECK(seen.body == R"({"wait": 0})");
  CHECK(seen.headers["authorization"] == "Bearer a-token");
  CHECK(seen.headers["content-type"] == "application/json");
  CHECK_FALSE(seen.headers.contains("content-encoding"));
}

TEST_CASE("a large body goes packed and a packed answer is unpacked") {
  std::string encoding;
  std::string unpacked(10'000, ' ');
  LoopbackServer server([&](const LoopbackCall& call) {
    encoding = call.headers.at("content-encoding");
    unpacked.resize(
        ZSTD_decompress(unpacked.data(), unpacked.size(), call.body.data(), call.body.size()));
    return http_answer(200, packed(std::string(50'000, 'b')), "Content-Encoding: zstd\r\n");
  });
  const SystemClock clock;
  CurlTransport transport(clock);
  const auto response = response_of(transport, request_to(server.url(), std::string(5'000, 'a')));
  CHECK(encoding == "zstd");
  CHECK(unpacked == std::string(5'000, 'a'));
  CHECK(response.body == std::string(50'000, 'b'));
}

TEST_CASE("a small packed answer that unpacks to too much is given up") {
  LoopbackServer server([&](const LoopbackCall&) {
    return http_answer(200, packed(std::string(3'000'000, 'b')), "Content-Encoding: zstd\r\n");
  });
  const SystemClock clock;
  CurlTransport transport(clock);
  CHECK(failure_of(transport, request_to(server.url())) == TransportFailureKind::too_large);
}

TEST_CASE("a redirect is not followed") {
  LoopbackServer server(
      [&](const LoopbackCall&) { return http_answer(302, "", "Location: /login\r\n"); });
  const SystemClock clock;
  CurlTransport transport(clock);
  CHECK(response_of(transport, request_to(server.url())).status == 302);
  CHECK(server.calls() == 1);
}

TEST_CASE("an answer that is cut short is a failure") {
  LoopbackServer server([&](const LoopbackCall&) {
    return std::string(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 100\r\n\r\n{\"call\"");
  });
  const SystemClock clock;
  CurlTransport transport(clock);
  CHECK(failure_of(transport, request_to(server.url())) == TransportFailureKind::unreachable);
}

TEST_CASE("nobody at the address is a failure") {
  std::string url;
  {
    LoopbackServer server([](const LoopbackCall&) { return std::string(); });
    url = server.url();
  }
  const SystemClock clock;
  CurlTransport transport(clock);
  CHECK(failure_of(transport, request_to(url)) == TransportFailureKind::unreachable);
}

TEST_CASE("a server that says nothing is given up after the silence that was allowed") {
  std::mutex mutex;
  std::condition_variable released;
  bool over = false;
  LoopbackServer server([&](const LoopbackCall&) {
    std::unique_lock lock(mutex);
    released.wait(lock, [&] { return over; });
    return std::string();
  });
  const SystemClock clock;
  CurlTransport transport(clock);
  auto request = request_to(server.url());
  request.silence_max = Milliseconds{300};
  const Milliseconds begun = clock.steady();
  CHECK(failure_of(transport, request) == TransportFailureKind::timed_out);
  CHECK(clock.steady() - begun < Milliseconds{5'000});
  {
    const std::lock_guard lock(mutex);
    over = true;
  }
  released.notify_all();
}

TEST_CASE("a request that was given up has no outcome") {
  std::mutex mutex;
  std::condition_variable changed;
  bool over = false;
  LoopbackServer server([&](const LoopbackCall& call) {
    if (call.body == "{}") return http_answer(200, "second");
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return over; });
    return http_answer(200, "first");
  });
  const SystemClock clock;
  CurlTransport transport(clock);
  auto first = request_to(server.url(), "held");
  first.id = 1;
  transport.start(first);
  transport.poll(Milliseconds{20});
  transport.cancel(1);
  const auto outcome = outcome_of(transport, request_to(server.url()));
  CHECK(outcome.id == 7);
  CHECK(std::get<HttpResponse>(outcome.result).body == "second");
  {
    const std::lock_guard lock(mutex);
    over = true;
  }
  changed.notify_all();
}

TEST_CASE("another thread ends a poll that waits") {
  const SystemClock clock;
  CurlTransport transport(clock);
  const Milliseconds begun = clock.steady();
  std::jthread other([&] { transport.wake(); });
  const auto outcomes = transport.poll(Milliseconds{60'000});
  CHECK(outcomes.empty());
  CHECK(clock.steady() - begun < Milliseconds{30'000});
}

TEST_CASE("a hub that made its own certificate is known by its key") {
  const TlsIdentity identity;
  LoopbackServer server([](const LoopbackCall&) { return http_answer(200, "sealed"); },
                        identity.wrap());
  const SystemClock clock;
  CurlTransport transport(clock);
  auto request = request_to(server.url("https"));
  request.certificate_pin = identity.pin();
  CHECK(response_of(transport, request).body == "sealed");
}

TEST_CASE("a hub with another key than the pinned one gets nothing") {
  const TlsIdentity identity;
  const TlsIdentity other;
  LoopbackServer server([](const LoopbackCall&) { return http_answer(200, "sealed"); },
                        identity.wrap());
  const SystemClock clock;
  CurlTransport transport(clock);
  auto request = request_to(server.url("https"));
  request.certificate_pin = other.pin();
  CHECK(failure_of(transport, request) == TransportFailureKind::certificate);
  CHECK(server.calls() == 0);
}

TEST_CASE("a certificate that nobody vouches for is not trusted without a pin") {
  const TlsIdentity identity;
  LoopbackServer server([](const LoopbackCall&) { return http_answer(200, "sealed"); },
                        identity.wrap());
  const SystemClock clock;
  CurlTransport transport(clock);
  CHECK(failure_of(transport, request_to(server.url("https"))) ==
        TransportFailureKind::certificate);
  CHECK(server.calls() == 0);
}

}  // namespace crosstalk
