#include <doctest/doctest.h>

#include "storage/queries.h"
#include "storage/replica.h"
#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

Uuid log(AppScene& scene, const NewNote& note) {
  const auto composed = compose_note(note, lookups_of(*scene.other));
  REQUIRE(composed);
  REQUIRE(scene.other->save(composed->save));
  scene.clock.advance(Milliseconds(60'000));
  scene.tell();
  return composed->conversation;
}

void change(AppScene& scene, const Save& save) {
  REQUIRE(scene.other->save(save));
  scene.clock.advance(Milliseconds(60'000));
  scene.tell();
}

void open_history(AppScene& scene) {
  scene.click("nav-timeline");
  REQUIRE(scene.click("note-more"));
  REQUIRE(scene.click("history"));
}

ConversationView read(AppScene& scene, const Uuid& id) {
  const auto view = read_conversation(*scene.other, id);
  REQUIRE((view && *view));
  return **view;
}

TEST_CASE("the history says who changed what, goes back to a version, and that is taken back") {
  AppScene scene;
  NewNote note;
  note.body = "Signed last spring.";
  note.place = "Leeds";
  const Uuid id = log(scene, note);
  Save save = save_of(id, kinds::kConversation, "place", "York");
  save.edits[0].set["body"] = "Signed this spring.";
  save.edits[0].set["summary"] = "Signed this spring.";
  change(scene, save);
  open_history(scene);
  CHECK(scene.sees("Place: Leeds → York"));
  CHECK(scene.sees("Note changed"));
  CHECK(scene.sees("Taken out: last"));
  CHECK(scene.sees("Written"));
  CHECK_FALSE(scene.click("go-back", 1));  // the newest is as it stands
  REQUIRE(scene.click("go-back"));
  const ConversationView back = read(scene, id);
  CHECK(back.place == "Leeds");
  CHECK(back.body == "Signed last spring.");
  CHECK(back.bodies.empty());
  CHECK(scene.sees("Place: York → Leeds"));
  CHECK(scene.click("toast-undo"));
  const ConversationView again = read(scene, id);
  CHECK(again.place == "York");
  CHECK(again.body == "Signed this spring.");
  CHECK(again.bodies.empty());
}

TEST_CASE("the text alone goes back, and the place stays") {
  AppScene scene;
  NewNote note;
  note.body = "Signed last spring.";
  note.place = "Leeds";
  const Uuid id = log(scene, note);
  Save save = save_of(id, kinds::kConversation, "place", "York");
  save.edits[0].set["body"] = "Signed this spring.";
  change(scene, save);
  open_history(scene);
  REQUIRE(scene.click("text-back"));
  CHECK(read(scene, id).body == "Signed last spring.");
  CHECK(read(scene, id).place == "York");
}

TEST_CASE("of a thousand versions only those in view are drawn") {
  AppScene scene;
  NewNote note;
  note.body = "Signed last spring.";
  const Uuid id = log(scene, note);
  for (int version = 0; version < 1000; ++version) {
    scene.clock.advance(Milliseconds(1'000));
    const Save save =
        save_of(id, kinds::kConversation, "place", "Place " + std::to_string(version));
    REQUIRE(scene.other->save(save));
  }
  scene.tell();
  open_history(scene);
  int drawn = 0;
  for (const ReportedItem& item : reported_items()) {
    if (item.name.find("Place: Place ") != std::string::npos) ++drawn;
  }
  CHECK(drawn > 0);
  CHECK(drawn < 30);
}

/// Somebody else's note for the team, as a sync brings it.
Uuid receive_note(AppScene& scene) {
  Change made;
  made.id = make_uuid(scene.clock.wall(), scene.random);
  made.record = make_uuid(scene.clock.wall(), scene.random);
  made.stamp = {static_cast<std::uint64_t>(scene.clock.wall().time_since_epoch().count()) << 16,
                DeviceId{2}};
  made.kind = kinds::kConversation;
  made.set = {
      {"body", "Said to a colleague"}, {"summary", "Said to a colleague"}, {"visibility", "team"}};
  made.by = make_uuid(scene.clock.wall(), scene.random);
  made.seal = "seal";
  REQUIRE(Replica(*scene.other).apply_wanted({made}, {made.id}));
  scene.tell();
  return made.record;
}

TEST_CASE("a colleague's note is edited and deleted by coordinators only") {
  for (const char* role : {"recorder", "coordinator"}) {
    CAPTURE(role);
    const bool all = std::string(role) == "coordinator";
    AppScene scene;
    HubLink link;
    link.url = "https://hub.example";
    link.token = "token";
    link.space = "Sharing, North";
    link.role = role;
    link.member = make_uuid(scene.clock.wall(), scene.random);
    REQUIRE(scene.other->join(link));
    receive_note(scene);
    scene.click("nav-timeline");
    CHECK(scene.sees("Said to a colleague"));
    CHECK(scene.sees("edit") == all);
    CHECK(scene.click("note-more"));
    CHECK(scene.sees("copy"));
    CHECK(scene.sees("delete") == all);
    CHECK(scene.click("history"));
    CHECK(scene.sees("today 17:44 another device"));
    CHECK_FALSE(scene.sees("go-back"));
  }
}

}  // namespace
}  // namespace crosstalk
