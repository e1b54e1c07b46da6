#include <doctest/doctest.h>

#include <string>

#include "client/window/button.h"
#include "client/window/layout.h"
#include "client/window/text.h"
#include "client/window/text_editor.h"
#include "tests/screens/window_fixture.h"

namespace crosstalk {
namespace {

// An editor over a button, as on the capture screen.
struct Writing {
  TextEditor editor;
  int changes = 0;
  int saves = 0;
  EditorResponse last;
  Scene scene{[this](Ui& ui) {
                last = text_editor(ui, editor, {.label = "Note###note", .width = 400});
                if (last.changed) ++changes;
                if (button(ui, {.label = "Save###save"})) ++saves;
                if (shortcut(ui, ImGuiMod_Ctrl | ImGuiKey_Enter)) ++saves;
              },
              800, 600};
  Person& person = scene.person;
};

constexpr std::string_view kLong =
    "Their agreement with the trust was signed last spring and still nothing has been shared. A "
    "tenant went home from hospital and nobody told them.";

}  // namespace

TEST_CASE("an editor that was asked to takes the keyboard, and what is typed is in its text") {
  Writing w;
  w.editor.focus();
  w.person.settle();
  CHECK(w.last.focused);
  CHECK(w.scene.platform.text_wanted());
  w.person.type("Sat opposite a housing manager");
  CHECK(w.editor.text() == "Sat opposite a housing manager");
  CHECK(w.changes > 0);
}

TEST_CASE("Enter makes a line, and Ctrl+Enter is left to the screen") {
  Writing w;
  w.editor.focus();
  w.person.type("one");
  w.person.press(ImGuiKey_Enter);
  w.person.type("two");
  CHECK(w.editor.text() == "one\ntwo");
  w.person.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  CHECK(w.editor.text() == "one\ntwo");
  CHECK(w.saves == 1);
}

TEST_CASE("Tab leaves the editor for the next control and Shift+Tab comes back to type") {
  Writing w;
  w.editor.focus();
  w.person.type("one");
  w.person.press(ImGuiKey_Tab);
  CHECK(w.editor.text() == "one");
  CHECK(w.person.find("save")->focused);
  w.person.type("lost");
  CHECK(w.editor.text() == "one");
  w.person.press(ImGuiMod_Shift | ImGuiKey_Tab);
  w.person.type(" two");
  CHECK(w.editor.text() == "one two");
}

TEST_CASE("arrows move the caret and not the keyboard") {
  Writing w;
  w.editor.focus();
  w.person.type("ac");
  w.person.press(ImGuiKey_LeftArrow);
  w.person.type("b");
  w.person.press(ImGuiKey_DownArrow);
  w.person.press(ImGuiKey_DownArrow);
  w.person.type("d");
  CHECK(w.editor.text() == "abcd");
  CHECK(w.last.focused);
}

TEST_CASE("select all, cut, paste, undo and redo go by their keys") {
  Writing w;
  w.editor.focus();
  w.person.type("hello");
  w.person.press(ImGuiMod_Ctrl | ImGuiKey_A);
  w.person.press(ImGuiMod_Ctrl | ImGuiKey_X);
  CHECK(w.editor.text().empty());
  CHECK(w.scene.platform.clipboard() == "hello");
  w.person.press(ImGuiMod_Ctrl | ImGuiKey_V);
  w.person.press(ImGuiMod_Ctrl | ImGuiKey_V);
  CHECK(w.editor.text() == "hellohello");
  w.person.press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(w.editor.text() == "hello");
  w.person.press(ImGuiMod_Ctrl | ImGuiKey_Y);
  CHECK(w.editor.text() == "hellohello");
  w.person.press(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z);
  CHECK(w.editor.text() == "hellohello");
}

TEST_CASE("a click puts the caret where it was, and a drag selects") {
  Writing w;
  w.editor.set_text("abcdef");
  w.person.settle();
  const ImVec4 box = w.person.find("note")->rect;
  const float y = box.y + 25;
  w.person.click_at(box.x + 17, y);
  w.person.type("x");
  CHECK(w.editor.text() == "xabcdef");
  w.person.drag({box.x + 17, y}, {box.x + 390, y});
  w.person.press(ImGuiKey_Delete);
  CHECK(w.editor.text().empty());
}

TEST_CASE("a double click selects the word under it") {
  Writing w;
  w.editor.set_text("word");
  w.person.settle();
  CHECK(w.person.double_click("note"));
  w.person.type("x");
  CHECK(w.editor.text() == "x");
}

TEST_CASE("two clicks with a pause between are no double click, however little is drawn between") {
  Writing w;
  w.editor.set_text("one two");
  w.person.settle();
  const ImVec4 box = w.person.find("note")->rect;
  w.person.click_at(box.x + 30, box.y + 25);
  w.scene.platform.advance(5);
  w.person.click_at(box.x + 30, box.y + 25);
  CHECK_FALSE(w.editor.core().has_selection());
}

TEST_CASE("a tap of Alt leaves the keyboard where it is") {
  Writing w;
  w.person.press(ImGuiKey_Tab);
  w.person.press(ImGuiKey_Tab);
  CHECK(w.person.find("save")->focused);
  w.person.press(ImGuiKey_LeftAlt);
  CHECK(w.person.find("save")->focused);
  w.person.press(ImGuiKey_Enter);
  CHECK(w.saves == 1);
}

TEST_CASE("a click elsewhere takes the keyboard away") {
  Writing w;
  w.editor.focus();
  w.person.type("one");
  w.person.click_at(700, 500);
  w.person.type("two");
  CHECK(w.editor.text() == "one");
  CHECK_FALSE(w.scene.platform.text_wanted());
}

TEST_CASE("letters of any script and emoji are typed and kept whole") {
  Writing w;
  w.editor.focus();
  w.person.type("Łódź 漢字 שלום 👩‍🚒 e\xCC\x81");
  CHECK(w.editor.text() == "Łódź 漢字 שלום 👩‍🚒 e\xCC\x81");
}

TEST_CASE("what an input method composes is seen and not kept, and its keys do nothing else") {
  Writing w;
  w.editor.focus();
  w.person.type("a");
  w.scene.platform.compose({"かな", 2});
  w.person.press(ImGuiKey_Backspace);
  CHECK(w.editor.text() == "a");
  CHECK(w.editor.core().preedit().size() == 2);
  w.scene.platform.compose({});
  w.person.type("仮名");
  CHECK(w.editor.text() == "a仮名");
  CHECK(w.editor.core().preedit().empty());
}

TEST_CASE("the editor grows with its text and scrolls once it may not") {
  TextEditor editor;
  float height = 0;
  Scene scene([&](Ui& ui) {
    height =
        text_editor(ui, editor, {.label = "Note###note", .width = 300, .height_max = 200}).height;
  });
  const float empty = height;
  CHECK(empty == 3 * 28 + 2 * 15);
  editor.set_text(kLong);
  scene.person.settle();
  CHECK(height > empty);
  editor.focus();
  for (int i = 0; i < 20; ++i) scene.person.press(ImGuiKey_Enter);
  CHECK(height == 200);
  CHECK(scene.person.sees("note"));
}

TEST_CASE("two megabytes are shown, changed and given back whole") {
  std::string text;
  while (text.size() < 2'000'000) text += kLong;
  Writing w;
  w.editor.set_text(text);
  w.editor.focus();
  w.person.press(ImGuiMod_Ctrl | ImGuiKey_End);
  w.person.type("!");
  CHECK(w.editor.text() == text + "!");
}

TEST_CASE("a part is replaced as one step that can be undone") {
  Writing w;
  w.editor.set_text("née Zoë, born 14/03/1948");
  const std::string before = w.editor.text();
  const std::size_t at = before.find("14/");
  w.editor.replace(at, before.size(), "[date of birth]");
  CHECK(w.editor.text() == "née Zoë, born [date of birth]");
  w.editor.focus();
  w.person.press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(w.editor.text() == before);
}

TEST_CASE("an editor with nothing but spaces is blank") {
  TextEditor editor;
  CHECK(editor.blank());
  editor.set_text(" \n\t ");
  CHECK(editor.blank());
  editor.set_text(" x ");
  CHECK_FALSE(editor.blank());
}

TEST_CASE("a note being read can be copied and not changed") {
  TextEditor editor;
  editor.set_text("What was said.");
  Scene scene([&](Ui& ui) { read_text(ui, editor, "Note###note"); });
  CHECK(scene.person.click("note"));
  scene.person.type("x");
  scene.person.press(ImGuiKey_Delete);
  scene.person.press(ImGuiMod_Ctrl | ImGuiKey_A);
  scene.person.press(ImGuiMod_Ctrl | ImGuiKey_C);
  CHECK(editor.text() == "What was said.");
  CHECK(scene.platform.clipboard() == "What was said.");
  CHECK_FALSE(scene.platform.text_wanted());
}

TEST_CASE("a field stays one line, says when Enter was pressed, and reports its text") {
  TextEditor editor(true);
  int entered = 0;
  Scene scene([&](Ui& ui) {
    if (field(ui, editor, {.label = "By when###due", .help = "Words will do"}).entered) ++entered;
  });
  CHECK(scene.person.sees("Words will do"));
  CHECK(scene.person.click("due"));
  scene.person.type("Friday");
  scene.person.press(ImGuiKey_Enter);
  CHECK(entered == 1);
  CHECK(editor.text() == "Friday");
  CHECK(scene.person.find("due")->value == "Friday");
}

TEST_CASE("an error stands in the place of the help") {
  TextEditor editor(true);
  Scene scene([&](Ui& ui) {
    field(ui, editor, {.label = "By when###due", .help = "Words will do", .error = "No such day."});
  });
  CHECK(scene.person.sees("No such day."));
  CHECK_FALSE(scene.person.sees("Words will do"));
}

TEST_CASE("a secret is neither shown in the report nor copied") {
  TextEditor editor(true);
  Scene scene([&](Ui& ui) { field(ui, editor, {.label = "PIN###pin", .secret = true}); });
  CHECK(scene.person.click("pin"));
  scene.person.type("4711");
  scene.person.press(ImGuiMod_Ctrl | ImGuiKey_A);
  scene.person.press(ImGuiMod_Ctrl | ImGuiKey_C);
  CHECK(editor.text() == "4711");
  CHECK(scene.platform.clipboard().empty());
  CHECK(scene.person.find("pin")->value.empty());
}

}  // namespace crosstalk
