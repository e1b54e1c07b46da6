#include "storage/queries.h"
#include "tests/unit/storage/replica_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("queries of actions, people and places");

TEST_CASE_FIXTURE(
    ReplicaFixture,
    "actions are ordered by what is due, those without a date and the done ones after") {
  const Uuid id = note(*store, "One");
  const auto action = [&](const char* text, Fields more) {
    more["parent"] = id.text();
    more["text"] = text;
    make(*store, "action", std::move(more));
  };
  action("done", {{"due", "2026-01-01"}, {"state", "done"}});
  action("no date", {});
  action("late", {{"due", "2026-11-01"}});
  action("soon", {{"due", "2026-12-01"}, {"state", "doing"}});
  std::vector<std::string> texts;
  for (const ActionView& view : good(list_actions(*store))) texts.push_back(view.text);
  CHECK(texts == std::vector<std::string>{"late", "soon", "no date", "done"});
  CHECK(good(list_actions(*store))[0].conversation_summary == "One");
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "actions in the bin, or of a conversation in the bin, are not listed") {
  const Uuid id = note(*store, "One");
  const Uuid first = make(*store, "action", {{"parent", id.text()}, {"text", "a"}});
  make(*store, "action", {{"parent", id.text()}, {"text", "b"}});
  edit(*store, first, {{"deleted", true}});
  CHECK(good(list_actions(*store)).size() == 1);
  CHECK(read(*store, id).actions.size() == 1);
  edit(*store, id, {{"deleted", true}});
  CHECK(good(list_actions(*store)).empty());
}

TEST_CASE_FIXTURE(ReplicaFixture, "the bin lists the actions in it, newest first, and no others") {
  const Uuid id = note(*store, "One");
  std::vector<Uuid> actions;
  for (const char* text : {"a", "b", "c"})
    actions.push_back(make(*store, "action", {{"parent", id.text()}, {"text", text}}));
  edit(*store, actions[0], {{"deleted", true}});
  edit(*store, actions[2], {{"deleted", true}});
  const auto deleted = good(list_deleted_actions(*store));
  REQUIRE(deleted.size() == 2);
  CHECK(deleted[0].text == "c");
  CHECK(deleted[1].text == "a");
  CHECK(deleted[1].conversation_summary == "One");
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "an action whose conversation may not be seen is listed all the same") {
  enter(foreign(new_id(), "action",
                {{"parent", new_id().text()}, {"text", "Yours"}, {"owner_member", member.text()}}));
  join_as("recorder");
  const auto actions = good(list_actions(*store));
  REQUIRE(actions.size() == 1);
  CHECK(actions[0].mine);
  CHECK(actions[0].conversation_summary.empty());
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "an action is mine when it is assigned to me, or made here and nobody's") {
  join_as("recorder");
  const Uuid id = note(*store, "One");
  make(*store, "action", {{"parent", id.text()}, {"text", "1"}});
  make(*store, "action",
       {{"parent", id.text()}, {"text", "2"}, {"owner", "Bo"}, {"owner_member", colleague.text()}});
  make(*store, "action", {{"parent", id.text()}, {"text", "3"}, {"owner", "an analyst"}});
  std::vector<bool> mine;
  for (const ActionView& view : good(list_actions(*store))) mine.push_back(view.mine);
  CHECK(mine == std::vector<bool>{true, false, false});
}

TEST_CASE_FIXTURE(ReplicaFixture, "a member is found by name when it is the only one so named") {
  enter(foreign(colleague, "member", {{"name", "Bo Åberg"}}));
  CHECK(good(find_member(*store, "bo  ÅBERG")) == colleague);
  CHECK_FALSE(good(find_member(*store, "Bo")).has_value());
  enter(foreign(new_id(), "member", {{"name", "Bo Åberg"}}));
  CHECK_FALSE(good(find_member(*store, "Bo Åberg")).has_value());
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "people to choose from are those whose name stands for one member, by name") {
  const auto member_named = [&](const char* name, const char* role) {
    enter(foreign(new_id(), "member", {{"name", name}, {"role", role}}));
  };
  member_named("Bo Berg", "recorder");
  member_named("Ada", "coordinator");
  member_named("Twice", "recorder");
  member_named("TWICE", "recorder");
  member_named("Front desk", "kiosk");
  CHECK(good(list_member_names(*store)) == std::vector<std::string>{"Ada", "Bo Berg"});
}

TEST_CASE_FIXTURE(ReplicaFixture, "an event is found by its name") {
  const Uuid id = make(*store, "event", {{"name", "Spring Conference"}});
  CHECK(good(find_event(*store, "spring conference")) == id);
  edit(*store, id, {{"deleted", true}});
  CHECK_FALSE(good(find_event(*store, "spring conference")).has_value());
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "recent places come each once, latest first, those of the bin left out") {
  const auto at = [&](const char* place, const char* day) {
    return note(*store, place,
                {{"place", place}, {"occurred_at", std::string("2026-11-") + day + "T12:00:00Z"}});
  };
  at("Hull", "01");
  at("Leeds", "02");
  at("Hull", "03");
  const Uuid gone = at("Cork", "04");
  edit(*store, gone, {{"deleted", true}});
  CHECK(good(recent_places(*store, 5)) == std::vector<std::string>{"Hull", "Leeds"});
  CHECK(good(recent_places(*store, 1)) == std::vector<std::string>{"Hull"});
}

}  // namespace
}  // namespace crosstalk
