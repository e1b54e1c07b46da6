#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "storage/queries.h"
#include "storage/similar_finder.h"
#include "storage/store.h"

namespace crosstalk {

/// A note as it is being written.
struct HeardQuestion {
  std::string text;
  std::optional<Uuid> except;  // the saved note that is being changed
  std::uint64_t data = 0;      // grows when the store may have changed (Desk::data)
};

/// What is like it. Empty where the store could not be read: a note is written all the same.
struct HeardAnswer {
  Similar similar;
  std::vector<ConversationView> alike;  // the first of its conversations, whole
};

/// Answers one question: what both the thread and the tests run.
HeardAnswer look_for(SimilarFinder& finder, const Store& store, const HeardQuestion& question);

/// Looks for what was heard before, for the window. Window thread only.
class HeardFinder {
 public:
  virtual ~HeardFinder() = default;
  /// Asks; whatever was asked before and has not been answered is forgotten.
  virtual void ask(HeardQuestion question) = 0;
  /// The answer to the last question, once; never that to an earlier one.
  virtual std::optional<HeardAnswer> take_answer() = 0;
};

struct ThreadHeardFinderOptions {
  StoreOptions store;               // the thread opens its own connection with these
  std::function<void()> on_answer;  // called on its thread: post an event and return
  /// How long nothing more must have been asked: two keys of one stroke are one question.
  std::chrono::milliseconds pause{30};
};

/// The thread that reads while a person types, so that no key waits for the store. It begins with
/// the newest question only, and an answer that a newer question has overtaken is thrown away.
class ThreadHeardFinder : public HeardFinder {
 public:
  explicit ThreadHeardFinder(ThreadHeardFinderOptions options);
  ~ThreadHeardFinder() override;
  void ask(HeardQuestion question) override;
  std::optional<HeardAnswer> take_answer() override;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace crosstalk
