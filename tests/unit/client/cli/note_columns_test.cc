#include "client/cli/note_columns.h"

#include <doctest/doctest.h>

#include "storage/time.h"

namespace crosstalk {
namespace {

NoteFields fields_with(NoteColumn column, std::string text) {
  NoteFields fields;
  fields[index_of(NoteColumn::summary)] = "a summary";
  fields[index_of(column)] = std::move(text);
  return fields;
}

TEST_CASE("a day is noon in UTC and a time keeps its moment to the second") {
  CHECK(parse_occurred_at("2020-01-02") == parse_time("2020-01-02T12:00:00Z"));
  CHECK(parse_occurred_at("2020-01-02T10:00:00.9+02:00") == parse_time("2020-01-02T08:00:00Z"));
  CHECK_FALSE(parse_occurred_at("2020-02-30").has_value());
  CHECK_FALSE(parse_occurred_at("yesterday").has_value());
}

TEST_CASE("labels are read as keys and unknown words are kept and named") {
  const auto row = read_note_row(
      fields_with(NoteColumn::sectors, "NHS;Fire and rescue;Somewhere  else"), Vocabulary());
  REQUIRE(row);
  CHECK(row->note.sectors == std::vector<std::string>{"nhs", "fire", "Somewhere  else"});
  REQUIRE(row->unknown.size() == 1);
  CHECK(row->unknown[0].word == "Somewhere  else");
}

TEST_CASE("rows that can't be read say why") {
  const Vocabulary words;
  CHECK(read_note_row(fields_with(NoteColumn::summary, " "), words).error().code ==
        ErrorCode::empty_note);
  CHECK(read_note_row(fields_with(NoteColumn::body, "\xFF"), words).error().code ==
        ErrorCode::invalid_text);
  CHECK(read_note_row(fields_with(NoteColumn::body, std::string(1, '\0')), words).error().code ==
        ErrorCode::invalid_text);
  CHECK(read_note_row(fields_with(NoteColumn::occurred_at, "soon"), words).error().code ==
        ErrorCode::invalid_time);
  CHECK(read_note_row(fields_with(NoteColumn::action_owner, "Ann"), words).error().code ==
        ErrorCode::invalid_value);
}

TEST_CASE("a conversation has a row for each action, or one, and is known by the rest") {
  ConversationView conversation;
  conversation.summary = "said";
  conversation.sectors = {"nhs", "police"};
  conversation.messages = {{Uuid{}, "with; semicolon"}, {Uuid{}, ""}};
  CHECK(note_rows(conversation).size() == 1);
  conversation.actions.resize(2);
  conversation.actions[1].text = "call";
  const auto rows = note_rows(conversation);
  REQUIRE(rows.size() == 2);
  CHECK(rows[1][index_of(NoteColumn::action_text)] == "call");
  CHECK(rows[0][index_of(NoteColumn::message)] == "with\\; semicolon");

  const Vocabulary words;
  const NoteColumnSet all = NoteColumnSet().set();
  const auto read = read_note_row(rows[0], words);
  REQUIRE(read);
  const NewNote here = note_of(conversation, words);
  CHECK(note_identity(read->note, all, true) == note_identity(here, all, true));
  NewNote other = here;
  other.body = "something else";
  CHECK(note_identity(other, all, true) != note_identity(here, all, true));
}

}  // namespace
}  // namespace crosstalk
