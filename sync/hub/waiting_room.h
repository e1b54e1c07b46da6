#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "storage/uuid.h"

namespace crosstalk::hub {

/// The calls that have nothing to tell and wait until a feed moves. From any thread. A call leaves
/// the room once, by being woken; what it then does must be quick (post itself to a work thread).
class WaitingRoom {
 public:
  enum class Why {
    moved,  // look again; wait on if there is still nothing
    over,   // answer now: its time is over, its device calls anew, or the hub stops
  };
  using Wake = std::function<void(Why)>;
  using Time = std::chrono::steady_clock::time_point;

  struct Waiting {
    Uuid space;
    DeviceId device;
    std::vector<std::string> feeds;
    Time until;
    Wake wake;
  };

  /// `tick` is called about every `tick_gap` while anybody waits: the moment to look whether
  /// another process has written.
  WaitingRoom(std::chrono::milliseconds tick_gap, std::function<void()> tick);
  ~WaitingRoom();
  WaitingRoom(const WaitingRoom&) = delete;
  WaitingRoom& operator=(const WaitingRoom&) = delete;

  /// Asked before a call looks at the feeds; given back to `wait`, so that what moves in between is
  /// not missed.
  std::uint64_t moment() const;
  void wait(Waiting waiting, std::uint64_t moment);

  /// Wakes those who read one of these feeds.
  void moved(const Uuid& space, const std::set<std::string>& feeds);
  void all_moved();
  /// One call a device: a new one ends the one that waits.
  void end(const Uuid& space, DeviceId device);
  /// Wakes all as `over`, and everyone who comes later at once.
  void close();

  std::size_t size() const;

 private:
  using Key = std::pair<Uuid, DeviceId>;
  void run(const std::stop_token& stop);
  // Those taken out are woken without the lock.
  template <typename Chosen>
  void wake_where(Why why, Chosen chosen);

  const std::chrono::milliseconds tick_gap_;
  const std::function<void()> tick_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::map<Key, Waiting> waiting_;
  std::uint64_t moment_ = 0;
  bool closed_ = false;
  std::jthread thread_;
};

}  // namespace crosstalk::hub
