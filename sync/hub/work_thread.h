#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace crosstalk::hub {

/// One thread that does what is posted to it, in order. The store connections of the hub belong to
/// one each, so that a slow write holds up writes alone.
class WorkThread {
 public:
  using Work = std::function<void()>;

  explicit WorkThread(std::size_t waiting_max);
  /// Does what was posted before, then ends.
  ~WorkThread();
  WorkThread(const WorkThread&) = delete;
  WorkThread& operator=(const WorkThread&) = delete;

  /// From any thread. False, and the work is not done, where too much waits already or the thread
  /// is ending.
  bool post(Work work);
  /// The same, however much waits: for what was let in before.
  bool post_always(Work work);

  std::size_t waiting() const;
  /// Does what was posted before and takes no more; from any thread but its own.
  void finish();

 private:
  void run();

  const std::size_t waiting_max_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Work> queue_;
  bool ending_ = false;
  std::jthread thread_;
};

}  // namespace crosstalk::hub
