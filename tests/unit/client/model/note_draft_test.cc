#include "client/model/note_draft.h"

#include <doctest/doctest.h>

namespace crosstalk {
namespace {

Uuid id(std::uint8_t number) {
  Uuid made;
  made.bytes[15] = number;
  return made;
}

ComposeLookups nobody() {
  const auto none = [](std::string_view) {
    return Result<std::optional<Uuid>>(std::optional<Uuid>());
  };
  return {none, none, none, [] { return id(200); }};
}

NoteDraft full_draft() {
  NoteDraft draft;
  draft.body = "Sat opposite a housing manager \xF0\x9F\x9A\x86.\nLlandudno, gyda'r tîm";
  draft.heading = "Housing";
  draft.setting = "train";
  draft.place = "Leeds";
  draft.stance = "challenge";
  draft.sectors = {"housing", "nhs"};
  draft.themes = {"trust"};
  draft.purposes = {"early-help"};
  draft.actions = {{id(3), "Phone", "Dana", "2016-04-01"}, {{}, "Write up", "", ""}};
  draft.links = {{id(4), "A known message"}, {{}, "A new one"}};
  draft.visibility = "team";
  draft.quotable = true;
  draft.day = "2016-03-17";
  draft.kept_words = {"14/03/1948"};
  return draft;
}

TEST_CASE("a draft comes back exactly as it was kept") {
  const auto back = note_draft_from(draft_content(full_draft()));
  REQUIRE(back);
  CHECK(*back == full_draft());
}

TEST_CASE("a draft with nothing written is not kept, whatever chips are on") {
  NoteDraft draft;
  draft.setting = "train";
  draft.body = " \n";
  CHECK(draft_content(draft).empty());
}

TEST_CASE("what is no draft is not read as one") {
  for (const char* content : {"", "{", "[]", "{\"body\":1}", "null"}) {
    CAPTURE(content);
    CHECK_FALSE(note_draft_from(content));
    CHECK_FALSE(edit_draft_from(content));
  }
}

TEST_CASE(
    "an edit saves the fields that differ and names the versions of the text that were seen") {
  EditDraft draft{id(1), {id(9)}, full_draft(), full_draft()};
  draft.now.actions = draft.before.actions = {};
  draft.now.body = "Another text. It goes on.";
  draft.now.heading.clear();
  draft.now.themes = {"risk"};
  draft.now.links.erase(draft.now.links.begin());
  const auto save = compose_edit(draft, Instant{}, no_offset, nobody());
  REQUIRE(save);
  REQUIRE(save->edits.size() == 1);
  const RecordEdit& edit = save->edits[0];
  CHECK(edit.record == id(1));
  CHECK_FALSE(edit.fresh);
  CHECK(edit.set.at("body") == "Another text. It goes on.");
  CHECK(edit.base.at("body") == std::vector<Uuid>{id(9)});
  CHECK(edit.set.at("summary") == "Another text.");
  CHECK(edit.set.at("themes/risk") == true);
  CHECK(edit.set.at("themes/trust") == false);
  CHECK(edit.set.at("messages/" + id(4).text()) == false);
  CHECK_FALSE(edit.set.contains("place"));
  CHECK_FALSE(edit.set.contains("sectors/nhs"));
}

TEST_CASE("an edit that changes nothing saves nothing, and one that empties the note is refused") {
  EditDraft draft{id(1), {}, full_draft(), full_draft()};
  draft.before.day.clear();
  draft.now.day.clear();
  const auto none = compose_edit(draft, Instant{}, no_offset, nobody());
  REQUIRE(none);
  CHECK(none->edits.size() == 1);  // the action without an id is new
  draft.now.actions.pop_back();
  draft.before.actions.pop_back();
  const auto nothing = compose_edit(draft, Instant{}, no_offset, nobody());
  REQUIRE(nothing);
  CHECK(nothing->edits.empty());
  draft.now.body.clear();
  draft.now.heading.clear();
  const auto empty = compose_edit(draft, Instant{}, no_offset, nobody());
  REQUIRE_FALSE(empty);
  CHECK(empty.error().code == ErrorCode::empty_note);
}

TEST_CASE("actions are changed, added and removed each in their own record") {
  EditDraft draft{id(1), {}, full_draft(), full_draft()};
  draft.before.actions = {{id(3), "Phone", "Dana", ""}, {id(5), "Ask", "", ""}};
  draft.now.actions = {{id(3), "Phone twice", "", "2016-04-01"}, {{}, "New one", "", ""}};
  draft.now.day.clear();
  draft.before.day.clear();
  const auto save = compose_edit(draft, Instant{}, no_offset, nobody());
  REQUIRE(save);
  REQUIRE(save->edits.size() == 3);
  CHECK(save->edits[0].record == id(3));
  CHECK(save->edits[0].set.at("text") == "Phone twice");
  CHECK(save->edits[0].set.at("owner_member").is_null());
  CHECK(save->edits[1].fresh);
  CHECK(save->edits[1].set.at("parent") == id(1).text());
  CHECK(save->edits[2].record == id(5));
  CHECK(save->edits[2].set.at("deleted") == true);
}

}  // namespace
}  // namespace crosstalk
