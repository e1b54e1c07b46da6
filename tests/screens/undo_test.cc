// What was done is taken back by the toast or by Ctrl+Z.
#include <doctest/doctest.h>

#include <set>

#include "storage/queries.h"
#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

Uuid log(AppScene& scene, const char* body, std::vector<NewAction> actions = {}) {
  NewNote note;
  note.body = body;
  note.actions = std::move(actions);
  const auto composed = compose_note(note, lookups_of(*scene.other));
  REQUIRE(composed);
  REQUIRE(scene.other->save(composed->save));
  scene.tell();
  return composed->conversation;
}

ActionView only_action(AppScene& scene) {
  const auto actions = list_actions(*scene.other);
  REQUIRE((actions && actions->size() == 1));
  return actions->front();
}

TEST_CASE("an edited action is put back as it was, its owner and its day too") {
  AppScene scene;
  log(scene, "Promised", {{"Ring the council", "the housing lead", "2016-03-25"}});
  scene.click("nav-actions");
  REQUIRE(scene.click("edit-action"));
  scene.press(ImGuiMod_Ctrl | ImGuiKey_A);
  scene.type("Write to them");
  REQUIRE(scene.click("action-who"));
  scene.press(ImGuiMod_Ctrl | ImGuiKey_A);
  scene.type("Bert");
  REQUIRE(scene.click("action-submit"));
  CHECK(only_action(scene).text == "Write to them");
  CHECK(only_action(scene).owner == "Bert");
  scene.press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(scene.sees("Taken back"));
  CHECK(only_action(scene).text == "Ring the council");
  CHECK(only_action(scene).owner == "the housing lead");
  CHECK(only_action(scene).due == "2016-03-25");
}

TEST_CASE("a note that was brought back in its detail goes to the bin again by undo") {
  AppScene scene;
  const Uuid id = log(scene, "Thrown away");
  scene.click("nav-timeline");
  REQUIRE(scene.click("note-more"));
  REQUIRE(scene.click("delete"));
  scene.click("filter");
  REQUIRE(scene.click("filter-bin-bin"));
  scene.click("close-filter");
  REQUIRE(scene.click("restore"));
  const auto deleted = [&] {
    const auto read = read_conversation(*scene.other, id);
    return read && *read && (*read)->deleted;
  };
  CHECK_FALSE(deleted());
  CHECK(scene.click("toast-undo"));
  CHECK(deleted());
}

TEST_CASE("where one of two texts was kept, undo brings back both") {
  AppScene scene;
  const Uuid id = log(scene, "Eighteen months on");
  const auto changes = scene.other->changes_of(id);
  REQUIRE((changes && changes->size() == 1));
  for (const char* words : {"Eighteen months of work", "Eighteen months on the agreement"}) {
    Save save = save_of(id, kinds::kConversation, "body", words);
    save.edits[0].base["body"] = {(*changes)[0].id};
    REQUIRE(scene.other->save(save));
    scene.clock.advance(Milliseconds(60'000));
  }
  scene.tell();
  const auto texts = [&] {
    std::multiset<std::string> found;
    const auto state = scene.other->state_of(id);
    REQUIRE((state && *state));
    for (const FieldValue& text : (*state)->texts.at("body"))
      found.insert(text.value.get<std::string>());
    return found;
  };
  const std::multiset<std::string> before = texts();
  REQUIRE(before.size() == 2);
  scene.click("nav-timeline");
  REQUIRE(scene.click("compare"));
  REQUIRE(scene.click("start-from", 0));
  REQUIRE(scene.click("keep-text"));
  CHECK(texts().size() == 1);
  CHECK(scene.click("toast-undo"));
  CHECK(texts() == before);
  CHECK(scene.click("compare"));
  CHECK(scene.sees("Two versions of one note"));
}

TEST_CASE("a discarded draft comes back, and what was begun since then stays below it") {
  AppScene scene;
  scene.type("Worth keeping");
  scene.reopen();
  REQUIRE(scene.click("draft-discard"));
  REQUIRE(scene.click("discard-do"));
  CHECK(scene.value("note").empty());
  scene.press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(scene.value("note") == "Worth keeping");
  scene.reopen();
  CHECK(scene.value("note") == "Worth keeping");
  REQUIRE(scene.click("draft-discard"));
  REQUIRE(scene.click("discard-do"));
  scene.type("Something new");
  CHECK(scene.click("toast-undo"));
  CHECK(scene.value("note") == "Worth keeping\n\nSomething new");
  scene.reopen();
  CHECK(scene.value("note") == "Worth keeping\n\nSomething new");
}

TEST_CASE("discarded changes to a saved note come back, without the new note behind them") {
  AppScene scene;
  log(scene, "A note that is saved");
  scene.type("A new note");
  scene.click("nav-timeline");
  REQUIRE(scene.click("edit"));
  scene.type(" and changed");
  scene.reopen();
  REQUIRE(scene.click("draft-discard"));
  REQUIRE(scene.click("discard-do"));
  CHECK(scene.value("note") == "A new note");
  CHECK(scene.click("toast-undo"));
  CHECK(scene.value("note") == "A note that is saved and changed");
  scene.reopen();
  CHECK(scene.value("note") == "A note that is saved and changed");
  REQUIRE(scene.click("save"));
  CHECK(scene.value("note") == "A new note");
}

TEST_CASE("a message is merged into another that is chosen by typing, and undo parts them again") {
  AppScene scene;
  for (const char* words : {"Nobody shares data", "Agreements come too late"}) {
    NewNote note;
    note.body = words;
    note.messages = {words};
    const auto composed = compose_note(note, lookups_of(*scene.other));
    REQUIRE((composed && scene.other->save(composed->save)));
  }
  scene.tell();
  const auto into = find_message(*scene.other, "Agreements come too late");
  REQUIRE((into && *into));
  scene.click("nav-messages");
  REQUIRE(scene.click("Nobody shares data"));
  REQUIRE(scene.click("merge-message"));
  scene.type("too l");
  REQUIRE(scene.click("into-" + (*into)->text()));
  const auto merged = list_messages(*scene.other);
  REQUIRE((merged && merged->size() == 1));
  CHECK(merged->front().text == "Agreements come too late");
  CHECK(merged->front().conversations.size() == 2);
  scene.press(ImGuiMod_Ctrl | ImGuiKey_Z);
  const auto parted = list_messages(*scene.other);
  REQUIRE(parted);
  CHECK(parted->size() == 2);
}

TEST_CASE("who may not change the messages of a space is not offered to merge them") {
  AppScene scene;
  NewNote note;
  note.body = "Heard";
  note.messages = {"Nobody shares data", "Agreements come too late"};
  const auto composed = compose_note(note, lookups_of(*scene.other));
  REQUIRE((composed && scene.other->save(composed->save)));
  HubLink link;
  link.role = "recorder";
  REQUIRE(scene.other->join(link));
  scene.tell();
  scene.click("nav-messages");
  REQUIRE(scene.click("Nobody shares data"));
  CHECK(scene.sees("reword"));
  CHECK_FALSE(scene.sees("merge-message"));
}

}  // namespace
}  // namespace crosstalk
