#include <atomic>
#include <thread>

#include "storage/store.h"
#include "tests/unit/storage/store_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("stores side by side");

TEST_CASE_FIXTURE(
    StoreFixture,
    "what one store saves another on the same file shows, and its data version grows") {
  const auto writer = open();
  const auto reader = open();
  const auto before = good(reader->data_version());
  CHECK(good(reader->data_version()) == before);
  note(*writer, "Hello");
  CHECK(good(reader->data_version()) > before);
  CHECK(summaries(*reader).size() == 1);
}

TEST_CASE_FIXTURE(StoreFixture, "a store's own saves leave its data version alone") {
  const auto store = open();
  const auto before = good(store->data_version());
  note(*store, "Hello");
  CHECK(good(store->data_version()) == before);
}

TEST_CASE_FIXTURE(StoreFixture,
                  "two stores that edit one record never give two changes one stamp") {
  const auto left = open();
  const auto right = open();
  const Uuid id = note(*left, "One");
  edit(*right, id, {{"place", "Hull"}});
  edit(*left, id, {{"place", "Leeds"}});
  const auto changes = good(left->changes_of(id));
  REQUIRE(changes.size() == 3);
  CHECK(changes[1].stamp < changes[2].stamp);
  CHECK(read(*right, id).place == "Leeds");
}

TEST_CASE_FIXTURE(StoreFixture,
                  "writers and readers on several threads take turns and lose nothing") {
  open();
  constexpr int kEach = 40;
  std::atomic<int> failures = 0;
  std::atomic<bool> stop = false;
  const auto write = [&](std::uint64_t seed) {
    SeededRandom chance(seed);
    StoreOptions mine = options();
    mine.random = &chance;
    const auto store = Store::open(mine);
    for (int i = 0; i < kEach; ++i) {
      Save save;
      save.edits.push_back(edit_of("conversation", {{"summary", "n"}}));
      if (!store || !(*store)->save(save)) ++failures;
    }
  };
  std::thread reader([&] {
    SeededRandom chance(9);
    StoreOptions mine = options();
    mine.random = &chance;
    const auto store = Store::open(mine);
    while (!stop) {
      if (!store || !list_conversations(**store, {})) ++failures;
    }
  });
  std::thread first(write, 11);
  std::thread second(write, 22);
  first.join();
  second.join();
  stop = true;
  reader.join();
  CHECK(failures == 0);
  const auto store = open();
  CHECK(good(count_conversations(*store, {})) == 2 * kEach);
  check_whole(*store);
}

TEST_CASE_FIXTURE(StoreFixture, "several may open and make one file at the same time") {
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (std::uint64_t i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      SeededRandom chance(i);
      StoreOptions mine = options();
      mine.random = &chance;
      mine.device = DeviceId{i + 1};
      if (!Store::open(mine)) ++failures;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(failures == 0);
  check_whole(*open());
}

}  // namespace
}  // namespace crosstalk
