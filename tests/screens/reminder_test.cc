// Reminders inside the window, the tabs of the actions, and who an action is for.
#include "client/model/reminder.h"

#include <doctest/doctest.h>

#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

void log(AppScene& scene, const char* body, std::vector<NewAction> actions) {
  NewNote note;
  note.body = body;
  note.actions = std::move(actions);
  const auto composed = compose_note(note, lookups_of(*scene.other));
  REQUIRE(composed);
  REQUIRE(scene.other->save(composed->save));
  scene.tell();
}

TEST_CASE("a window that opens says what is overdue and due today, until it is put off") {
  AppScene scene;
  log(scene, "Promised", {{"Phone", "", "2016-03-11"}, {"Write", "", "2016-03-18"}});
  // What comes while the person is at something pushes nothing away.
  CHECK_FALSE(scene.sees("reminder-show"));
  scene.reopen();
  CHECK(scene.sees("1 action of yours is overdue · 1 more is due today"));
  CHECK(scene.click("reminder-dismiss"));
  CHECK_FALSE(scene.sees("reminder-show"));
  scene.click("nav-actions");
  CHECK_FALSE(scene.sees("reminder-dismiss"));
  scene.reopen();
  CHECK_FALSE(scene.sees("reminder-show"));
  scene.clock.advance(Milliseconds(24 * 3'600'000));
  scene.reopen();
  CHECK(scene.sees("2 actions of yours are overdue"));
}

TEST_CASE("on a new day an open window reminds once nothing is being written") {
  AppScene scene;
  log(scene, "Promised", {{"Phone", "", "2016-03-19"}});
  scene.reopen();
  CHECK_FALSE(scene.sees("reminder-show"));
  scene.clock.advance(Milliseconds(7 * 3'600'000));
  CHECK(scene.sees("1 action of yours is due today"));
  CHECK(scene.click("reminder-dismiss"));
  scene.click("nav-timeline");
  scene.click("nav-write");
  CHECK_FALSE(scene.sees("reminder-show"));
  scene.clock.advance(Milliseconds(24 * 3'600'000));
  CHECK(scene.sees("1 action of yours is overdue"));
}

TEST_CASE("the day turns in the middle of a note without a word, until the person goes elsewhere") {
  AppScene scene;
  log(scene, "Promised", {{"Phone", "", "2016-03-19"}});
  scene.reopen();
  scene.type("Half a no");
  scene.clock.advance(Milliseconds(7 * 3'600'000));
  CHECK_FALSE(scene.sees("reminder-show"));
  scene.type("te");
  CHECK_FALSE(scene.sees("reminder-show"));
  scene.click("nav-timeline");
  CHECK(scene.sees("1 action of yours is due today"));
}

TEST_CASE("a day ends at midnight of its own zone, by its own length") {
  const Instant now = *parse_time("2016-03-18T17:44:00Z");
  CHECK(seconds_until_tomorrow(now, no_offset) == 6 * 3600 + 16 * 60);
  const Zone east = [](Instant) { return std::chrono::seconds(7 * 3600); };
  CHECK(seconds_until_tomorrow(now, east) == 23 * 3600 + 16 * 60);
}

TEST_CASE("a reminder leads to one's own actions, and its words follow what is ticked off") {
  AppScene scene;
  log(scene, "Promised", {{"Phone", "", "2016-03-11"}});
  scene.reopen();
  CHECK(scene.click("reminder-show"));
  CHECK(scene.sees("tab-mine"));
  CHECK(scene.sees("1 action of yours is overdue"));
  CHECK(scene.click("state-done"));
  CHECK(scene.sees("Nothing of yours is due any more"));
  scene.click("nav-timeline");
  CHECK_FALSE(scene.sees("reminder-dismiss"));
  scene.click("nav-actions");
  CHECK_FALSE(scene.sees("reminder-dismiss"));
}

TEST_CASE("nothing reminds of what is later, done, or another's") {
  AppScene scene;
  log(scene, "Promised",
      {{"Later", "", "2016-03-19"}, {"Theirs", "the housing lead", "2016-03-01"}});
  scene.reopen();
  CHECK_FALSE(scene.sees("reminder-show"));
}

TEST_CASE("the overdue tab shows what is late, whoever it is for, and an empty one says so") {
  AppScene scene;
  log(scene, "Promised",
      {{"Late and theirs", "the housing lead", "2016-03-01"}, {"Soon", "", "2016-03-25"}});
  scene.click("nav-actions");
  CHECK(scene.sees("Soon"));
  CHECK(scene.click("tab-overdue"));
  CHECK(scene.sees("Late and theirs"));
  CHECK_FALSE(scene.sees("Soon"));
  CHECK(scene.click("state-done"));
  CHECK(scene.sees("Nothing is overdue"));
}

TEST_CASE("an owner is chosen among the people of the space, or written in other words") {
  AppScene scene;
  for (const char* name : {"Anna Lee", "Bert Hall"}) {
    Save save = save_of(make_uuid(scene.clock.wall(), scene.random), kinds::kMember, "name", name);
    save.edits[0].fresh = true;
    save.edits[0].set["role"] = "recorder";
    REQUIRE(scene.other->save(save));
  }
  log(scene, "Promised", {});
  scene.click("nav-timeline");
  CHECK(scene.click("add-action"));
  scene.type("Phone");
  CHECK(scene.sees("owner-Anna Lee"));
  CHECK(scene.click("action-who"));
  scene.type("ha");
  CHECK_FALSE(scene.sees("owner-Anna Lee"));
  CHECK(scene.click("owner-Bert Hall"));
  CHECK(scene.value("action-who") == "Bert Hall");
  CHECK(scene.click("action-submit"));
  const auto actions = list_actions(*scene.other);
  REQUIRE((actions && actions->size() == 1));
  CHECK(actions->front().owner == "Bert Hall");
  CHECK(actions->front().owner_member.has_value());
}

}  // namespace
}  // namespace crosstalk
