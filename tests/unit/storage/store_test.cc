#include "storage/store.h"

#include <algorithm>

#include "tests/unit/storage/store_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("store");

TEST_CASE_FIXTURE(StoreFixture, "a saved conversation is there when the store is opened again") {
  Uuid id;
  {
    const auto store = open();
    id = note(*store, "Councils work to a political clock", {{"place", "Leeds"}});
  }
  const auto store = open();
  CHECK(read(*store, id).body == "Councils work to a political clock");
  CHECK(summaries(*store) == std::vector<std::string>{"Councils work to a political clock"});
  check_whole(*store);
}

TEST_CASE_FIXTURE(StoreFixture, "a store keeps the device id that it was made with") {
  open("a.db", 0xA1);
  CHECK(open("a.db", 0xB2)->device() == DeviceId{0xA1});
}

TEST_CASE_FIXTURE(StoreFixture, "one save may make records that refer to each other") {
  const auto store = open();
  Save save;
  save.edits.push_back(edit_of("conversation", {{"summary", "S"}}, new_id()));
  save.edits.back().fresh = true;
  const Uuid conversation = save.edits.back().record;
  save.edits.push_back(edit_of("action", {{"parent", conversation.text()}, {"text", "Send it"}}));
  const auto ids = good(store->save(save));
  REQUIRE(ids.size() == 2);
  CHECK(ids[0] == conversation);
  const auto view = read(*store, conversation);
  REQUIRE(view.actions.size() == 1);
  CHECK(view.actions[0].id == ids[1]);
  CHECK(view.actions[0].state == "open");
}

TEST_CASE_FIXTURE(StoreFixture, "a save of which one part is wrong saves nothing") {
  const auto store = open();
  Save save;
  save.edits.push_back(edit_of("conversation", {{"summary", "fine"}}));
  save.edits.push_back(edit_of("conversation", {{"summary", "no such note"}}, new_id()));
  CHECK(error_of(store->save(save)) == "unknown-record");
  CHECK(summaries(*store).empty());
  CHECK(good(store->sync_status()).waiting == 0);
}

TEST_CASE_FIXTURE(StoreFixture, "an edit changes the fields that it names and no others") {
  const auto store = open();
  const Uuid id = note(*store, "First", {{"sectors/nhs", true}, {"stance", "ask"}});
  edit(*store, id, {{"sectors/nhs", false}, {"sectors/police", true}, {"place", "Hull"}});
  const auto view = read(*store, id);
  CHECK(view.body == "First");
  CHECK(view.stance == "ask");
  CHECK(view.place == "Hull");
  CHECK(view.sectors == std::vector<std::string>{"police"});
  check_whole(*store);
}

TEST_CASE_FIXTURE(StoreFixture, "a field set to null is empty again") {
  const auto store = open();
  const Uuid id = note(*store, "First", {{"stance", "ask"}});
  edit(*store, id, {{"stance", nullptr}});
  CHECK(read(*store, id).stance.empty());
}

TEST_CASE_FIXTURE(StoreFixture, "an edit of the wrong kind is refused") {
  const auto store = open();
  const Uuid id = note(*store, "First");
  Save save;
  save.edits.push_back(edit_of("action", {{"text", "x"}}, id));
  CHECK(error_of(store->save(save)) == "invalid-value");
}

TEST_CASE_FIXTURE(StoreFixture, "lists and objects are no values") {
  const auto store = open();
  Save save;
  save.edits.push_back(edit_of("conversation", {{"summary", Json::array({1, 2})}}));
  CHECK(error_of(store->save(save)) == "invalid-value");
}

TEST_CASE_FIXTURE(StoreFixture, "a deleted conversation is in the bin and comes back restored") {
  const auto store = open();
  const Uuid id = note(*store, "Throw me away");
  edit(*store, id, {{"deleted", true}});
  ConversationFilter bin;
  bin.deleted = true;
  CHECK(summaries(*store).empty());
  CHECK(summaries(*store, bin).size() == 1);
  CHECK(read(*store, id).deleted);
  CHECK(found(*store, "throw").empty());
  edit(*store, id, {{"deleted", false}});
  CHECK(summaries(*store).size() == 1);
  CHECK(summaries(*store, bin).empty());
  CHECK(found(*store, "throw").size() == 1);
  check_whole(*store);
}

TEST_CASE_FIXTURE(StoreFixture,
                  "who edits a conversation in the bin brings it back in the same save") {
  const auto store = open();
  const Uuid id = note(*store, "Throw me away");
  edit(*store, id, {{"deleted", true}});
  edit(*store, id, {{"place", "Hull"}});
  const auto view = read(*store, id);
  CHECK_FALSE(view.deleted);
  CHECK(view.place == "Hull");
  CHECK(good(store->changes_of(id)).back().set.at("deleted") == false);
}

TEST_CASE_FIXTURE(StoreFixture, "a deletion names the live changes that its author had") {
  const auto store = open();
  const Uuid id = note(*store, "One");
  edit(*store, id, {{"place", "Hull"}});
  edit(*store, id, {{"deleted", true}});
  const auto changes = good(store->changes_of(id));
  REQUIRE(changes.size() == 3);
  auto named = changes[2].base.at("deleted");
  std::sort(named.begin(), named.end());
  std::vector<Uuid> both = {changes[0].id, changes[1].id};
  std::sort(both.begin(), both.end());
  CHECK(named == both);
  CHECK_FALSE(read(*store, id).changed_since_deleted);
}

TEST_CASE_FIXTURE(StoreFixture, "a new text replaces the versions that were shown") {
  const auto store = open();
  const Uuid id = note(*store, "Old");
  edit(*store, id, {{"body", "New"}});
  const auto changes = good(store->changes_of(id));
  REQUIRE(changes.size() == 2);
  CHECK(changes[1].base.at("body") == std::vector<Uuid>{changes[0].id});
  CHECK(changes[1].edit);
  CHECK_FALSE(changes[0].edit);
  CHECK(read(*store, id).body == "New");
  CHECK(read(*store, id).bodies.empty());
  CHECK(found(*store, "old") == std::vector<std::string>{"Old"});  // the heading still says it
}

TEST_CASE_FIXTURE(StoreFixture, "a base also names what an own write without an answer replaced") {
  const auto store = open();
  const Uuid id = note(*store, "One");
  edit(*store, id, {{"body", "Two"}});
  edit(*store, id, {{"body", "Three"}});
  const auto changes = good(store->changes_of(id));
  REQUIRE(changes.size() == 3);
  const auto& base = changes[2].base.at("body");
  CHECK(base.size() == 2);
  CHECK(std::count(base.begin(), base.end(), changes[0].id) == 1);
}

TEST_CASE_FIXTURE(StoreFixture, "stamps grow with every save, also when the clock goes back") {
  const auto store = open();
  const Uuid id = note(*store, "One");
  clock.set_wall(clock.wall() - std::chrono::hours(24 * 365 * 25));
  edit(*store, id, {{"place", "Hull"}});
  const auto changes = good(store->changes_of(id));
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].stamp < changes[1].stamp);
  CHECK(changes[1].stamp.device == store->device());
  CHECK(read(*store, id).place == "Hull");
}

TEST_CASE_FIXTURE(StoreFixture,
                  "an erasure waits for the hub and leaves what it names alone until then") {
  const auto store = open();
  const Uuid id = note(*store, "Erase me");
  Save save;
  save.edits.push_back(edit_of("erase", {}, id));
  good(store->save(save));
  CHECK(read(*store, id).body == "Erase me");
  CHECK(good(store->sync_status()).waiting == 2);
  check_whole(*store);
}

TEST_CASE_FIXTURE(StoreFixture, "fields and kinds that this version does not know are kept") {
  const auto store = open();
  const Uuid id = note(*store, "One", {{"mood", "good"}, {"heat", 3.5}});
  const Uuid other = make(*store, "weather", {{"rain", true}});
  CHECK(good(store->state_of(id))->value("heat") == 3.5);
  CHECK(good(store->state_of(other))->is_true("rain"));
  CHECK(good(store->states_of_kind("weather")).size() == 1);
  check_whole(*store);
}

TEST_CASE_FIXTURE(StoreFixture,
                  "all changes are given in the order of their stamps until told to stop") {
  const auto store = open();
  for (const char* words : {"a", "b", "c"}) note(*store, words);
  std::vector<Stamp> stamps;
  good(store->for_each_change([&](const Change& change) {
    stamps.push_back(change.stamp);
    return stamps.size() < 2;
  }));
  REQUIRE(stamps.size() == 2);
  CHECK(stamps[0] < stamps[1]);
}

TEST_CASE_FIXTURE(StoreFixture,
                  "a store joins one hub, and another only when the first does not know it") {
  const auto store = open();
  HubLink link{"http://127.0.0.1:8480", "token", "Space", "recorder", new_id(), "key", ""};
  good(store->join(link));
  CHECK(good(store->sync_status()).hub->token == "token");
  CHECK(error_of(store->join(link)) == "already-joined");
  good(store->set_ended("unknown-token"));
  link.token = "second";
  good(store->join(link));
  CHECK(good(store->sync_status()).hub->token == "second");
  CHECK(good(store->sync_status()).ended.empty());
}

TEST_CASE_FIXTURE(StoreFixture, "a backup opens with the same key and holds everything") {
  const auto store = open();
  const Uuid id = note(*store, "Keep me");
  good(store->backup(folder.file("copy.db")));
  const auto copy = open("copy.db");
  CHECK(read(*copy, id).body == "Keep me");
  check_whole(*copy);
}

TEST_CASE_FIXTURE(StoreFixture,
                  "a backup into a folder that is not there says so and leaves nothing") {
  const auto store = open();
  CHECK(error_of(store->backup(folder.file("nowhere/copy.db"))) == "disk-failed");
}

}  // namespace
}  // namespace crosstalk
