#include "tests/screens/frame_checks.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "client/window/button.h"
#include "client/window/draw.h"
#include "client/window/interact.h"
#include "client/window/layout.h"
#include "client/window/text.h"
#include "tests/screens/window_fixture.h"

namespace crosstalk {
namespace {

constexpr float kWidth = 400;
constexpr float kHeight = 300;

/// What the checks say of a window with this view.
std::vector<std::string> problems_of(const RootView& view) {
  HeadlessPlatform platform(kWidth, kHeight, 1, true);
  Window window(platform, {});
  Person person(window, platform, view);
  return frame_problems(last_frame({kWidth, kHeight}, 1, platform.pixels()));
}

/// How many of them are of a kind.
std::ptrdiff_t count(const std::vector<std::string>& problems, std::string_view kind) {
  return std::count_if(problems.begin(), problems.end(),
                       [&](const std::string& problem) { return problem.starts_with(kind); });
}

Rect room(float width, float height) { return {{20, 20}, {20 + width, 20 + height}}; }

}  // namespace

TEST_CASE("a frame with a button and a line of text has nothing to find") {
  const auto problems = problems_of([](Ui& ui) {
    const Area area(ui, "part", room(300, 200), {});
    text(ui, "All sent 10:32");
    gap(ui, 20);
    button(ui, {.label = "Save note"});
  });
  CHECK(problems.empty());
}

TEST_CASE("words that end beyond their part of the window are found") {
  const auto problems = problems_of([](Ui& ui) {
    const Area area(ui, "part", room(60, 200), {});
    text(ui, "Engagement manager", {.width = -1});
  });
  CHECK(count(problems, "cut:") == 1);
}

TEST_CASE("words cut in height are found where nothing scrolls, and not where it does") {
  const auto problems = problems_of([](Ui& ui) {
    {
      const Area area(ui, "low", room(300, 12), {.scrolls = false});
      draw_text(ui, TypeStyle::body, cursor(ui), ui.tokens.color(Color::ink), "Half of this");
    }
    const Area area(ui, "scrolling", {{20, 100}, {320, 180}}, {});
    for (int line = 0; line < 9; ++line) {
      text(ui, "Line", {.height = 30}, std::to_string(line));
    }
  });
  CHECK(count(problems, "cut in height:") == 1);
}

TEST_CASE("words on words are found") {
  const auto problems = problems_of([](Ui& ui) {
    const ImVec2 at = cursor(ui);
    text(ui, "One line");
    set_cursor(ui, {at.x + 10, at.y + 6});
    text(ui, "and another over it");
  });
  CHECK(count(problems, "overlap:") == 1);
}

TEST_CASE("a control on a control, and one that is too small, are found") {
  const auto problems = problems_of([](Ui& ui) {
    set_cursor(ui, {40, 40});
    button(ui, {.label = "Save note"});
    set_cursor(ui, {60, 60});
    button(ui, {.label = "Link to this"});
    set_cursor(ui, {40, 200});
    interact(ui, {.label = "Tiny", .drawn = {{40, 200}, {60, 220}}, .struck = {}});
  });
  CHECK(count(problems, "overlap: Crosstalk###root ###Save note") == 1);
  CHECK(count(problems, "small:") == 1);
}

TEST_CASE("words wider than their button and a control beyond the window are found") {
  const auto problems = problems_of([](Ui& ui) {
    interact(ui, {.label = "Short", .drawn = {{40, 40}, {100, 90}}, .struck = {}});
    draw_text(ui, TypeStyle::body, {50, 50}, ui.tokens.color(Color::ink), "longer than its box");
    set_cursor(ui, {kWidth - 20, 200});
    button(ui, {.label = "Away", .width = 60});
  });
  CHECK(count(problems, "outside: Crosstalk###root \"longer") == 1);
  CHECK(count(problems, "outside: Crosstalk###root ###Away") == 1);
}

TEST_CASE("a button with more words than room has them on more lines") {
  const auto problems = problems_of([](Ui& ui) {
    const Area area(ui, "part", room(140, 250), {});
    button(ui, {.label = "Let everyone in the space read it", .icon = Icon::team});
  });
  CHECK(problems.empty());
}

TEST_CASE("words too pale for their ground are found in the picture") {
  const auto problems = problems_of([](Ui& ui) {
    draw_text(ui, TypeStyle::body, {40, 40}, 0xFF404040, "Dark grey on light");
    draw_text(ui, TypeStyle::body, {40, 80}, 0xFFC0C0C0, "Light grey on light");
  });
  CHECK(count(problems, "pale:") == 1);
}

}  // namespace crosstalk
