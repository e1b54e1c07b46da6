#include "storage/queries.h"
#include "tests/unit/storage/replica_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("queries of conversations");

using Names = std::vector<std::string>;

TEST_CASE_FIXTURE(StoreFixture, "a list is newest first and given in pages") {
  const auto store = open();
  for (int day = 1; day <= 5; ++day) {
    note(*store, "day " + std::to_string(day),
         {{"occurred_at", "2026-11-0" + std::to_string(day) + "T12:00:00Z"}});
  }
  ConversationFilter page;
  page.offset = 1;
  page.limit = 2;
  CHECK(summaries(*store, page) == Names{"day 4", "day 3"});
  CHECK(good(count_conversations(*store, page)) == 5);
}

TEST_CASE_FIXTURE(StoreFixture,
                  "a note whose time is corrected moves in the list and stays in the index") {
  const auto store = open();
  const Uuid id = note(*store, "moved", {{"occurred_at", "2026-11-05T12:00:00Z"}});
  note(*store, "other", {{"occurred_at", "2026-11-03T12:00:00Z"}});
  edit(*store, id, {{"occurred_at", "2026-11-01T12:00:00Z"}});
  CHECK(summaries(*store) == Names{"other", "moved"});
  CHECK(found(*store, "moved").size() == 1);
  check_whole(*store);
}

TEST_CASE_FIXTURE(StoreFixture,
                  "notes of one moment are listed in the order of their saving, latest first") {
  const auto store = open();
  for (const char* words : {"a", "b", "c"})
    note(*store, words, {{"occurred_at", "2026-11-05T12:00:00Z"}});
  CHECK(summaries(*store) == Names{"c", "b", "a"});
}

TEST_CASE_FIXTURE(StoreFixture,
                  "filters narrow by time, setting, place, sector, theme and stance") {
  const auto store = open();
  note(*store, "yes",
       {{"occurred_at", "2026-11-05T12:00:00Z"},
        {"setting", "train"},
        {"place", "Leeds"},
        {"sectors/nhs", true},
        {"themes/risk", true},
        {"stance", "ask"}});
  note(*store, "no",
       {{"occurred_at", "2026-11-06T12:00:00Z"},
        {"setting", "call"},
        {"place", "Hull"},
        {"sectors/fire", true},
        {"themes/trust", true},
        {"stance", "idea"}});
  const auto only = [&](auto set) {
    ConversationFilter filter;
    set(filter);
    CHECK(good(count_conversations(*store, filter)) == 1);
    return summaries(*store, filter) == Names{"yes"};
  };
  CHECK(only([](auto& filter) { filter.settings = {"train"}; }));
  CHECK(only([](auto& filter) { filter.places = {"Leeds"}; }));
  CHECK(only([](auto& filter) { filter.sectors = {"nhs"}; }));
  CHECK(only([](auto& filter) { filter.themes = {"risk"}; }));
  CHECK(only([](auto& filter) { filter.stances = {"ask"}; }));
  const Instant between = Instant{Milliseconds{1'793'966'400'000}};  // 2026-11-06T12:00:00Z
  CHECK(only([&](auto& filter) { filter.until = between; }));
  ConversationFilter from;
  from.from = between;
  CHECK(summaries(*store, from) == Names{"no"});
  from.query = "no";
  CHECK(summaries(*store, from) == Names{"no"});
  from.query = "yes";
  CHECK(summaries(*store, from).empty());
}

TEST_CASE_FIXTURE(StoreFixture, "a search asks for every word, the last at least as a beginning") {
  const auto store = open();
  note(*store, "The shared care record of Gdańsk");
  note(*store, "The shared kitchen");
  CHECK(found(*store, "shared").size() == 2);
  CHECK(found(*store, "shared ca").size() == 1);
  CHECK(found(*store, "ca shared").empty());
  CHECK(found(*store, "GDANSK").size() == 1);
  CHECK(found(*store, "gdańsk").size() == 1);
  CHECK(found(*store, "nothing such").empty());
}

TEST_CASE_FIXTURE(StoreFixture, "what people type into a search is words and never a language") {
  const auto store = open();
  note(*store, "said \"yes\" OR not");
  for (const char* query :
       {"\"", "yes OR", "NEAR(", "summary:yes", "*", "-yes", "yes AND", "(", "'", "said \"yes"}) {
    CAPTURE(query);
    ConversationFilter filter;
    filter.query = query;
    CHECK(static_cast<bool>(list_conversations(*store, filter)));
    CHECK(static_cast<bool>(count_conversations(*store, filter)));
  }
  CHECK(found(*store, "yes OR").size() == 1);
  CHECK(found(*store, "!!!").empty());
}

TEST_CASE_FIXTURE(StoreFixture, "the bin can be searched and counted by itself") {
  const auto store = open();
  const Uuid id = note(*store, "thrown away");
  note(*store, "kept away");
  edit(*store, id, {{"deleted", true}});
  ConversationFilter bin;
  bin.deleted = true;
  bin.query = "away";
  CHECK(summaries(*store, bin) == Names{"thrown away"});
  CHECK(good(count_conversations(*store, bin)) == 1);
  CHECK(found(*store, "away") == Names{"kept away"});
  CHECK(good(count_conversations(*store, {})) == 1);
}

TEST_CASE_FIXTURE(StoreFixture, "a conversation is read whole, defaults filled in") {
  const auto store = open();
  const Uuid event = make(*store, "event", {{"name", "Conference"}});
  const Uuid message = make(*store, "message", {{"text", "Make it simpler"}});
  const Uuid unknown = new_id();
  const Uuid id = note(*store, "Words",
                       {{"themes/trust", true},
                        {"themes/risk", true},
                        {"purposes/other", true},
                        {"event", event.text()},
                        {"messages/" + message.text(), true},
                        {"messages/" + unknown.text(), true}});
  const auto view = read(*store, id);
  CHECK(view.visibility == "mine");
  CHECK(view.review == "new");
  CHECK_FALSE(view.quotable);
  CHECK(view.own);
  CHECK(view.event == "Conference");
  CHECK(view.themes == Names{"risk", "trust"});
  CHECK(view.purposes == Names{"other"});
  CHECK(view.author.empty());
  REQUIRE(view.messages.size() == 2);
  CHECK(view.messages[0].text + view.messages[1].text ==
        "Make it simpler");  // the other is not here yet
  CHECK(good(read_conversations(*store, {})).size() == 1);
  CHECK_FALSE(good(read_conversation(*store, new_id())).has_value());
}

TEST_CASE_FIXTURE(ReplicaFixture, "authors are named once the hub has told who they are") {
  join_as("recorder");
  enter(foreign(member, "member", {{"name", "Ada"}, {"role", "recorder"}}));
  enter(foreign(colleague, "member", {{"name", "Bo"}, {"role", "recorder"}}));
  const Uuid mine = note(*store, "Mine");
  const Uuid theirs = new_id();
  enter(foreign(theirs, "conversation", {{"summary", "Theirs"}}));
  CHECK(read(*store, mine).author == "Ada");
  CHECK(read(*store, theirs).author == "Bo");
  Change other_device = foreign(new_id(), "conversation", {{"summary", "Mine from the phone"}});
  other_device.by = member;
  enter(other_device);
  CHECK(read(*store, other_device.record).own);
}

}  // namespace
}  // namespace crosstalk
