#include "storage/adopt.h"

#include <doctest/doctest.h>

#include <vector>

#include "tests/unit/storage/store_fixture.h"

namespace crosstalk {
namespace {

std::vector<Change> all_changes(const Store& store) {
  std::vector<Change> changes;
  good(store.for_each_change([&](const Change& change) {
    changes.push_back(change);
    return true;
  }));
  return changes;
}

TEST_CASE_FIXTURE(StoreFixture, "what another store exported is taken up once, as own words") {
  const auto from = open("from.db", 0xA1);
  const auto to = open("to.db", 0xB2);
  RecordEdit note = edit_of("conversation", {{"summary", "one"}, {"body", "first"}});
  const Uuid record = good(from->save({{note}, {}})).front();
  note.record = record;
  note.set = {{"body", "second"}};
  good(from->save({{note}, {}}));
  const std::vector<Change> exported = all_changes(*from);

  const AdoptReport first = good(adopt_changes(*to, exported));
  CHECK(first.added == 2);
  const auto state = good(to->state_of(record));
  REQUIRE(state.has_value());
  CHECK(state->text("body") == "second");
  CHECK(state->texts.at("body").size() == 1);
  CHECK(state->first.time() == exported.front().stamp.time());
  CHECK(state->first.device == DeviceId{0xB2});
  CHECK(good(to->sync_status()).waiting == 2);

  const AdoptReport again = good(adopt_changes(*to, exported));
  CHECK(again.added == 0);
  CHECK(again.known == 2);
  const AdoptReport back = good(adopt_changes(*from, all_changes(*to)));
  CHECK(back.added == 0);
  CHECK(good(to->check()).empty());
}

TEST_CASE_FIXTURE(StoreFixture, "an erasure or a member in a file is left out") {
  const auto store = open();
  const Uuid record =
      good(store->save({{edit_of("conversation", {{"summary", "a"}})}, {}})).front();
  Change erasure;
  erasure.id = make_uuid(clock.wall(), random);
  erasure.stamp = Stamp{1, DeviceId{0xC3}};
  erasure.record = record;
  erasure.kind = kinds::kErase;
  Change member = erasure;
  member.id = make_uuid(clock.wall(), random);
  member.record = make_uuid(clock.wall(), random);
  member.kind = kinds::kMember;
  member.set = {{"name", "Mallory"}};
  const AdoptReport report = good(adopt_changes(*store, std::vector<Change>{erasure, member}));
  CHECK(report.left_out == 2);
  CHECK(report.added == 0);
  CHECK(good(store->state_of(record)).has_value());
}

}  // namespace
}  // namespace crosstalk
