#include <algorithm>

#include "storage/queries.h"
#include "storage/similar_finder.h"
#include "storage/tokens.h"
#include "tests/unit/storage/replica_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("queries of what is similar");

TEST_CASE_FIXTURE(ReplicaFixture,
                  "in a small space a note finds the notes and messages like it, best first") {
  note(*store, "Nobody has time to read the long guidance on sharing");
  note(*store, "The procurement rules cost us a year");
  note(*store, "Short guidance that people read would help");
  make(*store, "message", {{"text", "Make the guidance shorter"}});
  make(*store, "message", {{"text", "Procurement takes too long"}});
  for (int i = 0; i < 6; ++i)
    note(*store, "Something else was said about buses " + std::to_string(i));
  const auto similar = good(find_similar(*store, "They want shorter guidance to read", 5));
  REQUIRE(similar.messages.size() == 1);
  CHECK(similar.messages[0].message.text == "Make the guidance shorter");
  CHECK(similar.messages[0].score > 0);
  CHECK(similar.messages[0].words == std::vector<std::string>{"guidance", "shorter"});
  REQUIRE(similar.conversations.size() == 2);
  CHECK(similar.conversations[0].score >= similar.conversations[1].score);
  for (const auto& like : similar.conversations) {
    CHECK(like.conversation.summary.find("guidance") != std::string::npos);
  }
}

TEST_CASE_FIXTURE(
    ReplicaFixture,
    "other words for the same thing find a message, and are shown as they were typed") {
  make(*store, "message", {{"text", "A signed agreement does not make sharing happen"}});
  make(*store, "message", {{"text", "Councils work to a political clock"}});
  const auto similar =
      good(find_similar(*store, "Everybody put their name to the ISA, and nothing flows", 5));
  REQUIRE(similar.messages.size() == 1);
  CHECK(similar.messages[0].message.text == "A signed agreement does not make sharing happen");
  const auto& words = similar.messages[0].words;
  CHECK(std::find(words.begin(), words.end(), "ISA") != words.end());
  CHECK(std::find(words.begin(), words.end(), "put their name to") != words.end());
}

TEST_CASE_FIXTURE(ReplicaFixture, "a slip of the fingers hides neither message nor note") {
  make(*store, "message", {{"text", "Make the guidance shorter"}});
  note(*store, "Xylophone lessons");
  note(*store, "Xylophone repairs");
  const auto message = good(find_similar(*store, "They want shorter guidence", 5));
  REQUIRE(message.messages.size() == 1);
  CHECK(good(find_similar(*store, "xylophnoe", 5)).conversations.size() == 2);
}

TEST_CASE_FIXTURE(ReplicaFixture, "a message is found by what the notes say that carry it") {
  const Uuid message = make(*store, "message", {{"text", "It moves once people talk"}});
  note(*store, "The zeppelin crew and the lighthouse keeper sat down in the kitchen",
       {{"messages/" + message.text(), true}});
  const auto similar =
      good(find_similar(*store, "Sat in a kitchen with a zeppelin crew and the lighthouse", 5));
  REQUIRE(similar.messages.size() == 1);
  CHECK(similar.messages[0].message.id == message);
}

TEST_CASE_FIXTURE(ReplicaFixture, "a finder that is told so reads what was written since") {
  SimilarFinder finder(*store);
  CHECK(good(finder.find("They want shorter guidance", 5)).messages.empty());
  make(*store, "message", {{"text", "Make the guidance shorter"}});
  finder.forget();
  CHECK(good(finder.find("They want shorter guidance", 5)).messages.size() == 1);
}

TEST_CASE_FIXTURE(ReplicaFixture, "what is looked at itself and what is in the bin are left out") {
  const Uuid self = note(*store, "Xylophone lessons");
  const Uuid gone = note(*store, "Xylophone repairs");
  edit(*store, gone, {{"deleted", true}});
  CHECK(good(find_similar(*store, "xylophone", 5)).conversations.size() == 1);
  CHECK(good(find_similar(*store, "xylophone", 5, self)).conversations.empty());
}

TEST_CASE_FIXTURE(ReplicaFixture, "messages that count as one are found as one") {
  const Uuid from = make(*store, "message", {{"text", "Xylophones are loud"}});
  const Uuid into = make(*store, "message", {{"text", "Loud xylophones disturb"}});
  edit(*store, from, {{"merged_into", into.text()}});
  const auto similar = good(find_similar(*store, "xylophones", 5));
  REQUIRE(similar.messages.size() == 1);
  CHECK(similar.messages[0].message.id == into);
  CHECK(good(find_similar(*store, "xylophones", 5, into)).messages.empty());
}

TEST_CASE_FIXTURE(ReplicaFixture, "words that most notes have say nothing in a large store") {
  Save save;
  for (int i = 0; i < 1000; ++i) {
    save.edits.push_back(
        edit_of("conversation", {{"summary", i < 3 ? "common zeppelin" : "common words"}}));
  }
  good(store->save(save));
  CHECK(good(find_similar(*store, "common", 5)).conversations.empty());
  CHECK(good(find_similar(*store, "common zeppelin", 5)).conversations.size() == 3);
}

TEST_CASE_FIXTURE(ReplicaFixture, "no words are like nothing") {
  note(*store, "One");
  const auto similar = good(find_similar(*store, " !? ", 5));
  CHECK(similar.messages.empty());
  CHECK(similar.conversations.empty());
  CHECK(good(find_similar(*store, "", 5)).conversations.empty());
}

TEST_CASE_FIXTURE(ReplicaFixture, "words are cut and folded as the index does it") {
  CHECK(good(tokens_of(store->database(), "Gdańsk's “Élan”, ÉLAN!")) ==
        std::vector<std::string>{"gdansk", "s", "elan", "elan"});
}

}  // namespace
}  // namespace crosstalk
