#include "sync/hub/waiting_room.h"

#include <algorithm>
#include <optional>

namespace crosstalk::hub {

WaitingRoom::WaitingRoom(std::chrono::milliseconds tick_gap, std::function<void()> tick)
    : tick_gap_(tick_gap),
      tick_(std::move(tick)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

WaitingRoom::~WaitingRoom() {
  close();
  thread_.request_stop();
  changed_.notify_all();
}

std::uint64_t WaitingRoom::moment() const {
  const std::scoped_lock lock(mutex_);
  return moment_;
}

void WaitingRoom::wait(Waiting waiting, std::uint64_t moment) {
  std::optional<Waiting> replaced;
  Why why = Why::over;
  bool at_once = false;
  {
    const std::scoped_lock lock(mutex_);
    at_once = closed_ || moment != moment_;
    if (!closed_ && moment != moment_) why = Why::moved;
    if (!at_once) {
      const Key key{waiting.space, waiting.device};
      const auto [place, inserted] = waiting_.try_emplace(key);
      if (!inserted) replaced = std::move(place->second);
      place->second = std::move(waiting);
    }
  }
  if (at_once) return waiting.wake(why);
  changed_.notify_all();
  if (replaced) replaced->wake(Why::over);
}

template <typename Chosen>
void WaitingRoom::wake_where(Why why, Chosen chosen) {
  std::vector<Wake> woken;
  {
    const std::scoped_lock lock(mutex_);
    if (why == Why::moved) ++moment_;
    for (auto place = waiting_.begin(); place != waiting_.end();) {
      if (chosen(place->second)) {
        woken.push_back(std::move(place->second.wake));
        place = waiting_.erase(place);
      } else {
        ++place;
      }
    }
  }
  for (const Wake& wake : woken) wake(why);
}

void WaitingRoom::moved(const Uuid& space, const std::set<std::string>& feeds) {
  if (feeds.empty()) return;
  wake_where(Why::moved, [&](const Waiting& waiting) {
    return waiting.space == space &&
           std::any_of(waiting.feeds.begin(), waiting.feeds.end(),
                       [&feeds](const std::string& feed) { return feeds.contains(feed); });
  });
}

void WaitingRoom::all_moved() {
  wake_where(Why::moved, [](const Waiting&) { return true; });
}

void WaitingRoom::end(const Uuid& space, DeviceId device) {
  wake_where(Why::over, [&](const Waiting& waiting) {
    return waiting.space == space && waiting.device == device;
  });
}

void WaitingRoom::close() {
  {
    const std::scoped_lock lock(mutex_);
    closed_ = true;
  }
  wake_where(Why::over, [](const Waiting&) { return true; });
}

std::size_t WaitingRoom::size() const {
  const std::scoped_lock lock(mutex_);
  return waiting_.size();
}

void WaitingRoom::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
      changed_.wait_for(lock, stop, tick_gap_, [] { return false; });
    }
    if (stop.stop_requested()) return;
    const Time now = std::chrono::steady_clock::now();
    wake_where(Why::over, [now](const Waiting& waiting) { return waiting.until <= now; });
    tick_();
  }
}

}  // namespace crosstalk::hub
