// Who may write what ("Who sees what" of the protocol, the column "writes").
#include <doctest/doctest.h>

#include "tests/hub/hub_fixture.h"

namespace crosstalk::hub::test {
namespace {

TEST_CASE("a recorder edits own conversations and nobody else's") {
  Team team;
  const Json mine = team.note(team.anna, "team");
  CHECK(team.taken(team.anna, team.hub.edit(team.anna, mine, {{"summary", "t"}})));
  CHECK(team.forbidden(team.bert, team.hub.edit(team.bert, mine, {{"summary", "t"}})));
}

TEST_CASE("a private note cannot be changed by who guesses its id, with edit or without") {
  Team team;
  const Json mine = team.note(team.anna, "mine");
  Json edit = team.hub.edit(team.bert, mine, {{"summary", "hijacked"}});
  CHECK(team.forbidden(team.bert, edit));
  edit = team.hub.edit(team.bert, mine, {{"summary", "hijacked"}});
  edit.erase("edit");
  CHECK(team.forbidden(team.bert, edit));
  CHECK(entry_of(team.hub.all(team.cora), mine)["set"]["summary"] == "s");
}

TEST_CASE("a further device of the same member edits what the first wrote") {
  Team team;
  const TestDevice second = team.hub.join_as(Role::recorder, "Anna");
  const Json mine = team.note(team.anna, "mine");
  CHECK(team.taken(second, team.hub.edit(second, mine, {{"summary", "t"}})));
}

TEST_CASE("comments and actions go under what their author can see, and nowhere else") {
  Team team;
  const Json open = team.note(team.anna, "team");
  const Json hidden = team.note(team.anna, "mine");
  for (const char* kind : {"comment", "action", "attachment"}) {
    CAPTURE(kind);
    CHECK(team.taken(team.bert, team.hub.change(team.bert, kind, {{"parent", open["record"]}})));
    CHECK(team.forbidden(team.bert,
                         team.hub.change(team.bert, kind, {{"parent", hidden["record"]}})));
    CHECK(team.forbidden(team.bert, team.hub.change(team.bert, kind, {{"text", "nowhere"}})));
  }
}

TEST_CASE("the owner of an action tells its progress and changes nothing else of it") {
  Team team;
  const Json note = team.note(team.anna, "mine");
  const Json action = team.action(team.anna, note, team.bert);
  CHECK(team.taken(team.bert, team.hub.edit(team.bert, action, {{"state", "done"}})));
  CHECK(team.taken(team.bert, team.hub.edit(team.bert, action, {{"outcome", "sent"}})));
  CHECK(team.forbidden(team.bert,
                       team.hub.edit(team.bert, action, {{"state", "done"}, {"text", "else"}})));
  const Json others = team.action(team.anna, note, team.anna);
  CHECK(team.forbidden(team.bert, team.hub.edit(team.bert, others, {{"state", "done"}})));
}

TEST_CASE("a message's words are its author's until it is the team's") {
  Team team;
  const Json message = team.hub.change(team.anna, "message", {{"text", "buses"}});
  REQUIRE(team.taken(team.anna, message));
  CHECK(team.taken(team.anna, team.hub.edit(team.anna, message, {{"text", "late buses"}})));
  CHECK(team.forbidden(team.bert, team.hub.edit(team.bert, message, {{"text", "trains"}})));
  const std::string link = "messages/" + message["record"].get<std::string>();
  const Json note =
      team.hub.change(team.anna, "conversation", {{"visibility", "team"}, {link, true}});
  REQUIRE(team.taken(team.anna, note));
  CHECK(team.forbidden(team.anna, team.hub.edit(team.anna, message, {{"text", "trains"}})));
  CHECK(team.taken(team.cora, team.hub.edit(team.cora, message, {{"text", "late trains"}})));
}

TEST_CASE("vocabulary, events, settings, members, devices and review states are coordinators'") {
  Team team;
  for (const char* kind : {"term", "event", "space", "member", "device"}) {
    CAPTURE(kind);
    CHECK(team.forbidden(team.anna, team.hub.change(team.anna, kind, {{"name", "x"}})));
    CHECK(team.taken(team.cora, team.hub.change(team.cora, kind, {{"name", "x"}})));
  }
  const Json note = team.note(team.anna, "team");
  CHECK(team.forbidden(team.anna, team.hub.edit(team.anna, note, {{"review", "reviewed"}})));
  CHECK(team.taken(team.cora, team.hub.edit(team.cora, note, {{"review", "reviewed"}})));
}

TEST_CASE("a recorder cannot give themselves another role") {
  Team team;
  Json role = team.hub.change(team.anna, "member", {{"role", "coordinator"}});
  role["record"] = team.anna.member.text();
  role["edit"] = true;
  CHECK(team.forbidden(team.anna, role));
}

TEST_CASE("only its author makes a conversation the team's, and a coordinator narrows any") {
  Team team;
  const Json note = team.note(team.anna, "mine");
  CHECK(team.forbidden(team.cora, team.hub.edit(team.cora, note, {{"visibility", "team"}})));
  CHECK(team.taken(team.anna, team.hub.edit(team.anna, note, {{"visibility", "team"}})));
  CHECK(team.taken(team.cora, team.hub.edit(team.cora, note, {{"visibility", "mine"}})));
}

TEST_CASE("a coordinator makes a kiosk's conversation the team's") {
  Team team;
  const Json note = team.note(team.kiosk, "mine");
  CHECK(team.taken(team.cora, team.hub.edit(team.cora, note, {{"visibility", "team"}})));
  CHECK(gives(team.hub.all(team.bert), note));
}

TEST_CASE("a kiosk makes conversations that are nobody's, and writes nothing else") {
  Team team;
  const Json open = team.note(team.anna, "team");
  const Json heard = team.note(team.kiosk, "mine");
  CHECK(team.forbidden(team.kiosk,
                       team.hub.change(team.kiosk, "conversation", {{"visibility", "team"}})));
  CHECK(team.forbidden(team.kiosk, team.hub.change(team.kiosk, "message", {{"text", "x"}})));
  CHECK(team.forbidden(team.kiosk,
                       team.hub.change(team.kiosk, "comment", {{"parent", open["record"]}})));
  CHECK(team.forbidden(team.kiosk, team.hub.edit(team.kiosk, heard, {{"summary", "t"}})));
  CHECK(team.forbidden(team.kiosk, team.hub.erase(team.kiosk, heard)));
  CHECK(team.forbidden(team.kiosk, team.hub.erase(team.kiosk, heard, true)));
}

TEST_CASE("whole records are erased by coordinators, history by its conversation's author too") {
  Team team;
  const Json note = team.note(team.anna, "team");
  CHECK(team.forbidden(team.anna, team.hub.erase(team.anna, note)));
  CHECK(team.forbidden(team.bert, team.hub.erase(team.bert, note, true)));
  CHECK(team.taken(team.anna, team.hub.erase(team.anna, note, true)));
  CHECK(team.taken(team.cora, team.hub.erase(team.cora, note, true)));
  CHECK(team.taken(team.cora, team.hub.erase(team.cora, note)));
}

}  // namespace
}  // namespace crosstalk::hub::test
