#include "client/app/finder.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace crosstalk {
namespace {

constexpr std::size_t kMessagesMax = 40;

}  // namespace

void answer_wish(const Store& store, const FindWish& wish, const ShouldStop& should_stop,
                 const std::function<void(FindAnswer)>& each) {
  for (const auto part : {FindAnswer::Part::newest, FindAnswer::Part::all}) {
    if (part == FindAnswer::Part::newest && wish.first == 0) continue;
    ConversationFilter filter = wish.filter;
    if (part == FindAnswer::Part::newest) filter.limit = wish.first;
    auto found = find_positions(store, filter, should_stop);
    if (found && found->stopped) return;
    FindAnswer answer;
    answer.token = wish.token;
    answer.part = part;
    const bool failed = !found;
    if (failed) {
      answer.positions = found.error();
    } else {
      // Fewer than were asked for are all.
      if (found->positions.size() < wish.first) answer.part = FindAnswer::Part::all;
      answer.positions = std::move(found->positions);
    }
    const bool last = answer.part == FindAnswer::Part::all;
    each(std::move(answer));
    if (failed) return;
    if (last) break;
  }
  if (!wish.values || (should_stop && should_stop())) return;
  auto values = read_filter_values(store, kMessagesMax);
  if (!values) return;  // chips without counts; what is read next says what is wrong
  FindAnswer answer;
  answer.token = wish.token;
  answer.part = FindAnswer::Part::values;
  answer.values = *std::move(values);
  each(std::move(answer));
}

void InlineFinder::find(FindWish wish) {
  wishes_.clear();
  wishes_.push_back(std::move(wish));
}

std::vector<FindAnswer> InlineFinder::take_answers() {
  std::vector<FindAnswer> answers;
  for (const FindWish& wish : std::exchange(wishes_, {})) {
    answer_wish(store_, wish, {}, [&](FindAnswer answer) { answers.push_back(std::move(answer)); });
  }
  return answers;
}

struct ThreadFinder::Parts {
  ThreadFinderOptions options;
  std::mutex mutex;
  std::condition_variable wished;
  std::optional<FindWish> wish;
  std::vector<FindAnswer> answers;
  bool ending = false;
  /// Read while the store is being read, so without the lock: the token that is wanted now.
  std::atomic<std::uint64_t> wanted{0};
  std::thread thread;

  void run() {
    Result<std::unique_ptr<Store>> store = make_error(ErrorCode::disk_failed);
    bool opened = false;
    while (auto next = take()) {
      if (!opened || !store) store = Store::open(options.store);
      opened = true;
      if (!store) {
        FindAnswer answer;
        answer.token = next->token;
        answer.part = FindAnswer::Part::all;
        answer.positions = store.error();
        give(std::move(answer));
        continue;
      }
      const auto stale = [this, token = next->token] { return wanted.load() != token; };
      answer_wish(**store, *next, stale, [this](FindAnswer answer) { give(std::move(answer)); });
    }
  }

  /// The next wish; nothing when it is time to end.
  std::optional<FindWish> take() {
    std::unique_lock lock(mutex);
    wished.wait(lock, [this] { return ending || wish; });
    if (ending) return std::nullopt;
    return std::exchange(wish, std::nullopt);
  }

  void give(FindAnswer answer) {
    {
      const std::lock_guard lock(mutex);
      answers.push_back(std::move(answer));
    }
    options.on_answer();
  }
};

ThreadFinder::ThreadFinder(ThreadFinderOptions options) : parts_(std::make_unique<Parts>()) {
  parts_->options = std::move(options);
  parts_->thread = std::thread([parts = parts_.get()] { parts->run(); });
}

ThreadFinder::~ThreadFinder() {
  {
    const std::lock_guard lock(parts_->mutex);
    parts_->ending = true;
    parts_->wanted.store(0);
  }
  parts_->wished.notify_one();
  parts_->thread.join();
}

void ThreadFinder::find(FindWish wish) {
  {
    const std::lock_guard lock(parts_->mutex);
    parts_->wanted.store(wish.token);
    parts_->wish = std::move(wish);
    parts_->answers.clear();
  }
  parts_->wished.notify_one();
}

std::vector<FindAnswer> ThreadFinder::take_answers() {
  const std::lock_guard lock(parts_->mutex);
  return std::exchange(parts_->answers, {});
}

}  // namespace crosstalk
