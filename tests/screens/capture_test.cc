#include <doctest/doctest.h>

#include "storage/queries.h"
#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

std::vector<ConversationView> notes_of(AppScene& scene) {
  const auto notes = read_conversations(*scene.other, {});
  return notes ? *notes : std::vector<ConversationView>();
}

TEST_CASE("a note is typed, saved and seen in the timeline") {
  AppScene scene;
  scene.type("Signed last spring. Nothing has been shared since.");
  CHECK(scene.click("save"));
  CHECK(scene.sees("Saved"));
  CHECK(scene.value("note").empty());
  REQUIRE(notes_of(scene).size() == 1);
  CHECK(notes_of(scene)[0].body == "Signed last spring. Nothing has been shared since.");
  CHECK(scene.click("nav-timeline"));
  CHECK(scene.sees("Signed last spring."));
  CHECK(scene.sees("Today, Friday 18 March"));
  CHECK(scene.sync.pokes == 1);
}

TEST_CASE("an empty note cannot be saved") {
  AppScene scene;
  CHECK_FALSE(scene.click("save"));
  scene.type("  \n ");
  CHECK_FALSE(scene.click("save"));
  scene.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  CHECK(notes_of(scene).empty());
}

TEST_CASE("the words are there after the window was killed, with a banner that says so") {
  AppScene scene;
  scene.type("Half a sentence, then the batt");
  scene.reopen();
  CHECK(scene.value("note") == "Half a sentence, then the batt");
  CHECK(scene.sees("The window closed before you saved"));
  CHECK(scene.click("draft-save"));
  CHECK(notes_of(scene).size() == 1);
  scene.reopen();
  CHECK(scene.value("note").empty());
  CHECK_FALSE(scene.sees("The window closed before you saved"));
}

TEST_CASE("a change to a saved note is open again after a kill, and the new note is behind it") {
  AppScene scene;
  scene.type("A note that is saved");
  CHECK(scene.click("save"));
  scene.type("A new note, half writ");
  CHECK(scene.click("nav-timeline"));
  CHECK(scene.click("edit"));
  scene.type(" and changed");
  scene.reopen();
  CHECK(scene.value("note") == "A note that is saved and changed");
  CHECK(scene.sees("The window closed before you saved"));
  CHECK(scene.click("save"));
  CHECK(scene.value("note") == "A new note, half writ");
  CHECK(scene.sees("The window closed before you saved"));
  CHECK(notes_of(scene).size() == 1);
  scene.reopen();
  CHECK(scene.value("note") == "A new note, half writ");
}

TEST_CASE("a change to a saved note is thrown away without the new note behind it") {
  AppScene scene;
  scene.type("A note that is saved");
  CHECK(scene.click("save"));
  scene.type("A new note, half writ");
  CHECK(scene.click("nav-timeline"));
  CHECK(scene.click("edit"));
  scene.type(" and changed");
  scene.reopen();
  CHECK(scene.click("draft-discard"));
  CHECK(scene.click("discard-do"));
  CHECK(scene.value("note") == "A new note, half writ");
  scene.reopen();
  CHECK(scene.value("note") == "A new note, half writ");
}

TEST_CASE("a restored draft is thrown away only after it was asked for twice") {
  AppScene scene;
  scene.type("Not worth keeping");
  scene.reopen();
  CHECK(scene.click("draft-discard"));
  CHECK(scene.sees("Discard these words?"));
  scene.press(ImGuiKey_Escape);
  CHECK(scene.value("note") == "Not worth keeping");
  CHECK(scene.click("draft-discard"));
  CHECK(scene.click("discard-do"));
  CHECK(scene.value("note").empty());
  scene.reopen();
  CHECK(scene.value("note").empty());
}

TEST_CASE("capture goes by keyboard alone: words, chips, Ctrl+Enter, and a new note") {
  AppScene scene;
  scene.type("They trained together");
  int steps = 0;
  for (; steps < 60; ++steps) {
    scene.press(ImGuiKey_Tab);
    const ReportedItem* chip = scene.person().find("setting-train");
    if (chip != nullptr && chip->focused) break;
  }
  CHECK(steps < 60);
  scene.press(ImGuiKey_Space);
  scene.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  REQUIRE(notes_of(scene).size() == 1);
  CHECK(notes_of(scene)[0].setting == "train");
  scene.press(ImGuiMod_Ctrl | ImGuiKey_2);
  CHECK(scene.sees("They trained together"));
  scene.press(ImGuiMod_Ctrl | ImGuiKey_N);
  scene.type("A second note");
  CHECK(scene.value("note") == "A second note");
}

TEST_CASE("a full disk keeps the note in the editor and its draft, and says so") {
  AppScene scene;
  scene.writer->full = true;
  scene.type("Words that must stay");
  scene.click("save");
  CHECK(scene.sees("The disk is full"));
  CHECK(scene.value("note") == "Words that must stay");
  CHECK_FALSE(scene.sees("Saved"));
  scene.reopen();
  CHECK(scene.value("note") == "Words that must stay");
  scene.click("save");
  CHECK(scene.sees("Saved"));
  CHECK(notes_of(scene).size() == 1);
}

TEST_CASE("a save that failed takes the words of the one before off the screen") {
  AppScene scene;
  scene.type("The first");
  scene.click("save");
  CHECK(scene.sees("Saved"));
  scene.writer->full = true;
  scene.type("The second");
  scene.click("save");
  CHECK(scene.sees("The disk is full"));
  CHECK_FALSE(scene.sees("Saved"));
}

TEST_CASE("an action is added with its day understood from words") {
  AppScene scene;
  scene.type("Promised to ring");
  CHECK(scene.click("add-action"));
  scene.type("Phone the housing lead");
  CHECK(scene.click("action-by"));
  scene.type("in two weeks");
  CHECK(scene.sees("action-submit"));
  CHECK(scene.click("action-submit"));
  CHECK(scene.click("save"));
  REQUIRE(notes_of(scene).size() == 1);
  REQUIRE(notes_of(scene)[0].actions.size() == 1);
  CHECK(notes_of(scene)[0].actions[0].text == "Phone the housing lead");
  CHECK(notes_of(scene)[0].actions[0].due == "2016-04-01");
}

TEST_CASE("a day that nobody understands keeps the action from being added") {
  AppScene scene;
  scene.type("Promised to ring");
  scene.click("add-action");
  scene.type("Phone");
  scene.click("action-by");
  scene.type("whenever");
  CHECK_FALSE(scene.click("action-submit"));
}

TEST_CASE("a note is linked to a message that was heard before, and the link taken back") {
  AppScene scene;
  NewNote earlier;
  earlier.body = "The association signed the agreement in the spring, nothing shared";
  earlier.messages = {"A signed agreement does not make sharing happen"};
  const auto composed = compose_note(earlier, lookups_of(*scene.other));
  REQUIRE(composed);
  REQUIRE(scene.other->save(composed->save));
  scene.tell();
  scene.type("Their agreement was signed and nothing is shared");
  CHECK(scene.sees("A signed agreement does not make sharing happen"));
  CHECK(scene.click("link"));
  CHECK(scene.sees("Linked"));
  CHECK(scene.click("unlink"));
  CHECK(scene.click("link"));
  CHECK(scene.click("save"));
  const auto messages = list_messages(*scene.other);
  REQUIRE(messages);
  REQUIRE(messages->size() == 1);
  CHECK((*messages)[0].conversations.size() == 2);
}

TEST_CASE("words that point to one person are replaced by what they were, or kept") {
  AppScene scene;
  scene.type("A tenant, born 14/03/1948, went home");
  CHECK(scene.sees("These could point to one person"));
  CHECK(scene.click("careful-remove"));
  CHECK(scene.value("note") == "A tenant, born [date of birth], went home");
  scene.press(ImGuiMod_Ctrl | ImGuiKey_A);
  scene.type("NHS number 943 476 5919");
  CHECK(scene.click("careful-keep"));
  CHECK_FALSE(scene.sees("These could point to one person"));
  CHECK(scene.value("note") == "NHS number 943 476 5919");
}

TEST_CASE("the next note offers the place of the last one first, and who could read it") {
  AppScene scene;
  scene.type("First");
  scene.click("visibility");
  scene.click("setting-more");
  CHECK(scene.click("setting-corridor"));
  scene.click("place-more");
  scene.type("Leeds");
  scene.press(ImGuiKey_Enter);
  scene.click("save");
  REQUIRE(notes_of(scene).size() == 1);
  CHECK(notes_of(scene)[0].place == "Leeds");
  CHECK(notes_of(scene)[0].visibility == "team");
  CHECK(scene.sees("place-Leeds"));
  CHECK(scene.sees("Everyone in the space can read it"));
  const ReportedItem* recent = scene.person().find("setting-corridor");
  const ReportedItem* other = scene.person().find("setting-train");
  REQUIRE(recent != nullptr);
  CHECK((other == nullptr || recent->rect.x < other->rect.x));
}

TEST_CASE("emoji, Welsh and line ends are saved exactly as typed") {
  AppScene scene;
  const std::string words = "Gŵyl Llandudno \xF0\x9F\x9A\x86 – “tŷ”";
  scene.type(words);
  scene.click("save");
  REQUIRE(notes_of(scene).size() == 1);
  CHECK(notes_of(scene)[0].body == words);
}

}  // namespace
}  // namespace crosstalk
