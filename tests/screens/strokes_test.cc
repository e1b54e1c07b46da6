// How little it takes to log a conversation.

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/screens/counting_person.h"

namespace crosstalk {
namespace {

constexpr int kStrokesMax = 12;
constexpr int kTapsMax = 6;
constexpr std::string_view kNote =
    "Sat opposite a housing manager from Bradford. Their agreement with the trust was signed last "
    "spring and still nothing has been shared. She says the paper was never what stopped it, only "
    "that nobody had ever met the other team.";
constexpr std::string_view kWhat = "Phone the housing lead";
constexpr std::string_view kWho = "Engagement manager";
constexpr std::string_view kWhen = "in two weeks";

/// The note is there with its chip, its action and nothing else than was typed.
void check_saved(CountingPerson& person) {
  CHECK(std::count(kNote.begin(), kNote.end(), ' ') + 1 == 40);
  CHECK(person.texts() == std::vector<std::string>{std::string(kNote), std::string(kWhat),
                                                   std::string(kWho), std::string(kWhen)});
  CHECK(person.sees("Saved"));
  const auto notes = person.notes();
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].body == kNote);
  CHECK(notes[0].setting == "train");
  REQUIRE(notes[0].actions.size() == 1);
  CHECK(notes[0].actions[0].text == kWhat);
  CHECK(notes[0].actions[0].owner == kWho);
  CHECK(notes[0].actions[0].due == "2016-04-01");
}

TEST_CASE("a note of forty words, two chips and an action is saved in at most twelve keystrokes") {
  CountingPerson person;
  person.text(kNote);
  person.press(ImGuiMod_Alt | ImGuiKey_1);
  person.press(person.figure_of("setting-train"));
  person.press(ImGuiMod_Alt | ImGuiKey_3);
  person.press(person.figure_of("sectors-housing"));
  person.press(ImGuiMod_Alt | ImGuiKey_6);
  person.text(kWhat);
  person.press(ImGuiKey_Tab);
  person.text(kWho);
  person.press(ImGuiKey_Tab);
  person.text(kWhen);
  person.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  check_saved(person);
  CHECK(person.notes()[0].sectors == std::vector<std::string>{"housing"});
  CHECK(person.taps() == 0);
  MESSAGE("keystrokes besides the text: " << person.strokes());
  CHECK(person.strokes() <= kStrokesMax);
}

TEST_CASE("the same by touch takes at most six taps, on a phone, a tablet and a laptop") {
  struct Size {
    float width, height;
    const char* add_action;
  };
  for (const Size& size : {Size{390, 844, "add-action-bar"}, Size{360, 740, "add-action-bar"},
                           Size{768, 1024, "add-action-bar"}, Size{1280, 800, "add-action"}}) {
    CAPTURE(size.width);
    CountingPerson person({.width = size.width, .height = size.height});
    person.text(kNote);
    person.tap("setting-train");
    person.tap("stance-challenge");
    person.tap(size.add_action);
    person.text(kWhat);
    person.tap("action-who");
    person.text(kWho);
    person.tap("action-by");
    person.text(kWhen);
    person.tap("save");
    check_saved(person);
    CHECK(person.notes()[0].stance == "challenge");
    CHECK(person.strokes() == 0);
    MESSAGE("taps besides the text at " << size.width << ": " << person.taps());
    CHECK(person.taps() <= kTapsMax);
  }
}

TEST_CASE("the figures of a row go when something else is typed, and figures stay text") {
  CountingPerson person;
  person.text("There were 3");
  person.press(ImGuiMod_Alt | ImGuiKey_5);
  CHECK_FALSE(person.value("stance-challenge").empty());
  person.text(" of them");
  CHECK(person.value("stance-challenge").empty());
  person.text(", 40 in all");
  CHECK(person.value("note") == "There were 3 of them, 40 in all");
  person.press(ImGuiMod_Alt | ImGuiKey_5);
  person.press(ImGuiKey_Escape);
  CHECK(person.value("stance-challenge").empty());
  person.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  REQUIRE(person.notes().size() == 1);
  CHECK(person.notes()[0].stance.empty());
}

TEST_CASE("nought opens the rest of a row, whose figures then tap") {
  CountingPerson person;
  person.text("They asked for one number");
  person.press(ImGuiMod_Alt | ImGuiKey_3);
  person.press(ImGuiKey_0);
  person.press(person.figure_of("sectors-police"));
  person.text(" to phone");
  person.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  REQUIRE(person.notes().size() == 1);
  CHECK(person.notes()[0].sectors == std::vector<std::string>{"police"});
  CHECK(person.notes()[0].body == "They asked for one number to phone");
}

TEST_CASE("a place that was never used is typed after its figure") {
  CountingPerson person;
  person.text("Met them");
  person.press(ImGuiMod_Alt | ImGuiKey_2);
  person.text("Leeds");
  person.press(ImGuiKey_Enter);
  person.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  REQUIRE(person.notes().size() == 1);
  CHECK(person.notes()[0].place == "Leeds");
}

TEST_CASE("Alt on its own leaves the keyboard in the note") {
  AppScene scene;
  scene.type("Half");
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Alt, true);
  scene.settle();
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Alt, false);
  scene.settle();
  scene.type(" a sentence");
  CHECK(scene.value("note") == "Half a sentence");
}

TEST_CASE("a letter that a figure's key brings with it is not typed into the note") {
  AppScene scene;
  scene.type("Note");
  scene.press(ImGuiMod_Alt | ImGuiKey_5);
  ImGuiIO& io = ImGui::GetIO();
  io.AddKeyEvent(ImGuiKey_2, true);
  io.AddInputCharacter('2');
  scene.settle();
  io.AddKeyEvent(ImGuiKey_2, false);
  scene.settle();
  scene.type(" 2");
  CHECK(scene.value("note") == "Note 2");
}

TEST_CASE("a note whose action has a day that nobody understands waits for it") {
  AppScene scene;
  scene.type("Promised to ring");
  scene.press(ImGuiMod_Alt | ImGuiKey_6);
  scene.type("Ring back");
  scene.press(ImGuiKey_Tab);
  scene.press(ImGuiKey_Tab);
  scene.type("whenever");
  scene.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  CHECK_FALSE(scene.sees("Saved"));
  CHECK(scene.value("action-what") == "Ring back");
  scene.press(ImGuiMod_Ctrl | ImGuiKey_A);
  scene.type("Friday");
  scene.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  CHECK(scene.sees("Saved"));
}

}  // namespace
}  // namespace crosstalk
