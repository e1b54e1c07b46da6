#include "client/model/compose.h"

#include <doctest/doctest.h>

#include <map>

namespace crosstalk {
namespace {

/// A store in two maps; ids count upwards.
struct Known {
  std::map<std::string, Uuid> messages, members, events;
  std::uint8_t next = 1;

  static Uuid id(std::uint8_t number) {
    Uuid made;
    made.bytes[15] = number;
    return made;
  }
  static Result<std::optional<Uuid>> look(const std::map<std::string, Uuid>& in,
                                          std::string_view key) {
    const auto found = in.find(std::string(key));
    if (found == in.end()) return std::optional<Uuid>();
    return std::optional<Uuid>(found->second);
  }
  ComposeLookups lookups() {
    return {[this](std::string_view text) { return look(messages, text); },
            [this](std::string_view name) { return look(members, name); },
            [this](std::string_view name) { return look(events, name); },
            [this] { return id(next++); }};
  }
};

NewNote note_saying(std::string body) {
  NewNote note;
  note.body = std::move(body);
  return note;
}

TEST_CASE("a note of nothing but space is refused as empty") {
  Known known;
  const auto composed = compose_note(note_saying(" \n\t "), known.lookups());
  REQUIRE_FALSE(composed);
  CHECK(composed.error().code == ErrorCode::empty_note);
}

TEST_CASE("the summary of a note is its first sentence unless a person wrote a heading") {
  Known known;
  NewNote note = note_saying("Signed last spring. Nothing shared since.");
  const auto made = compose_note(note, known.lookups());
  REQUIRE(made);
  CHECK(made->save.edits[0].set.at("summary") == "Signed last spring.");
  note.summary = "Paper alone";
  const auto headed = compose_note(note, known.lookups());
  REQUIRE(headed);
  CHECK(headed->save.edits[0].set.at("summary") == "Paper alone");
  CHECK(headed->save.edits[0].set.at("body") == "Signed last spring. Nothing shared since.");
}

TEST_CASE("a heading without a body is a note whose body is empty") {
  Known known;
  NewNote note = note_saying("");
  note.summary = std::optional<std::string>("Met the housing lead");
  const auto composed = compose_note(note, known.lookups());
  REQUIRE(composed);
  CHECK(composed->save.edits[0].set.at("body") == "");
}

TEST_CASE("a message is found by its words or begun once in the same save") {
  Known known;
  known.messages["Known words"] = Known::id(99);
  NewNote note = note_saying("Heard it again");
  note.messages = {"Known words", "New words", "new  words"};
  const auto composed = compose_note(note, known.lookups());
  REQUIRE(composed);
  REQUIRE(composed->save.edits.size() == 2);
  const RecordEdit& message = composed->save.edits[0];
  const RecordEdit& conversation = composed->save.edits[1];
  CHECK(message.kind == "message");
  CHECK(message.fresh);
  CHECK(message.set.at("text") == "New words");
  CHECK(conversation.set.contains("messages/" + message.record.text()));
  CHECK(conversation.set.contains("messages/" + Known::id(99).text()));
}

TEST_CASE(
    "an action names its conversation in the same save, and the only member of its owner's name") {
  Known known;
  known.members["Dana"] = Known::id(77);
  NewNote note = note_saying("Promised a call");
  note.actions = {{"Phone the housing lead", "Dana", "2026-04-01"},
                  {"Write it up", "somebody", ""},
                  {"  ", "", ""}};
  const auto composed = compose_note(note, known.lookups());
  REQUIRE(composed);
  REQUIRE(composed->save.edits.size() == 3);
  const RecordEdit& assigned = composed->save.edits[1];
  CHECK(assigned.set.at("parent") == composed->conversation.text());
  CHECK(assigned.set.at("owner_member") == Known::id(77).text());
  CHECK(assigned.set.at("due") == "2026-04-01");
  const RecordEdit& nobodys = composed->save.edits[2];
  CHECK(nobodys.set.at("owner") == "somebody");
  CHECK_FALSE(nobodys.set.contains("owner_member"));
}

TEST_CASE("a due date that is none is refused, and so is an event nobody knows") {
  Known known;
  NewNote note = note_saying("Promised a call");
  note.actions = {{"Phone", "", "2026-02-30"}};
  const auto wrong_date = compose_note(note, known.lookups());
  REQUIRE_FALSE(wrong_date);
  CHECK(wrong_date.error().code == ErrorCode::invalid_value);
  note.actions.clear();
  note.event = "Summit";
  CHECK_FALSE(compose_note(note, known.lookups()));
  known.events["Summit"] = Known::id(5);
  const auto composed = compose_note(note, known.lookups());
  REQUIRE(composed);
  CHECK(composed->save.edits[0].set.at("event") == Known::id(5).text());
}

}  // namespace
}  // namespace crosstalk
