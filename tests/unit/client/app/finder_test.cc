#include "client/app/finder.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "tests/unit/storage/store_fixture.h"

namespace crosstalk {
namespace {

/// Waits for the thread as a window does: woken by it, then asking.
struct Waiter {
  std::mutex mutex;
  std::condition_variable woken;
  int wakes = 0;

  void wake() {
    {
      const std::lock_guard lock(mutex);
      ++wakes;
    }
    woken.notify_one();
  }
  std::vector<FindAnswer> until(Finder& finder, FindAnswer::Part part) {
    std::vector<FindAnswer> answers;
    while (true) {
      for (FindAnswer& answer : finder.take_answers()) answers.push_back(std::move(answer));
      if (!answers.empty() && answers.back().part == part) return answers;
      std::unique_lock lock(mutex);
      const bool came =
          woken.wait_for(lock, std::chrono::seconds(30), [this] { return wakes > 0; });
      REQUIRE(came);
      wakes = 0;
    }
  }
};

FindWish wish_for(std::uint64_t token, const char* query, std::size_t first) {
  FindWish wish;
  wish.token = token;
  wish.filter.query = query;
  wish.first = first;
  return wish;
}

TEST_CASE_FIXTURE(StoreFixture, "the newest come first, then all, then the values of the filters") {
  const auto store = open();
  for (int number = 0; number < 5; ++number) note(*store, "Paper", {{"place", "Leeds"}});
  Waiter waiter;
  ThreadFinder finder({options(), [&] { waiter.wake(); }});
  FindWish wish = wish_for(7, "pap", 2);
  wish.values = true;
  finder.find(wish);
  const auto answers = waiter.until(finder, FindAnswer::Part::values);
  REQUIRE(answers.size() == 3);
  CHECK(answers[0].part == FindAnswer::Part::newest);
  CHECK(answers[0].positions->size() == 2);
  CHECK(answers[1].part == FindAnswer::Part::all);
  CHECK(answers[1].positions->size() == 5);
  CHECK(answers[2].values.places.at(0).notes == 5);
  for (const FindAnswer& answer : answers) CHECK(answer.token == 7);
}

TEST_CASE_FIXTURE(StoreFixture, "fewer than were asked for at once are all there are") {
  const auto store = open();
  note(*store, "Paper");
  InlineFinder finder(*store);
  finder.find(wish_for(1, "paper", 200));
  const auto answers = finder.take_answers();
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].part == FindAnswer::Part::all);
}

TEST_CASE_FIXTURE(StoreFixture, "the last wish is answered, whatever was wished before it") {
  const auto store = open();
  Save save;
  for (int number = 0; number < 2'000; ++number) {
    save.edits.push_back(edit_of("conversation", {{"summary", "paper"}, {"body", "paper"}}));
  }
  good(store->save(save));
  note(*store, "trust");
  Waiter waiter;
  ThreadFinder finder({options(), [&] { waiter.wake(); }});
  for (std::uint64_t token = 1; token < 50; ++token) finder.find(wish_for(token, "paper", 10));
  finder.find(wish_for(50, "trust", 10));
  std::vector<FindAnswer> answers;
  do {
    answers = waiter.until(finder, FindAnswer::Part::all);
  } while (answers.back().token != 50);
  CHECK(answers.back().positions->size() == 1);
}

TEST_CASE_FIXTURE(StoreFixture, "a store that can not be opened is an answer too") {
  Waiter waiter;
  StoreOptions nowhere = options("missing/folder.db");
  ThreadFinder finder({nowhere, [&] { waiter.wake(); }});
  finder.find(wish_for(1, "", 10));
  const auto answers = waiter.until(finder, FindAnswer::Part::all);
  CHECK_FALSE(answers.back().positions);
}

}  // namespace
}  // namespace crosstalk
