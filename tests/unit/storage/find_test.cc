#include "storage/find.h"

#include "tests/unit/storage/replica_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("find");

using Names = std::vector<std::string>;

std::string day(int number) { return "2026-11-0" + std::to_string(number) + "T12:00:00Z"; }

TEST_CASE_FIXTURE(StoreFixture, "positions come newest first, tell the time, and give their rows") {
  const auto store = open();
  for (int number = 1; number <= 4; ++number) {
    note(*store, "day " + std::to_string(number), {{"occurred_at", day(number)}});
  }
  const auto found = good(find_positions(*store, {}));
  REQUIRE(found.positions.size() == 4);
  CHECK(instant_of(found.positions[1]) == Instant{Milliseconds{1'793'707'200'000}});
  const std::vector<Position> two = {found.positions[3], found.positions[0], Position{5}};
  const auto rows = good(read_rows(*store, two));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].summary == "day 1");
  CHECK(rows[1].summary == "day 4");
  CHECK(rows[1].position == found.positions[0]);
  CHECK(good(read_body_start(*store, found.positions[0], 3)) == "day");
  CHECK(good(read_body_start(*store, Position{5}, 3)).empty());
}

TEST_CASE_FIXTURE(StoreFixture, "one of several values is enough, and every list must be met") {
  const auto store = open();
  note(*store, "one", {{"place", "Leeds"}, {"sectors/nhs", true}, {"purposes/care", true}});
  note(*store, "two", {{"place", "Hull"}, {"sectors/fire", true}});
  note(*store, "three", {{"place", "York"}, {"sectors/nhs", true}});
  ConversationFilter filter;
  filter.places = {"Leeds", "Hull"};
  CHECK(summaries(*store, filter) == Names{"two", "one"});
  filter.sectors = {"nhs", "police"};
  CHECK(summaries(*store, filter) == Names{"one"});
  filter.purposes = {"other"};
  CHECK(summaries(*store, filter).empty());
  filter = {};
  filter.purposes = {"care"};
  CHECK(summaries(*store, filter) == Names{"one"});
  filter.places = {"\xff"};
  CHECK(summaries(*store, filter).empty());
}

TEST_CASE_FIXTURE(StoreFixture, "notes are found by message, by what was merged into it too") {
  const auto store = open();
  const Uuid simple = make(*store, "message", {{"text", "Make it simpler"}});
  const Uuid plain = make(*store, "message", {{"text", "Plain words"}});
  note(*store, "one", {{"messages/" + simple.text(), true}});
  note(*store, "two", {{"messages/" + plain.text(), true}});
  note(*store, "three");
  ConversationFilter filter;
  filter.messages = {simple};
  CHECK(summaries(*store, filter) == Names{"one"});
  edit(*store, plain, {{"merged_into", simple.text()}});
  CHECK(summaries(*store, filter) == Names{"two", "one"});
}

TEST_CASE_FIXTURE(StoreFixture, "an open action is one that is neither done nor dropped nor gone") {
  const auto store = open();
  const auto with_action = [&](const char* words, const char* state) {
    const Uuid id = note(*store, words);
    return make(*store, "action", {{"parent", id.text()}, {"text", "Ring"}, {"state", state}});
  };
  with_action("open", "open");
  with_action("doing", "doing");
  with_action("done", "done");
  with_action("dropped", "dropped");
  const Uuid gone = with_action("gone", "open");
  edit(*store, gone, {{"deleted", true}});
  note(*store, "none");
  ConversationFilter filter;
  filter.open_action = true;
  CHECK(summaries(*store, filter) == Names{"doing", "open"});
  CHECK(good(count_conversations(*store, filter)) == 2);
}

TEST_CASE_FIXTURE(ReplicaFixture, "notes are found by who wrote them and where they are") {
  join_as("recorder");
  enter(foreign(member, "member", {{"name", "Ada"}, {"role", "recorder"}}));
  enter(foreign(colleague, "member", {{"name", "Bo"}, {"role", "recorder"}}));
  note(*store, "Mine", {{"review", "new"}});
  enter(foreign(new_id(), "conversation", {{"summary", "Theirs"}, {"review", "reviewed"}}));
  ConversationFilter filter;
  filter.own = true;
  CHECK(summaries(*store, filter) == Names{"Mine"});
  filter.people = {colleague};
  CHECK(good(count_conversations(*store, filter)) == 2);
  filter.own = false;
  CHECK(summaries(*store, filter) == Names{"Theirs"});
  filter = {};
  filter.reviews = {"reviewed", "in-report"};
  CHECK(summaries(*store, filter) == Names{"Theirs"});
  filter = {};
  filter.syncs = {ItemSync::here, ItemSync::rejected};
  CHECK(summaries(*store, filter) == Names{"Mine"});
  filter.syncs = {ItemSync::sent};
  CHECK(summaries(*store, filter) == Names{"Theirs"});
  const auto values = good(read_filter_values(*store, 10));
  REQUIRE(values.people.size() == 1);
  CHECK(values.people[0].name == "Bo");
}

TEST_CASE_FIXTURE(StoreFixture, "filters and words narrow together") {
  const auto store = open();
  note(*store, "paper in Leeds", {{"place", "Leeds"}, {"stance", "ask"}});
  note(*store, "paper in Hull", {{"place", "Hull"}, {"stance", "ask"}});
  ConversationFilter filter;
  filter.query = "paper -leeds";
  filter.stances = {"ask", "idea"};
  CHECK(summaries(*store, filter) == Names{"paper in Hull"});
  filter.query = "-hull";
  CHECK(summaries(*store, filter) == Names{"paper in Leeds"});
}

TEST_CASE_FIXTURE(StoreFixture,
                  "the values of filters are counted, most used first, the bin aside") {
  const auto store = open();
  const Uuid message = make(*store, "message", {{"text", "Make it simpler"}});
  for (int number = 0; number < 3; ++number) {
    note(*store, "Leeds",
         {{"place", "Leeds"}, {"themes/trust", true}, {"messages/" + message.text(), true}});
  }
  note(*store, "Hull", {{"place", "Hull"}, {"themes/risk", true}, {"themes/trust", true}});
  const Uuid thrown = note(*store, "Hull", {{"place", "Hull"}, {"themes/bin", true}});
  edit(*store, thrown, {{"deleted", true}});
  const auto values = good(read_filter_values(*store, 10));
  REQUIRE(values.places.size() == 2);
  CHECK(values.places[0].key == "Leeds");
  CHECK(values.places[0].notes == 3);
  CHECK(values.places[1].notes == 1);
  REQUIRE(values.themes.size() == 2);
  CHECK(values.themes[0].key == "trust");
  CHECK(values.themes[0].notes == 4);
  REQUIRE(values.messages.size() == 1);
  CHECK(values.messages[0].text == "Make it simpler");
  CHECK(values.messages[0].notes == 3);
}

TEST_CASE_FIXTURE(StoreFixture, "a search that is not wanted any more ends without an answer") {
  const auto store = open();
  Save save;
  for (int number = 0; number < 4'000; ++number) {
    save.edits.push_back(edit_of("conversation", {{"summary", "same"}, {"body", "same words"}}));
  }
  good(store->save(save));
  int asked = 0;
  const auto found = good(find_positions(*store, {}, [&] { return ++asked > 0; }));
  CHECK(found.stopped);
  CHECK(asked > 0);
  CHECK(good(find_positions(*store, {})).positions.size() == 4'000);
}

}  // namespace
}  // namespace crosstalk
