#include "sync/hub/work_thread.h"

#include <utility>

namespace crosstalk::hub {

WorkThread::WorkThread(std::size_t waiting_max)
    : waiting_max_(waiting_max), thread_([this] { run(); }) {}

WorkThread::~WorkThread() { finish(); }

bool WorkThread::post(Work work) {
  {
    const std::scoped_lock lock(mutex_);
    if (ending_ || queue_.size() >= waiting_max_) return false;
    queue_.push_back(std::move(work));
  }
  changed_.notify_one();
  return true;
}

bool WorkThread::post_always(Work work) {
  {
    const std::scoped_lock lock(mutex_);
    if (ending_) return false;
    queue_.push_back(std::move(work));
  }
  changed_.notify_one();
  return true;
}

std::size_t WorkThread::waiting() const {
  const std::scoped_lock lock(mutex_);
  return queue_.size();
}

void WorkThread::finish() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void WorkThread::run() {
  while (true) {
    Work work;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return ending_ || !queue_.empty(); });
      if (queue_.empty()) return;
      work = std::move(queue_.front());
      queue_.pop_front();
    }
    work();
  }
}

}  // namespace crosstalk::hub
