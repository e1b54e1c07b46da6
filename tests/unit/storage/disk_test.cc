// What a bad disk may do to a store: nothing that was given back as saved is lost, and a save that
// failed is no save.
#include "storage/store.h"
#include "tests/fakes/faulty_disk.h"
#include "tests/unit/storage/store_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("disk");

struct DiskFixture : StoreFixture {
  FaultyDisk disk;
  std::unique_ptr<Store> open_on_disk() { return good(Store::open(on_disk())); }
  StoreOptions on_disk() {
    StoreOptions how = options();
    how.vfs = disk.name();
    return how;
  }
  static Result<std::vector<Uuid>> try_note(Store& store, const std::string& words) {
    Save save;
    save.edits.push_back(edit_of("conversation", {{"summary", words}, {"body", words}}));
    save.draft = "new";
    return store.save(save);
  }
};

TEST_CASE_FIXTURE(DiskFixture,
                  "a save is on the disk when it is given back, whatever power cut follows") {
  Uuid id;
  {
    const auto store = open_on_disk();
    id = note(*store, "Durable");
    CHECK(disk.unsynced() == 0);
    disk.power_off();
  }
  disk.power_on();
  const auto store = open_on_disk();
  CHECK(read(*store, id).body == "Durable");
  check_whole(*store);
}

TEST_CASE_FIXTURE(DiskFixture, "one save costs one sync") {
  const auto store = open_on_disk();
  note(*store, "First");
  const auto before = disk.syncs;
  note(*store, "Second");
  CHECK(disk.syncs == before + 1);
}

TEST_CASE_FIXTURE(DiskFixture,
                  "on a full disk a save says so, the draft stays and so does everything before") {
  const auto store = open_on_disk();
  note(*store, "Before");
  good(store->keep_draft("new", "my words"));
  disk.bytes_free = 0;
  const auto refused = try_note(*store, std::string(200'000, 'x'));
  CHECK(error_of(refused) == "disk-full");
  CHECK(summaries(*store) == std::vector<std::string>{"Before"});
  CHECK(good(store->draft("new"))->content == "my words");
  CHECK(good(store->sync_status()).waiting == 1);
  disk.bytes_free = FaultyDisk::kNever;
  good(try_note(*store, "After"));
  CHECK(summaries(*store).size() == 2);
  check_whole(*store);
}

TEST_CASE_FIXTURE(DiskFixture,
                  "a disk that fills up half-way through a save leaves nothing of it") {
  const auto store = open_on_disk();
  note(*store, "Before");
  for (std::int64_t free = 0; free < 120'000; free += 7'000) {
    CAPTURE(free);
    disk.bytes_free = free;
    const auto saved = try_note(*store, std::string(60'000, 'y'));
    disk.bytes_free = FaultyDisk::kNever;
    if (saved) break;
    CHECK(error_of(saved) == "disk-full");
    CHECK(summaries(*store) == std::vector<std::string>{"Before"});
  }
  check_whole(*store);
}

TEST_CASE_FIXTURE(DiskFixture, "a write that fails is a save that failed") {
  const auto store = open_on_disk();
  note(*store, "Before");
  for (std::int64_t writes = 0; writes < 6; ++writes) {
    CAPTURE(writes);
    disk.writes_until_error = writes;
    const auto saved = try_note(*store, "Lost");
    disk.writes_until_error = FaultyDisk::kNever;
    CHECK(error_of(saved) == "disk-failed");
    CHECK(summaries(*store) == std::vector<std::string>{"Before"});
  }
  good(try_note(*store, "After"));
  check_whole(*store);
}

TEST_CASE_FIXTURE(DiskFixture, "a sync that fails is a save that failed") {
  const auto store = open_on_disk();
  note(*store, "Before");
  disk.syncs_fail = true;
  CHECK(error_of(try_note(*store, "Not on the disk")) == "disk-failed");
  disk.syncs_fail = false;
  CHECK(summaries(*store) == std::vector<std::string>{"Before"});
  good(try_note(*store, "After"));
  check_whole(*store);
}

TEST_CASE_FIXTURE(DiskFixture, "a store that cannot be made on a full disk can be made later") {
  disk.bytes_free = 10'000;
  CHECK(error_of(Store::open(on_disk())) == "disk-full");
  disk.bytes_free = FaultyDisk::kNever;
  const auto store = open_on_disk();
  note(*store, "First");
  check_whole(*store);
}

TEST_CASE_FIXTURE(
    DiskFixture,
    "after power cuts at any write all that was given back is there and nothing is half") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    SeededRandom chance(seed);
    TemporaryFolder mine;
    StoreOptions how = on_disk();
    how.path = mine.file("crosstalk.db");
    std::vector<Uuid> saved;
    for (int life = 0; life < 3; ++life) {
      {
        const auto store = good(Store::open(how));
        const auto notes = chance.below(6);
        for (std::size_t i = 0; i < notes; ++i) {
          const auto ids = try_note(*store, "Note " + std::to_string(i));
          REQUIRE(ids);
          saved.push_back(ids->front());
          if (chance.chance(20)) good(store->checkpoint());
        }
        disk.writes_until_error = static_cast<std::int64_t>(chance.below(8));
        const auto last = try_note(*store, "Cut");
        if (last) saved.push_back(last->front());
        disk.power_off();
      }
      disk.writes_until_error = FaultyDisk::kNever;
      disk.power_on(chance.below(disk.unsynced() + 1));
      const auto store = good(Store::open(how));
      for (const Uuid& id : saved) CHECK(good(read_conversation(*store, id)).has_value());
      check_whole(*store);
    }
  }
}

TEST_CASE_FIXTURE(DiskFixture,
                  "the index fits after a failed save, another one, and one that went well") {
  const auto store = open_on_disk();
  note(*store, "Before");
  // The first failure leaves nothing in memory, so that the second meets the reading anew.
  for (std::int64_t call = 1; call <= 60; ++call) {
    CAPTURE(call);
    disk.syncs_fail = true;
    CHECK_FALSE(static_cast<bool>(try_note(*store, "not saved")));
    disk.syncs_fail = false;
    disk.fail_call(call, FaultyDisk::Fault::io_error);
    const bool saved = static_cast<bool>(try_note(*store, "perhaps"));
    const bool struck = disk.heal();
    CHECK((saved || struck));
    note(*store, "After");
    check_whole(*store);
  }
}

}  // namespace
}  // namespace crosstalk
