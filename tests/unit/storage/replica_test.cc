#include "storage/replica.h"

#include <algorithm>

#include "tests/unit/storage/replica_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("replica");

TEST_CASE_FIXTURE(ReplicaFixture, "a batch holds the unsent changes in the order of their stamps") {
  const Uuid id = note(*store, "One");
  edit(*store, id, {{"place", "Hull"}});
  const auto batch = good(replica.next_batch(500, 1 << 20, false));
  REQUIRE(batch.changes.size() == 2);
  CHECK(batch.changes[0].stamp < batch.changes[1].stamp);
  CHECK(batch.waiting_after == 0);
  CHECK(good(replica.anything_to_send()));
}

TEST_CASE_FIXTURE(ReplicaFixture, "a batch keeps to its limits and says how many still wait") {
  for (int i = 0; i < 5; ++i) note(*store, "Note " + std::to_string(i));
  const auto two = good(replica.next_batch(2, 1 << 20, false));
  CHECK(two.changes.size() == 2);
  CHECK(two.waiting_after == 3);
  std::size_t bytes = 0;
  for (const Change& change : two.changes) bytes += change_bytes(change) + 1;
  CHECK(good(replica.next_batch(500, bytes, false)).changes.size() == 2);
  CHECK(good(replica.next_batch(500, bytes - 1, false)).changes.size() == 1);
}

TEST_CASE_FIXTURE(ReplicaFixture, "a change too large for any batch is given alone") {
  note(*store, std::string(5'000, 'x'));
  note(*store, "small");
  const auto batch = good(replica.next_batch(500, 1'000, false));
  CHECK(batch.changes.size() == 1);
  CHECK(batch.waiting_after == 1);
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "a change leaves the outbox when the hub has taken it and not before") {
  const Uuid id = note(*store, "One");
  CHECK(read(*store, id).sync == ItemSync::here);
  apply(answer());
  CHECK(unsent().size() == 1);
  const auto applied = take(unsent()[0].id);
  CHECK(applied.taken == 1);
  CHECK(unsent().empty());
  CHECK_FALSE(good(replica.anything_to_send()));
  CHECK(read(*store, id).sync == ItemSync::sent);
  CHECK(good(store->sync_status()).waiting == 0);
  CHECK(good(store->changes_of(id))[0].seal == "seal");
}

TEST_CASE_FIXTURE(
    ReplicaFixture,
    "what the hub answers later stays and comes only when asked for with the late ones") {
  note(*store, "One");
  HubAnswer one = answer();
  one.later.push_back(unsent()[0].id);
  apply(one);
  CHECK(unsent().empty());
  CHECK_FALSE(good(replica.anything_to_send()));
  CHECK(waiting().size() == 1);
  CHECK(good(store->sync_status()).waiting == 1);
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "a lowered stamp is taken over and the clock falls back with it") {
  const Instant now = clock.wall();
  clock.set_wall(now + std::chrono::hours(24 * 365 * 20));
  const Uuid id = note(*store, "From the future");
  const Change change = unsent()[0];
  clock.set_wall(now);
  const Stamp lowered{static_cast<std::uint64_t>(now.time_since_epoch().count()) << 16,
                      store->device()};
  take(change.id, lowered);
  CHECK(good(store->changes_of(id))[0].stamp == lowered);
  const Uuid next = note(*store, "Now");
  const Stamp stamp = good(store->changes_of(next))[0].stamp;
  CHECK(stamp > lowered);
  CHECK(stamp.time() < now + std::chrono::hours(1));
  CHECK(read(*store, id).occurred_at == lowered.time());
  check_whole(*store);
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "a new stamp is greater than every accepted one that came from others") {
  const Uuid id = new_id();
  Change ahead = foreign(id, "conversation", {{"summary", "S"}});
  ahead.stamp.ticks =
      static_cast<std::uint64_t>((clock.wall() + std::chrono::hours(5)).time_since_epoch().count())
      << 16;
  enter(ahead);
  edit(*store, id, {{"summary", "Mine"}});
  CHECK(unsent()[0].stamp > ahead.stamp);
  CHECK(read(*store, id).summary == "Mine");
}

TEST_CASE_FIXTURE(ReplicaFixture, "stamps follow the hub's clock once it was heard") {
  HubAnswer one = answer();
  one.time = clock.wall() - std::chrono::hours(3);
  apply(one);
  note(*store, "One");
  CHECK(unsent()[0].stamp.time() == one.time);
}

TEST_CASE_FIXTURE(ReplicaFixture, "changes of others are merged, searched and counted once") {
  const Uuid id = new_id();
  const Change made = foreign(id, "conversation", {{"summary", "Shared guidance"}, {"body", "b"}});
  CHECK(enter(made).received == 1);
  CHECK(enter(made).received == 0);
  CHECK(found(*store, "guid").size() == 1);
  const auto view = read(*store, id);
  CHECK_FALSE(view.own);
  CHECK(view.sync == ItemSync::sent);
  CHECK(unsent().empty());
  check_whole(*store);
}

TEST_CASE_FIXTURE(ReplicaFixture, "concurrent texts are both kept until someone merges them") {
  const Uuid id = note(*store, "First");
  take_all();
  const Uuid first = good(store->changes_of(id))[0].id;
  Change theirs = foreign(id, "conversation", {{"body", "Theirs"}}, true);
  theirs.base["body"] = {first};
  edit(*store, id, {{"body", "Mine"}});
  enter(theirs);
  const auto view = read(*store, id);
  REQUIRE(view.bodies.size() == 2);
  CHECK(view.bodies[0].text == view.body);
  CHECK(good(list_conversations(*store, {}))[0].two_versions);
  edit(*store, id, {{"body", "Both"}});
  CHECK(read(*store, id).bodies.empty());
  CHECK(read(*store, id).body == "Both");
  check_whole(*store);
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "an edit that a deletion did not know of is said beside the bin") {
  const Uuid id = new_id();
  const Change made = foreign(id, "conversation", {{"summary", "S"}});
  Change deletion = foreign(id, "conversation", {{"deleted", true}}, true);
  deletion.base["deleted"] = {made.id};
  enter(made);
  edit(*store, id, {{"place", "Hull"}});
  enter(deletion);
  const auto view = read(*store, id);
  CHECK(view.changed_since_deleted);
}

TEST_CASE_FIXTURE(ReplicaFixture, "an edit may come before the record that it is of") {
  const Uuid id = new_id();
  const Change made = foreign(id, "conversation", {{"summary", "Old"}, {"stance", "ask"}});
  const Change later = foreign(id, "conversation", {{"summary", "New"}}, true);
  enter(later);
  enter(made);
  CHECK(read(*store, id).summary == "New");
  CHECK(read(*store, id).stance == "ask");
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "an own entry of what is held acknowledged with that seal asks for nothing") {
  note(*store, "One");
  const Uuid id = unsent()[0].id;
  take(id, std::nullopt, "seal");
  enter(OwnEntry{id, "seal"});
  CHECK(good(replica.wanted(10)).empty());
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "an own entry of what is missing, unacknowledged or sealed otherwise is asked "
                  "for until answered") {
  note(*store, "One");
  const Uuid id = unsent()[0].id;
  const Uuid missing = new_id();
  enter(OwnEntry{id, "seal"});
  enter(OwnEntry{missing, "seal"});
  auto wanted = good(replica.wanted(10));
  CHECK(wanted.size() == 2);
  take(id, std::nullopt, "other");
  enter(OwnEntry{id, "seal"});
  Change mine = unsent().empty()
                    ? good(store->changes_of(good(list_conversations(*store, {}))[0].id))[0]
                    : Change{};
  mine.seal = "seal";
  mine.by = member;
  good(replica.apply_wanted({mine}, {id, missing}));
  CHECK(good(replica.wanted(10)).empty());
  enter(OwnEntry{id, "seal"});
  CHECK(good(replica.wanted(10)).empty());
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "an own change that comes back is acknowledged and no longer rejected") {
  const Uuid record = note(*store, "One");
  Change mine = unsent()[0];
  reject(mine.id, "forbidden");
  mine.by = member;
  mine.seal = "seal";
  good(replica.apply_wanted({mine}, {mine.id}));
  CHECK(good(store->rejected()).empty());
  CHECK(read(*store, record).sync == ItemSync::sent);
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "of two stamps of one change the lower counts and of two copies the cut one") {
  const Uuid id = new_id();
  Change whole = foreign(id, "conversation", {{"summary", "S"}, {"place", "Hull"}});
  Change cut = whole;
  cut.set.erase("place");
  cut.cut = {"place"};
  cut.seal = "cut";
  cut.stamp.ticks -= 5;
  enter(whole);
  enter(cut);
  enter(whole);
  const auto changes = good(store->changes_of(id));
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].stamp == cut.stamp);
  CHECK(changes[0].cut == std::vector<std::string>{"place"});
  CHECK_FALSE(changes[0].set.contains("place"));
  CHECK(changes[0].seal == "cut");
  CHECK(read(*store, id).place.empty());
  check_whole(*store);
}

TEST_CASE_FIXTURE(ReplicaFixture, "what the hub says it has cut of a taken change is cut here") {
  const Uuid id = note(*store, "One", {{"place", "Hull"}});
  HubAnswer one = answer();
  one.taken.push_back({unsent()[0].id, "seal", std::nullopt, {"place"}});
  apply(one);
  CHECK(read(*store, id).place.empty());
  CHECK(read(*store, id).body == "One");
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "the cursor is stored with what came before it, and a missing one stores none") {
  apply(answer("c1"));
  CHECK(good(replica.cursor()) == "c1");
  apply(answer());
  CHECK(good(replica.cursor()) == "c1");
  CHECK(good(store->sync_status()).last_sync == clock.wall());
}

TEST_CASE_FIXTURE(ReplicaFixture, "an answer to an older cursor acknowledges but brings nothing") {
  const Uuid mine = note(*store, "One");
  apply(answer("c1"));
  HubAnswer late = answer("c0");
  late.taken.push_back({unsent()[0].id, "seal", std::nullopt, {}});
  late.entries.push_back(WithdrawEntry{mine});
  good(replica.apply(late, std::nullopt, clock.wall()));
  CHECK(good(replica.cursor()) == "c1");
  CHECK(unsent().empty());
  CHECK(summaries(*store).size() == 1);
}

TEST_CASE_FIXTURE(ReplicaFixture, "an answer that comes twice changes nothing the second time") {
  note(*store, "One");
  HubAnswer one = answer();
  one.taken.push_back({unsent()[0].id, "seal", std::nullopt, {}});
  one.entries.push_back(foreign(new_id(), "conversation", {{"summary", "Theirs"}}));
  apply(one);
  apply(one);
  CHECK(summaries(*store).size() == 2);
  CHECK(unsent().empty());
  check_whole(*store);
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "kinds and members of changes that this version does not know are passed on") {
  Change odd = foreign(new_id(), "weather", {{"rain", true}});
  odd.more["extra"] = Json{{"deep", 1}};
  enter(odd);
  bool seen = false;
  good(store->for_each_change([&](const Change& change) {
    seen = change.more.contains("extra") && change.kind == "weather";
    return true;
  }));
  CHECK(seen);
}

}  // namespace
}  // namespace crosstalk
