// What was erased is in no byte of the store once it is swept, and a sweep that comes to nothing
// loses nothing and is done later.
#include "storage/sweep.h"

#include <filesystem>

#include "storage/database.h"
#include "storage/native/encrypted_pages.h"
#include "tests/unit/storage/fault_sweep.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("sweep");

bool never() { return false; }

std::string number(int value) { return std::to_string(1000 + value); }

struct SweepFixture : ReplicaFixture {
  std::vector<Uuid> notes;
  std::string path = folder.file("crosstalk.db");

  // Notes of words that no other has, of many lengths: pages split, fill up and are rebuilt.
  void write_notes(int first, int count) {
    for (int i = first; i < first + count; ++i) {
      std::string words;
      for (int word = 0; word < 3 + i % 17; ++word) {
        words += "secret" + number(i) + "of" + number(word) + " ";
      }
      notes.push_back(note(*store, words));
    }
    HubAnswer all = answer_of_same_life();
    for (const Change& change : waiting()) all.taken.push_back({change.id, "seal", {}, {}});
    apply(all);
  }
  void erase(int i) {
    enter(EraseEntry{new_id(), std::nullopt, notes[static_cast<std::size_t>(i)], {}, "seal"});
  }
  void erase_odd(int first, int count) {
    HubAnswer all = answer_of_same_life();
    for (int i = first; i < first + count; ++i) {
      if (i % 2 == 0) continue;
      all.entries.push_back(EraseEntry{new_id(), {}, notes[static_cast<std::size_t>(i)], {}, "x"});
    }
    apply(all);
  }

  /// All pages of the file, deciphered, its log folded into it.
  std::string bytes() {
    REQUIRE(good(store->database().empty_log()));
    auto pages = good(EncryptedPages::open(path, options().key));
    std::string all;
    for (std::uint32_t page = 1; page <= pages.count(); ++page) {
      const auto content = pages.page(page);
      REQUIRE(content.has_value());
      all += *content;
    }
    return all;
  }
  /// Of how many odd notes words are left.
  int erased_left() {
    const std::string all = bytes();
    int left = 0;
    for (int i = 1; i < static_cast<int>(notes.size()); i += 2) {
      if (all.find("secret" + number(i)) != std::string::npos) ++left;
    }
    return left;
  }
  bool wanted() { return good(sweep_wanted(store->database())); }
  SweepDone sweep() { return good(store->sweep(never)); }
};

TEST_CASE_FIXTURE(SweepFixture, "erased words are in no byte of the file once it is swept") {
  write_notes(0, 120);
  erase_odd(0, 120);
  REQUIRE(wanted());
  REQUIRE(erased_left() > 0);
  CHECK(sweep() == SweepDone::swept);
  CHECK_FALSE(wanted());
  // One page, which says so.
  CHECK(std::filesystem::file_size(path + "-wal") < 2 * EncryptedPages::kPageBytes);
  CHECK(erased_left() == 0);
  CHECK(found(*store, "secret" + number(4) + "of" + number(2)).size() == 1);
  CHECK(summaries(*store).size() == 60);
  check_whole(*store);
}

TEST_CASE_FIXTURE(SweepFixture, "words erased from an index of one part leave it as well") {
  write_notes(0, 120);
  erase(1);
  CHECK(sweep() == SweepDone::swept);  // which leaves the index in one part
  erase_odd(2, 118);
  REQUIRE(erased_left() > 0);
  CHECK(sweep() == SweepDone::swept);
  CHECK(erased_left() == 0);
  check_whole(*store);
  write_notes(120, 20);
  CHECK(found(*store, "secret" + number(122) + "of" + number(1)).size() == 1);
  check_whole(*store);
}

TEST_CASE_FIXTURE(SweepFixture, "a store without anything erased is not written to") {
  write_notes(0, 3);
  good(store->checkpoint());
  const auto version = good(open()->data_version());
  CHECK_FALSE(wanted());
  CHECK(sweep() == SweepDone::nothing);
  CHECK(std::filesystem::file_size(path + "-wal") > 0);
  CHECK(good(open()->data_version()) == version);
}

TEST_CASE_FIXTURE(SweepFixture, "all that takes words away for good is swept") {
  const Uuid id = new_id();
  const Change made = foreign(id, "conversation", {{"summary", "Heard"}, {"place", "Hull"}});
  enter(made);
  CHECK_FALSE(wanted());
  SUBCASE("an erasure") { enter(EraseEntry{new_id(), std::nullopt, id, {}, "seal"}); }
  SUBCASE("a withdrawal") { enter(WithdrawEntry{id}); }
  SUBCASE("a cut of history") {
    Change cut = made;
    cut.set.erase("place");
    cut.cut = {"place"};
    enter(cut);
  }
  SUBCASE("a kiosk's note that the hub has") {
    join_as("kiosk");
    note(*store, "Said at a stand");
    take_all();
  }
  SUBCASE("the draft of a note that was erased while its editor was open") {
    enter(EraseEntry{new_id(), std::nullopt, id, {}, "seal"});
    CHECK(sweep() == SweepDone::swept);
    good(store->keep_draft(id.text(), R"({"body":"half an edit"})"));
    CHECK_FALSE(wanted());
    good(store->keep_draft(id.text(), ""));
  }
  CHECK(wanted());
  CHECK(sweep() == SweepDone::swept);
  CHECK_FALSE(wanted());
}

TEST_CASE_FIXTURE(SweepFixture, "a sweep that is stopped leaves its mark and the store whole") {
  write_notes(0, 60);
  erase_odd(0, 60);
  int questions = 0;
  SweepDone done = SweepDone::stopped;
  while (done == SweepDone::stopped) {
    int left = questions++;
    done = good(store->sweep([&left] { return left-- == 0; }));
    CHECK(wanted() == (done == SweepDone::stopped));
    CHECK(summaries(*store).size() == 30);
    check_whole(*store);
  }
  CHECK(done == SweepDone::swept);
  CHECK(questions > 4);
  CHECK(erased_left() == 0);
}

TEST_CASE_FIXTURE(SweepFixture, "what is erased during a sweep is left for the next") {
  write_notes(0, 40);
  erase_odd(0, 20);
  const auto other = open();
  bool erased = false;
  const auto done = good(store->sweep([&] {
    if (std::exchange(erased, true)) return false;
    Replica beside(*other);
    HubAnswer one = answer_of_same_life();
    one.entries.push_back(EraseEntry{new_id(), {}, notes[21], {}, "seal"});
    good(beside.apply(one, good(beside.cursor()), clock.wall()));
    return false;
  }));
  CHECK(done == SweepDone::swept);
  CHECK(wanted());
  CHECK(sweep() == SweepDone::swept);
  CHECK_FALSE(wanted());
  CHECK(summaries(*store).size() == 29);
}

TEST_CASE_FIXTURE(SweepFixture, "a sweep gives way to another program that writes") {
  write_notes(0, 4);
  erase(1);
  const auto other = open();
  {
    auto writing = good(Transaction::begin(other->database()));
    CHECK(sweep() == SweepDone::busy);
  }
  CHECK(wanted());
  CHECK(sweep() == SweepDone::swept);
}

struct FaultySweep : FaultSweep {
  // A few notes, of which one is erased.
  static void live(Store& store) {
    note(store, "Stays here");
    const Uuid gone = note(store, "Erased words of a note");
    HubAnswer answer;
    answer.incarnation = "life";
    answer.cursor = "cursor-1";
    answer.entries.push_back(EraseEntry{Uuid{{1}}, std::nullopt, gone, {}, "seal"});
    good(Replica(store).apply(answer, std::nullopt, store.clock().wall()));
  }
  static Result<std::string> sweep_store(Store& store) {
    const auto done = store.sweep(never);
    if (!done) return done.error();
    return std::string(*done == SweepDone::swept || *done == SweepDone::nothing ? "done" : "not");
  }
};

TEST_CASE_FIXTURE(FaultySweep, "a sweep on a full disk says so, and is done when there is room") {
  const auto store = good(Store::open(on_disk("crosstalk.db")));
  live(*store);
  good(store->checkpoint());
  disk.bytes_free = 20'000;
  CHECK(error_of(store->sweep(never)) == "disk-full");
  CHECK(store->sweep(never).error().words.size() > 40);
  CHECK(good(sweep_wanted(store->database())));
  CHECK(summaries(*store).size() == 1);
  check_whole(*store);
  disk.bytes_free = FaultyDisk::kNever;
  CHECK(good(store->sweep(never)) == SweepDone::swept);
  check_whole(*store);
}

TEST_CASE_FIXTURE(FaultySweep, "a sweep on a bad disk is done or to be done, and loses nothing") {
  sweep(&live, {&sweep_store, true, 7});
  CHECK(faults_met > 100);
}

}  // namespace
}  // namespace crosstalk
