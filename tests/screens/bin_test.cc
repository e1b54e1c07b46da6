#include <doctest/doctest.h>

#include "storage/queries.h"
#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

std::size_t notes_here(AppScene& scene) {
  const auto rows = list_conversations(*scene.other, {});
  return rows ? rows->size() : 0;
}

void log_with_action(AppScene& scene) {
  scene.type("Promised to ring");
  scene.press(ImGuiMod_Alt | ImGuiKey_6);
  scene.type("Ring the housing lead");
  REQUIRE(scene.click("save"));
}

TEST_CASE("a note that was deleted is taken back at once, or brought back from the bin later") {
  AppScene scene;
  log_with_action(scene);
  const auto remove = [&] {
    scene.click("nav-timeline");
    REQUIRE(scene.click("note-more"));
    REQUIRE(scene.click("delete"));
  };
  remove();
  CHECK(scene.click("toast-undo"));
  CHECK(notes_here(scene) == 1);
  remove();
  scene.person().wait(11);
  CHECK_FALSE(scene.sees("toast-undo"));
  scene.reopen();
  scene.click("nav-settings");
  scene.click("section-bin");
  CHECK(scene.sees("Promised to ring"));
  CHECK(scene.click("bin-restore"));
  CHECK(scene.sees("The bin is empty"));
  CHECK(notes_here(scene) == 1);
}

TEST_CASE("an action that was deleted is brought back from the bin") {
  AppScene scene;
  log_with_action(scene);
  scene.click("nav-actions");
  CHECK(scene.click("edit-action"));
  CHECK(scene.click("action-remove"));
  REQUIRE(list_actions(*scene.other));
  CHECK(list_actions(*scene.other)->empty());
  scene.reopen();
  scene.click("nav-settings");
  scene.click("section-bin");
  CHECK(scene.sees("Ring the housing lead"));
  CHECK(scene.click("bin-restore"));
  CHECK(list_actions(*scene.other)->size() == 1);
  CHECK(scene.sees("The bin is empty"));
  CHECK(scene.click("toast-undo"));
  CHECK(list_actions(*scene.other)->empty());
}

TEST_CASE("an action taken off the note that is being written is taken back") {
  AppScene scene;
  scene.type("Promised to ring");
  scene.press(ImGuiMod_Alt | ImGuiKey_6);
  scene.type("Ring the housing lead");
  scene.press(ImGuiKey_Enter);
  CHECK(scene.click("change-action"));
  CHECK(scene.click("action-remove"));
  CHECK_FALSE(scene.sees("change-action"));
  CHECK(scene.click("toast-undo"));
  CHECK(scene.sees("change-action"));
  CHECK(scene.click("save"));
  CHECK(list_actions(*scene.other)->size() == 1);
}

TEST_CASE("on a phone the bin stands in the settings") {
  AppScene scene({.width = 390, .height = 844});
  scene.click("menu");
  CHECK(scene.sees("screen-title"));
  CHECK(scene.person().find("The bin is empty") != nullptr);
}

}  // namespace
}  // namespace crosstalk
