// How changes are taken, rejected and put off.
#include <doctest/doctest.h>

#include "tests/hub/hub_fixture.h"

namespace crosstalk::hub::test {
namespace {

TEST_CASE("a change sent twice is stored once and answered the same way twice") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  const TestDevice cora = hub.join(Role::coordinator, "Cora");
  const Json note = hub.change(anna, "conversation", {{"summary", "once"}});
  const Json first = hub.sync(anna, Json::array({note}));
  const Json second = hub.sync(anna, Json::array({note}));
  CHECK(first["taken"] == second["taken"]);
  CHECK(took(first, note));
  int given = 0;
  for (const Json& entry : hub.all(cora)) given += entry.value("id", "") == note["id"] ? 1 : 0;
  CHECK(given == 1);
}

TEST_CASE("a change twice in one call is stored once") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  const Json note = hub.change(anna, "conversation", {{"summary", "once"}});
  const Json answer = hub.sync(anna, Json::array({note, note}));
  CHECK(took(answer, note));
  CHECK(answer["rejected"].empty());
}

TEST_CASE("an id belongs to the device that used it first") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  const TestDevice bert = hub.join(Role::recorder, "Bert");
  const Json note = hub.change(anna, "conversation", {{"summary", "mine"}});
  hub.sync(anna, Json::array({note}));
  Json other = hub.change(bert, "conversation", {{"summary", "taken over"}});
  other["id"] = note["id"];
  CHECK(rejection(hub.sync(bert, Json::array({other})), other) == "id-taken");
}

TEST_CASE("a known id is answered even where its author may not write any more") {
  TestHub hub;
  const TestDevice cora = hub.join(Role::coordinator, "Cora");
  const TestDevice carl = hub.join(Role::coordinator, "Carl");
  const Json term = hub.change(cora, "term", {{"list", "themes"}, {"key", "rail"}});
  hub.sync(cora, Json::array({term}));
  Json role = hub.change(carl, "member", {{"role", "recorder"}});
  role["record"] = cora.member.text();
  role["edit"] = true;
  CHECK(took(hub.sync(carl, Json::array({role})), role));
  CHECK(took(hub.sync(cora, Json::array({term})), term));
  const Json more = hub.change(cora, "term", {{"list", "themes"}, {"key", "bus"}});
  CHECK(rejection(hub.sync(cora, Json::array({more})), more) == "forbidden");
}

TEST_CASE("what is malformed is rejected by its id and spoils nothing else") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  const Json good = hub.change(anna, "conversation", {{"summary", "good"}});
  Json evil = hub.change(anna, "conversation", {{"summary", "evil"}});
  evil["set"] = 7;
  Json odd = hub.change(anna, "conversation", {{"summary", {{"nested", 1}}}});
  const Json answer = hub.sync(anna, Json::array({evil, odd, good, 5, Json::array(), {{"id", 1}}}));
  CHECK(took(answer, good));
  CHECK(rejection(answer, evil) == "malformed");
  CHECK(rejection(answer, odd) == "malformed");
  CHECK(answer["rejected"].size() == 5);
}

TEST_CASE("a change cannot pose as an entry of a feed") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  Json withdrawal = hub.change(anna, "withdraw", Json::object());
  Json own = hub.change(anna, "conversation", {{"summary", "s"}});
  own["own"] = "x";
  const Json answer = hub.sync(anna, Json::array({withdrawal, own}));
  CHECK(rejection(answer, withdrawal) == "malformed");
  CHECK(rejection(answer, own) == "malformed");
}

TEST_CASE("what a device says of by, seal and cut is not believed") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  const TestDevice cora = hub.join(Role::coordinator, "Cora");
  Json note = hub.change(anna, "conversation", {{"summary", "s"}});
  note["by"] = cora.member.text();
  note["seal"] = "made up";
  note["cut"] = Json::array({"body"});
  hub.sync(anna, Json::array({note}));
  const Json entry = entry_of(hub.all(cora), note);
  CHECK(entry["by"] == anna.member.text());
  CHECK(entry["seal"] != "made up");
  CHECK_FALSE(entry.contains("cut"));
}

TEST_CASE("a stamp of another device is rejected") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  const TestDevice bert = hub.join(Role::recorder, "Bert");
  const Json note = hub.change(bert, "conversation", {{"summary", "s"}});
  CHECK(rejection(hub.sync(anna, Json::array({note})), note) == "wrong-device");
}

TEST_CASE("a stamp in the last half of time is rejected by a code of its own") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  Json note = hub.change(anna, "conversation", {{"summary", "s"}});
  note["stamp"] = "ffff000000000000-" + anna.id.text();
  CHECK(rejection(hub.sync(anna, Json::array({note})), note) == "bad-stamp");
}

TEST_CASE("a stamp a year ahead is lowered, and a repeat gets the same one") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  Json note = hub.change(anna, "conversation", {{"summary", "s"}});
  const Instant year_ahead = hub.now + std::chrono::hours(24 * 365);
  note["stamp"] = Stamp{next_ticks(0, year_ahead), anna.id}.text();
  const Json first = hub.sync(anna, Json::array({note}));
  REQUIRE(took(first, note));
  const auto lowered = parse_stamp(first["taken"][0]["stamp"].get<std::string>());
  REQUIRE(lowered.has_value());
  CHECK(lowered->time() <= hub.now + Milliseconds{1});
  CHECK(lowered->device == anna.id);
  hub.now += Milliseconds{5000};
  CHECK(hub.sync(anna, Json::array({note}))["taken"] == first["taken"]);
}

TEST_CASE("a stamp less than 15 minutes ahead stays, and pulls the hub's clock along") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  Json near = hub.change(anna, "conversation", {{"summary", "s"}});
  near["stamp"] = Stamp{next_ticks(0, hub.now + std::chrono::minutes(14)), anna.id}.text();
  Json far = hub.change(anna, "conversation", {{"summary", "s"}});
  far["stamp"] = Stamp{next_ticks(0, hub.now + std::chrono::minutes(16)), anna.id}.text();
  const Json answer = hub.sync(anna, Json::array({near, far}));
  CHECK_FALSE(answer["taken"][0].contains("stamp"));
  // The next tick of a clock that never lags behind an accepted stamp.
  const auto lowered = parse_stamp(answer["taken"][1]["stamp"].get<std::string>());
  REQUIRE(lowered.has_value());
  CHECK(lowered->ticks == parse_stamp(near["stamp"].get<std::string>())->ticks + 1);
}

TEST_CASE("a stamp behind the hub's clock is taken as it is, however far ahead of its wall clock") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  const Json note = hub.change(anna, "conversation", {{"summary", "s"}});
  hub.sync(anna, Json::array({note}));
  hub.now -= std::chrono::hours(24);  // the hub's wall clock was set back
  const Json late = hub.change(anna, "conversation", {{"summary", "s"}});
  Json earlier = late;
  earlier["stamp"] = note["stamp"];
  CHECK_FALSE(hub.sync(anna, Json::array({earlier}))["taken"][0].contains("stamp"));
}

TEST_CASE("an edit of what the hub does not know waits, and is taken once that is here") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  const Json note = hub.change(anna, "conversation", {{"summary", "s"}});
  const Json edit = hub.edit(anna, note, {{"summary", "t"}});
  const Json action = hub.change(anna, "action", {{"parent", note["record"]}, {"text", "do"}});
  const Json early = hub.sync(anna, Json::array({edit, action}));
  CHECK(is_later(early, edit));
  CHECK(is_later(early, action));
  const Json whole = hub.sync(anna, Json::array({note, edit, action}));
  CHECK(took(whole, edit));
  CHECK(took(whole, action));
  CHECK(whole["later"].empty());
}

TEST_CASE("a change over a million bytes is too large, one of 900,000 goes all the way") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  TestDevice cora = hub.join(Role::coordinator, "Cora");
  const Json large = hub.change(anna, "conversation", {{"body", std::string(1'000'001, 'x')}});
  CHECK(rejection(hub.sync(anna, Json::array({large})), large) == "too-large");
  const Json big = hub.change(anna, "conversation", {{"body", std::string(900'000, 'x')}});
  CHECK(took(hub.sync(anna, Json::array({big})), big));
  CHECK(entry_of(hub.pull(cora), big)["set"] == big["set"]);
}

TEST_CASE("more than 500 changes in one call are turned away with the limits") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  Json changes = Json::array();
  for (int i = 0; i < 501; ++i) {
    changes.push_back(hub.change(anna, "conversation", {{"summary", "s"}}));
  }
  const SyncOutcome outcome = hub.call(anna, changes);
  REQUIRE(outcome.problem() != nullptr);
  CHECK(outcome.problem()->status == 413);
  CHECK(outcome.problem()->changes_max == 500);
  CHECK(outcome.problem()->bytes_max == 1'048'576);
}

TEST_CASE("a change of another kind than its record is malformed") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  const Json note = hub.change(anna, "conversation", {{"summary", "s"}});
  Json odd = hub.edit(anna, note, {{"summary", "t"}});
  odd["kind"] = "message";
  const Json answer = hub.sync(anna, Json::array({note, odd}));
  CHECK(rejection(answer, odd) == "malformed");
}

TEST_CASE("fields, kinds and members that the hub does not know are kept and passed on") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  const TestDevice cora = hub.join(Role::coordinator, "Cora");
  Json note = hub.change(anna, "conversation", {{"mood", "calm"}, {"count", 1.5}});
  note["later_version"] = {{"deep", Json::array({1, nullptr})}};
  const Json thing = hub.change(anna, "thing-of-tomorrow", {{"x", nullptr}});
  const Json answer = hub.sync(anna, Json::array({note, thing}));
  CHECK(answer["rejected"].empty());
  const Json seen = hub.all(cora);
  CHECK(entry_of(seen, note)["set"] == note["set"]);
  CHECK(entry_of(seen, note)["later_version"] == note["later_version"]);
  CHECK(entry_of(seen, thing)["set"] == thing["set"]);
}

TEST_CASE("text comes back exactly: NUL, emoji, right-to-left") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  const TestDevice cora = hub.join(Role::coordinator, "Cora");
  const std::string text =
      std::string("a\0b", 3) + " \xF0\x9F\x91\xA9\xF0\x9F\x8F\xBD \xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A";
  const Json note = hub.change(anna, "conversation", {{"body", text}});
  hub.sync(anna, Json::array({note}));
  CHECK(entry_of(hub.all(cora), note)["set"]["body"].get<std::string>() == text);
}

}  // namespace
}  // namespace crosstalk::hub::test
