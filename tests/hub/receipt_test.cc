// What a device is told of what the hub holds, and the hub of what a device holds.
#include <algorithm>

#include "sync/buckets.h"
#include "sync/limits.h"
#include "tests/hub/meeting.h"

namespace crosstalk::hub::test {
namespace {

TEST_CASE("a receipt says that the hub holds the very same, or names what it does not") {
  Visitors space;
  const Uuid note = space.anna.note({{"summary", "s"}, {"visibility", "team"}});
  const Uuid gone = space.anna.note({{"summary", "s"}, {"visibility", "team"}});
  space.meet();
  space.cora.save(gone, "erase", {});
  space.meet();
  for (Visitor* each : {&space.anna, &space.bert, &space.cora}) {
    const Receipt whole = each->receipt();
    CHECK(whole.same());
    CHECK(whole.held > 4);
    CHECK(whole.on_hub == whole.held);
    CHECK(whole.checked == each->clock.wall());
  }
  // What is not sent is no part of it.
  const std::int64_t held = space.anna.receipt().held;
  space.anna.edit(note, {{"summary", "t"}});
  CHECK(space.anna.receipt().held == held);
  const std::string old = space.hub.snapshot();
  space.anna.sync();
  space.hub.put_back(old);
  const Receipt less = space.anna.receipt();
  CHECK_FALSE(less.same());
  CHECK(less.on_hub == less.held - 1);
  REQUIRE(less.differences.size() == 1);
  const Change edited = space.anna.store->changes_of(note)->back();
  CHECK(less.differences.front().where == Difference::Where::here_alone);
  CHECK(less.differences.front().id == edited.id);
  CHECK(less.differences.front().kind == "conversation");
  CHECK(less.differences.front().when == edited.stamp.time());
  space.anna.sync();
  CHECK(space.anna.receipt().same());
}

TEST_CASE("a receipt names what the hub alone holds, its kind and when it was written") {
  Visitors space;
  space.meet();
  REQUIRE(space.bert.receipt().same());
  const std::int64_t changes = space.bert.status().waiting;
  const Uuid note = space.anna.note({{"summary", "s"}, {"visibility", "team"}});
  const Uuid action = space.anna.save({}, "action", {{"parent", note.text()}, {"text", "do"}});
  space.anna.sync();
  const Receipt behind = space.bert.receipt();
  CHECK_FALSE(behind.same());
  CHECK(behind.on_hub == behind.held);
  CHECK(behind.hub_alone == 2);
  CHECK(behind.elsewhere == 0);
  REQUIRE(behind.differences.size() == 2);
  for (const Uuid& record : {note, action}) {
    const Change made = space.anna.store->changes_of(record)->front();
    const auto& all = behind.differences;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Difference& each) { return each.id == made.id; });
    REQUIRE(found != all.end());
    CHECK(found->where == Difference::Where::hub_alone);
    CHECK(found->kind == made.kind);
    CHECK(found->when == made.stamp.time());
  }
  // It only looked.
  CHECK_FALSE(space.bert.holds(note));
  CHECK(space.bert.status().waiting == changes);
  space.bert.sync();
  CHECK(space.bert.receipt().same());
}

TEST_CASE("a receipt tells what is on neither side alone but not the same on both") {
  Visitors space;
  const Uuid note = space.anna.note({{"summary", "s"}, {"visibility", "team"}});
  space.anna.edit(note, {{"summary", "t"}});
  space.meet();
  const Uuid cut = space.anna.store->changes_of(note)->front().id;
  space.anna.save(note, "erase", {}, true);
  space.anna.sync();
  const Receipt receipt = space.bert.receipt();
  REQUIRE(receipt.differences.size() == 1);
  CHECK(receipt.differences.front().where == Difference::Where::not_the_same);
  CHECK(receipt.differences.front().id == cut);
  CHECK(receipt.on_hub == receipt.held - 1);
  CHECK(receipt.hub_alone == 0);
}

/// A receipt of a hub that does not know `list`, as those before it were.
Receipt receipt_of_older_hub(Visitor& visitor) {
  SeededRandom random(5);
  ReceiptCheck check(*visitor.store, random);
  for (int made = 0; made < 50; ++made) {
    auto request = check.next();
    REQUIRE(request);
    if (!*request) return check.receipt();
    Json body = *parse_json((*request)->body);
    body.erase("list");
    (*request)->body = to_text(body);
    REQUIRE(check.take(visitor.call(**request), visitor.clock.wall()));
  }
  FAIL("the receipt never comes");
  return {};
}

TEST_CASE("of a hub that does not name them a receipt says in how many parts it has more") {
  Visitors space;
  space.meet();
  CHECK(receipt_of_older_hub(space.bert).same());
  space.anna.note({{"summary", "s"}, {"visibility", "team"}});
  space.anna.sync();
  const Receipt behind = receipt_of_older_hub(space.bert);
  CHECK(behind.differences.empty());
  CHECK(behind.hub_alone == 0);
  CHECK(behind.elsewhere == 1);
  CHECK_FALSE(behind.same());
}

TEST_CASE("a hub lists what the member may see of the buckets asked for, and nothing unasked") {
  Team team;
  const Json open = team.note(team.anna, "team");
  const Json hidden = team.note(team.anna, "mine");
  HaveRequest request;
  CHECK_FALSE(team.hub.have(team.bert, request).contains("held"));
  for (const Json& note : {open, hidden}) {
    request.list.push_back(bucket_name(bucket_of(*parse_uuid(note["id"].get<std::string>()))));
  }
  request.list.emplace_back("no bucket");
  const auto listed = [&](const TestDevice& device, const Json& note) {
    const Json held = team.hub.have(device, request)["held"];
    for (const auto& [bucket, ids] : held.items()) {
      if (std::find(ids.begin(), ids.end(), note["id"]) != ids.end()) return true;
    }
    return false;
  };
  CHECK(listed(team.bert, open));
  CHECK_FALSE(listed(team.bert, hidden));
  CHECK(listed(team.cora, open));
  CHECK(listed(team.cora, hidden));
  CHECK(team.hub.have(team.cora, request)["held"].size() == 2);
}

TEST_CASE("a hub lists whole buckets, as many as one answer holds, and goes on when asked") {
  Team team;
  const Uuid space = team.hub.space().id;
  const Json note = team.note(team.anna, "team");
  {
    auto write = team.hub.store().write();
    REQUIRE(write);
    StoredChange stored;
    stored.change = *change_from_json(note);
    stored.change.seal = "seal";
    for (std::size_t i = 0; i <= limits::kHaveIdsMax; ++i) {
      stored.change.id = make_uuid(team.hub.now, team.hub.random());
      stored.change.id.bytes[14] = 0x0F;  // half of them in one bucket, half in another
      stored.change.id.bytes[15] = i % 2 == 0 ? 0xFE : 0xFF;
      (*write)->put_change(space, stored);
    }
    REQUIRE((*write)->commit());
  }
  HaveRequest request;
  request.list = {"ffe", "fff"};
  const Json first = team.hub.have(team.anna, request)["held"];
  REQUIRE(first.size() == 1);
  CHECK(first["ffe"].size() > limits::kHaveIdsMax / 2);
  request.list = {"fff"};
  const Json second = team.hub.have(team.anna, request)["held"];
  CHECK(second["fff"].size() >= limits::kHaveIdsMax / 2);
}

}  // namespace
}  // namespace crosstalk::hub::test
