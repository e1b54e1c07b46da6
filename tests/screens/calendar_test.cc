// Where other calendars read one's actions, as the person sees it.
#include <doctest/doctest.h>

#include <array>
#include <cstdio>

#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

constexpr const char* kTodos =
    "https://hub.example.org/talk/calendar/AZOlwuH0cAGPOgAAAAAAC6kf_1rN4bS0nT7XcQmYw2pK.ics";
constexpr const char* kDays =
    "https://hub.example.org/talk/calendar/AZOlwuH0cAGPOgAAAAAAC6kf_1rN4bS0nT7XcQmYw2pK-events.ics";

void join(AppScene& scene) {
  HubLink hub;
  hub.url = "https://hub.example.org/talk";
  hub.token = "token";
  hub.space = "Sharing, North";
  hub.role = "recorder";
  hub.member = *parse_uuid("0193a5c2-e1f4-7001-8f3a-00000000000a");
  REQUIRE(scene.other->join(hub));
  scene.tell();
}

void answer(AppScene& scene, const std::string& todos = kTodos, const std::string& days = kDays) {
  scene.sync.calendar = Result<CalendarLinks>(CalendarLinks{todos, days, true});
  scene.tell();
}

TEST_CASE("the address is asked for, shown, and copied") {
  AppScene scene;
  join(scene);
  scene.click("nav-actions");
  CHECK(scene.click("calendar-show"));
  REQUIRE(scene.sync.calendar_asks.size() == 1);
  CHECK_FALSE(scene.sync.calendar_asks[0]);
  CHECK(scene.sees("calendar-asking"));
  answer(scene);
  CHECK(scene.value("calendar-address") == kTodos);
  CHECK(scene.sees("calendar-qr"));
  CHECK(scene.sees("calendar-gives"));
  CHECK(scene.click("calendar-copy"));
  CHECK(std::string(ImGui::GetClipboardText()) == kTodos);
  CHECK(scene.click("calendar-days"));
  CHECK(scene.value("calendar-address") == kDays);
  scene.press(ImGuiKey_Escape);
  CHECK_FALSE(scene.sees("calendar-address"));
}

TEST_CASE("a new address is made only after a question, and replaces the old one") {
  AppScene scene;
  join(scene);
  scene.click("nav-actions");
  scene.click("calendar-show");
  answer(scene);
  CHECK(scene.click("calendar-renew"));
  CHECK(scene.click("calendar-keep"));
  CHECK(scene.sync.calendar_asks.size() == 1);
  CHECK(scene.click("calendar-renew"));
  CHECK(scene.click("calendar-renew-do"));
  REQUIRE(scene.sync.calendar_asks.size() == 2);
  CHECK(scene.sync.calendar_asks[1]);
  CHECK_FALSE(scene.sees("calendar-address"));
  answer(scene, "https://hub.example.org/talk/calendar/new.ics");
  CHECK(scene.value("calendar-address") == "https://hub.example.org/talk/calendar/new.ics");
  CHECK(scene.sees("New address made"));
}

TEST_CASE("without a network it says what stays as it is, and is tried again") {
  AppScene scene;
  join(scene);
  scene.click("nav-actions");
  scene.click("calendar-show");
  scene.sync.calendar = Result<CalendarLinks>(make_error(ErrorCode::hub_unreachable));
  scene.tell();
  CHECK(scene.sees("The hub cannot be reached"));
  CHECK_FALSE(scene.sees("calendar-address"));
  CHECK(scene.click("calendar-try"));
  CHECK(scene.sync.calendar_asks.size() == 2);
  answer(scene);
  CHECK(scene.sees("calendar-address"));
}

TEST_CASE("why the hub gives no address is said in its words") {
  AppScene scene;
  join(scene);
  scene.click("nav-actions");
  scene.click("calendar-show");
  scene.sync.calendar = Result<CalendarLinks>(
      make_error_saying(ErrorCode::hub_answer_invalid, "This hub is older than this device."));
  scene.tell();
  CHECK(scene.sees("There is no address at the moment"));
  CHECK(scene.sees("This hub is older than this device."));
}

TEST_CASE("a device without a hub is told why there is no address, and can join") {
  AppScene scene;
  scene.click("nav-actions");
  CHECK(scene.click("calendar-show"));
  CHECK(scene.sync.calendar_asks.empty());
  CHECK(scene.sees("This needs a hub"));
  CHECK(scene.click("calendar-join"));
  CHECK(scene.sees("join-link"));
}

TEST_CASE("on a phone the address is a screen of its own with a way back") {
  AppScene scene({.width = 390, .height = 844});
  join(scene);
  scene.click("nav-actions");
  CHECK(scene.click("calendar-show"));
  answer(scene);
  CHECK(scene.sees("calendar-qr"));
  CHECK(scene.click("back"));
  CHECK(scene.sees("tab-mine"));
}

// What a camera would read of the window's picture.
std::string read_codes(const std::string& picture) {
  const std::string command = "zbarimg --quiet --raw '" + picture + "' 2>/dev/null";
  FILE* reader = ::popen(command.c_str(), "r");
  REQUIRE(reader != nullptr);
  std::string read;
  std::array<char, 512> part{};
  while (std::fgets(part.data(), static_cast<int>(part.size()), reader) != nullptr) {
    read += part.data();
  }
  ::pclose(reader);
  while (!read.empty() && read.back() == '\n') read.pop_back();
  return read;
}

TEST_CASE("a camera reads the address from the code, in every theme and at both kinds") {
  for (const Theme theme : {Theme::light, Theme::dark, Theme::contrast}) {
    for (const float width : {390.0F, 1280.0F}) {
      CAPTURE(static_cast<int>(theme));
      CAPTURE(width);
      AppScene scene({.width = width, .height = 900, .theme = theme, .draws = true});
      join(scene);
      scene.click("nav-actions");
      scene.click("calendar-show");
      answer(scene);
      const std::string picture = scene.folder.file("window.bmp");
      REQUIRE(scene.platform->save_picture(picture));
      CHECK(read_codes(picture) == kTodos);
      scene.click("calendar-days");
      scene.settle();
      REQUIRE(scene.platform->save_picture(picture));
      CHECK(read_codes(picture) == kDays);
    }
  }
}

}  // namespace
}  // namespace crosstalk
