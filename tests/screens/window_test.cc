#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "client/window/button.h"
#include "client/window/dialog.h"
#include "client/window/fonts.h"
#include "client/window/gallery.h"
#include "client/window/text.h"
#include "client/window/text_editor.h"
#include "tests/screens/window_fixture.h"

namespace crosstalk {

TEST_CASE("a dialog keeps everything else from being pressed, and Esc is the safe answer") {
  DialogState state;
  DialogAnswer answer = DialogAnswer::none;
  int pressed = 0;
  Scene scene([&](Ui& ui) {
    if (button(ui, {.label = "Under###under"})) ++pressed;
    if (shortcut(ui, ImGuiMod_Ctrl | ImGuiKey_Enter)) ++pressed;
    const DialogAnswer now = dialog(ui, state,
                                    {.name = "erase",
                                     .title = "Erase this note everywhere?",
                                     .safe = "Move to the bin###safe",
                                     .act = "Erase everywhere###act",
                                     .danger = true});
    if (now != DialogAnswer::none) answer = now;
  });
  state.open = true;
  scene.person.settle();
  CHECK(scene.person.sees("Erase this note everywhere?"));
  CHECK_FALSE(scene.person.click("under"));
  scene.person.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  CHECK(pressed == 0);
  scene.person.press(ImGuiKey_Escape);
  CHECK(answer == DialogAnswer::safe);
  CHECK_FALSE(state.open);
  CHECK(scene.person.click("under"));
  CHECK(pressed == 1);
}

TEST_CASE("a dialog's act is pressed by its button") {
  DialogState state{.open = true};
  DialogAnswer answer = DialogAnswer::none;
  Scene scene([&](Ui& ui) {
    const DialogAnswer now = dialog(
        ui, state, {.name = "ask", .title = "Erase?", .safe = "Keep###safe", .act = "Erase###act"});
    if (now != DialogAnswer::none) answer = now;
  });
  CHECK(scene.person.click("act"));
  CHECK(answer == DialogAnswer::act);
}

TEST_CASE("a field inside a dialog takes what is typed") {
  DialogState state{.open = true};
  TextEditor link(true);
  bool first = true;
  Scene scene([&](Ui& ui) {
    dialog(ui, state,
           {.name = "join", .title = "Join a space", .safe = "Cancel###safe", .act = "Join###act"},
           [&] {
             if (first) link.focus();
             first = false;
             field(ui, link, {.label = "Link###link"});
           });
  });
  scene.person.settle();
  scene.person.type("https://hub/j/CODE");
  CHECK(link.text() == "https://hub/j/CODE");
}

TEST_CASE("a toast offers Undo for ten seconds and no longer") {
  ToastState state;
  int undone = 0;
  bool show = true;
  Scene scene([&](Ui& ui) {
    if (show) state.show(ui, "Note moved to the bin", Icon::remove, "Undo###undo");
    show = false;
    if (toast(ui, state, ui.screen)) ++undone;
  });
  scene.person.wait(9);
  CHECK(scene.person.sees("undo"));
  scene.person.wait(1.5);
  CHECK_FALSE(scene.person.sees("undo"));
  show = true;
  scene.person.settle();
  CHECK(scene.person.click("undo"));
  CHECK(undone == 1);
  CHECK_FALSE(scene.person.sees("Note moved to the bin"));
}

TEST_CASE("a menu opens, gives the item that was chosen, and closes at Esc") {
  MenuState state;
  int chosen = -1;
  Scene scene([&](Ui& ui) {
    const int now = menu(ui, state, "more", {{100, 100}, {144, 144}},
                         {{.label = "Export###export"}, {.label = "Delete###delete"}});
    if (now >= 0) chosen = now;
  });
  state.open = true;
  scene.person.settle();
  CHECK(scene.person.click("delete"));
  CHECK(chosen == 1);
  CHECK_FALSE(state.open);
  state.open = true;
  scene.person.settle();
  scene.person.press(ImGuiKey_Escape);
  CHECK_FALSE(state.open);
}

TEST_CASE("nothing is drawn again while nothing happens") {
  Scene scene([](Ui& ui) { button(ui, {.label = "Save###save"}); });
  const auto before = scene.window.frames_drawn();
  CHECK(scene.window.settle(scene.view) == 2);
  CHECK(scene.window.frames_drawn() == before + 2);
}

TEST_CASE("a view's wish for another theme or text size is fulfilled in the next frame") {
  bool asked = false;
  Scene scene([&](Ui& ui) {
    if (asked) {
      ui.wanted_theme = Theme::dark;
      ui.wanted_text_percent = 200;
    }
    asked = false;
    text(ui, "Words");
  });
  asked = true;
  scene.person.settle();
  CHECK(scene.window.tokens().theme == Theme::dark);
  CHECK(scene.window.tokens().text_scale == 2);
  CHECK(scene.window.tokens().type(TypeStyle::body).size == 32);
}

TEST_CASE("letters met for the first time are right in the frame that is shown") {
  std::string words = "plain";
  float width = 0;
  Scene scene([&](Ui& ui) {
    text(ui, words);
    width = text_width(ui, TypeStyle::body, words);
  });
  words = "Київ";
  scene.window.frame(scene.view);
  const float shown = width;
  scene.person.settle();
  CHECK(width == shown);
  CHECK(shown > 0);
}

TEST_CASE("what no font has is named where a note is read") {
  std::string named_text;
  Scene scene([&](Ui& ui) { named_text = with_missing_named(ui, "a 漢\nb 😀"); });
  CHECK(named_text == "a [U+6F22]\nb 😀");
}

TEST_CASE("text is composed for display and broken text is left as it is") {
  CHECK(display_text("e\xCC\x81") == "é");
  CHECK(display_text("plain") == "plain");
  CHECK(display_text("\xFF\xFE") == "\xFF\xFE");
}

TEST_CASE("every widget of the gallery draws in every theme, size and layout") {
  for (const Theme theme : {Theme::light, Theme::dark, Theme::contrast}) {
    for (const auto& [width, percent] :
         {std::pair{360.0F, 100}, {390.0F, 125}, {768.0F, 100}, {1280.0F, 300}, {1920.0F, 100}}) {
      Gallery gallery;
      Scene scene([&](Ui& ui) { gallery.draw(ui); }, width, 800,
                  {.theme = theme, .text_percent = percent});
      CHECK(scene.person.find("g-save") != nullptr);
      CHECK(scene.person.find("nav-timeline") != nullptr);
    }
  }
}

}  // namespace crosstalk
