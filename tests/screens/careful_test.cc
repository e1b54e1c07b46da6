#include <doctest/doctest.h>

#include "storage/queries.h"
#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

constexpr std::string_view kBanner = "These could point to one person";

void add_action(AppScene& scene, std::string_view what) {
  scene.press(ImGuiMod_Alt | ImGuiKey_6);
  scene.type(what);
  scene.press(ImGuiKey_Enter);
}

TEST_CASE("all marks are removed at once, one undo brings them back, and the caret stays") {
  AppScene scene;
  const std::string words = "Mrs Jones, born 14/03/1948, of LS1 4AP";
  scene.type(words);
  CHECK(scene.click("careful-remove"));
  CHECK(scene.value("note") == "[name], born [date of birth], of [postcode]");
  CHECK_FALSE(scene.sees(kBanner));
  scene.press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(scene.value("note") == words);
  CHECK(scene.sees(kBanner));
  CHECK(scene.click("careful-remove"));
  scene.type(" now");
  CHECK(scene.value("note") == "[name], born [date of birth], of [postcode] now");
}

TEST_CASE("pasted words are marked too, behind accents and emoji") {
  AppScene scene;
  scene.platform->set_clipboard("Gŵyl \xF0\x9F\x9A\x86 tŷ, ring 0113 496 0123 – née Zoë");
  scene.press(ImGuiMod_Ctrl | ImGuiKey_V);
  CHECK(scene.sees(kBanner));
  CHECK(scene.click("careful-remove"));
  CHECK(scene.value("note") == "Gŵyl \xF0\x9F\x9A\x86 tŷ, ring [phone number] – née Zoë");
}

TEST_CASE("a note is saved without a word about its marks") {
  AppScene scene;
  scene.type("NHS number 943 476 5919");
  CHECK(scene.sees(kBanner));
  CHECK(scene.click("save"));
  CHECK(scene.sees("Saved"));
}

TEST_CASE("marks in a heading and in an action that is being typed are removed with the rest") {
  AppScene scene;
  scene.type("They met");
  scene.click("details");
  scene.click("heading");
  scene.type("Dr Patel again");
  CHECK(scene.sees(kBanner));
  scene.press(ImGuiMod_Alt | ImGuiKey_6);
  scene.type("Write to a.person@trust.nhs.uk");
  CHECK(scene.click("careful-remove"));
  CHECK(scene.value("heading") == "[name] again");
  CHECK(scene.value("action-what") == "Write to [e-mail address]");
  CHECK_FALSE(scene.sees(kBanner));
}

TEST_CASE("marks of an action that was added are removed, and taken back by the toast") {
  AppScene scene;
  scene.type("They met");
  add_action(scene, "Ring Mrs Jones on 0113 496 0123");
  CHECK(scene.click("careful-remove"));
  CHECK(scene.sees("Ring [name] on [phone number]"));
  CHECK(scene.click("toast-undo"));
  CHECK(scene.sees("Ring Mrs Jones on 0113 496 0123"));
  CHECK(scene.sees(kBanner));
}

TEST_CASE("words that were kept stay kept when the saved note is opened again") {
  AppScene scene;
  scene.type("Mrs Jones and Mr Khan agreed");
  CHECK(scene.click("careful-keep"));
  scene.type(", Dr Lee did not");
  CHECK(scene.sees(kBanner));
  scene.click("save");
  scene.reopen();
  scene.click("nav-timeline");
  CHECK(scene.click("edit"));
  CHECK(scene.sees("A name. You decide."));
  CHECK(scene.click("careful-remove"));
  CHECK(scene.value("note") == "Mrs Jones and Mr Khan agreed, [name] did not");
}

TEST_CASE("a kind that is switched off is not pointed at, also after a restart") {
  AppScene scene;
  scene.type("Ring 0113 496 0123 or Mrs Jones");
  CHECK(scene.sees("A phone number and a name. You decide."));
  scene.click("nav-settings");
  scene.click("section-careful");
  CHECK(scene.click("careful-phone"));
  scene.reopen();
  CHECK(scene.sees("A name. You decide."));
  scene.click("nav-settings");
  scene.click("section-careful");
  CHECK(scene.click("careful-phone"));
  scene.click("nav-write");
  CHECK(scene.sees("A phone number and a name. You decide."));
}

}  // namespace
}  // namespace crosstalk
