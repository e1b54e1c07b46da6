#include "client/model/conversation.h"

#include <doctest/doctest.h>

#include "storage/time.h"

namespace crosstalk {
namespace {

const Strings kStrings;
const Vocabulary kVocabulary;
const Instant kNow = *parse_time("2016-03-18T17:44:00Z");

ConversationDetail detail_of(const ConversationView& note) {
  const std::vector<MessageView> messages;
  const Zone zone = no_offset;
  return conversation_detail({note, messages, kVocabulary, kNow, zone, kStrings});
}

ConversationView note_saying(std::string summary, std::string body) {
  ConversationView note;
  note.summary = std::move(summary);
  note.body = std::move(body);
  note.occurred_at = *parse_time("2016-03-17T14:40:00Z");
  note.visibility = "mine";
  return note;
}

std::vector<std::string> spans(std::string_view text, const std::vector<TextSpan>& all) {
  std::vector<std::string> words;
  for (const TextSpan& span : all)
    words.emplace_back(text.substr(span.begin, span.end - span.begin));
  return words;
}

TEST_CASE("the heading is shown only where the note does not begin with it") {
  CHECK(detail_of(note_saying("Joint training.", "Joint training. It changed more."))
            .heading.empty());
  CHECK(detail_of(note_saying("A very long sent…", "A very long sentence that goes on"))
            .heading.empty());
  CHECK(detail_of(note_saying("Joint training", "School staff phone each other now.")).heading ==
        "Joint training");
}

TEST_CASE("a detail says when in full, who wrote it and who reads it") {
  ConversationView note = note_saying("A", "B");
  note.own = true;
  note.visibility = "team";
  const auto detail = detail_of(note);
  CHECK(detail.when == "Thursday 17 March, 14:40");
  CHECK(detail.readers == "Written by you, read by everyone in the space");
}

TEST_CASE("a note may be changed by its author and by coordinators") {
  ConversationView note = note_saying("A", "B");
  CHECK_FALSE(detail_of(note).may_change);
  note.own = true;
  CHECK(detail_of(note).may_change);
  note.own = false;
  const std::vector<MessageView> messages;
  const Zone zone = no_offset;
  CHECK(conversation_detail({note, messages, kVocabulary, kNow, zone, kStrings, true}).may_change);
}

TEST_CASE("a linked message that is not here yet is named as such") {
  ConversationView note = note_saying("A", "B");
  note.messages.push_back({});
  const auto detail = detail_of(note);
  REQUIRE(detail.messages.size() == 1);
  CHECK(detail.messages[0].text == "A message that has not arrived here yet");
}

TEST_CASE("words that stand in one of two texts only are found, whole and joined") {
  const std::string_view one = "Eighteen months of work went into the agreement, all signed.";
  const std::string_view other = "Eighteen months on the agreement, all nine partners signed.";
  const Difference parts = difference(one, other);
  CHECK(spans(one, parts.only_first) == std::vector<std::string>{"of work went into"});
  CHECK(spans(other, parts.only_second) == std::vector<std::string>{"on", "nine partners"});
}

TEST_CASE("equal texts differ in nothing, and an empty one in everything") {
  CHECK(difference("a b", "a  b").only_first.empty());
  CHECK(spans("a b", difference("", "a b").only_second) == std::vector<std::string>{"a b"});
}

TEST_CASE("merging two versions names both as its base") {
  ConversationView note = note_saying("A", "B");
  TextVersion newer, older;
  newer.change.bytes[0] = 2;
  newer.text = "The text, newer";
  newer.time = *parse_time("2016-03-17T15:05:00Z");
  newer.author = "Analyst";
  older.change.bytes[0] = 1;
  older.text = "The text, older";
  older.time = *parse_time("2016-03-17T14:20:00Z");
  note.bodies = {newer, older};
  const std::vector<MessageView> messages;
  const Zone zone = no_offset;
  const auto view = two_versions_view({note, messages, kVocabulary, kNow, zone, kStrings});
  REQUIRE(view.versions.size() == 2);
  CHECK(view.versions[0].text == "The text, older");
  CHECK(view.versions[1].title == "Analyst’s");
  CHECK(spans(view.versions[0].text, view.versions[0].only_here) ==
        std::vector<std::string>{"older"});
  const Save save = merge_versions(view, "One text. More.");
  CHECK(save.edits[0].base.at("body").size() == 2);
  CHECK(save.edits[0].set.at("summary") == "One text.");
}

}  // namespace
}  // namespace crosstalk
