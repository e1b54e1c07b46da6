// Erasing a record whole, and erasing its history.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "tests/hub/hub_fixture.h"

namespace crosstalk::hub::test {
namespace {

bool file_holds(const std::string& path, std::string_view word) {
  std::ifstream file(path, std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(file), {}};
  return content.find(word) != std::string::npos;
}

TEST_CASE("an erasure stands in every feed and takes what lies under the record along") {
  Team team;
  const Json note =
      team.push(team.anna, team.hub.change(team.anna, "conversation", {{"summary", "s"}}));
  const Json comment =
      team.push(team.cora, team.hub.change(team.cora, "comment", {{"parent", note["record"]}}));
  team.push(team.cora, team.hub.erase(team.cora, note));
  for (TestDevice* device : {&team.anna, &team.bert, &team.cora, &team.kiosk}) {
    const Json entries = team.hub.pull(*device);
    CHECK(erases(entries, note));
    CHECK(erases(entries, comment));
    CHECK_FALSE(gives(entries, note));
    CHECK_FALSE(gives(entries, comment));
    CHECK_FALSE(names_own(entries, note));
  }
}

TEST_CASE("a change of an erased record, or under one, is rejected as erased, a repeat too") {
  Team team;
  const Json note =
      team.push(team.anna, team.hub.change(team.anna, "conversation", {{"summary", "s"}}));
  const Json erasure = team.push(team.cora, team.hub.erase(team.cora, note));
  const Json edit = team.hub.edit(team.anna, note, {{"summary", "t"}});
  const Json action = team.hub.change(team.anna, "action", {{"parent", note["record"]}});
  const Json later = team.hub.edit(team.anna, action, {{"text", "x"}});
  const Json answer = team.hub.sync(team.anna, Json::array({note, edit, action, later}));
  for (const Json& change : {note, edit, action, later})
    CHECK(rejection(answer, change) == "erased");
  CHECK(took(team.hub.sync(team.cora, Json::array({erasure})), erasure));
}

TEST_CASE("erasing what the hub never saw is taken, and what comes of it later is erased") {
  Team team;
  const Json note = team.hub.change(team.anna, "conversation", {{"summary", "s"}});
  team.push(team.cora, team.hub.erase(team.cora, note));
  CHECK(rejection(team.hub.sync(team.anna, Json::array({note})), note) == "erased");
  CHECK(erases(team.hub.all(team.bert), note));
}

TEST_CASE("nobody erases a living record by moving it under an erased one") {
  Team team;
  const Json gone =
      team.push(team.anna, team.hub.change(team.anna, "conversation", {{"summary", "s"}}));
  const Json note =
      team.push(team.anna, team.hub.change(team.anna, "conversation", {{"summary", "s"}}));
  const Json action =
      team.push(team.anna, team.hub.change(team.anna, "action", {{"parent", note["record"]}}));
  team.push(team.cora, team.hub.erase(team.cora, gone));
  const Json move = team.hub.edit(team.anna, action, {{"parent", gone["record"]}});
  CHECK(rejection(team.hub.sync(team.anna, Json::array({move})), move) == "forbidden");
  CHECK(gives(team.hub.all(team.cora), action));
}

TEST_CASE("of an erased record no word is left in the store's files") {
  Team team;
  const std::string word = "unmistakable-word-of-a-note";
  const Json note =
      team.push(team.anna, team.hub.change(team.anna, "conversation", {{"body", word}}));
  const bool before =
      file_holds(team.hub.path(), word) || file_holds(team.hub.path() + "-wal", word);
  REQUIRE(before);
  team.push(team.cora, team.hub.erase(team.cora, note));
  CHECK_FALSE(file_holds(team.hub.path(), word));
  CHECK_FALSE(file_holds(team.hub.path() + "-wal", word));
}

TEST_CASE(
    "erasing history leaves what counts, names what was cut, and gives the cut changes again") {
  Team team;
  const Json note = team.push(
      team.anna,
      team.hub.change(team.anna, "conversation",
                      {{"summary", "old"}, {"place", "Cardiff"}, {"visibility", "team"}}));
  team.push(team.anna, team.hub.edit(team.anna, note, {{"summary", "new"}}));
  team.hub.pull(team.bert);
  const Json seal = entry_of(team.hub.all(team.bert), note)["seal"];
  const Json erasure = team.push(team.anna, team.hub.erase(team.anna, note, true));
  const Json entries = team.hub.pull(team.bert);
  const Json cut = entry_of(entries, note);
  REQUIRE_FALSE(cut.is_null());
  CHECK(cut["set"] == Json{{"place", "Cardiff"}, {"visibility", "team"}});
  CHECK(cut["cut"] == Json::array({"summary"}));
  CHECK(cut["seal"] != seal);
  CHECK(entries.size() == 1);  // no entry of its own, and what was not cut does not come again
  // A repeat of the change tells its author what was cut; the erasure's own repeat is as before.
  const Json answer = team.hub.sync(team.anna, Json::array({note, erasure}));
  CHECK(answer["taken"][0]["cut"] == Json::array({"summary"}));
  CHECK(answer["taken"][0]["seal"] == cut["seal"]);
  CHECK(took(answer, erasure));
}

TEST_CASE("erasing the history of what the hub does not know waits") {
  Team team;
  const Json note = team.hub.change(team.anna, "conversation", {{"summary", "s"}});
  const Json erasure = team.hub.erase(team.anna, note, true);
  CHECK(is_later(team.hub.sync(team.anna, Json::array({erasure})), erasure));
}

TEST_CASE("a whole save that erases history as it opens a note gives the team no old word") {
  Team team;
  const Json note =
      team.push(team.anna, team.hub.change(team.anna, "conversation", {{"summary", "old secret"}}));
  const Json edit = team.hub.edit(team.anna, note, {{"summary", "new"}});
  const Json erasure = team.hub.erase(team.anna, note, true);
  const Json open = team.hub.edit(team.anna, note, {{"visibility", "team"}});
  team.hub.sync(team.anna, Json::array({edit, erasure, open}));
  const std::string seen = to_text(team.hub.all(team.bert));
  CHECK(seen.find("new") != std::string::npos);
  CHECK(seen.find("old secret") == std::string::npos);
}

}  // namespace
}  // namespace crosstalk::hub::test
