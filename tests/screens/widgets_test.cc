#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "client/window/button.h"
#include "client/window/chip.h"
#include "client/window/choice.h"
#include "client/window/layout.h"
#include "client/window/navigation.h"
#include "client/window/panel.h"
#include "client/window/row.h"
#include "client/window/text.h"
#include "tests/screens/window_fixture.h"

namespace crosstalk {
namespace {

float height_of(const ReportedItem& item) { return item.rect.w - item.rect.y; }
float width_of(const ReportedItem& item) { return item.rect.z - item.rect.x; }

}  // namespace

TEST_CASE("a button is pressed by a click, by Enter and by Space") {
  int pressed = 0;
  Scene scene([&](Ui& ui) {
    if (button(ui, {.label = "Save note###save"})) ++pressed;
  });
  CHECK(scene.person.click("save"));
  CHECK(pressed == 1);
  scene.person.press(ImGuiKey_Tab);
  REQUIRE(scene.person.find("save") != nullptr);
  CHECK(scene.person.find("save")->focused);
  scene.person.press(ImGuiKey_Enter);
  CHECK(pressed == 2);
  scene.person.press(ImGuiKey_Space);
  CHECK(pressed == 3);
}

TEST_CASE("Ctrl+Enter is no press of the button that has the keyboard") {
  int pressed = 0;
  Scene scene([&](Ui& ui) {
    if (button(ui, {.label = "Save note###save"})) ++pressed;
  });
  scene.person.press(ImGuiKey_Tab);
  scene.person.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  CHECK(pressed == 0);
  scene.person.press(ImGuiKey_Enter);
  CHECK(pressed == 1);
}

TEST_CASE("a widget is found by its stable name and by its words") {
  Scene scene([](Ui& ui) { button(ui, {.label = "Cadw nodyn###save"}); });
  REQUIRE(scene.person.find("save") != nullptr);
  CHECK(scene.person.find("Cadw nodyn") == scene.person.find("save"));
  CHECK(scene.person.find("save")->label == "Cadw nodyn");
  CHECK(scene.person.find("missing") == nullptr);
}

TEST_CASE("a button that is off takes no click and no keyboard") {
  int pressed = 0;
  Scene scene([&](Ui& ui) {
    if (button(ui, {.label = "Save###save", .off = true})) ++pressed;
    button(ui, {.label = "Other###other"});
  });
  CHECK_FALSE(scene.person.click("save"));
  scene.person.press(ImGuiKey_Tab);
  CHECK_FALSE(scene.person.find("save")->focused);
  CHECK(scene.person.find("other")->focused);
  CHECK(pressed == 0);
}

TEST_CASE("Tab goes through areas in order and back with Shift") {
  Scene scene([](Ui& ui) {
    const RectPair halves = cut_left(ui.screen, 400);
    {
      const Area left(ui, "left", halves.first, {});
      button(ui, {.label = "One###one"});
    }
    {
      const Area right(ui, "right", halves.rest, {});
      button(ui, {.label = "Two###two"});
      chip(ui, {.label = "Three###three"});
    }
  });
  std::vector<std::string> visited;
  for (int i = 0; i < 3; ++i) {
    scene.person.press(ImGuiKey_Tab);
    for (const ReportedItem& item : reported_items()) {
      if (item.focused) visited.push_back(item.name);
    }
  }
  CHECK(visited == std::vector<std::string>{"one", "two", "three"});
  scene.person.press(ImGuiMod_Shift | ImGuiKey_Tab);
  CHECK(scene.person.find("two")->focused);
}

TEST_CASE("everything that is pressed can be struck over 44 pixels at any text size") {
  for (const int percent : kTextPercents) {
    Scene scene(
        [](Ui& ui) {
          button(ui, {.label = "Button###button"});
          checkbox(ui, {.label = "Check###check"});
          row(ui, {.label = "Row###row"});
          tabs(ui, {{.label = "Tab###tab"}}, 0);
        },
        1280, 1600, {.text_percent = percent});
    for (const char* name : {"button", "check", "row", "tab"}) {
      CAPTURE(name);
      const ReportedItem* item = scene.person.find(name);
      REQUIRE(item != nullptr);
      CHECK(height_of(*item) >= 44);
      CHECK(width_of(*item) >= 44);
    }
  }
}

TEST_CASE("a chip is as wide on and suggested as off") {
  ChipState state = ChipState::plain;
  Scene scene([&](Ui& ui) { chip(ui, {.label = "Housing###chip", .state = state}); });
  const float plain = width_of(*scene.person.find("chip"));
  state = ChipState::on;
  scene.person.settle();
  CHECK(width_of(*scene.person.find("chip")) == plain);
  CHECK(scene.person.find("chip")->checked);
  state = ChipState::suggested;
  scene.person.settle();
  CHECK(width_of(*scene.person.find("chip")) == plain);
}

TEST_CASE("chips are struck four pixels into the gap and never overlap") {
  int left = 0;
  int right = 0;
  Scene scene([&](Ui& ui) {
    Flow flow(ui, ui.tokens.space.s2, ui.tokens.space.s2);
    flow.place(chip_width(ui, {.label = "Left###left"}));
    if (chip(ui, {.label = "Left###left"})) ++left;
    flow.place(chip_width(ui, {.label = "Right###right"}));
    if (chip(ui, {.label = "Right###right"})) ++right;
  });
  const ImVec4 first = scene.person.find("left")->rect;
  scene.person.click_at(first.z + 3, first.y + 5);
  CHECK(left == 1);
  scene.person.click_at(first.z + 6, first.y + 5);
  CHECK(right == 1);
  scene.person.click_at(first.x + 5, first.w + 3);
  CHECK(left == 2);
}

TEST_CASE("a flow begins a new line where the next chip does not fit") {
  Scene scene(
      [](Ui& ui) {
        Flow flow(ui, ui.tokens.space.s2, ui.tokens.space.s2);
        for (const char* label : {"One hundred###a", "Two hundred###b", "Three hundred###c"}) {
          flow.place(chip_width(ui, {.label = label}));
          chip(ui, {.label = label});
        }
      },
      360);
  CHECK(scene.person.find("a")->rect.y == scene.person.find("b")->rect.y);
  CHECK(scene.person.find("c")->rect.y == scene.person.find("a")->rect.y + 44);
  CHECK(scene.person.find("c")->rect.x == scene.person.find("a")->rect.x);
}

TEST_CASE("a tick in a row is struck apart from the row") {
  int ticked = 0;
  int opened = 0;
  Scene scene([&](Ui& ui) {
    const RowResponse done = row(ui, {.label = "Phone them###action-1", .tick_shown = true});
    if (done.tick_clicked) ++ticked;
    if (done.clicked) ++opened;
  });
  CHECK(scene.person.click("action-1-tick"));
  CHECK(ticked == 1);
  CHECK(opened == 0);
  CHECK(scene.person.click("action-1"));
  CHECK(opened == 1);
  CHECK(ticked == 1);
}

TEST_CASE("a row is as high as it says") {
  const RowSpec spec{
      .label = "A summary that is long enough to need two lines in a narrow list###r",
      .detail = "On a train",
      .stance = Stance::ask};
  float said = 0;
  Scene scene([&](Ui& ui) {
    ui.right = 300;
    said = row_height(ui, spec, 300);
    row(ui, spec);
  });
  CHECK(height_of(*scene.person.find("r")) == said);
  CHECK(said > 90);
}

TEST_CASE("only the rows in sight of a long list are made, and the keyboard reaches the others") {
  ListState state;
  int made = 0;
  Scene scene([&](Ui& ui) {
    made = 0;
    const Area area(ui, "list", ui.screen, {});
    list_rows(
        ui, state, 1000,
        [&](std::size_t) { return row_height(ui, {.label = "Row"}, width_left(ui)); },
        [&](std::size_t i) {
          ++made;
          const std::string label = named("Row", "row-" + std::to_string(i));
          row(ui, {.label = label, .tab_stop = i == 0});
        });
  });
  CHECK(made < 25);
  CHECK_FALSE(scene.person.sees("row-500"));
  scene.person.press(ImGuiKey_Tab);
  for (int i = 0; i < 40; ++i) scene.person.press(ImGuiKey_DownArrow);
  CHECK(scene.person.sees("row-40"));
  CHECK(scene.person.find("row-40")->focused);
}

TEST_CASE("a list brings the row that it is told to into sight") {
  ListState state;
  Scene scene([&](Ui& ui) {
    const Area area(ui, "list", ui.screen, {});
    list_rows(
        ui, state, 1000, [](std::size_t) { return 60.0F; },
        [&](std::size_t i) {
          const std::string label = named("Row", "row-" + std::to_string(i));
          row(ui, {.label = label});
        });
  });
  state.scroll_to = 700;
  scene.person.settle();
  scene.person.settle();
  CHECK(scene.person.sees("row-700"));
}

TEST_CASE("a finger that moves scrolls and presses nothing, one that stays presses") {
  int pressed = 0;
  Scene scene([&](Ui& ui) {
    const Area area(ui, "list", ui.screen, {});
    for (int i = 0; i < 60; ++i) {
      const std::string label = named("Row", "row-" + std::to_string(i));
      if (row(ui, {.label = label})) ++pressed;
    }
  });
  ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  scene.person.drag({600, 500}, {600, 200});
  CHECK(pressed == 0);
  CHECK(scene.person.find("row-0")->rect.y < -250);
  scene.person.click_at(600, 500);
  CHECK(pressed == 1);
}

TEST_CASE("static text is on the report whole, also where it is cut on the screen") {
  Scene scene([](Ui& ui) {
    text(ui, "A sentence that is far too long for the room there is",
         {.width = 80, .lines_max = 1});
  });
  CHECK(scene.person.sees("A sentence that is far too long for the room there is"));
}

TEST_CASE("a banner says which of its two buttons was pressed") {
  int pressed = 0;
  Scene scene([&](Ui& ui) {
    const int now = banner(ui, {.name = "careful",
                                .fact = "These could point to one person",
                                .first = "Remove###remove",
                                .second = "Keep###keep"});
    if (now != 0) pressed = now;
  });
  CHECK(scene.person.click("keep"));
  CHECK(pressed == 2);
  CHECK(scene.person.click("remove"));
  CHECK(pressed == 1);
}

TEST_CASE("navigation is at the side, a rail or a bar by width divided by text size") {
  const auto nav = [](Ui& ui) {
    navigation(ui, {.app_name = "Crosstalk",
                    .write = {.label = "New note###write", .icon = Icon::write},
                    .places = {{.label = "Timeline###timeline", .icon = Icon::timeline}},
                    .below = {{.label = "Settings###settings", .icon = Icon::settings}},
                    .sync = {.state = "All sent"}});
  };
  {
    Scene wide(nav, 1280, 800);
    CHECK(wide.person.find("timeline")->rect.z <= 216);
    CHECK(wide.person.sees("settings"));
    CHECK(wide.person.sees("sync-line"));
  }
  {
    Scene medium(nav, 800, 1024);
    CHECK(medium.person.find("timeline")->rect.z <= 96);
  }
  {
    Scene compact(nav, 390, 844);
    CHECK(compact.person.find("timeline")->rect.y >= 844 - 66);
    CHECK_FALSE(compact.person.sees("settings"));
  }
  {
    Scene large(nav, 1280, 800, {.text_percent = 300});
    CHECK(large.person.find("timeline")->rect.y >= 800 - 196);
  }
}

TEST_CASE("in a window that is low for its text the bar takes one line") {
  const auto nav = [](Ui& ui) {
    navigation(ui, {.write = {.label = "New note###write", .icon = Icon::write},
                    .places = {{.label = "Timeline###timeline", .icon = Icon::timeline}},
                    .sync = {.state = "All sent"}});
  };
  Scene low(nav, 1280, 800, {.text_percent = 300});
  CHECK(low.person.find("timeline")->rect.y >= 800 - 3 * 44 - 1);
  Scene high(nav, 390, 844);
  CHECK(high.person.find("timeline")->rect.y <= 844 - 64);
}

TEST_CASE("a press of a place in the navigation is reported by its number") {
  int pressed = -1;
  Scene scene([&](Ui& ui) {
    const auto now = navigation(
        ui, {.write = {.label = "New note###write"},
             .places = {{.label = "Timeline###timeline"}, {.label = "Actions###actions"}},
             .below = {{.label = "Settings###settings"}},
             .sync = {.state = "All sent"}});
    if (now.pressed >= 0) pressed = now.pressed;
  });
  CHECK(scene.person.click("actions"));
  CHECK(pressed == 2);
  CHECK(scene.person.click("settings"));
  CHECK(pressed == 3);
  CHECK(scene.person.click("write"));
  CHECK(pressed == 0);
}

TEST_CASE("a shortcut works wherever the keyboard is and only with exactly its keys") {
  int saved = 0;
  Scene scene([&](Ui& ui) {
    if (shortcut(ui, ImGuiMod_Ctrl | ImGuiKey_Enter)) ++saved;
    button(ui, {.label = "Other###other"});
  });
  scene.person.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  CHECK(saved == 1);
  scene.person.press(ImGuiKey_Enter);
  scene.person.press(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Enter);
  CHECK(saved == 1);
}

}  // namespace crosstalk
