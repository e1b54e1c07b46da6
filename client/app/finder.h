#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "storage/find.h"
#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

/// What the timeline wants looked for. `token` grows with each wish; an answer carries it, and what
/// answers an older wish is of no use any more.
struct FindWish {
  std::uint64_t token = 0;
  ConversationFilter filter;
  std::size_t first = 0;  // so many of the newest are wanted at once
  bool values = false;    // and what can be filtered by, when all are found
};

/// Part of an answer, in this order: the newest, all, the values.
struct FindAnswer {
  std::uint64_t token = 0;
  enum class Part { newest, all, values } part = Part::newest;
  Result<std::vector<Position>> positions = std::vector<Position>();
  FilterValues values;
};

/// Answers one wish in its parts, until `should_stop` says that nobody wants it any more: what both
/// the thread and the tests run.
void answer_wish(const Store& store, const FindWish& wish, const ShouldStop& should_stop,
                 const std::function<void(FindAnswer)>& each);

/// Looks for notes off the window's thread. Window thread only.
class Finder {
 public:
  virtual ~Finder() = default;
  /// In place of every wish before it.
  virtual void find(FindWish wish) = 0;
  virtual std::vector<FindAnswer> take_answers() = 0;
};

/// Looks in the caller's thread, when it is asked for its answers.
class InlineFinder : public Finder {
 public:
  explicit InlineFinder(const Store& store) : store_(store) {}
  void find(FindWish wish) override;
  std::vector<FindAnswer> take_answers() override;

 private:
  const Store& store_;
  std::vector<FindWish> wishes_;
};

struct ThreadFinderOptions {
  StoreOptions store;               // the thread opens its own connection with these
  std::function<void()> on_answer;  // called on its thread: post an event and return
};

/// A thread with a connection of its own, opened at the first wish. Its destructor waits for what
/// is being looked for to be given up.
class ThreadFinder : public Finder {
 public:
  explicit ThreadFinder(ThreadFinderOptions options);
  ~ThreadFinder() override;
  void find(FindWish wish) override;
  std::vector<FindAnswer> take_answers() override;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace crosstalk
