// Who sees what, and when it comes and goes.
#include <doctest/doctest.h>

#include "tests/hub/hub_fixture.h"

namespace crosstalk::hub::test {
namespace {

TEST_CASE(
    "a recorder sees what is marked team and their own, a coordinator all, a kiosk nothing said") {
  Team team;
  const Json open = team.note(team.anna, "team");
  const Json hidden = team.note(team.anna, "mine");
  const Json unmarked =
      team.push(team.anna, team.hub.change(team.anna, "conversation", {{"summary", "s"}}));
  const Json bert = team.hub.all(team.bert);
  CHECK(gives(bert, open));
  CHECK_FALSE(gives(bert, hidden));
  CHECK_FALSE(gives(bert, unmarked));
  const Json cora = team.hub.all(team.cora);
  CHECK(gives(cora, open));
  CHECK(gives(cora, hidden));
  CHECK(gives(cora, unmarked));
  for (const Json& entry : team.hub.all(team.kiosk))
    CHECK(entry.value("kind", "") != "conversation");
}

TEST_CASE(
    "what a device made itself comes as its own id with the seal, to the member's others whole") {
  Team team;
  const TestDevice second = team.hub.join_as(Role::recorder, "Anna");
  const Json note = team.note(team.anna, "mine");
  CHECK(names_own(team.hub.all(team.anna), note));
  CHECK_FALSE(gives(team.hub.all(team.anna), note));
  CHECK(gives(team.hub.all(second), note));
}

TEST_CASE("an entry carries the member who wrote it and the seal that the author was told") {
  Team team;
  const Json note = team.hub.change(team.anna, "conversation", {{"visibility", "team"}});
  const Json answer = team.hub.sync(team.anna, Json::array({note}));
  const Json entry = entry_of(team.hub.all(team.bert), note);
  CHECK(entry["by"] == team.anna.member.text());
  CHECK(entry["seal"] == answer["taken"][0]["seal"]);
  CHECK(entry["seal"].get<std::string>().size() == 16);  // 96 bits
}

TEST_CASE("a note that becomes the team's comes with all its changes, older ones too") {
  Team team;
  team.hub.pull(team.bert);
  const Json note = team.note(team.anna, "mine");
  const Json second = team.push(team.anna, team.hub.edit(team.anna, note, {{"summary", "t"}}));
  CHECK(team.hub.pull(team.bert).empty());
  const Json opened =
      team.push(team.anna, team.hub.edit(team.anna, note, {{"visibility", "team"}}));
  const Json entries = team.hub.pull(team.bert);
  CHECK(gives(entries, note));
  CHECK(gives(entries, second));
  CHECK(gives(entries, opened));
}

TEST_CASE("a note that is narrowed is withdrawn from those who lose it, and from nobody else") {
  Team team;
  const Json note = team.note(team.anna, "team");
  for (TestDevice* device : {&team.anna, &team.bert, &team.cora}) team.hub.pull(*device);
  team.push(team.cora, team.hub.edit(team.cora, note, {{"visibility", "mine"}}));
  CHECK(withdraws(team.hub.pull(team.bert), note));
  CHECK_FALSE(withdraws(team.hub.pull(team.anna), note));
  CHECK_FALSE(withdraws(team.hub.pull(team.cora), note));
}

TEST_CASE("view is judged when the answer is made: what was narrowed since is not given") {
  Team team;
  const Json note = team.note(team.anna, "team");
  team.push(team.anna, team.hub.edit(team.anna, note, {{"visibility", "mine"}}));
  const Json entries = team.hub.pull(team.bert);
  CHECK_FALSE(gives(entries, note));
  CHECK(withdraws(entries, note));
  team.push(team.anna, team.hub.edit(team.anna, note, {{"visibility", "team"}}));
  TestDevice late = team.bert;
  late.cursor.clear();
  CHECK_FALSE(withdraws(team.hub.pull(late), note));
}

TEST_CASE("comments, actions and attachments enter and leave with their conversation") {
  Team team;
  const Json note = team.note(team.anna, "mine");
  const Json comment = team.under(team.cora, "comment", note, {{"body", "hm"}});
  const Json action = team.under(team.anna, "action", note, {{"text", "do"}});
  team.hub.pull(team.bert);
  team.push(team.anna, team.hub.edit(team.anna, note, {{"visibility", "team"}}));
  const Json in = team.hub.pull(team.bert);
  CHECK(gives(in, comment));
  CHECK(gives(in, action));
  team.push(team.anna, team.hub.edit(team.anna, note, {{"visibility", "mine"}}));
  const Json out = team.hub.pull(team.bert);
  CHECK(withdraws(out, comment));
  CHECK(withdraws(out, action));
  // The author of the conversation sees what others put under it.
  CHECK(gives(team.hub.all(team.anna), comment));
}

TEST_CASE("the owner of an action sees the action and not the conversation") {
  Team team;
  const Json note = team.note(team.anna, "mine");
  const Json action =
      team.under(team.anna, "action", note, {{"owner_member", team.bert.member.text()}});
  const Json comment = team.under(team.anna, "comment", note);
  const Json entries = team.hub.pull(team.bert);
  CHECK(gives(entries, action));
  CHECK_FALSE(gives(entries, note));
  CHECK_FALSE(gives(entries, comment));
  team.push(team.anna,
            team.hub.edit(team.anna, action, {{"owner_member", team.anna.member.text()}}));
  CHECK(withdraws(team.hub.pull(team.bert), action));
}

TEST_CASE(
    "a message is its author's and the coordinators' until a team conversation links it, then the "
    "team's for good") {
  Team team;
  const Json message =
      team.push(team.anna, team.hub.change(team.anna, "message", {{"text", "buses"}}));
  const std::string link = "messages/" + message["record"].get<std::string>();
  CHECK_FALSE(gives(team.hub.pull(team.bert), message));
  CHECK(gives(team.hub.all(team.cora), message));
  const Json note =
      team.push(team.anna, team.hub.change(team.anna, "conversation", {{link, true}}));
  CHECK_FALSE(gives(team.hub.pull(team.bert), message));
  team.push(team.anna, team.hub.edit(team.anna, note, {{"visibility", "team"}}));
  CHECK(gives(team.hub.pull(team.bert), message));
  team.push(team.anna, team.hub.edit(team.anna, note, {{"visibility", "mine"}}));
  CHECK_FALSE(withdraws(team.hub.pull(team.bert), message));
}

TEST_CASE("a message that comes after the team conversation that links it is the team's at once") {
  Team team;
  const Json message = team.hub.change(team.anna, "message", {{"text", "buses"}});
  const std::string link = "messages/" + message["record"].get<std::string>();
  team.push(team.anna,
            team.hub.change(team.anna, "conversation", {{"visibility", "team"}, {link, true}}));
  team.push(team.anna, message);
  CHECK(gives(team.hub.all(team.bert), message));
}

TEST_CASE("a coordinator's message, vocabulary, events, members and settings go to the team") {
  Team team;
  const Json message = team.push(team.cora, team.hub.change(team.cora, "message", {{"text", "x"}}));
  const Json term =
      team.push(team.cora, team.hub.change(team.cora, "term", {{"list", "themes"}, {"key", "k"}}));
  const Json event = team.push(team.cora, team.hub.change(team.cora, "event", {{"name", "Fair"}}));
  const Json entries = team.hub.all(team.bert);
  CHECK(gives(entries, message));
  CHECK(gives(entries, term));
  CHECK(gives(entries, event));
  std::string names;
  for (const Json& entry : entries) {
    if (entry.value("kind", "") == "member") names += entry["set"]["name"].get<std::string>() + " ";
    if (entry.value("kind", "") == "space") CHECK(entry["set"]["name"] == "Test");
  }
  CHECK(names == "Anna Bert Cora Kiosk ");
}

TEST_CASE(
    "a kiosk is given the vocabulary, and its event and settings once a coordinator names them") {
  Team team;
  const Json term =
      team.push(team.cora, team.hub.change(team.cora, "term", {{"list", "themes"}, {"key", "k"}}));
  const Json event = team.push(team.cora, team.hub.change(team.cora, "event", {{"name", "Fair"}}));
  const Json other =
      team.push(team.cora, team.hub.change(team.cora, "event", {{"name", "Market"}}));
  Json device;
  for (const Json& entry : team.hub.all(team.cora)) {
    const bool kiosks =
        entry.value("kind", "") == "device" && entry["set"]["device"] == team.kiosk.id.text();
    if (kiosks) device = entry;
  }
  REQUIRE_FALSE(device.is_null());
  const Json before = team.hub.pull(team.kiosk);
  CHECK(gives(before, term));
  CHECK(gives(before, device));
  CHECK_FALSE(gives(before, event));
  team.push(team.cora, team.hub.edit(team.cora, device, {{"event", event["record"]}}));
  const Json after = team.hub.pull(team.kiosk);
  CHECK(gives(after, event));
  CHECK_FALSE(gives(after, other));
  for (const Json& entry : team.hub.all(team.kiosk)) {
    const std::string kind = entry.value("kind", "");
    CHECK((kind == "term" || kind == "event" || kind == "device"));
  }
}

TEST_CASE("what a kiosk hears goes to the coordinators alone, and never back to it") {
  Team team;
  const Json note = team.note(team.kiosk, "mine");
  CHECK(gives(team.hub.all(team.cora), note));
  CHECK_FALSE(gives(team.hub.all(team.anna), note));
  CHECK_FALSE(names_own(team.hub.all(team.kiosk), note));
  // Not even a withdrawal: a kiosk forgets by itself.
  CHECK_FALSE(withdraws(team.hub.sync(team.kiosk, Json::array({note}))["changes"], note));
}

TEST_CASE("who loses the coordinator's role is told to forget what they may not see any more") {
  Team team;
  const TestDevice chief = team.hub.join(Role::coordinator, "Chief");
  const Json hidden = team.note(team.anna, "mine");
  const Json open = team.note(team.anna, "team");
  const Json own = team.note(team.cora, "mine");
  team.hub.pull(team.cora);
  Json role = team.hub.change(chief, "member", {{"role", "recorder"}});
  role["record"] = team.cora.member.text();
  role["edit"] = true;
  team.push(chief, role);
  const Json entries = team.hub.pull(team.cora);
  CHECK(withdraws(entries, hidden));
  CHECK_FALSE(withdraws(entries, open));
  CHECK_FALSE(withdraws(entries, own));
  const Json later = team.note(team.anna, "mine");
  CHECK_FALSE(gives(team.hub.pull(team.cora), later));
  CHECK_FALSE(gives(team.hub.all(team.cora), hidden));
}

TEST_CASE("who gains the coordinator's role reads everything from its beginning") {
  Team team;
  const Json hidden = team.note(team.anna, "mine");
  team.hub.pull(team.bert);
  Json role = team.hub.change(team.cora, "member", {{"role", "coordinator"}});
  role["record"] = team.bert.member.text();
  role["edit"] = true;
  team.push(team.cora, role);
  CHECK(gives(team.hub.pull(team.bert), hidden));
}

TEST_CASE("a taken change whose record its member may not see is withdrawn, on a repeat too") {
  Team team;
  const TestDevice chief = team.hub.join(Role::coordinator, "Chief");
  const Json note = team.note(team.anna, "mine");
  const Json edit = team.push(team.cora, team.hub.edit(team.cora, note, {{"review", "reviewed"}}));
  Json role = team.hub.change(chief, "member", {{"role", "recorder"}});
  role["record"] = team.cora.member.text();
  role["edit"] = true;
  team.push(chief, role);
  team.hub.pull(team.cora);
  const Json answer = team.hub.sync(team.cora, Json::array({edit}), team.cora.cursor);
  CHECK(took(answer, edit));
  CHECK(withdraws(answer["changes"], note));
}

TEST_CASE("an answer holds no more than its bound, and the next goes on where it ended") {
  Team team;
  for (int i = 0; i < 5; ++i) {
    const Json note = team.hub.change(
        team.anna, "conversation", {{"body", std::string(400'000, 'x')}, {"visibility", "team"}});
    team.push(team.anna, note);
  }
  const Json first = team.hub.sync(team.bert, Json::array());
  CHECK(first["more"] == true);
  int notes = 0;
  for (const Json& entry : team.hub.pull(team.bert))
    notes += entry.value("kind", "") == "conversation" ? 1 : 0;
  CHECK(notes == 5);
}

TEST_CASE("nothing of one space is seen in another, not even by its coordinator") {
  Team team;
  REQUIRE(add_space(team.hub.store(), "Other", team.hub.now, team.hub.random()));
  InviteOptions options;
  options.space = "Other";
  options.role = Role::coordinator;
  options.lifetime = Milliseconds{60'000};
  const auto code = add_invite(team.hub.store(), options, team.hub.now, team.hub.random());
  REQUIRE(code);
  const DeviceId id = make_device_id(team.hub.random());
  const auto joined = team.hub.service().join({*code, id, "x"}, team.hub.now);
  TestDevice other{id, std::get<JoinAnswer>(joined.result).token, {}, {}};
  const Json note = team.note(team.anna, "team");
  CHECK_FALSE(gives(team.hub.all(other), note));
  const Json edit = team.hub.edit(other, note, {{"summary", "x"}});
  CHECK(is_later(team.hub.sync(other, Json::array({edit})), edit));
}

}  // namespace
}  // namespace crosstalk::hub::test
