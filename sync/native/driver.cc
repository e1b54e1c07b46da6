#include "sync/native/driver.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

#include "sync/engine.h"
#include "sync/native/curl_transport.h"
#include "sync/native/watches.h"

namespace crosstalk {
namespace {

constexpr Milliseconds kForever{60 * 60'000};
/// A store that can't be opened (in use, disk full) is tried again after this.
constexpr Milliseconds kOpenAgain{5'000};
/// After a write to the log the commit follows within some milliseconds, on a slow disk later; the
/// system does not tell of it. So the driver looks after this, and again after twice as long each
/// time, up to the last.
constexpr Milliseconds kLookFirst{15};
constexpr Milliseconds kLookLast{1'000};
/// A network that comes tells so several times (link, address, route).
constexpr Milliseconds kNetworkGap{3'000};

/// When to look at the store for the saves of others.
class Looks {
 public:
  void log_written(Milliseconds now) {
    step_ = kLookFirst;
    at_ = now + step_;
  }
  bool due(Milliseconds now) {
    if (!at_ || now < *at_) return false;
    step_ *= 2;
    at_ = step_ > kLookLast ? std::nullopt : std::optional(now + step_);
    return true;
  }
  std::optional<Milliseconds> at() const { return at_; }

 private:
  std::optional<Milliseconds> at_;
  Milliseconds step_{0};
};

}  // namespace

struct SyncDriver::Parts {
  explicit Parts(SyncDriverOptions its_options)
      : options(std::move(its_options)), transport(*options.store.clock) {}

  void run(const std::stop_token& stop);
  std::unique_ptr<Store> open_store(const std::stop_token& stop);
  void serve(const std::stop_token& stop, Store& store);
  void look(Engine& engine, Store& store);
  void listen(Engine& engine);
  void send(Engine& engine);
  Milliseconds until_next(const Engine& engine) const;
  void publish(const SyncState& now, bool data_changed);
  void publish(const Engine& engine);
  Moment moment() const { return {options.store.clock->wall(), options.store.clock->steady()}; }

  SyncDriverOptions options;
  CurlTransport transport;

  // Of the driver's thread alone.
  std::optional<SaveWatch> saves;
  NetworkWatch network;
  Looks looks;
  Milliseconds looked_at{0};
  Milliseconds network_at{-kNetworkGap};
  std::int64_t version = -1;
  std::uint64_t generation = 0;

  mutable std::mutex mutex;  // guards what follows
  bool poked = false;
  bool asked = false;
  SyncState state;

  std::jthread thread;  // the last member: it ends before the others go
};

SyncDriver::SyncDriver(SyncDriverOptions options)
    : parts_(std::make_unique<Parts>(std::move(options))) {
  Parts& parts = *parts_;
  parts.thread = std::jthread([&parts](const std::stop_token& stop) { parts.run(stop); });
}

SyncDriver::~SyncDriver() { stop(); }

void SyncDriver::poke() {
  {
    const std::lock_guard lock(parts_->mutex);
    parts_->poked = true;
  }
  parts_->transport.wake();
}

void SyncDriver::sync_now() {
  {
    const std::lock_guard lock(parts_->mutex);
    parts_->asked = true;
  }
  parts_->transport.wake();
}

SyncState SyncDriver::state() const {
  const std::lock_guard lock(parts_->mutex);
  return parts_->state;
}

void SyncDriver::stop() {
  parts_->thread.request_stop();
  parts_->transport.wake();
  if (parts_->thread.joinable()) parts_->thread.join();
}

void SyncDriver::Parts::run(const std::stop_token& stop) {
  const auto store = open_store(stop);
  if (store) serve(stop, *store);
}

std::unique_ptr<Store> SyncDriver::Parts::open_store(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    auto opened = Store::open(options.store);
    if (opened) return std::move(*opened);
    SyncState failed;
    failed.phase = SyncPhase::failed;
    failed.error = opened.error();
    publish(failed, false);
    transport.poll(kOpenAgain);
  }
  return nullptr;
}

void SyncDriver::Parts::serve(const std::stop_token& stop, Store& store) {
  saves.emplace(options.store.path);
  if (saves->descriptor() >= 0) transport.watch(saves->descriptor());
  if (network.descriptor() >= 0) transport.watch(network.descriptor());
  Engine engine(store, *options.store.random);
  while (!stop.stop_requested()) {
    listen(engine);
    look(engine, store);
    send(engine);
    publish(engine);
    for (TransportOutcome& outcome : transport.poll(until_next(engine))) {
      if (auto* response = std::get_if<HttpResponse>(&outcome.result)) {
        engine.handle(Answered{outcome.id, std::move(*response)}, moment());
      } else {
        engine.handle(Failed{outcome.id, std::get<TransportFailure>(outcome.result)}, moment());
      }
    }
  }
}

/// What was asked from other threads, and what the system says of the network.
void SyncDriver::Parts::listen(Engine& engine) {
  bool was_poked = false;
  bool was_asked = false;
  {
    const std::lock_guard lock(mutex);
    was_poked = std::exchange(poked, false);
    was_asked = std::exchange(asked, false);
  }
  const Moment now = moment();
  if (network.take() && now.steady - network_at >= kNetworkGap) {
    network_at = now.steady;
    engine.handle(NetworkUp{}, now);
  }
  if (was_poked) engine.handle(Saved{}, now);
  if (was_asked) engine.handle(SyncNow{}, now);
}

void SyncDriver::Parts::look(Engine& engine, Store& store) {
  const Moment now = moment();
  if (saves->take()) looks.log_written(now.steady);
  const bool blind = saves->descriptor() < 0 && now.steady - looked_at >= limits::kLookGap;
  if (version >= 0 && !blind && !looks.due(now.steady)) return;
  looked_at = now.steady;
  const auto version_now = store.data_version();
  // A store that can't be read shows itself with the next thing that the engine does.
  if (!version_now || *version_now == version) return;
  version = *version_now;
  engine.handle(Saved{}, now);
}

void SyncDriver::Parts::send(Engine& engine) {
  while (auto request = engine.next_request(moment())) {
    if (request->gives_up) transport.cancel(*request->gives_up);
    transport.start(std::move(request->http));
  }
}

Milliseconds SyncDriver::Parts::until_next(const Engine& engine) const {
  const Milliseconds now = options.store.clock->steady();
  Milliseconds wait = kForever;
  if (const auto wake = engine.wake_at()) wait = std::min(wait, *wake - now);
  if (const auto at = looks.at()) wait = std::min(wait, *at - now);
  if (saves->descriptor() < 0) wait = std::min(wait, looked_at + limits::kLookGap - now);
  return std::max(wait, Milliseconds{0});
}

void SyncDriver::Parts::publish(const Engine& engine) {
  const SyncState now = engine.state();
  SyncState before;
  {
    const std::lock_guard lock(mutex);
    before = state;
  }
  // Saves and rounds of others move these counts; drafts, which are kept at every keystroke, do
  // not.
  const bool others = now.waiting != before.waiting || now.rejected != before.rejected ||
                      now.last_sync != before.last_sync;
  const bool own = std::exchange(generation, engine.data_generation()) != generation;
  publish(now, own || others);
}

void SyncDriver::Parts::publish(const SyncState& now, bool data_changed) {
  {
    const std::lock_guard lock(mutex);
    if (state == now && !data_changed) return;
    state = now;
  }
  if (options.on_change) options.on_change(data_changed);
}

}  // namespace crosstalk
