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

/// After a sweep that came to nothing (a full disk, another program that writes) so many times
/// longer.
constexpr int kPatience = 20;

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

  bool ready() const { return ending || !jobs.empty(); }

  /// The next job; nothing when it is time to end. Where none comes for a while it folds the log,
  /// and now and then after that looks whether to sweep: the sync erases without telling us.
  std::optional<Ticketed> next(Store* store, bool& folded) {
    std::unique_lock lock(mutex);
    const auto is_ready = [this] { return ready(); };
    if (!posted.wait_for(lock, options.fold_after, is_ready)) {
      lock.unlock();
      // A log that cannot be folded now is folded later; nothing is lost by it.
      if (store != nullptr && !folded) folded = static_cast<bool>(store->checkpoint());
      lock.lock();
    }
    std::chrono::milliseconds gap = options.sweep_after;
    while (!posted.wait_for(lock, gap, is_ready)) {
      lock.unlock();
      gap = options.sweep_after * (store == nullptr || swept(*store) ? 1 : kPatience);
      lock.lock();
    }
    if (jobs.empty()) return std::nullopt;
    Ticketed job = std::move(jobs.front());
    jobs.pop_front();
    return job;
  }

  /// False where what is to be swept could not be; what came between is no failure.
  bool swept(Store& store) {
    const auto done = store.sweep([this] {
      const std::lock_guard lock(mutex);
      return ready();
    });
    return done && *done != SweepDone::busy;
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
    while (auto job = next(store ? store->get() : nullptr, folded)) {
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
