#include <doctest/doctest.h>

#include <algorithm>

#include "client/window/accessible/tree.h"
#include "tests/unit/client/window/accessible/accessible_fixture.h"

namespace crosstalk {
namespace {

using Kind = AccessibleChangeKind;

std::vector<Kind> kinds(const std::vector<AccessibleChange>& changes) {
  std::vector<Kind> all;
  for (const AccessibleChange& change : changes) all.push_back(change.kind);
  return all;
}

TEST_CASE("the same picture tells nothing") {
  const std::vector<ReportedItem> items = {row(1, "one"), editor(2, "words", 1)};
  CHECK(changes_between(tree_of(items), tree_of(items)).empty());
}

TEST_CASE("a row that went is told with the place it had, one that came with the place it has") {
  const AccessibleTree before = tree_of({row(1, "one"), row(2, "two"), row(3, "three")});
  const AccessibleTree after = tree_of({row(4, "none"), row(1, "one"), row(3, "three")});
  const auto changes = changes_between(before, after);
  REQUIRE(kinds(changes) == std::vector{Kind::removed, Kind::added});
  CHECK(item_of(changes[0].key) == 2);
  CHECK(changes[0].index == 1);
  CHECK(item_of(changes[1].key) == 4);
  CHECK(changes[1].index == 0);
}

TEST_CASE("what one types is told as the letters that came, and where the caret went") {
  const auto changes =
      changes_between(tree_of({editor(1, "no one", 3)}), tree_of({editor(1, "no other one", 9)}));
  REQUIRE(kinds(changes) == std::vector{Kind::text_inserted, Kind::caret});
  CHECK(changes[0].begin == 4);
  CHECK(changes[0].words == U"ther o");
}

TEST_CASE("words that take the place of others are told as gone, then come") {
  const auto changes = changes_between(tree_of({editor(1, "born 1948 here", 0)}),
                                       tree_of({editor(1, "born then here", 0)}));
  REQUIRE(kinds(changes) == std::vector{Kind::text_removed, Kind::text_inserted});
  CHECK(changes[0].begin == 5);
  CHECK(changes[0].words == U"1948");
  CHECK(changes[1].words == U"then");
}

TEST_CASE("the keyboard is told where it left and last where it came") {
  ReportedItem first = item(1, Role::button, "Save");
  ReportedItem second = item(2, Role::button, "Undo");
  first.focused = true;
  const AccessibleTree before = tree_of({second, first});
  first.focused = false;
  second.focused = true;
  const auto changes = changes_between(before, tree_of({second, first}));
  REQUIRE(kinds(changes) == std::vector{Kind::focused, Kind::focused});
  CHECK(item_of(changes[0].key) == 1);
  CHECK(item_of(changes[1].key) == 2);
}

TEST_CASE("a notice is spoken when it appears and when it says something else, not in between") {
  const AccessibleTree none = tree_of({});
  const AccessibleTree saved = tree_of({item(1, Role::alert, "Saved")});
  const AccessibleTree undone = tree_of({item(1, Role::alert, "Undone")});
  const auto appeared = changes_between(none, saved);
  CHECK(appeared.back().kind == Kind::spoken);
  CHECK(appeared.back().words == U"Saved");
  CHECK(changes_between(saved, saved).empty());
  CHECK(changes_between(saved, undone).back().words == U"Undone");
}

TEST_CASE("a thing that becomes another went and came") {
  ReportedItem field = editor(1, "", 0);
  ReportedItem secret = field;
  secret.text->secret = true;
  const auto changes = changes_between(tree_of({field}), tree_of({secret}));
  CHECK(kinds(changes) == std::vector{Kind::removed, Kind::added});
}

}  // namespace
}  // namespace crosstalk
