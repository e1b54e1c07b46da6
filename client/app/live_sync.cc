#include <mutex>
#include <thread>
#include <utility>

#include "client/app/sync_port.h"
#include "sync/native/driver.h"
#include "sync/native/rounds.h"

namespace crosstalk {
namespace {

class LiveSync : public SyncPort {
 public:
  explicit LiveSync(LiveSyncOptions options)
      : options_(std::move(options)), driver_({options_.store, options_.on_change}) {}

  ~LiveSync() override {
    if (joining_.joinable()) joining_.join();
    if (asking_.joinable()) asking_.join();
    driver_.stop();
  }

  SyncState state() const override { return driver_.state(); }
  void poke() override { driver_.poke(); }
  void sync_now() override { driver_.sync_now(); }

  void join(const std::string& link, const std::string& device_name) override {
    if (joining_.joinable()) joining_.join();
    joining_ = std::thread([this, link, device_name] {
      auto joined = try_to_join(link, device_name);
      {
        const std::lock_guard lock(mutex_);
        joined_ = std::move(joined);
      }
      options_.on_change(true);
    });
  }

  std::optional<Result<HubLink>> take_joined() override {
    const std::lock_guard lock(mutex_);
    if (joined_ && *joined_) driver_.poke();
    return std::exchange(joined_, std::nullopt);
  }

  void ask_calendar(bool renew) override {
    if (asking_.joinable()) asking_.join();
    asking_ = std::thread([this, renew] {
      auto links = try_to_ask(renew);
      {
        const std::lock_guard lock(mutex_);
        links_ = std::move(links);
      }
      options_.on_change(false);
    });
  }

  std::optional<Result<CalendarLinks>> take_calendar() override {
    const std::lock_guard lock(mutex_);
    return std::exchange(links_, std::nullopt);
  }

 private:
  Result<CalendarLinks> try_to_ask(bool renew) const {
    auto store = Store::open(options_.store);
    if (!store) return store.error();
    return crosstalk::ask_calendar(**store, renew);
  }

  Result<HubLink> try_to_join(const std::string& link, const std::string& device_name) const {
    auto store = Store::open(options_.store);
    if (!store) return store.error();
    return join_hub(**store, link, device_name);
  }

  LiveSyncOptions options_;
  SyncDriver driver_;
  std::thread joining_;
  std::thread asking_;
  std::mutex mutex_;
  std::optional<Result<HubLink>> joined_;
  std::optional<Result<CalendarLinks>> links_;
};

}  // namespace

std::unique_ptr<SyncPort> open_live_sync(LiveSyncOptions options) {
  return std::make_unique<LiveSync>(std::move(options));
}

}  // namespace crosstalk
