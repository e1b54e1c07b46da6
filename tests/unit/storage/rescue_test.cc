// What becomes of salvaged rows in the store that takes them up.
#include "storage/rescue.h"

#include "storage/adopt.h"
#include "storage/projection.h"
#include "tests/unit/storage/replica_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("rescue");

RowValue integer(std::int64_t value) { return {RowValue::Type::integer, value, {}}; }
RowValue text(std::string value) { return {RowValue::Type::text, 0, std::move(value)}; }
RowValue blob(std::string value) { return {RowValue::Type::blob, 0, std::move(value)}; }

std::string bytes_of(const Uuid& id) { return {id.bytes.begin(), id.bytes.end()}; }
std::string bytes_of(const Stamp& stamp) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(stamp.ticks >> shift);
  for (int shift = 56; shift >= 0; shift -= 8)
    bytes += static_cast<char>(stamp.device.value >> shift);
  return bytes;
}

struct RescueFixture : ReplicaFixture {
  Salvage salvage;

  static Row row_of(const Change& change, ChangeState state, const std::string& code = "") {
    Change bare = change;
    bare.seal.clear();
    return {RowValue{},
            blob(bytes_of(change.id)),
            blob(bytes_of(change.record)),
            blob(bytes_of(change.stamp)),
            integer(static_cast<int>(state)),
            integer(100),
            text(change.seal),
            text(code),
            text(code.empty() ? "" : "because"),
            text(to_text(change_to_json(bare)))};
  }
  /// All that the fixture's store holds, as rows.
  void salvage_store() {
    for (const auto& record :
         good(read_ids(store->database(), Sql{"SELECT DISTINCT record FROM changes"}))) {
      for (const HeldChange& held : good(read_changes_of(store->database(), record))) {
        const bool rejected = held.state == ChangeState::rejected;
        CHECK(salvage.take(row_of(held.change, held.state, rejected ? "forbidden" : "")));
      }
    }
  }
  std::unique_ptr<Store> fresh(const std::string& file = "new.db") { return open(file, 0xB2); }
};

TEST_CASE_FIXTURE(RescueFixture,
                  "what the hub had stays as it is, what it had not becomes this device's own") {
  join_as("recorder");
  const Uuid sent = note(*store, "With the hub");
  take_all();
  const Uuid theirs = new_id();
  enter(foreign(theirs, "conversation", {{"body", "Theirs"}, {"summary", "Theirs"}}));
  const Uuid waiting = note(*store, "Not sent");
  edit(*store, sent, {{"body", "With the hub, then changed"}});
  salvage_store();
  const auto into = fresh();
  const auto report = good(take_salvage(*into, salvage));
  CHECK(report.changes == 4);
  CHECK(report.conversations == 3);
  CHECK(report.waiting == 2);
  CHECK(good(into->changes_of(theirs)).front().by == colleague);
  CHECK(good(into->changes_of(theirs)).front().seal == "foreign");
  CHECK(good(into->changes_of(sent)).front().id == good(store->changes_of(sent)).front().id);
  const Change own = good(into->changes_of(waiting)).front();
  CHECK(own.stamp.device == into->device());
  CHECK(own.stamp.ticks == good(store->changes_of(waiting)).front().stamp.ticks);
  CHECK(own.id == adopted_id(good(store->changes_of(waiting)).front().id, into->device()));
  CHECK(read(*into, sent).body == "With the hub, then changed");
  CHECK(read(*into, sent).bodies.empty());
  CHECK_FALSE(good(into->sync_status()).hub.has_value());
  check_whole(*into);
}

TEST_CASE_FIXTURE(
    RescueFixture,
    "what the old device did send after all is no second version beside the new one") {
  join_as("recorder");
  const Uuid waiting = note(*store, "Sent after the backup was made");
  edit(*store, waiting, {{"body", "Sent and changed after the backup was made"}});
  salvage_store();
  const auto into = fresh();
  good(take_salvage(*into, salvage));
  Replica later(*into);
  HubAnswer brought = answer("cursor");
  for (Change change : good(store->changes_of(waiting))) {
    change.seal = "seal";
    change.by = member;
    brought.entries.push_back(change);
  }
  good(later.apply(brought, std::nullopt, clock.wall()));
  CHECK(read(*into, waiting).body == "Sent and changed after the backup was made");
  CHECK(read(*into, waiting).bodies.empty());
  check_whole(*into);
}

TEST_CASE_FIXTURE(RescueFixture, "what the old device made and the hub sealed bears its member") {
  join_as("recorder");
  const Uuid sent = note(*store, "With the hub");
  take_all();
  Change of_the_hub = foreign(new_id(), "space", {{"name", "Lakes"}});
  of_the_hub.by.reset();
  enter(of_the_hub);
  salvage_store();
  CHECK(salvage.take(
      {RowValue{}, text(store->device().text()), blob(bytes_of(Stamp{})), integer(0)}));
  CHECK(salvage.take({RowValue{}, text("http://127.0.0.1"), text("token"), text("Space"),
                      text("recorder"), blob(bytes_of(member)), text("key"), text("")}));
  CHECK_FALSE(salvage.take({RowValue{}, text("no device"), blob(bytes_of(Stamp{})), integer(0)}));
  const auto into = fresh();
  good(take_salvage(*into, salvage));
  CHECK(good(into->changes_of(sent)).front().by == member);
  CHECK_FALSE(good(into->changes_of(of_the_hub.record)).front().by.has_value());
}

TEST_CASE_FIXTURE(RescueFixture, "what was rejected stays set aside with its reason") {
  join_as("recorder");
  const Uuid id = note(*store, "Accepted");
  take_all();
  edit(*store, id, {{"place", "Rejected"}});
  reject(waiting().front().id, "forbidden");
  salvage_store();
  const auto into = fresh();
  good(take_salvage(*into, salvage));
  const auto rejected = good(into->rejected());
  REQUIRE(rejected.size() == 1);
  CHECK(rejected.front().code == "forbidden");
  CHECK(rejected.front().detail == "because");
  CHECK(read(*into, id).place.empty());
}

TEST_CASE_FIXTURE(RescueFixture,
                  "what was erased stays erased, although its changes can still be read") {
  const Uuid gone = note(*store, "Erased");
  salvage_store();
  CHECK(salvage.take({blob(bytes_of(gone)), RowValue{}, RowValue{}, text("seal")}));
  const auto into = fresh();
  CHECK(good(take_salvage(*into, salvage)).changes == 0);
  CHECK(good(list_conversations(*into, {})).empty());
}

TEST_CASE_FIXTURE(RescueFixture,
                  "of a device that joined no hub the first change left makes its record") {
  const Uuid id = note(*store, "The beginning is lost");
  edit(*store, id, {{"body", "What is left"}});
  const auto changes = good(store->changes_of(id));
  CHECK(salvage.take(row_of(changes.back(), ChangeState::unsent)));
  const auto into = fresh();
  good(take_salvage(*into, salvage));
  CHECK_FALSE(good(into->changes_of(id)).front().edit);
  CHECK(read(*into, id).body == "What is left");
}

TEST_CASE_FIXTURE(RescueFixture, "drafts come along, the newer of two copies") {
  CHECK(salvage.take({text("new"), text(R"({"body":"older"})"), integer(1)}));
  CHECK(salvage.take({text("new"), text(R"({"body":"newer"})"), integer(2)}));
  CHECK(salvage.take({text("new"), text(R"({"body":"older still"})"), integer(0)}));
  const auto into = fresh();
  CHECK(good(take_salvage(*into, salvage)).drafts == 1);
  CHECK(good(into->draft("new"))->content == R"({"body":"newer"})");
}

TEST_CASE_FIXTURE(RescueFixture,
                  "rows that contradict themselves or are of other tables are not taken") {
  const Uuid id = note(*store, "Words");
  const Change change = good(store->changes_of(id)).front();
  for (std::size_t column = 0; column < 10; ++column) {
    CAPTURE(column);
    Row row = row_of(change, ChangeState::unsent);
    row[column] = column == 9 ? text("{}") : blob("0123456789abcdef");
    CHECK_FALSE(salvage.take(row));
  }
  Row state = row_of(change, ChangeState::unsent);
  state[4] = integer(7);
  CHECK_FALSE(salvage.take(state));
  CHECK_FALSE(salvage.take({text("key"), text("no JSON"), integer(1)}));
  CHECK_FALSE(salvage.take({text(std::string("k\0", 2)), text("{}"), integer(1)}));
  CHECK_FALSE(salvage.take({}));
  CHECK_FALSE(salvage.take({blob(bytes_of(id)), text("name"), text("folded"), text("role")}));
  CHECK(salvage.changes.empty());
}

TEST_CASE_FIXTURE(RescueFixture,
                  "a store that holds anything takes nothing up and stays as it is") {
  note(*store, "Theirs");
  salvage_store();
  CHECK(error_of(take_salvage(*store, salvage)) == "invalid-value");
  CHECK(summaries(*store) == std::vector<std::string>{"Theirs"});
  const auto drafted = open("drafted.db");
  good(drafted->keep_draft("new", "{}"));
  CHECK(error_of(take_salvage(*drafted, salvage)) == "invalid-value");
  CHECK(good(list_conversations(*drafted, {})).empty());
}

}  // namespace
}  // namespace crosstalk
