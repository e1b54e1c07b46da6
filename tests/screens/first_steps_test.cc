// What somebody sees who opens Crosstalk for the first time, and that it never holds up a note.

#include <doctest/doctest.h>

#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

AppSceneSpec phone() { return {.width = 390, .height = 844}; }

AppSceneSpec welcoming(AppSceneSpec spec = {}) {
  spec.welcomes = true;
  return spec;
}

std::string kept(const AppScene& scene) {
  const auto setting = scene.other->setting(kFirstStepsSetting);
  return setting ? setting->value_or("") : "unreadable";
}

std::vector<ConversationView> notes(const AppScene& scene) {
  const auto read = read_conversations(*scene.other, {});
  REQUIRE(read);
  return *read;
}

TEST_CASE("Enter goes through the three first steps and ends in the note") {
  AppScene scene(welcoming());
  CHECK(scene.sees("1 of 3"));
  CHECK(scene.person().find("note")->active);
  CHECK_FALSE(scene.sees("first-steps-back"));
  scene.press(ImGuiKey_Enter);
  CHECK(scene.sees("2 of 3"));
  scene.press(ImGuiKey_Enter);
  CHECK(scene.sees("3 of 3"));
  CHECK(kept(scene).empty());
  scene.press(ImGuiKey_Enter);
  CHECK_FALSE(scene.sees("first-steps-title"));
  CHECK(scene.sees("setting-train"));
  CHECK(scene.person().find("note")->active);
  CHECK(scene.value("note").empty());
  CHECK(kept(scene) == "done");
  scene.reopen();
  CHECK_FALSE(scene.sees("first-steps-title"));
}

TEST_CASE("the first steps are gone through, and back, by touch on a phone") {
  AppScene scene(welcoming(phone()));
  CHECK(scene.click("first-steps-next"));
  CHECK(scene.click("first-steps-next"));
  CHECK(scene.sees("3 of 3"));
  CHECK(scene.click("first-steps-back"));
  CHECK(scene.sees("2 of 3"));
  CHECK(scene.person().find("note")->active);
}

TEST_CASE("what is typed over the first steps is the note, from the first letter on") {
  AppScene scene(welcoming());
  scene.type("They asked for one number to phone.");
  CHECK_FALSE(scene.sees("first-steps-title"));
  CHECK(scene.value("note") == "They asked for one number to phone.");
  scene.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  REQUIRE(notes(scene).size() == 1);
  CHECK(notes(scene)[0].body == "They asked for one number to phone.");
  scene.reopen();
  CHECK_FALSE(scene.sees("first-steps-title"));
}

TEST_CASE("the keys of chips and actions put the first steps aside") {
  AppScene scene(welcoming());
  scene.press(ImGuiMod_Alt | ImGuiKey_1);
  CHECK_FALSE(scene.sees("first-steps-title"));
  CHECK(scene.sees("setting-train"));
  AppScene other(welcoming(phone()));
  CHECK(other.click("add-action-bar"));
  CHECK(other.sees("action-what"));
}

TEST_CASE("Esc skips the first steps for good, and the help shows them again") {
  AppScene scene(welcoming());
  scene.press(ImGuiKey_Escape);
  CHECK_FALSE(scene.sees("first-steps-title"));
  CHECK(kept(scene) == "done");
  scene.reopen();
  CHECK_FALSE(scene.sees("first-steps-title"));
  scene.type("Half a sentence");
  scene.click("nav-settings");
  scene.click("section-help");
  CHECK(scene.click("first-steps"));
  CHECK(scene.sees("1 of 3"));
  CHECK(scene.value("note") == "Half a sentence");
  scene.press(ImGuiKey_Escape);
  CHECK(scene.sees("setting-train"));
  CHECK(scene.value("note") == "Half a sentence");
}

TEST_CASE("a person joins a hub in the second step with the dialog of the settings") {
  AppScene scene(welcoming());
  scene.press(ImGuiKey_Enter);
  CHECK(scene.click("first-steps-join"));
  scene.type("https://hub.example/j/CODE");
  CHECK(scene.click("join-do"));
  CHECK(scene.sync.links == std::vector<std::string>{"https://hub.example/j/CODE"});
  scene.sync.answer = Result<HubLink>(make_error(ErrorCode::invite_used));
  scene.tell();
  CHECK(scene.sees("This invite was used before"));
  HubLink hub;
  hub.url = "https://hub.example";
  hub.token = "token";
  hub.space = "Sharing, North";
  hub.role = "recorder";
  hub.member = make_uuid(scene.clock.wall(), scene.random);
  REQUIRE(scene.other->join(hub));
  scene.sync.answer = Result<HubLink>(hub);
  scene.tell();
  CHECK(scene.sees("2 of 3"));
  CHECK(scene.sees("Joined Sharing, North"));
  CHECK_FALSE(scene.sees("first-steps-join"));
}

TEST_CASE("a folder that is not new is opened without the first steps") {
  AppScene scene(welcoming());
  NewNote note;
  note.body = "They asked for one number to phone.";
  const auto composed = compose_note(note, lookups_of(*scene.other));
  REQUIRE(composed);
  SUBCASE("it has a note") { REQUIRE(scene.other->save(composed->save)); }
  SUBCASE("its note is in the bin") {
    REQUIRE(scene.other->save(composed->save));
    REQUIRE(
        scene.other->save(save_of(composed->conversation, kinds::kConversation, "deleted", true)));
  }
  SUBCASE("it has joined a hub") {
    HubLink hub;
    hub.url = "https://hub.example";
    hub.token = "token";
    hub.space = "Sharing, North";
    hub.role = "recorder";
    hub.member = make_uuid(scene.clock.wall(), scene.random);
    REQUIRE(scene.other->join(hub));
  }
  scene.reopen();
  CHECK_FALSE(scene.sees("first-steps-title"));
  CHECK(scene.sees("setting-train"));
}

}  // namespace
}  // namespace crosstalk
