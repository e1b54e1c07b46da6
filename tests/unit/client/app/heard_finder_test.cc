#include "client/app/heard_finder.h"

#include <doctest/doctest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "tests/fakes/manual_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_folder.h"

namespace crosstalk {
namespace {

struct Given {
  TemporaryFolder folder;
  ManualClock clock;
  SeededRandom random{3};
  std::mutex mutex;
  std::condition_variable answered;
  int answers = 0;

  StoreOptions options() {
    StoreOptions store;
    store.path = folder.file("store.db");
    store.device = DeviceId{5};
    store.clock = &clock;
    store.random = &random;
    return store;
  }
  ThreadHeardFinderOptions finder(std::chrono::milliseconds pause = std::chrono::milliseconds(1)) {
    return {options(),
            [this] {
              const std::lock_guard lock(mutex);
              ++answers;
              answered.notify_all();
            },
            pause};
  }
  /// False where no answer comes in good time.
  bool wait_for(int count) {
    std::unique_lock lock(mutex);
    return answered.wait_for(lock, std::chrono::seconds(20), [&] { return answers >= count; });
  }
};

void say(Store& store, const char* kind, const char* field, const char* words) {
  RecordEdit edit;
  edit.kind = kind;
  edit.set[field] = words;
  Save save;
  save.edits.push_back(std::move(edit));
  REQUIRE(store.save(save));
}

TEST_CASE("a question is answered from the store, on another thread, once") {
  Given given;
  auto store = Store::open(given.options());
  REQUIRE(store);
  say(**store, "message", "text", "Make the guidance shorter");
  ThreadHeardFinder finder(given.finder());
  finder.ask({"They want shorter guidance", {}, 1});
  REQUIRE(given.wait_for(1));
  const auto answer = finder.take_answer();
  REQUIRE(answer);
  REQUIRE(answer->similar.messages.size() == 1);
  CHECK(answer->similar.messages[0].message.text == "Make the guidance shorter");
  CHECK_FALSE(finder.take_answer());
}

TEST_CASE("of questions that come fast only the last is answered") {
  Given given;
  auto store = Store::open(given.options());
  REQUIRE(store);
  say(**store, "message", "text", "Make the guidance shorter");
  say(**store, "message", "text", "Xylophones are loud");
  ThreadHeardFinder finder(given.finder(std::chrono::milliseconds(200)));
  for (int asked = 0; asked < 50; ++asked) finder.ask({"They want shorter guidance", {}, 1});
  finder.ask({"Loud xylophones", {}, 1});
  REQUIRE(given.wait_for(1));
  const auto answer = finder.take_answer();
  REQUIRE(answer);
  REQUIRE(answer->similar.messages.size() == 1);
  CHECK(answer->similar.messages[0].message.text == "Xylophones are loud");
  CHECK(given.answers == 1);
}

TEST_CASE("what was answered before the next question is not handed out after it") {
  Given given;
  ThreadHeardFinder finder(given.finder());
  finder.ask({"First", {}, 1});
  REQUIRE(given.wait_for(1));
  finder.ask({"Second", {}, 1});
  // The answer to the first was there and is gone; that to the second may be.
  REQUIRE(given.wait_for(2));
  CHECK(finder.take_answer());
  CHECK_FALSE(finder.take_answer());
}

TEST_CASE("what was saved since is found once the question says that the data changed") {
  Given given;
  auto store = Store::open(given.options());
  REQUIRE(store);
  ThreadHeardFinder finder(given.finder());
  finder.ask({"They want shorter guidance", {}, 1});
  REQUIRE(given.wait_for(1));
  say(**store, "message", "text", "Make the guidance shorter");
  finder.ask({"They want shorter guidance", {}, 2});
  REQUIRE(given.wait_for(2));
  const auto answer = finder.take_answer();
  REQUIRE(answer);
  CHECK(answer->similar.messages.size() == 1);
}

TEST_CASE("it ends with a question on the way, and answers nothing where no store can be opened") {
  Given given;
  {
    ThreadHeardFinder finder(given.finder(std::chrono::milliseconds(10'000)));
    finder.ask({"A question that nobody waits for", {}, 1});
  }
  CHECK(given.answers == 0);
  auto nowhere = given.finder();
  nowhere.store.path = given.folder.file("not/there/store.db");
  ThreadHeardFinder finder(nowhere);
  finder.ask({"They want shorter guidance", {}, 1});
  REQUIRE(given.wait_for(1));
  const auto answer = finder.take_answer();
  REQUIRE(answer);
  CHECK(answer->similar.messages.empty());
}

}  // namespace
}  // namespace crosstalk
