#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "storage/clock.h"
#include "sync/hub/http_server.h"
#include "sync/hub/hub_service.h"
#include "sync/hub/join_guard.h"
#include "sync/hub/metrics.h"
#include "sync/hub/waiting_room.h"
#include "sync/hub/work_thread.h"

namespace crosstalk::hub {

/// The store as the app uses it: each connection belongs to one of its threads.
struct AppStores {
  std::unique_ptr<HubStore> reading;
  std::unique_ptr<HubStore> writing;
};

struct AppOptions {
  std::string name = "Crosstalk hub";  // what /v1/hello says
  std::size_t reads_waiting_max = 10'000;
  std::size_t writes_waiting_max = 2'000;
  std::chrono::milliseconds tick_gap{100};
  Milliseconds sweep_gap{3'600'000};  // between two looks whether erased words are to be swept out
};

/// The hub's HTTP interface over its logic. Reads and waiting calls are on one thread, writes on
/// another, so that a slow write does not stop the polls; the server's thread only passes on.
class HubApp : public HttpHandler {
 public:
  /// `clock` and `random` must outlive it.
  HubApp(AppStores stores, const Clock& clock, Random& random, AppOptions options);
  ~HubApp() override;

  void handle(HttpCall call, Reply reply) override;
  HttpReply too_large() override;

  /// Answers the calls that wait, at once, and those that still come without letting them wait.
  void stop_waiting();
  /// Does what was begun and takes no more. After the server has ended, before it is destroyed.
  void finish();

 private:
  struct Sync;  // one call of /v1/sync on its way
  using SyncPtr = std::shared_ptr<Sync>;

  void read(std::string_view route, Reply reply, std::function<void(const Reply&)> work);
  void write(const Reply& reply, std::function<void()> work);
  void look(const SyncPtr& call, WaitingRoom::Why why);
  void let_wait(const SyncPtr& call, const SyncOutcome& outcome, std::uint64_t moment);
  void store(const SyncPtr& call);
  void answer_sync(const SyncPtr& call, const SyncOutcome& outcome);
  void note_heard(const SyncPtr& call);
  void start_sync(HttpCall call, const Reply& reply);
  void start_have(const HttpCall& call, const Reply& reply);
  void answer_have(HaveOutcome outcome, const std::string& accept_encoding, const Reply& reply);
  void start_join(const HttpCall& call, Reply reply);
  void join_now(const std::shared_ptr<HttpCall>& call, const JoinRequest& request,
                const Reply& reply);
  void start_calendar(const HttpCall& call, const Reply& reply);
  void answer_calendar(const HttpCall& call, const Reply& reply);
  void answer_ready(const Reply& reply);
  HttpReply hello() const;
  HttpReply metrics_page() const;
  Instant now() const { return clock_.wall(); }
  void look_for_other_writers();
  void sweep_if_due();

  AppStores stores_;
  const Clock& clock_;
  AppOptions options_;
  HubService reading_;
  HubService writing_;
  Metrics metrics_;
  JoinGuard join_guard_;
  std::atomic<bool> looking_ = false;  // for what other processes have written
  std::int64_t version_ = 0;           // of the store, as the writing thread saw it last
  std::optional<Milliseconds> swept_;  // when the writing thread looked last whether to sweep
  std::atomic<bool> ending_ = false;
  WorkThread reader_;
  WorkThread writer_;
  WaitingRoom room_;  // ends first: it posts to the threads
};

}  // namespace crosstalk::hub
