#include <doctest/doctest.h>

#include "storage/queries.h"
#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

/// The form of an action in a new note, the keyboard in the day's field. Friday 18 March 2016.
void begin_action(AppScene& scene) {
  scene.click("note");
  scene.type("Promised to ring");
  if (!scene.click("add-action")) scene.click("add-action-bar");
  scene.type("Phone");
  REQUIRE(scene.click("action-by"));
}

TEST_CASE("Down in a day's field opens the month, arrows move in it and Enter takes the day") {
  AppScene scene;
  begin_action(scene);
  scene.press(ImGuiKey_DownArrow);
  REQUIRE(scene.sees("month-title"));
  CHECK(scene.value("action-by").empty());
  scene.press(ImGuiKey_DownArrow);
  scene.press(ImGuiKey_RightArrow);
  scene.press(ImGuiKey_Enter);
  CHECK(scene.value("action-by") == "Saturday 26 March");
  CHECK_FALSE(scene.sees("month-title"));
  scene.press(ImGuiKey_Enter);
  CHECK_FALSE(scene.sees("action-by"));
}

TEST_CASE("a day is tapped in another month") {
  AppScene scene;
  begin_action(scene);
  REQUIRE(scene.click("action-by-month"));
  CHECK(scene.sees("March 2016"));
  REQUIRE(scene.click("month-next"));
  CHECK(scene.sees("April 2016"));
  CHECK_FALSE(scene.sees("day-2016-03-31"));
  REQUIRE(scene.click("day-2016-04-01"));
  CHECK(scene.value("action-by") == "Friday 1 April");
}

TEST_CASE("Page Down turns the page and leaves the keyboard in the month") {
  AppScene scene;
  begin_action(scene);
  scene.press(ImGuiKey_DownArrow);
  scene.press(ImGuiKey_PageDown);
  CHECK(scene.sees("April 2016"));
  scene.press(ImGuiKey_Enter);
  CHECK(scene.value("action-by") == "Friday 1 April");
}

TEST_CASE("Esc closes the month, and the form only when there is none") {
  AppScene scene;
  begin_action(scene);
  scene.type("tomorrow");
  scene.press(ImGuiKey_DownArrow);
  REQUIRE(scene.sees("month-title"));
  scene.press(ImGuiKey_Escape);
  CHECK_FALSE(scene.sees("month-title"));
  CHECK(scene.value("action-by") == "tomorrow");
  scene.press(ImGuiKey_Escape);
  CHECK_FALSE(scene.sees("action-by"));
}

TEST_CASE("days to come cannot be chosen for a conversation that was") {
  AppScene scene;
  scene.click("note");
  scene.type("Heard on the way");
  scene.click("details");
  scene.click("when-more");
  REQUIRE(scene.click("day-month"));
  scene.click("day-2016-03-19");
  CHECK(scene.sees("month-title"));
  REQUIRE(scene.click("day-2016-03-10"));
  CHECK_FALSE(scene.sees("month-title"));
  scene.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  ConversationFilter all;
  const auto listed = list_conversations(*scene.other, all);
  REQUIRE((listed && listed->size() == 1));
  CHECK(day_of(listed->front().occurred_at, no_offset) == *day_from_iso("2016-03-10"));
}

TEST_CASE("the days of a filter are chosen from a month") {
  AppScene scene;
  scene.click("nav-timeline");
  if (!scene.click("filter")) scene.click("open-filter");
  REQUIRE(scene.click("filter-from-month"));
  REQUIRE(scene.click("day-2016-03-01"));
  CHECK(scene.value("filter-from") == "Tuesday 1 March");
  scene.press(ImGuiKey_Escape);
  CHECK_FALSE(scene.sees("filter-from"));
}

TEST_CASE("where seven days do not stand side by side a week is a list") {
  AppScene scene({.width = 390, .height = 844, .text_percent = 200});
  begin_action(scene);
  REQUIRE(scene.click("action-by-month"));
  CHECK(scene.sees("day-2016-03-14"));
  CHECK_FALSE(scene.sees("day-2016-03-21"));
  REQUIRE(scene.click("month-next"));
  REQUIRE(scene.click("day-2016-03-21"));
  CHECK(scene.value("action-by") == "Monday 21 March");
}

}  // namespace
}  // namespace crosstalk
