#include <doctest/doctest.h>

#include "storage/queries.h"
#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

constexpr Milliseconds kDay(24 * 3600 * 1000);

ConversationView last_note(AppScene& scene) {
  const auto notes = read_conversations(*scene.other, {});
  REQUIRE(notes);
  REQUIRE_FALSE(notes->empty());
  return notes->front();
}

void start_trip(AppScene& scene) {
  REQUIRE(scene.click("outing-begin"));
  scene.type("London to Leeds");
  REQUIRE(scene.click("outing-setting-train"));
  REQUIRE(scene.click("outing-place"));
  scene.type("East Coast line");
  REQUIRE(scene.click("outing-start"));
}

void log(AppScene& scene, std::string_view words) {
  scene.type(words);
  REQUIRE(scene.click("save"));
  scene.clock.advance(Milliseconds(60'000));
}

void add_event(AppScene& scene, const Uuid& id, bool deleted) {
  Save save = save_of(id, kinds::kEvent, "name", "Spring workshop");
  save.edits[0].fresh = !deleted;
  if (deleted) save.edits[0].set = {{"deleted", true}};
  REQUIRE(scene.other->save(save));
  scene.tell();
}

TEST_CASE("a trip fills in setting and place of each note until it is ended") {
  AppScene scene;
  start_trip(scene);
  CHECK(scene.sees("On a train, London to Leeds"));
  CHECK(scene.sees("No notes yet."));
  for (const char* words : {"The first", "The second"}) {
    log(scene, words);
    CHECK(last_note(scene).body == words);
    CHECK(last_note(scene).setting == "train");
    CHECK(last_note(scene).place == "East Coast line");
  }
  CHECK(scene.sees("2 notes."));
  CHECK(scene.click("outing-end"));
  CHECK_FALSE(scene.sees("On a train, London to Leeds"));
  log(scene, "Afterwards");
  CHECK(last_note(scene).setting.empty());
  CHECK(last_note(scene).place.empty());
}

TEST_CASE("a trip is still running after a restart, with its count") {
  AppScene scene;
  start_trip(scene);
  log(scene, "The first");
  scene.reopen();
  CHECK(scene.sees("On a train, London to Leeds"));
  CHECK(scene.sees("1 note."));
  log(scene, "The second");
  CHECK(last_note(scene).setting == "train");
}

TEST_CASE("what a note says of itself goes before the trip, for that note alone") {
  AppScene scene;
  start_trip(scene);
  scene.type("In the buffet queue");
  CHECK(scene.click("setting-more"));
  CHECK(scene.click("setting-corridor"));
  CHECK(scene.click("note"));
  log(scene, ".");
  CHECK(last_note(scene).setting == "corridor");
  log(scene, "Back at the table");
  CHECK(last_note(scene).setting == "train");
}

TEST_CASE("ending a trip is taken back") {
  AppScene scene;
  start_trip(scene);
  CHECK(scene.click("outing-end"));
  CHECK(scene.sees("Trip ended"));
  CHECK(scene.click("toast-undo"));
  CHECK(scene.sees("On a train, London to Leeds"));
}

TEST_CASE("the day after, the trip asks whether it goes on, and does so when told") {
  AppScene scene;
  start_trip(scene);
  scene.clock.advance(kDay);
  scene.reopen();
  CHECK(scene.sees("Still running since yesterday. No notes yet."));
  CHECK(scene.click("outing-carry-on"));
  CHECK_FALSE(scene.sees("outing-carry-on"));
  scene.clock.advance(kDay);
  scene.reopen();
  CHECK(scene.sees("outing-carry-on"));
}

TEST_CASE("a trip that nobody carried on for two days ends by itself, and can be had back") {
  AppScene scene;
  start_trip(scene);
  scene.clock.advance(2 * kDay);
  scene.reopen();
  CHECK_FALSE(scene.sees("outing-end"));
  CHECK(scene.sees("The trip of Fri 18 March has ended"));
  log(scene, "At home");
  CHECK(last_note(scene).setting.empty());
}

TEST_CASE("an event of the space is chosen once and stands on each note") {
  AppScene scene;
  const Uuid event = make_uuid(scene.clock.wall(), scene.random);
  add_event(scene, event, false);
  CHECK(scene.click("outing-begin"));
  CHECK(scene.click("outing-kind-event"));
  CHECK(scene.click("outing-event-Spring workshop"));
  CHECK(scene.click("outing-start"));
  CHECK(scene.sees("Spring workshop"));
  log(scene, "The first");
  CHECK(last_note(scene).event == "Spring workshop");
  // It goes from the space while it runs here: notes are saved without it.
  scene.type("Half a note");
  add_event(scene, event, true);
  log(scene, ", and the rest");
  CHECK(last_note(scene).body == "Half a note, and the rest");
  CHECK(last_note(scene).event.empty());
}

TEST_CASE("a trip is started by keyboard on a phone too, and left alone by Esc") {
  AppScene scene({.width = 390, .height = 844});
  CHECK(scene.click("outing-begin"));
  scene.press(ImGuiKey_Escape);
  CHECK_FALSE(scene.sees("outing-name"));
  CHECK(scene.click("outing-begin"));
  scene.type("Leeds");
  scene.press(ImGuiKey_Enter);
  CHECK(scene.sees("Leeds"));
  CHECK(scene.sees("outing-end"));
  scene.type("Typed at once");
  CHECK(scene.value("note") == "Typed at once");
}

}  // namespace
}  // namespace crosstalk
