// What goes with a note that the team may read from now on.
#include <doctest/doctest.h>

#include "client/model/compose.h"
#include "client/model/note_draft.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("team history");

const Uuid kNote = *parse_uuid("0193a5c2-e1f4-7001-8f3a-000000000001");

RecordEdit edit_of(std::map<std::string, Json> set) {
  RecordEdit edit;
  edit.record = kNote;
  edit.kind = kinds::kConversation;
  edit.set = std::move(set);
  return edit;
}

TEST_CASE("the erasure of what it said comes before the word that opens it, and after all edits") {
  Save save;
  save.edits.push_back(edit_of({{"body", "new"}, {"visibility", "team"}}));
  RecordEdit action;
  action.kind = kinds::kAction;
  action.set["text"] = "call";
  save.edits.push_back(action);
  erase_history_before_team(save, kNote);
  REQUIRE(save.edits.size() == 4);
  CHECK(save.edits[0].set.size() == 1);
  CHECK(save.edits[0].set.at("body") == "new");
  CHECK(save.edits[1].kind == kinds::kAction);
  CHECK(save.edits[2].kind == kinds::kErase);
  CHECK(save.edits[2].history);
  CHECK(save.edits[2].record == kNote);
  CHECK(save.edits[3].set.at("visibility") == "team");
}

TEST_CASE("an edit that does nothing but open it becomes the last") {
  Save save;
  save.edits.push_back(edit_of({{"visibility", "team"}}));
  erase_history_before_team(save, kNote);
  REQUIRE(save.edits.size() == 2);
  CHECK(save.edits[0].kind == kinds::kErase);
  CHECK(save.edits[1].set.at("visibility") == "team");
}

TEST_CASE("other saves bring no erasure") {
  for (const auto& set : {std::map<std::string, Json>{{"visibility", "mine"}},
                          std::map<std::string, Json>{{"body", "new"}}}) {
    Save save;
    save.edits.push_back(edit_of(set));
    erase_history_before_team(save, kNote);
    REQUIRE(save.edits.size() == 1);
    CHECK(save.edits[0].set == set);
  }
}

TEST_CASE("a note that is opened in the editor loses its earlier versions in the same save") {
  EditDraft draft;
  draft.record = kNote;
  draft.before.body = "old";
  draft.before.visibility = "mine";
  draft.now = draft.before;
  draft.now.body = "new";
  draft.now.visibility = "team";
  const auto save = compose_edit(draft, Instant{}, no_offset, {});
  REQUIRE(save);
  REQUIRE(save->edits.size() == 3);
  CHECK(save->edits[1].kind == kinds::kErase);
  CHECK(save->edits[1].history);
  draft.before.visibility = "team";
  const auto open_before = compose_edit(draft, Instant{}, no_offset, {});
  REQUIRE(open_before);
  CHECK(open_before->edits.size() == 1);
}

}  // namespace
}  // namespace crosstalk
