#include "sync/native/driver.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "storage/native/system_clock.h"
#include "sync/wire.h"
#include "tests/threads/loopback_server.h"
#include "tests/unit/sync/engine_fixture.h"

namespace crosstalk {

namespace {

constexpr std::chrono::seconds kPatience{30};

/// A hub that takes everything and has nothing to tell: it holds calls that wait until it ends.
class TakingHub {
 public:
  TakingHub() : server_([this](const LoopbackCall& call) { return answer(call); }) {}
  ~TakingHub() {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    changed_.notify_all();
  }

  std::string url() const { return server_.url(); }
  bool wait_for_taken(std::size_t count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kPatience, [&] { return taken_ >= count; });
  }
  bool wait_for_held() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kPatience, [&] { return held_ > 0; });
  }

 private:
  std::string answer(const LoopbackCall& call) {
    const auto request = read_sync_request(call.body);
    if (!request) return http_answer(400, "");
    HubAnswer answer;
    answer.time = *parse_time("2026-11-23T10:00:00Z");
    answer.incarnation = "first";
    answer.cursor = "c1";
    std::unique_lock lock(mutex_);
    for (const Json& change : request->changes) {
      answer.taken.push_back({change_from_json(change)->id, "seal", std::nullopt, {}});
      ++taken_;
    }
    changed_.notify_all();
    if (request->wait > 0) {
      ++held_;
      changed_.wait(lock, [&] { return ending_; });
    }
    return http_answer(200, write_sync_answer(answer, request->call));
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t taken_ = 0;
  int held_ = 0;
  bool ending_ = false;
  LoopbackServer server_;  // ends first
};

/// Counts what a driver tells.
class Listener {
 public:
  std::function<void(bool)> callback() {
    return [this](bool data_changed) {
      const std::lock_guard lock(mutex_);
      ++changes_;
      if (data_changed) ++data_changes_;
      changed_.notify_all();
    };
  }
  bool wait_until(const std::function<bool()>& holds) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kPatience, holds);
  }
  int data_changes() {
    const std::lock_guard lock(mutex_);
    return data_changes_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int changes_ = 0;
  int data_changes_ = 0;
};

struct Bench {
  TemporaryFolder folder;
  SystemClock clock;
  SystemRandom random;
  std::unique_ptr<Store> store;

  explicit Bench(const std::string& hub_url) {
    auto opened = Store::open(options());
    REQUIRE(opened);
    store = std::move(*opened);
    if (hub_url.empty()) return;
    REQUIRE(store->join(link(hub_url)));
  }
  static HubLink link(const std::string& hub_url) {
    HubLink link = link_to_hub();
    link.url = hub_url;
    return link;
  }
  StoreOptions options() {
    StoreOptions options;
    options.path = folder.file("crosstalk.db");
    options.device = DeviceId{0x7f3a9c01d2e4b5a6};
    options.clock = &clock;
    options.random = &random;
    return options;
  }
  void save(const std::string& summary) {
    Save save;
    RecordEdit note;
    note.kind = kinds::kConversation;
    note.set = {{"summary", summary}};
    save.edits.push_back(note);
    REQUIRE(store->save(save));
  }
};

}  // namespace

TEST_CASE("a save that the driver is told of is sent while a call waits") {
  TakingHub hub;
  Bench bench(hub.url());
  SyncDriver driver({bench.options(), {}});
  REQUIRE(hub.wait_for_held());
  bench.save("news");
  driver.poke();
  CHECK(hub.wait_for_taken(1));
}

TEST_CASE("a save of another process is noticed by itself") {
  TakingHub hub;
  Bench bench(hub.url());
  Listener listener;
  SyncDriver driver({bench.options(), listener.callback()});
  REQUIRE(hub.wait_for_held());
  bench.save("from a verb");
  CHECK(hub.wait_for_taken(1));
  CHECK(listener.wait_until([&] { return driver.state().phase == SyncPhase::all_sent; }));
  CHECK(listener.data_changes() > 0);
}

TEST_CASE("a join beside the driver is noticed by itself") {
  TakingHub hub;
  Bench bench("");
  bench.save("before joining");
  Listener listener;
  SyncDriver driver({bench.options(), listener.callback()});
  REQUIRE(listener.wait_until([&] { return driver.state().waiting == 1; }));
  CHECK(driver.state().phase == SyncPhase::not_joined);
  REQUIRE(bench.store->join(Bench::link(hub.url())));
  CHECK(hub.wait_for_taken(1));
}

TEST_CASE("a driver whose call waits stops at once") {
  TakingHub hub;
  Bench bench(hub.url());
  auto driver = std::make_unique<SyncDriver>(SyncDriverOptions{bench.options(), {}});
  REQUIRE(hub.wait_for_held());
  const Milliseconds begun = bench.clock.steady();
  driver.reset();
  CHECK(bench.clock.steady() - begun < Milliseconds{5'000});
}

TEST_CASE("a driver without a hub to reach says since when, and that it waits") {
  std::string nowhere;
  {
    LoopbackServer server([](const LoopbackCall&) { return std::string(); });
    nowhere = server.url();
  }
  Bench bench(nowhere);
  bench.save("kept");
  Listener listener;
  SyncDriver driver({bench.options(), listener.callback()});
  CHECK(listener.wait_until([&] { return driver.state().phase == SyncPhase::offline; }));
  const SyncState state = driver.state();
  CHECK(state.waiting == 1);
  CHECK(state.offline_since);
  REQUIRE(state.error);
  CHECK(state.error->code == ErrorCode::hub_unreachable);
  driver.sync_now();
}

TEST_CASE("a store that can't be opened shows in the state") {
  TemporaryFolder folder;
  SystemClock clock;
  SystemRandom random;
  SyncDriverOptions options;
  options.store.path = folder.file("missing/crosstalk.db");
  options.store.clock = &clock;
  options.store.random = &random;
  options.store.device = DeviceId{1};
  Listener listener;
  options.on_change = listener.callback();
  SyncDriver driver(options);
  CHECK(listener.wait_until([&] { return driver.state().phase == SyncPhase::failed; }));
  CHECK(driver.state().error);
}

}  // namespace crosstalk
