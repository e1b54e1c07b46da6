#include "sync/hub/serve.h"

#include <pthread.h>
#include <signal.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <charconv>
#include <iostream>
#include <thread>
#include <utility>

#include "sync/hub/certificate.h"
#include "sync/hub/hub_app.h"
#include "sync/hub/journal_notes.h"
#include "sync/hub/life.h"
#include "sync/hub/sqlite_store.h"
#include "sync/hub/store_lock.h"
#include "sync/hub/system.h"
#include "sync/limits.h"

namespace crosstalk::hub {
namespace {

Error wrong(std::string words) {
  return make_error_saying(ErrorCode::invalid_value, std::move(words));
}

// Each device that waits holds a connection open.
void allow_many_connections() {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == files.rlim_max) return;
  files.rlim_cur = files.rlim_max;
  (void)setrlimit(RLIMIT_NOFILE, &files);
}

// Blocked in every thread, so that one of ours waits for them and nothing is interrupted midway.
sigset_t block_ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  return signals;
}

// Calls `end` at the first signal. Its own end is looked for in between.
void wait_for_signal(const std::stop_token& stop, const sigset_t& signals,
                     const std::function<void()>& end) {
  const timespec gap{0, 200'000'000};
  while (!stop.stop_requested()) {
    if (sigtimedwait(&signals, nullptr, &gap) > 0) return end();
  }
}

Result<AppStores> open_stores(const std::string& path, Instant now, Random& random) {
  const std::string incarnation = make_incarnation(random);
  auto writing = SqliteStore::open(path, SqliteStore::Missing::make, incarnation);
  if (!writing) return writing.error();
  const auto caught_up = catch_up_with_journal(**writing, now, random);
  if (!caught_up) return caught_up.error();
  auto reading = SqliteStore::open(path, SqliteStore::Missing::refuse, incarnation);
  if (!reading) return reading.error();
  return AppStores{std::move(*reading), std::move(*writing)};
}

Result<std::optional<TlsFiles>> tls_files(const ServeOptions& options, const std::string& host) {
  if (options.own_certificate) {
    auto files = own_certificate(options.store_path, host);
    if (!files) return files.error();
    return std::optional(*files);
  }
  if (options.certificate.empty()) return std::optional<TlsFiles>();
  return std::optional(TlsFiles{options.certificate, options.key});
}

Result<void> remember(HubStore& store, const std::string& base_url, const std::string& pin) {
  auto begun = store.write();
  if (!begun) return begun.error();
  (*begun)->put_setting(kBaseUrlSetting, base_url);
  (*begun)->put_setting(kPinSetting, pin);
  return (*begun)->commit();
}

std::string address_of(const HostAndPort& at, bool tls, std::uint16_t port) {
  const bool any = at.host == "0.0.0.0" || at.host == "::" || at.host.empty();
  std::string host = any ? "127.0.0.1" : at.host;
  if (host.find(':') != std::string::npos) host = "[" + host + "]";
  return (tls ? "https://" : "http://") + host + ":" + std::to_string(port);
}

}  // namespace

std::optional<HostAndPort> parse_listen(std::string_view text) {
  HostAndPort at{"127.0.0.1", 0};
  const std::size_t colon = text.rfind(':');
  std::string_view port = text;
  if (colon != std::string_view::npos) {
    std::string_view host = text.substr(0, colon);
    port = text.substr(colon + 1);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
      host = host.substr(1, host.size() - 2);
    } else if (host.find(':') != std::string_view::npos) {
      return std::nullopt;  // an IPv6 address needs its brackets
    }
    at.host = host.empty() ? "0.0.0.0" : std::string(host);
  }
  const auto end = std::from_chars(port.data(), port.data() + port.size(), at.port);
  if (port.empty() || end.ec != std::errc() || end.ptr != port.data() + port.size()) {
    return std::nullopt;
  }
  return at;
}

Result<void> serve(const ServeOptions& options) {
  const auto at = parse_listen(options.listen);
  if (!at) return wrong("--listen is HOST:PORT, such as 127.0.0.1:8480.");
  const sigset_t signals = block_ending_signals();
  allow_many_connections();
  HubClock clock;
  HubRandom random;
  const auto lock = StoreLock::take(options.store_path, StoreLock::Use::shared);
  if (!lock) return lock.error();
  auto stores = open_stores(options.store_path, clock.wall(), random);
  if (!stores) return stores.error();
  const auto tls = tls_files(options, at->host);
  if (!tls) return tls.error();
  std::string pin;
  if (options.own_certificate) {
    const auto read = certificate_pin((*tls)->certificate);
    if (!read) return read.error();
    pin = *read;
  }
  HubStore& writing = *stores->writing;
  HubApp app(std::move(*stores), clock, random, AppOptions{});
  HttpServerOptions http;
  http.host = at->host;
  http.port = at->port;
  http.tls = *tls;
  http.body_bytes_max = limits::kBatchBytesMax;
  http.drained_bytes_max = limits::kRequestBytesMax;
  auto server = HttpServer::listen(http, app);
  if (!server) return server.error();
  const std::string address = address_of(*at, tls->has_value(), (*server)->port());
  // The writing thread has nothing to do yet, so its connection may be used here once.
  const std::string base_url = options.base_url.empty() ? address : options.base_url;
  if (const auto done = remember(writing, base_url, pin); !done) return done.error();
  std::cout << "Listening on " << address << std::endl;
  spdlog::info("serving {} on {}", options.store_path, address);
  {
    std::jthread ending([&](const std::stop_token& stop) {
      wait_for_signal(stop, signals, [&] {
        spdlog::info("ending: what has begun is finished");
        (*server)->stop();
        app.stop_waiting();
      });
    });
    (*server)->run();
  }
  app.finish();
  spdlog::info("ended");
  return {};
}

}  // namespace crosstalk::hub
