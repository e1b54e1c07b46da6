#include <doctest/doctest.h>

#include "client/model/saved_searches.h"
#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

Uuid log(AppScene& scene, std::string body, std::string place = {}) {
  NewNote note;
  note.body = std::move(body);
  note.place = std::move(place);
  const auto composed = compose_note(note, lookups_of(*scene.other));
  REQUIRE(composed);
  REQUIRE(scene.other->save(composed->save));
  scene.clock.advance(Milliseconds(60'000));
  return composed->conversation;
}

/// Three notes and the timeline open.
struct FindScene : AppScene {
  explicit FindScene(AppSceneSpec spec = {}) : AppScene(std::move(spec)) {
    paper = log(*this, "The paper was signed last spring", "Leeds");
    crews = log(*this, "Fire crews visit people no one else reaches", "Hull");
    trust = log(*this, "Last signed by the trust. Nobody minds the paper.", "Leeds");
    tell();
    click("nav-timeline");
  }
  void search(const char* words) {
    press(ImGuiMod_Ctrl | ImGuiKey_F);
    press(ImGuiMod_Ctrl | ImGuiKey_A);
    press(ImGuiKey_Delete);
    type(words);
  }
  std::string marked(std::string_view name) {
    settle();
    const ReportedItem* item = person().find(name);
    return item == nullptr ? "nothing" : item->marked;
  }
  bool on(std::string_view name) {
    settle();
    const ReportedItem* item = person().find(name);
    return item != nullptr && item->checked;
  }
  std::vector<SavedSearch> kept() {
    const auto text = other->setting(kSavedSearchesSetting);
    return text ? read_saved_searches(text->value_or("")) : std::vector<SavedSearch>();
  }

  Uuid paper, crews, trust;
};

TEST_CASE("words, phrases and minus narrow the list as they are typed, and it says how many") {
  FindScene scene;
  scene.search("sign");
  CHECK(scene.sees("2 notes"));
  scene.search("\"signed last\"");
  CHECK(scene.sees(scene.paper.text()));
  CHECK_FALSE(scene.sees(scene.trust.text()));
  CHECK(scene.sees("1 note"));
  scene.search("signed -trust");
  CHECK(scene.sees(scene.paper.text()));
  CHECK_FALSE(scene.sees(scene.trust.text()));
  scene.search("\"");
  CHECK(scene.sees(scene.crews.text()));
}

TEST_CASE("what was found is marked in the row, in a line of the note, and in the note itself") {
  FindScene scene;
  scene.search("sign");
  CHECK(scene.marked(scene.paper.text()) == "signed");
  CHECK(scene.click(scene.paper.text()));
  CHECK(scene.marked("note-body") == "signed");
  scene.search("minds");
  CHECK(scene.marked(scene.trust.text()) == "minds");
  CHECK(scene.click(scene.trust.text()));
  CHECK(scene.marked("note-body") == "minds");
  scene.search("");
  CHECK(scene.marked("note-body").empty());
}

TEST_CASE("several values of one filter widen it, another filter narrows, chips take them off") {
  FindScene scene;
  scene.click("filter");
  CHECK(scene.sees("Leeds · 2"));
  CHECK(scene.click("filter-place-Hull"));
  CHECK(scene.click("filter-place-Leeds"));
  CHECK(scene.click("close-filter"));
  CHECK(scene.sees("3 notes"));
  CHECK(scene.click("active-place-Leeds"));
  CHECK(scene.sees("1 note"));
  CHECK_FALSE(scene.sees(scene.paper.text()));
  CHECK(scene.click("clear-all"));
  CHECK(scene.sees(scene.paper.text()));
  CHECK_FALSE(scene.sees("clear-all"));
}

TEST_CASE("a filter of days is written in words, and says which day it understood") {
  FindScene scene;
  scene.click("filter");
  CHECK(scene.click("filter-from"));
  scene.type("tomorrow");
  CHECK(scene.value("filter-from") == "tomorrow");
  scene.click("filter");
  CHECK(scene.sees("Since 19 March"));
  CHECK(scene.sees("No notes like that"));
  scene.click("filter");
  CHECK(scene.click("filter-from"));
  scene.press(ImGuiMod_Ctrl | ImGuiKey_A);
  scene.type("someday");
  CHECK(scene.sees("No day that is known. “1 March”, “Friday” or “2026-03-01” work."));
  scene.press(ImGuiMod_Ctrl | ImGuiKey_A);
  scene.type("18 March");
  scene.click("filter");
  CHECK(scene.sees("3 notes"));
  scene.click("filter");
  CHECK(scene.click("filter-period-last-week"));
  CHECK(scene.value("filter-from").empty());
  CHECK(scene.on("filter-period-last-week"));
  scene.click("filter");
  CHECK(scene.sees("No notes like that"));
}

TEST_CASE("only notes with an open action, and only mine, are a tap each") {
  FindScene scene;
  NewNote note;
  note.body = "Promised to ring";
  note.actions = {{"Phone", "", ""}};
  const auto composed = compose_note(note, lookups_of(*scene.other));
  REQUIRE(composed);
  REQUIRE(scene.other->save(composed->save));
  scene.tell();
  scene.click("filter");
  CHECK(scene.click("filter-action-open"));
  scene.click("filter");
  CHECK(scene.sees("1 note"));
  CHECK(scene.click("active-action-open"));
  CHECK(scene.click("filter-person-own"));
  CHECK(scene.sees("4 notes"));
}

TEST_CASE("a filter that is typed becomes a chip once its word is finished") {
  FindScene scene;
  scene.search("place:hull");
  CHECK(scene.sees("1 note"));  // while it is typed
  CHECK(scene.value("search") == "place:hull");
  scene.type(" ");
  CHECK(scene.value("search").empty());
  CHECK(scene.sees("active-place-Hull"));
  CHECK(scene.click("active-place-Hull"));
  CHECK_FALSE(scene.sees("1 note"));
  scene.search("paper since:2016-03 place:Lee");
  CHECK(scene.value("search") == "paper place:Lee");
  CHECK(scene.sees("Since 1 March"));
  scene.press(ImGuiKey_Enter);
  CHECK(scene.value("search") == "paper ");  // where the next word can follow
  CHECK(scene.sees("active-place-Leeds"));
  CHECK(scene.sees("2 notes"));
  scene.click("clear-all");
  scene.search("note:this ");
  CHECK(scene.value("search") == "note:this ");
}

TEST_CASE("a filter that was typed and taken back leaves what was asked for before") {
  FindScene scene;
  scene.search("is:bin");
  CHECK(scene.sees("active-bin-bin"));
  scene.press(ImGuiKey_Backspace);
  CHECK_FALSE(scene.sees("active-bin-bin"));
  CHECK(scene.sees(scene.crews.text()));
}

TEST_CASE("nothing found offers to search without the filters, with the words kept") {
  FindScene scene;
  scene.search("crews");
  scene.click("filter");
  CHECK(scene.click("filter-place-Leeds"));
  CHECK(scene.click("close-filter"));
  CHECK(scene.sees("Nothing with “crews”"));
  CHECK(scene.click("all-dates"));
  CHECK(scene.sees(scene.crews.text()));
  CHECK(scene.value("search") == "crews");
}

TEST_CASE("a search is saved under a name, run, renamed, removed, and brought back") {
  FindScene scene;
  scene.search("signed");
  scene.click("filter");
  CHECK(scene.click("save-search"));
  CHECK(scene.value("search-name") == "signed");
  scene.press(ImGuiMod_Ctrl | ImGuiKey_A);
  scene.type("Signatures");
  scene.press(ImGuiKey_Enter);
  CHECK(scene.sees("Saved: Signatures"));
  REQUIRE(scene.kept().size() == 1);
  CHECK(scene.kept()[0].choice.query == "signed");
  CHECK(scene.on("saved-Signatures"));

  CHECK(scene.click("rename-search"));
  scene.press(ImGuiMod_Ctrl | ImGuiKey_A);
  scene.type("Signed");
  CHECK(scene.click("search-name-do"));
  REQUIRE(scene.kept().size() == 1);
  CHECK(scene.kept()[0].name == "Signed");

  CHECK(scene.click("saved-Signed"));  // off again
  CHECK(scene.value("search").empty());
  scene.reopen();
  scene.click("nav-timeline");
  CHECK(scene.click("saved-Signed"));
  CHECK(scene.value("search") == "signed");
  CHECK(scene.sees("2 notes"));

  scene.click("filter");
  CHECK(scene.click("remove-search"));
  CHECK(scene.kept().empty());
  CHECK_FALSE(scene.sees("saved-Signed"));
  CHECK(scene.sees("Removed: Signed"));
  CHECK(scene.click("toast-undo"));
  REQUIRE(scene.kept().size() == 1);
  CHECK(scene.sees("saved-Signed"));
}

TEST_CASE("a name that could not be kept is not shown as kept") {
  FindScene scene;
  scene.search("signed");
  scene.click("filter");
  CHECK(scene.click("save-search"));
  scene.writer->full = true;
  CHECK(scene.click("search-name-do"));
  CHECK(scene.sees("failure-close"));
  CHECK_FALSE(scene.sees("saved-signed"));
  CHECK(scene.kept().empty());
}

TEST_CASE("filters are reached and set by the keyboard alone") {
  FindScene scene;
  scene.press(ImGuiMod_Ctrl | ImGuiKey_F);
  const auto focused = [&](std::string_view name) {
    const ReportedItem* item = scene.person().find(name);
    return item != nullptr && item->focused;
  };
  for (int step = 0; step < 8 && !focused("filter"); ++step) scene.press(ImGuiKey_Tab);
  REQUIRE(focused("filter"));
  scene.press(ImGuiKey_Enter);
  CHECK(scene.sees("filter-period-today"));
  for (int step = 0; step < 40 && !focused("filter-place-Hull"); ++step) scene.press(ImGuiKey_Tab);
  REQUIRE(focused("filter-place-Hull"));
  scene.press(ImGuiKey_Space);
  CHECK(scene.on("filter-place-Hull"));
  scene.press(ImGuiKey_Escape);
  CHECK(scene.sees("1 note"));
}

TEST_CASE("on a phone search and filters open in place, and every filter that is on is a chip") {
  FindScene scene({.width = 360, .height = 740});
  CHECK(scene.click("open-filter"));
  CHECK(scene.click("filter-period-month"));
  CHECK(scene.click("close-filter"));
  CHECK(scene.sees("active-period-month"));
  CHECK(scene.sees("3 notes"));
  CHECK(scene.click("open-search"));
  scene.type("crews");
  CHECK(scene.sees(scene.crews.text()));
  CHECK(scene.sees("1 note"));
}

TEST_CASE("of a thousand notes only those in view are on the screen, wherever it is scrolled to") {
  AppScene scene;
  Save save;
  for (int number = 0; number < 1'000; ++number) {
    RecordEdit edit;
    edit.kind = std::string(kinds::kConversation);
    edit.set["summary"] = "Note number " + std::to_string(number);
    edit.set["body"] = edit.set["summary"];
    edit.set["occurred_at"] =
        format_time(*parse_time("2016-03-18T12:00:00Z") - std::chrono::minutes(number * 37));
    save.edits.push_back(std::move(edit));
  }
  REQUIRE(scene.other->save(save));
  scene.tell();
  scene.click("nav-timeline");
  const auto rows = [&] {
    scene.settle();
    int count = 0;
    for (const ReportedItem& item : reported_items()) {
      count += item.area == "timeline-list" && item.role == Role::row ? 1 : 0;
    }
    return count;
  };
  CHECK(scene.sees("Note number 0"));
  CHECK(rows() < 20);
  CHECK(rows() > 3);
  for (int turn = 0; turn < 60; ++turn) scene.person().wheel(400, 500, -40);
  CHECK(scene.sees("Note number 999"));
  CHECK(rows() < 20);
  for (int turn = 0; turn < 60; ++turn) scene.person().wheel(400, 500, 40);
  CHECK(scene.sees("Note number 0"));
}

TEST_CASE("a note that comes in does not move what is being read further down") {
  AppScene scene;
  std::vector<Uuid> notes;
  for (int number = 0; number < 60; ++number) {
    notes.push_back(log(scene, "Note number " + std::to_string(number)));
  }
  scene.tell();
  scene.click("nav-timeline");
  for (int turn = 0; turn < 5; ++turn) scene.person().wheel(400, 500, -5);
  const ReportedItem* row = nullptr;
  scene.settle();
  for (const ReportedItem& item : reported_items()) {
    if (item.role == Role::row && item.visible && item.rect.y > 300) row = &item;
  }
  REQUIRE(row != nullptr);
  const std::string name = row->name;
  const float y = row->rect.y;
  log(scene, "Something new at the top");
  scene.tell();
  const ReportedItem* after = scene.person().find(name);
  REQUIRE(after != nullptr);
  CHECK(after->rect.y == doctest::Approx(y).epsilon(0.002));
}

}  // namespace
}  // namespace crosstalk
