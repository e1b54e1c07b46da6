#include "client/app/writer.h"

#include <doctest/doctest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "storage/database.h"
#include "storage/sweep.h"
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
  ThreadWriterOptions writer() {
    return {options(), [this] {
              const std::lock_guard lock(mutex);
              ++answers;
              answered.notify_all();
            }};
  }
};

Save note_saying(const char* body) {
  RecordEdit edit;
  edit.kind = "conversation";
  edit.set["body"] = body;
  Save save;
  save.edits.push_back(std::move(edit));
  return save;
}

TEST_CASE("what was posted before the writer ends is on disk, in its order") {
  Given given;
  {
    ThreadWriter writer(given.writer());
    for (const char* words : {"h", "ha", "half"}) writer.post(KeepDraft{"new", words});
    writer.post(note_saying("A note"));
    writer.post(KeepDraft{"new", "the next one"});
  }
  const auto store = Store::open(given.options());
  REQUIRE(store);
  const auto draft = (*store)->draft("new");
  REQUIRE((draft && *draft));
  CHECK((*draft)->content == "the next one");
  const auto status = (*store)->sync_status();
  REQUIRE(status);
  CHECK(status->waiting == 1);
}

TEST_CASE("each job is answered by its ticket, a save with the ids of its records") {
  Given given;
  ThreadWriter writer(given.writer());
  const auto save = writer.post(note_saying("A note"));
  const auto broken = writer.post(note_saying("\xff"));
  {
    std::unique_lock lock(given.mutex);
    given.answered.wait(lock, [&] { return given.answers == 2; });
  }
  const auto answers = writer.take_answers();
  REQUIRE(answers.size() == 2);
  CHECK(answers[0].ticket == save);
  REQUIRE(answers[0].result);
  CHECK(answers[0].result->size() == 1);
  CHECK(answers[1].ticket == broken);
  REQUIRE_FALSE(answers[1].result);
  CHECK(answers[1].result.error().code == ErrorCode::invalid_text);
  CHECK(writer.take_answers().empty());
}

TEST_CASE("what was erased is swept out when nobody has written for a while, and not before") {
  Given given;
  auto store = Store::open(given.options());
  REQUIRE(store);
  const auto wanted = [&] {
    const auto now = sweep_wanted((*store)->database());
    return now && *now;
  };
  REQUIRE(want_sweep((*store)->database()));
  ThreadWriterOptions options = given.writer();
  options.fold_after = options.sweep_after = std::chrono::milliseconds{200};
  ThreadWriter writer(std::move(options));
  const auto begun = std::chrono::steady_clock::now();
  const auto passed = [&] { return std::chrono::steady_clock::now() - begun; };
  // Somebody types for longer than that, with no pause of as much.
  for (auto last = begun; passed() < std::chrono::milliseconds{600};) {
    const auto pause = std::chrono::steady_clock::now() - last;
    if (pause < std::chrono::milliseconds{200}) CHECK(wanted());
    last = std::chrono::steady_clock::now();
    writer.post(KeepDraft{"new", "a word more"});
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  while (wanted() && passed() < std::chrono::seconds{20}) {
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  CHECK_FALSE(wanted());
}

}  // namespace
}  // namespace crosstalk
