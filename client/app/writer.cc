#include "client/app/writer.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace crosstalk {
namespace {

/// How long nothing must have been written before the log is folded: a person who pauses, not one
/// who types.
constexpr std::chrono::seconds kIdle{3};

struct Performer {
  Store& store;
  Result<std::vector<Uuid>> operator()(const Save& save) const { return store.save(save); }
  Result<std::vector<Uuid>> operator()(const KeepDraft& draft) const {
    return nothing_or_error(store.keep_draft(draft.key, draft.content));
  }
  Result<std::vector<Uuid>> operator()(const KeepSetting& setting) const {
    return nothing_or_error(store.set_setting(setting.name, setting.value));
  }
  Result<std::vector<Uuid>> operator()(const DiscardRejected& rejected) const {
    return nothing_or_error(store.discard_rejected(rejected.change));
  }
  static Result<std::vector<Uuid>> nothing_or_error(const Result<void>& done) {
    if (!done) return done.error();
    return std::vector<Uuid>();
  }
};

struct Ticketed {
  std::uint64_t ticket = 0;
  WriteJob job;
};

}  // namespace

Result<std::vector<Uuid>> perform(Store& store, const WriteJob& job) {
  return std::visit(Performer{store}, job);
}

struct ThreadWriter::Parts {
  ThreadWriterOptions options;
  std::mutex mutex;
  std::condition_variable posted;
  std::deque<Ticketed> jobs;
  std::vector<WriteAnswer> answers;
  std::uint64_t tickets = 0;
  bool ending = false;
  std::thread thread;

  /// The next job; nothing when it is time to end. Calls `idle` once when nothing came for a while.
  std::optional<Ticketed> next(const std::function<void()>& idle) {
    std::unique_lock lock(mutex);
    const auto ready = [this] { return ending || !jobs.empty(); };
    if (!posted.wait_for(lock, kIdle, ready)) {
      lock.unlock();
      idle();
      lock.lock();
      posted.wait(lock, ready);
    }
    if (jobs.empty()) return std::nullopt;
    Ticketed job = std::move(jobs.front());
    jobs.pop_front();
    return job;
  }

  void answer(std::uint64_t ticket, Result<std::vector<Uuid>> result) {
    {
      const std::lock_guard lock(mutex);
      answers.push_back({ticket, std::move(result)});
    }
    options.on_answer();
  }

  void run() {
    auto store = Store::open(options.store);
    bool folded = true;
    const auto idle = [&] {
      // A log that cannot be folded now is folded later; nothing is lost by it.
      if (store && !folded) folded = static_cast<bool>((*store)->checkpoint());
    };
    while (auto job = next(idle)) {
      // A disk that was full when the window opened may have room now.
      if (!store) store = Store::open(options.store);
      answer(job->ticket,
             store ? perform(**store, job->job) : Result<std::vector<Uuid>>(store.error()));
      folded = false;
    }
  }
};

ThreadWriter::ThreadWriter(ThreadWriterOptions options) : parts_(std::make_unique<Parts>()) {
  parts_->options = std::move(options);
  parts_->thread = std::thread([parts = parts_.get()] { parts->run(); });
}

ThreadWriter::~ThreadWriter() {
  {
    const std::lock_guard lock(parts_->mutex);
    parts_->ending = true;
  }
  parts_->posted.notify_one();
  parts_->thread.join();
}

std::uint64_t ThreadWriter::post(WriteJob job) {
  std::uint64_t ticket = 0;
  {
    const std::lock_guard lock(parts_->mutex);
    ticket = ++parts_->tickets;
    // Only the newest words of an editor count; a slow disk must not fall behind a fast typist. A
    // save between keeps its place, for it removes the draft it was made from.
    if (const auto* draft = std::get_if<KeepDraft>(&job);
        draft != nullptr && !parts_->jobs.empty()) {
      const auto* last = std::get_if<KeepDraft>(&parts_->jobs.back().job);
      if (last != nullptr && last->key == draft->key) {
        parts_->answers.push_back({parts_->jobs.back().ticket, std::vector<Uuid>()});
        parts_->jobs.pop_back();
      }
    }
    parts_->jobs.push_back({ticket, std::move(job)});
  }
  parts_->posted.notify_one();
  return ticket;
}

std::vector<WriteAnswer> ThreadWriter::take_answers() {
  const std::lock_guard lock(parts_->mutex);
  return std::exchange(parts_->answers, {});
}

}  // namespace crosstalk
