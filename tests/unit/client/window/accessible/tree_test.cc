#include "client/window/accessible/tree.h"

#include <doctest/doctest.h>

#include "tests/unit/client/window/accessible/accessible_fixture.h"

namespace crosstalk {
namespace {

TEST_CASE("a row is named by its words, and where, when and state describe it") {
  ReportedItem note = row(1, "The paper was never the obstacle");
  note.detail = "Leeds, 17:44";
  note.value = "Sent";
  note.checked = true;
  const AccessibleTree tree = tree_of({note});
  const AccessibleNode* const node = named_node(tree, "The paper was never the obstacle");
  REQUIRE(node != nullptr);
  CHECK(node->role == AccessibleRole::row);
  CHECK(node->description == "Leeds, 17:44, Sent");
  CHECK(node->states.chosen);
  CHECK_FALSE(node->states.checked);
  CHECK(tree.nodes.at(1).role == AccessibleRole::list);
  CHECK(node->parent == tree.nodes.at(1).key);
}

TEST_CASE("what an item stands for is found by its key, and a window stands for none") {
  const AccessibleTree tree = tree_of({item(5, Role::button, "Save")});
  CHECK(item_of(tree.nodes.back().key) == 5);
  CHECK(item_of(kWindowKey) == 0);
}

TEST_CASE("what is written in a secret field is told as dots") {
  ReportedItem secret = editor(1, "", 3);
  secret.text->size = 6;
  secret.text->secret = true;
  const AccessibleTree tree = tree_of({secret});
  const AccessibleNode& node = tree.nodes.back();
  CHECK(node.role == AccessibleRole::secret);
  REQUIRE(node.text.has_value());
  CHECK(node.text->words == U"••••••");
  CHECK(node.text->caret == 3);
  CHECK(node.description.empty());
}

TEST_CASE("a dialog is a part of its own under the window, named by its title") {
  ReportedItem title = item(1, Role::heading, "Leave the note?");
  ReportedItem answer = item(2, Role::button, "Stay");
  for (ReportedItem* const one : {&title, &answer}) {
    one->area_id = one->root_id = 50;
    one->root_kind = AreaKind::dialog;
  }
  const AccessibleTree tree = tree_of({item(3, Role::button, "Save"), title, answer});
  const AccessibleNode* const dialog = named_node(tree, "Leave the note?");
  REQUIRE(dialog != nullptr);
  CHECK(dialog->role == AccessibleRole::dialog);
  CHECK(dialog->parent == kWindowKey);
  CHECK(dialog->children.size() == 2);
}

TEST_CASE("places are in the screen's units, from the window's corner") {
  const AccessibleTree tree =
      tree_of({item(1, Role::button, "Save")}, {.x = 300, .y = 100, .pixels_each = 2});
  CHECK(tree.x == 300);
  CHECK(tree.y == 100);
  CHECK(tree.nodes.back().bounds == AccessibleBounds{5, 10, 50, 25});
}

TEST_CASE("a chip is a toggle, a tab is chosen, and a field's words are not its description") {
  ReportedItem chip = item(1, Role::chip, "Health");
  chip.checked = true;
  ReportedItem tab = item(2, Role::tab, "Timeline");
  tab.checked = true;
  const AccessibleTree tree = tree_of({chip, tab, editor(3, "words", 5)});
  CHECK(named_node(tree, "Health")->states.checked);
  CHECK(named_node(tree, "Timeline")->states.chosen);
  CHECK(named_node(tree, "Note")->description.empty());
}

}  // namespace
}  // namespace crosstalk
