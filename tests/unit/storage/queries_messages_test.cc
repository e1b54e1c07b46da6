#include "storage/queries.h"
#include "tests/unit/storage/replica_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("queries of messages");

struct MessageFixture : ReplicaFixture {
  Uuid message(const std::string& text) { return make(*store, "message", {{"text", text}}); }
  Uuid hears(const Uuid& message, const char* day, Fields more = {}) {
    more["messages/" + message.text()] = true;
    more["occurred_at"] = std::string("2026-11-") + day + "T12:00:00Z";
    return note(*store, "heard", std::move(more));
  }
};

TEST_CASE_FIXTURE(MessageFixture, "a message knows where and when it was heard") {
  const Uuid id = message("Make it simpler");
  const Uuid late = hears(id, "09", {{"place", "Hull"}, {"sectors/nhs", true}});
  const Uuid early =
      hears(id, "02", {{"place", "Cork"}, {"sectors/nhs", true}, {"sectors/fire", true}});
  const Uuid gone = hears(id, "01");
  edit(*store, gone, {{"deleted", true}});
  const auto view = good(read_message(*store, id));
  REQUIRE(view.has_value());
  CHECK(view->text == "Make it simpler");
  CHECK(view->conversations == std::vector<Uuid>{early, late});
  CHECK(view->places == std::vector<std::string>{"Cork", "Hull"});
  CHECK(view->sectors == std::vector<std::string>{"fire", "nhs"});
  CHECK(view->first_heard < view->last_heard);
  CHECK(good(list_messages(*store)).size() == 1);
}

TEST_CASE_FIXTURE(MessageFixture, "the widest reach comes first and what nobody linked yet last") {
  const Uuid narrow = message("Narrow");
  const Uuid wide = message("Wide");
  const Uuid alone = message("Alone");
  for (int i = 0; i < 3; ++i) hears(narrow, "01", {{"place", "Hull"}, {"sectors/nhs", true}});
  hears(wide, "01", {{"place", "Hull"}, {"sectors/nhs", true}});
  hears(wide, "02", {{"place", "Cork"}, {"sectors/fire", true}});
  std::vector<Uuid> order;
  for (const MessageView& view : good(list_messages(*store))) order.push_back(view.id);
  CHECK(order == std::vector<Uuid>{wide, narrow, alone});
}

TEST_CASE_FIXTURE(MessageFixture, "merged messages count as one everywhere") {
  const Uuid from = message("Plainer please");
  const Uuid into = message("Make it simpler");
  const Uuid heard = hears(from, "01");
  edit(*store, from, {{"merged_into", into.text()}});
  const auto all = good(list_messages(*store));
  REQUIRE(all.size() == 1);
  CHECK(all[0].id == into);
  CHECK(all[0].conversations == std::vector<Uuid>{heard});
  CHECK(good(find_message(*store, "plainer  PLEASE")) == into);
  CHECK(good(read_message(*store, from))->id == into);
  const auto links = read(*store, heard).messages;
  REQUIRE(links.size() == 1);
  CHECK(links[0].id == into);
  CHECK(links[0].text == "Make it simpler");
}

TEST_CASE_FIXTURE(MessageFixture,
                  "two messages with the same words count as one, the smaller id for both") {
  const Uuid first = message("Make it simpler");
  clock.advance(Milliseconds{10});
  const Uuid second = message("  make IT   simpler ");
  const Uuid heard = hears(second, "01");
  CHECK(good(find_message(*store, "Make it simpler")) == first);
  const auto all = good(list_messages(*store));
  REQUIRE(all.size() == 1);
  CHECK(all[0].id == first);
  CHECK(read(*store, heard).messages[0].id == first);
}

TEST_CASE_FIXTURE(MessageFixture,
                  "words that no message has find nothing, nor do those of one in the bin") {
  const Uuid id = message("Make it simpler");
  CHECK_FALSE(good(find_message(*store, "Make it")).has_value());
  edit(*store, id, {{"deleted", true}});
  CHECK_FALSE(good(find_message(*store, "Make it simpler")).has_value());
  CHECK(good(list_messages(*store)).empty());
  CHECK_FALSE(good(read_message(*store, id)).has_value());
}

}  // namespace
}  // namespace crosstalk
