// A store that has gone back in time: how that is noticed, and how what devices hold comes back.
#include <doctest/doctest.h>

#include "sync/buckets.h"
#include "sync/hub/cursor.h"
#include "tests/hub/hub_fixture.h"

namespace crosstalk::hub::test {
namespace {

struct Team {
  TestHub hub;
  TestDevice anna = hub.join(Role::recorder, "Anna");
  TestDevice bert = hub.join(Role::recorder, "Bert");
  TestDevice cora = hub.join(Role::coordinator, "Cora");

  Json push(const TestDevice& device, const Json& change) {
    const Json answer = hub.sync(device, Json::array({change}), device.cursor);
    REQUIRE(took(answer, change));
    return change;
  }
  Json note(const TestDevice& device, Json set) {
    return push(device, hub.change(device, "conversation", std::move(set)));
  }
  /// The change as feeds give it to somebody else, with `by` and `seal`.
  Json sealed(const TestDevice& reader, const Json& change) {
    const Json entry = entry_of(hub.all(reader), change);
    REQUIRE_FALSE(entry.is_null());
    return entry;
  }
};

HaveRequest having(const std::vector<Json>& entries) {
  HaveRequest request;
  for (const Json& entry : entries) {
    request.ids[entry["id"].get<std::string>()] = entry["seal"].get<std::string>();
  }
  return request;
}

bool misses(const Json& answer, const Json& change) {
  for (const Json& id : answer["missing"]) {
    if (id == change["id"]) return true;
  }
  return false;
}

TEST_CASE("a snapshot that was put back begins a new life when a later cursor comes") {
  Team team;
  const std::string old = team.hub.snapshot();
  team.note(team.anna, {{"visibility", "team"}});
  team.hub.pull(team.bert);
  team.hub.put_back(old);
  const Json answer = team.hub.sync(team.bert, Json::array(), team.bert.cursor);
  CHECK(answer["cursor"].is_null());
  CHECK(answer["changes"].empty());
  CHECK(answer["incarnation"] != "life-one");
  // Whoever comes now is told the same name.
  CHECK(team.hub.sync(team.anna, Json::array())["incarnation"] == answer["incarnation"]);
}

TEST_CASE("a cursor that was only looked at begins no new life before it is written") {
  Team team;
  const std::string old = team.hub.snapshot();
  team.note(team.anna, {{"visibility", "team"}});
  team.hub.pull(team.bert);
  team.hub.put_back(old);
  SyncRequest request;
  request.cursor = team.bert.cursor;
  CHECK_FALSE(team.hub.service().poll(team.bert.token, request, team.hub.now).has_value());
}

TEST_CASE("a cursor of an older life begins no new one") {
  Team team;
  team.hub.pull(team.bert);
  const std::string cursor = team.bert.cursor;
  auto write = team.hub.store().write();
  REQUIRE(write);
  (*write)->put_setting("incarnation", "life-two");
  REQUIRE((*write)->commit());
  CHECK(team.hub.sync(team.bert, Json::array(), cursor)["incarnation"] == "life-two");
  CHECK(team.hub.sync(team.bert, Json::array(), cursor)["incarnation"] == "life-two");
}

TEST_CASE("what the hub lost is named as missing, and comes back from any device as it was") {
  Team team;
  const std::string old = team.hub.snapshot();
  const Json note = team.note(team.anna, {{"summary", "s"}, {"visibility", "team"}});
  const Json given = team.sealed(team.bert, note);
  team.hub.put_back(old);
  const Json answer = team.hub.have(team.bert, having({given}));
  CHECK(misses(answer, note));
  REQUIRE(answer["cursor"].is_string());
  const Json taken =
      team.hub.offer(team.bert, Json::array({given}), answer["cursor"].get<std::string>());
  REQUIRE(took(taken, note));
  CHECK(taken["taken"][0]["seal"] == given["seal"]);
  CHECK(taken["changes"].empty());
  CHECK(taken["cursor"].is_string());
  CHECK(team.sealed(team.cora, note) == given);
  // Its author may see it, as before, and may change it.
  CHECK(names_own(team.hub.all(team.anna), note));
  team.push(team.anna, team.hub.edit(team.anna, note, {{"summary", "t"}}));
}

TEST_CASE("an edit that comes before the change that made its record waits for nothing") {
  Team team;
  const std::string old = team.hub.snapshot();
  const Json note = team.note(team.anna, {{"summary", "s"}, {"visibility", "team"}});
  const Json edit = team.push(team.anna, team.hub.edit(team.anna, note, {{"summary", "t"}}));
  const Json first = team.sealed(team.bert, note);
  const Json second = team.sealed(team.bert, edit);
  team.hub.put_back(old);
  CHECK(took(team.hub.offer(team.bert, Json::array({second})), edit));
  CHECK(took(team.hub.offer(team.cora, Json::array({first})), note));
  // The author is who wrote it, not who offered it.
  team.push(team.anna, team.hub.edit(team.anna, note, {{"visibility", "mine"}}));
  CHECK(withdraws(team.hub.all(team.bert), note));
  CHECK(names_own(team.hub.all(team.anna), edit));
}

TEST_CASE("what bears no seal of the space is judged as anybody's word") {
  Team team;
  const Json note = team.note(team.anna, {{"summary", "s"}, {"visibility", "team"}});
  Json invented = team.sealed(team.bert, note);
  invented["id"] = make_uuid(team.hub.now, team.hub.random()).text();
  invented["set"]["summary"] = "what Anna never said";
  CHECK(rejection(team.hub.offer(team.bert, Json::array({invented})), invented) == "wrong-device");
  // Without "offer" a seal proves nothing.
  const Json given = team.sealed(team.bert, note);
  CHECK(rejection(team.hub.sync(team.bert, Json::array({given})), given) == "id-taken");
}

TEST_CASE("of two stamps of an offered change the lower counts, and it is given again") {
  Team team;
  const std::string old = team.hub.snapshot();
  Json note = team.hub.change(team.anna, "conversation", {{"visibility", "team"}});
  note["stamp"] = "3fff000000000001-" + team.anna.id.text();  // far ahead: lowered
  team.push(team.anna, note);
  const Json first = team.sealed(team.bert, note);
  team.hub.put_back(old);
  team.hub.now += Milliseconds{60'000};
  const Json again = team.hub.sync(team.anna, Json::array({note}));
  REQUIRE(took(again, note));
  CHECK(again["taken"][0]["stamp"].get<std::string>() > first["stamp"].get<std::string>());
  team.hub.pull(team.cora);
  CHECK(misses(team.hub.have(team.bert, having({first})), note));
  CHECK(took(team.hub.offer(team.bert, Json::array({first})), note));
  CHECK(entry_of(team.hub.pull(team.cora), note) == first);
  const Json repeat = team.hub.sync(team.anna, Json::array({note}));
  CHECK(repeat["taken"][0]["stamp"] == first["stamp"]);
}

TEST_CASE("a cut copy takes the value from a whole one, in either order") {
  for (const bool whole_first : {true, false}) {
    CAPTURE(whole_first);
    Team team;
    const Json note = team.note(team.anna, {{"summary", "old"}, {"visibility", "team"}});
    team.push(team.anna, team.hub.edit(team.anna, note, {{"summary", "new"}}));
    const std::string old = team.hub.snapshot();
    const Json whole = team.sealed(team.bert, note);
    team.push(team.anna, team.hub.erase(team.anna, note, true));
    const Json cut = team.sealed(team.cora, note);
    REQUIRE(cut["cut"] == Json::array({"summary"}));
    team.hub.put_back(old);
    // Told apart by their seals.
    CHECK(misses(team.hub.have(team.cora, having({cut})), note));
    if (whole_first) CHECK(took(team.hub.offer(team.bert, Json::array({whole})), note));
    CHECK(took(team.hub.offer(team.cora, Json::array({cut})), note));
    if (!whole_first) {
      const Json answer = team.hub.offer(team.bert, Json::array({whole}));
      REQUIRE(took(answer, note));
      CHECK(answer["taken"][0]["cut"] == Json::array({"summary"}));
    }
    CHECK(team.sealed(team.bert, note) == cut);
  }
}

TEST_CASE("an offered erasure is taken from anybody, with what it named under it") {
  Team team;
  const std::string old = team.hub.snapshot();
  const Json note = team.note(team.anna, {{"visibility", "team"}});
  const Json action =
      team.push(team.anna, team.hub.change(team.anna, "action", {{"parent", note["record"]}}));
  const Json edit = team.push(team.anna, team.hub.edit(team.anna, action, {{"text", "t"}}));
  const Json sealed_edit = team.sealed(team.cora, edit);
  const Json erasure = team.push(team.cora, team.hub.erase(team.cora, note));
  Json entry;
  for (const Json& each : team.hub.all(team.bert)) {
    if (each.value("kind", "") == "erase") entry = each;
  }
  REQUIRE_FALSE(entry.is_null());
  team.hub.put_back(old);
  CHECK(misses(team.hub.have(team.bert, having({entry})), erasure));
  CHECK(took(team.hub.offer(team.bert, Json::array({entry})), erasure));
  CHECK(rejection(team.hub.offer(team.cora, Json::array({sealed_edit})), sealed_edit) == "erased");
  CHECK_FALSE(misses(team.hub.have(team.bert, having({entry})), erasure));
  // With another record under it than the hub once said it is nobody's word but the sender's.
  Json forged = entry;
  forged["id"] = make_uuid(team.hub.now, team.hub.random()).text();
  forged["record"] = make_uuid(team.hub.now, team.hub.random()).text();
  CHECK_FALSE(took(team.hub.offer(team.bert, Json::array({forged})), forged));
}

TEST_CASE("what is under an erased record is erased when its making comes after its edits") {
  Team team;
  const Json note = team.note(team.anna, {{"visibility", "team"}});
  const std::string old = team.hub.snapshot();
  const Json action =
      team.push(team.anna, team.hub.change(team.anna, "action", {{"parent", note["record"]}}));
  const Json edit = team.push(team.anna, team.hub.edit(team.anna, action, {{"text", "t"}}));
  const Json first = team.sealed(team.cora, action);
  const Json second = team.sealed(team.cora, edit);
  team.hub.put_back(old);
  team.push(team.cora, team.hub.erase(team.cora, note));
  CHECK(took(team.hub.offer(team.bert, Json::array({second})), edit));
  CHECK(rejection(team.hub.offer(team.bert, Json::array({first})), first) == "erased");
  CHECK(erases(team.hub.all(team.cora), action));
  CHECK_FALSE(gives(team.hub.all(team.cora), edit));
}

TEST_CASE("what a device offers and its member may not see is withdrawn from it") {
  Team team;
  const Json note = team.note(team.anna, {{"visibility", "mine"}});
  const std::string old = team.hub.snapshot();
  const Json opened =
      team.push(team.anna, team.hub.edit(team.anna, note, {{"visibility", "team"}}));
  const Json later = team.note(team.anna, {{"visibility", "team"}});
  const Json first = team.sealed(team.bert, note);
  team.push(team.anna, team.hub.edit(team.anna, later, {{"visibility", "mine"}}));
  const Json made = team.sealed(team.cora, later);
  const Json closed = team.hub.all(team.cora).back();
  team.hub.put_back(old);
  // Known to the hub, and not Bert's to see any more.
  const Json answer = team.hub.have(team.bert, having({first}));
  CHECK(withdraws(team.hub.all(team.bert), note));
  // Taken back, and not Bert's to see.
  const Json taken =
      team.hub.offer(team.bert, Json::array({made, closed}), answer["cursor"].get<std::string>());
  CHECK(took(taken, later));
  CHECK(taken["changes"].empty());
  CHECK(withdraws(team.hub.all(team.bert), later));
}

TEST_CASE(
    "the greatest stamp that a device has seen moves the hub's clock before anything is lowered") {
  Team team;
  HaveRequest request;
  request.greatest =
      Stamp{next_ticks(0, team.hub.now + std::chrono::hours(24 * 365)), team.bert.id};
  team.hub.have(team.bert, request);
  Json note = team.hub.change(team.anna, "conversation", {{"summary", "s"}});
  note["stamp"] =
      Stamp{next_ticks(0, team.hub.now + std::chrono::hours(24 * 360)), team.anna.id}.text();
  const Json answer = team.hub.sync(team.anna, Json::array({note}));
  REQUIRE(took(answer, note));
  CHECK_FALSE(answer["taken"][0].contains("stamp"));
}

TEST_CASE("nobody moves the hub's clock to its end") {
  Team team;
  HaveRequest request;
  request.greatest = parse_stamp("7fffffffffffffff-00000000000000aa");
  REQUIRE(request.greatest.has_value());
  team.hub.have(team.bert, request);
  CHECK(team.hub.space().ticks <= next_ticks(0, team.hub.now + std::chrono::hours(24 * 365 * 100)));
  team.note(team.anna, {{"summary", "s"}});
}

TEST_CASE("equal hashes say that both sides hold the same, others name the bucket") {
  Team team;
  team.note(team.anna, {{"visibility", "team"}});
  const Json hidden = team.note(team.anna, {{"visibility", "mine"}});
  const Json last = team.note(team.anna, {{"visibility", "team"}});
  std::map<Uuid, std::string> held;
  for (const Json& entry : team.hub.all(team.bert)) {
    if (entry.contains("set")) {
      held[*parse_uuid(entry["id"].get<std::string>())] = entry["seal"].get<std::string>();
    }
  }
  const auto hashes_of = [](const std::map<Uuid, std::string>& all) {
    BucketHashes hashes;
    for (const auto& [id, seal] : all) hashes.add(id, seal);
    return hashes.finish();
  };
  HaveRequest request;
  request.more = true;
  request.hashes = hashes_of(held);
  Json answer = team.hub.have(team.bert, request);
  CHECK(answer["differ"].empty());
  CHECK(answer["cursor"].is_null());
  const Uuid changed = *parse_uuid(last["id"].get<std::string>());
  held[changed] = "another seal";
  request.hashes = hashes_of(held);
  answer = team.hub.have(team.bert, request);
  CHECK(answer["differ"] == Json::array({bucket_name(bucket_of(changed))}));
  // What the hub alone has differs too; what the member may not see is not part of it.
  held.erase(changed);
  request.hashes = hashes_of(held);
  CHECK(team.hub.have(team.bert, request)["differ"].size() == 1);
  CHECK(team.hub.have(team.anna, request)["differ"].size() >= 2);
  CHECK_FALSE(hidden.is_null());
}

TEST_CASE("the cursor of have stands before the first entry of every feed") {
  Team team;
  const Json note = team.note(team.anna, {{"visibility", "team"}});
  HaveRequest request;
  request.greatest = Stamp{1, team.bert.id};
  request.more = true;
  CHECK(team.hub.have(team.bert, request)["cursor"].is_null());
  request.more = false;
  const auto cursor = string_member(team.hub.have(team.bert, request), "cursor");
  REQUIRE(cursor.has_value());
  CHECK(gives(team.hub.sync(team.bert, Json::array(), *cursor)["changes"], note));
  // It holds the head of now: a store that goes back again is noticed by it.
  const auto read = read_cursor(team.hub.space(), *cursor);
  REQUIRE(read.has_value());
  CHECK(read->head.position > 0);
}

}  // namespace
}  // namespace crosstalk::hub::test
