#include <doctest/doctest.h>

#include "storage/queries.h"
#include "storage/replica.h"
#include "sync/join_link.h"
#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

Uuid log(AppScene& scene, const NewNote& note) {
  const auto composed = compose_note(note, lookups_of(*scene.other));
  REQUIRE(composed);
  REQUIRE(scene.other->save(composed->save));
  scene.clock.advance(Milliseconds(60'000));
  scene.tell();
  return composed->conversation;
}

NewNote saying(std::string body) {
  NewNote note;
  note.body = std::move(body);
  return note;
}

std::string state_of_action(AppScene& scene) {
  const auto actions = list_actions(*scene.other);
  return actions && !actions->empty() ? actions->front().state : "none";
}

TEST_CASE("an action is ticked, and Ctrl+Z opens it again") {
  AppScene scene;
  NewNote note = saying("Promised to ring");
  note.actions = {{"Phone the housing lead", "", "2016-03-11"}};
  log(scene, note);
  scene.click("nav-actions");
  CHECK(scene.sees("Friday 11 March, 7 days late"));
  CHECK(scene.sees("Overdue"));
  CHECK(scene.click("state-done"));
  CHECK(state_of_action(scene) == "done");
  CHECK(scene.sees("Done: Phone the housing lead"));
  scene.press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(state_of_action(scene) == "open");
}

TEST_CASE("an action is ticked in its conversation") {
  AppScene scene;
  NewNote note = saying("Promised to ring");
  note.actions = {{"Phone", "", ""}};
  log(scene, note);
  scene.click("nav-timeline");
  CHECK(scene.click("tick"));
  CHECK(state_of_action(scene) == "done");
  CHECK(scene.click("toast-undo"));
  CHECK(state_of_action(scene) == "open");
}

TEST_CASE("a deleted note comes back by undo") {
  AppScene scene;
  const Uuid id = log(scene, saying("Keep me"));
  scene.click("nav-timeline");
  CHECK(scene.click("note-more"));
  CHECK(scene.click("delete"));
  CHECK(scene.sees("Deleted"));
  CHECK(scene.sees("No notes yet"));
  CHECK(scene.click("toast-undo"));
  CHECK(scene.sees(id.text()));
  const auto read = read_conversation(*scene.other, id);
  REQUIRE((read && *read));
  CHECK_FALSE((*read)->deleted);
}

TEST_CASE("what is in the bin can be read and brought back") {
  AppScene scene;
  const Uuid id = log(scene, saying("Thrown away"));
  REQUIRE(scene.other->save(save_of(id, kinds::kConversation, "deleted", true)));
  scene.tell();
  scene.click("nav-timeline");
  scene.click("filter");
  CHECK(scene.click("filter-bin-bin"));
  scene.click("close-filter");
  CHECK(scene.sees("This note is in the bin"));
  CHECK(scene.click("restore"));
  CHECK(scene.sees("Brought back"));
  const auto read = read_conversation(*scene.other, id);
  REQUIRE((read && *read));
  CHECK_FALSE((*read)->deleted);
}

TEST_CASE("the timeline is searched as one types, and says what it did not find") {
  AppScene scene;
  const Uuid paper = log(scene, saying("The paper was never the obstacle"));
  const Uuid fire = log(scene, saying("Fire crews visit people no one else reaches"));
  scene.press(ImGuiMod_Ctrl | ImGuiKey_F);
  scene.type("obst");
  CHECK(scene.sees(paper.text()));
  CHECK_FALSE(scene.sees(fire.text()));
  scene.type("zzz");
  CHECK(scene.sees("Nothing with “obstzzz”"));
  CHECK(scene.click("clear"));
  CHECK(scene.sees(fire.text()));
}

TEST_CASE("a note that another process saved shows up by itself") {
  AppScene scene;
  scene.click("nav-timeline");
  CHECK(scene.sees("No notes yet"));
  const Uuid id = log(scene, saying("Logged by the command line"));
  CHECK(scene.sees(id.text()));
}

TEST_CASE("a note that is opened to the team loses its earlier versions, unless they are kept") {
  for (const bool keep : {false, true}) {
    CAPTURE(keep);
    AppScene scene;
    const Uuid id = log(scene, saying("Said in confidence."));
    Save edit;
    RecordEdit words;
    words.record = id;
    words.set["body"] = "For all ears.";
    edit.edits.push_back(words);
    REQUIRE(scene.other->save(edit));
    scene.tell();
    scene.click("nav-timeline");
    CHECK(scene.click("note-more"));
    CHECK(scene.click("team"));
    if (keep) CHECK(scene.click("team-erase"));
    CHECK(scene.click("team-do"));
    CHECK(scene.sees("Everyone in the space can read it"));
    const auto batch = Replica(*scene.other).next_batch(100, 1 << 20, true);
    REQUIRE(batch);
    const auto& changes = batch->changes;
    REQUIRE(changes.size() == (keep ? 3 : 4));
    CHECK(changes.back().set.at("visibility") == "team");
    CHECK((changes[2].kind == kinds::kErase) == !keep);
  }
}

TEST_CASE("a note is edited and only what was changed is saved") {
  AppScene scene;
  NewNote note = saying("First words.");
  note.place = "Leeds";
  const Uuid id = log(scene, note);
  scene.click("nav-timeline");
  CHECK(scene.click("edit"));
  CHECK(scene.sees("Edit note"));
  scene.press(ImGuiMod_Ctrl | ImGuiKey_End);
  scene.type(" And more.");
  scene.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  const auto changes = scene.other->changes_of(id);
  REQUIRE(changes);
  REQUIRE(changes->size() == 2);
  CHECK((*changes)[1].set.at("body") == "First words. And more.");
  CHECK_FALSE((*changes)[1].set.contains("place"));
  CHECK((*changes)[1].base.at("body") == std::vector<Uuid>{(*changes)[0].id});
}

TEST_CASE("two versions are compared side by side and merged into the one that is kept") {
  AppScene scene;
  const Uuid id = log(scene, saying("Eighteen months on"));
  const auto changes = scene.other->changes_of(id);
  REQUIRE((changes && changes->size() == 1));
  for (const char* words : {"Eighteen months of work", "Eighteen months on the agreement"}) {
    Save save = save_of(id, kinds::kConversation, "body", words);
    save.edits[0].base["body"] = {(*changes)[0].id};
    REQUIRE(scene.other->save(save));
    scene.clock.advance(Milliseconds(60'000));
  }
  scene.tell();
  scene.click("nav-timeline");
  CHECK(scene.click("compare"));
  CHECK(scene.sees("Two versions of one note"));
  CHECK(scene.click("start-from", 0));
  CHECK(scene.click("keep-text"));
  const auto read = read_conversation(*scene.other, id);
  REQUIRE((read && *read));
  CHECK((*read)->bodies.empty());
  CHECK((*read)->body == "Eighteen months of work");
}

TEST_CASE("a message shows what was said, and is reworded") {
  AppScene scene;
  NewNote note = saying("Signed and nothing shared");
  note.messages = {"A signed agreement is not enough"};
  log(scene, note);
  scene.click("nav-messages");
  CHECK(scene.click("A signed agreement is not enough"));
  CHECK(scene.sees("What was said"));
  CHECK(scene.click("reword"));
  scene.press(ImGuiMod_Ctrl | ImGuiKey_A);
  scene.type("A signature shares nothing");
  scene.press(ImGuiKey_Enter);
  const auto messages = list_messages(*scene.other);
  REQUIRE((messages && messages->size() == 1));
  CHECK((*messages)[0].text == "A signature shares nothing");
}

TEST_CASE("empty places say what to do") {
  AppScene scene;
  scene.click("nav-timeline");
  CHECK(scene.sees("No notes yet"));
  CHECK(scene.sees("write-first"));
  scene.click("nav-actions");
  CHECK(scene.sees("Nothing to do"));
  scene.click("nav-messages");
  CHECK(scene.sees("Nothing heard twice yet"));
}

TEST_CASE(
    "joining says in its own words why it failed, keeps the link, and closes when it worked") {
  AppScene scene;
  scene.click("nav-settings");
  CHECK(scene.sees("On this device only, no hub yet"));
  CHECK(scene.click("join"));
  scene.type("https://hub.example/j/abc");
  CHECK(scene.click("join-do"));
  REQUIRE(scene.sync.links.size() == 1);
  CHECK(scene.sync.links[0] == "https://hub.example/j/abc");
  scene.sync.answer = Result<HubLink>(make_error(ErrorCode::invite_used));
  scene.tell();
  CHECK(scene.sees("This invite was used before"));
  CHECK(scene.value("join-link") == "https://hub.example/j/abc");
  scene.click("join-do");
  scene.sync.answer = Result<HubLink>(make_error(ErrorCode::hub_unreachable));
  scene.tell();
  CHECK(scene.sees("The hub cannot be reached"));
  HubLink link;
  link.space = "Sharing, North";
  scene.click("join-do");
  scene.sync.answer = Result<HubLink>(link);
  scene.tell();
  CHECK_FALSE(scene.sees("join-do"));
  CHECK(scene.sees("Joined Sharing, North"));
}

TEST_CASE("the sync line says what waits, and opens the page that explains it") {
  AppScene scene;
  scene.sync.said.phase = SyncPhase::offline;
  scene.sync.said.waiting = 3;
  scene.sync.said.offline_since = parse_time("2016-03-18T14:05:00Z");
  scene.tell();
  CHECK(scene.click("sync-line"));
  CHECK(scene.sees("3 waiting, offline since 14:05"));
  CHECK(scene.click("sync-now"));
  CHECK(scene.sync.tries == 1);
}

TEST_CASE("theme and text size are kept for the next start") {
  AppScene scene;
  scene.click("nav-settings");
  scene.click("section-appearance");
  CHECK(scene.click("theme-dark"));
  CHECK(scene.click("text-150"));
  const auto kept = read_preferences(*scene.other);
  REQUIRE(kept);
  CHECK(kept->theme == ThemeChoice::dark);
  CHECK(kept->text_percent == 150);
}

TEST_CASE("on a phone the same places are reached by the bar, and a detail has a way back") {
  AppScene scene({.width = 390, .height = 844});
  const Uuid id = log(scene, saying("Read on a phone"));
  CHECK(scene.click("nav-timeline"));
  CHECK(scene.click(id.text()));
  CHECK(scene.sees("note-body"));
  CHECK(scene.click("back"));
  CHECK(scene.sees(id.text()));
  CHECK(scene.click("menu"));
  CHECK(scene.sees("sync-heading"));
}

TEST_CASE("a join link that was opened from outside is asked about, once") {
  AppScene scene;
  REQUIRE(scene.other->set_setting(kOfferedLink, "crosstalk:https://hub.example/j/ABCD"));
  scene.tell();
  CHECK(scene.value("join-link") == "crosstalk:https://hub.example/j/ABCD");
  CHECK(scene.click("join-do"));
  REQUIRE(scene.sync.links.size() == 1);
  CHECK(parse_join_link(scene.sync.links.front()));
  scene.sync.answer = Result<HubLink>(make_error(ErrorCode::invite_used));
  scene.tell();
  scene.press(ImGuiKey_Escape);
  scene.tell();
  CHECK_FALSE(scene.sees("join-link"));
}

}  // namespace
}  // namespace crosstalk
