#include "client/app/heard_finder.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace crosstalk {
namespace {

constexpr std::size_t kSimilarMax = 5;
constexpr std::size_t kAlikeRead = 4;

}  // namespace

HeardAnswer look_for(SimilarFinder& finder, const Store& store, const HeardQuestion& question) {
  HeardAnswer answer;
  auto found = finder.find(question.text, kSimilarMax, question.except);
  if (!found) return answer;
  answer.similar = *std::move(found);
  for (const SimilarConversation& like : answer.similar.conversations) {
    if (answer.alike.size() >= kAlikeRead) break;
    auto read = read_conversation(store, like.conversation.id);
    if (read && *read) answer.alike.push_back(**std::move(read));
  }
  return answer;
}

struct ThreadHeardFinder::Parts {
  ThreadHeardFinderOptions options;
  std::mutex mutex;
  std::condition_variable asked;
  std::uint64_t last = 0;  // the number of the newest question
  std::optional<HeardQuestion> question;
  std::optional<HeardAnswer> answer;
  bool ending = false;
  std::thread thread;

  /// The newest question, when no newer one came for a moment; nothing when it is time to end.
  std::optional<HeardQuestion> next(std::uint64_t& number) {
    std::unique_lock lock(mutex);
    asked.wait(lock, [this] { return ending || question; });
    while (!ending) {
      const std::uint64_t seen = last;
      if (!asked.wait_for(lock, options.pause, [&] { return ending || last != seen; })) break;
    }
    if (ending) return std::nullopt;
    number = last;
    return std::exchange(question, std::nullopt);
  }

  void give(std::uint64_t number, HeardAnswer found) {
    {
      const std::lock_guard lock(mutex);
      if (number != last) return;
      answer = std::move(found);
    }
    options.on_answer();
  }

  void run() {
    std::unique_ptr<Store> store;
    std::unique_ptr<SimilarFinder> finder;
    std::uint64_t number = 0;
    std::uint64_t data = 0;
    while (const auto wanted = next(number)) {
      if (!store) {
        auto opened = Store::open(options.store);
        if (opened) store = *std::move(opened);
        if (store) finder = std::make_unique<SimilarFinder>(*store);
      }
      if (finder && wanted->data != data) finder->forget();
      data = wanted->data;
      give(number, finder ? look_for(*finder, *store, *wanted) : HeardAnswer());
    }
  }
};

ThreadHeardFinder::ThreadHeardFinder(ThreadHeardFinderOptions options)
    : parts_(std::make_unique<Parts>()) {
  parts_->options = std::move(options);
  parts_->thread = std::thread([parts = parts_.get()] { parts->run(); });
}

ThreadHeardFinder::~ThreadHeardFinder() {
  {
    const std::lock_guard lock(parts_->mutex);
    parts_->ending = true;
  }
  parts_->asked.notify_one();
  parts_->thread.join();
}

void ThreadHeardFinder::ask(HeardQuestion question) {
  {
    const std::lock_guard lock(parts_->mutex);
    ++parts_->last;
    parts_->question = std::move(question);
    parts_->answer.reset();
  }
  parts_->asked.notify_one();
}

std::optional<HeardAnswer> ThreadHeardFinder::take_answer() {
  const std::lock_guard lock(parts_->mutex);
  return std::exchange(parts_->answer, std::nullopt);
}

}  // namespace crosstalk
