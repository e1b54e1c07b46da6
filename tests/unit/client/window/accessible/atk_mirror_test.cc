#include "client/window/accessible/atk_mirror.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/unit/client/window/accessible/accessible_fixture.h"

namespace crosstalk {
namespace {

/// A mirror that notes what it was asked for.
struct Mirror {
  std::vector<AccessibleAsk> asked;
  AtkMirror mirror{[this](AccessibleAsk what) { asked.push_back(std::move(what)); }};

  AtkObject* find(std::string_view name) {
    const AccessibleNode* const node = named_node(mirror.tree(), name);
    return node != nullptr ? mirror.object(node->key) : nullptr;
  }
  bool holds(AtkObject* object, AtkStateType state) {
    AtkStateSet* const states = atk_object_ref_state_set(object);
    const bool found = atk_state_set_contains_state(states, state) != FALSE;
    g_object_unref(states);
    return found;
  }
};

std::string taken(gchar* words) {
  std::string copy(words != nullptr ? words : "");
  g_free(words);
  return copy;
}

/// Counts the emissions of a signal of one object.
struct Heard {
  Heard(AtkObject* object, const char* signal) : object_(object) {
    id_ = g_signal_connect_swapped(object, signal, G_CALLBACK(count), this);
  }
  ~Heard() { g_signal_handler_disconnect(object_, id_); }
  Heard(const Heard&) = delete;
  Heard& operator=(const Heard&) = delete;
  static void count(Heard* self) { ++self->times; }

  int times = 0;

 private:
  AtkObject* object_;
  gulong id_;
};

TEST_CASE("from the application one comes down to each item, and up again") {
  Mirror m;
  m.mirror.show(tree_of({row(1, "one"), row(2, "two")}));
  AtkObject* const root = m.mirror.root();
  CHECK(atk_object_get_role(root) == ATK_ROLE_APPLICATION);
  REQUIRE(atk_object_get_n_accessible_children(root) == 1);
  AtkObject* const window = atk_object_ref_accessible_child(root, 0);
  CHECK(atk_object_get_role(window) == ATK_ROLE_FRAME);
  AtkObject* const list = atk_object_ref_accessible_child(window, 0);
  CHECK(atk_object_get_role(list) == ATK_ROLE_LIST);
  AtkObject* const second = atk_object_ref_accessible_child(list, 1);
  CHECK(std::string(atk_object_get_name(second)) == "two");
  CHECK(atk_object_get_index_in_parent(second) == 1);
  CHECK(atk_object_get_parent(second) == list);
  CHECK(atk_object_get_parent(window) == root);
  for (AtkObject* const one : {window, list, second}) g_object_unref(one);
}

TEST_CASE("pressing and taking the keyboard are asked of the window, and not of what is off") {
  Mirror m;
  ReportedItem off = item(2, Role::button, "Undo");
  off.off = true;
  m.mirror.show(tree_of({item(1, Role::button, "Save"), off}));
  AtkObject* const save = m.find("Save");
  CHECK(atk_action_do_action(ATK_ACTION(save), 0) == TRUE);
  CHECK(atk_component_grab_focus(ATK_COMPONENT(save)) == TRUE);
  REQUIRE(m.asked.size() == 2);
  CHECK(m.asked[0].kind == AskKind::press);
  CHECK(m.asked[0].item == 1);
  CHECK(m.asked[1].kind == AskKind::focus);
  CHECK(atk_action_do_action(ATK_ACTION(m.find("Undo")), 0) == FALSE);
  CHECK_FALSE(m.holds(m.find("Undo"), ATK_STATE_SENSITIVE));
  CHECK(m.asked.size() == 2);
}

TEST_CASE("what is written is read by parts, and changed by asking") {
  Mirror m;
  m.mirror.show(tree_of({editor(1, "The paper was never it.", 4)}));
  auto* const text = ATK_TEXT(m.find("Note"));
  CHECK(taken(atk_text_get_text(text, 0, -1)) == "The paper was never it.");
  CHECK(atk_text_get_caret_offset(text) == 4);
  gint start = 0;
  gint end = 0;
  CHECK(taken(atk_text_get_string_at_offset(text, 5, ATK_TEXT_GRANULARITY_WORD, &start, &end)) ==
        "paper ");
  CHECK(start == 4);
  CHECK(end == 10);
  gint at = 4;
  atk_editable_text_insert_text(ATK_EDITABLE_TEXT(text), "wet ", 4, &at);
  atk_editable_text_delete_text(ATK_EDITABLE_TEXT(text), 0, 4);
  atk_text_set_caret_offset(text, 2);
  REQUIRE(m.asked.size() == 3);
  CHECK(m.asked[0].words == "wet ");
  CHECK(m.asked[0].begin == 4);
  CHECK(at == 8);
  CHECK(m.asked[1].end == 4);
  CHECK(m.asked[1].words.empty());
  CHECK(m.asked[2].kind == AskKind::select);
}

TEST_CASE("what one may only read can not be written in") {
  Mirror m;
  ReportedItem note = editor(1, "read me", 0);
  note.text->read_only = true;
  m.mirror.show(tree_of({note}));
  atk_editable_text_set_text_contents(ATK_EDITABLE_TEXT(m.find("Note")), "no");
  CHECK(m.asked.empty());
  CHECK_FALSE(m.holds(m.find("Note"), ATK_STATE_EDITABLE));
}

TEST_CASE("an object whose thing left the screen is defunct and answers without harm") {
  Mirror m;
  m.mirror.show(tree_of({row(1, "one"), row(2, "two")}));
  AtkObject* const two = m.find("two");
  g_object_ref(two);
  const Heard gone(atk_object_get_parent(two), "children-changed::remove");
  m.mirror.show(tree_of({row(1, "one")}));
  CHECK(gone.times == 1);
  CHECK(m.holds(two, ATK_STATE_DEFUNCT));
  CHECK(std::string(atk_object_get_name(two)).empty());
  CHECK(atk_object_get_parent(two) == nullptr);
  CHECK(atk_action_do_action(ATK_ACTION(two), 0) == FALSE);
  g_object_unref(two);
}

TEST_CASE("what changes is told by signals of the object that changed") {
  Mirror m;
  m.mirror.show(tree_of({editor(1, "one", 3), item(2, Role::alert, "Saved")}));
  AtkObject* const note = m.find("Note");
  const Heard typed(note, "text-insert");
  const Heard moved(note, "text-caret-moved");
  const Heard focused(note, "state-change::focused");
  const Heard spoken(m.find("Saved"), "announcement");
  ReportedItem longer = editor(1, "one two", 7);
  longer.focused = true;
  m.mirror.show(tree_of({longer, item(2, Role::alert, "Done")}));
  CHECK(typed.times == 1);
  CHECK(moved.times == 1);
  CHECK(focused.times == 1);
  CHECK(spoken.times == 1);
}

TEST_CASE("what lies at a point of the screen is the innermost thing there") {
  Mirror m;
  m.mirror.show(tree_of({item(1, Role::button, "Save")}, {.x = 100, .y = 100}));
  auto* const window = ATK_COMPONENT(m.mirror.object(kWindowKey));
  AtkObject* const found = atk_component_ref_accessible_at_point(window, 115, 125, ATK_XY_SCREEN);
  REQUIRE(found != nullptr);
  CHECK(std::string(atk_object_get_name(found)) == "Save");
  gint x = 0;
  gint y = 0;
  gint width = 0;
  gint height = 0;
  atk_component_get_extents(ATK_COMPONENT(found), &x, &y, &width, &height, ATK_XY_SCREEN);
  CHECK(x == 110);
  CHECK(y == 120);
  CHECK(width == 100);
  g_object_unref(found);
}

TEST_CASE("a meter says how full it is as a number and in words") {
  Mirror m;
  ReportedItem room = item(1, Role::meter, "Room on this device");
  room.part = 0.5F;
  room.value = "50 % used";
  m.mirror.show(tree_of({room}));
  gdouble number = 0;
  gchar* words = nullptr;
  atk_value_get_value_and_text(ATK_VALUE(m.find("Room on this device")), &number, &words);
  CHECK(number == doctest::Approx(0.5));
  CHECK(taken(words) == "50 % used");
}

}  // namespace
}  // namespace crosstalk
