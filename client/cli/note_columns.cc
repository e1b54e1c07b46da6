#include "client/cli/note_columns.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "client/cli/list_field.h"
#include "storage/text.h"
#include "storage/time.h"

namespace crosstalk {
namespace {

const std::string& field_of(const NoteFields& fields, NoteColumn column) {
  return fields[index_of(column)];
}
std::string& field_of(NoteFields& fields, NoteColumn column) { return fields[index_of(column)]; }

Error row_error(ErrorCode code, std::string words) {
  return make_error_saying(code, std::move(words));
}

/// The key of a word, or the word as it was written, noted in `unknown` where there is one to note
/// it in.
std::string term_of(const Vocabulary& vocabulary, TermList list, const std::string& word,
                    std::vector<UnknownWord>* unknown) {
  if (word.empty()) return word;
  if (auto key = vocabulary.key_of(list, word)) return *std::move(key);
  if (unknown != nullptr) unknown->push_back({list, word});
  return word;
}

std::vector<std::string> terms_of(const Vocabulary& vocabulary, TermList list,
                                  const std::vector<std::string>& words,
                                  std::vector<UnknownWord>* unknown) {
  std::vector<std::string> keys;
  for (const std::string& word : words) {
    keys.push_back(term_of(vocabulary, list, word, unknown));
  }
  return keys;
}

Result<void> check_text(const NoteFields& fields) {
  for (std::size_t i = 0; i < kNoteColumns; ++i) {
    const std::string name(kNoteColumnNames[i]);
    if (!valid_utf8(fields[i])) {
      return row_error(ErrorCode::invalid_text, "the text in " + name + " is broken UTF-8");
    }
    if (fields[i].find('\0') != std::string::npos) {
      return row_error(ErrorCode::invalid_text, "there is a NUL byte in " + name);
    }
  }
  return {};
}

Result<std::optional<NewAction>> read_action(const NoteFields& fields) {
  NewAction action{field_of(fields, NoteColumn::action_text),
                   trimmed(field_of(fields, NoteColumn::action_owner)),
                   trimmed(field_of(fields, NoteColumn::action_due))};
  if (trimmed(action.text).empty()) {
    if (action.owner.empty() && action.due.empty()) return std::optional<NewAction>{};
    return row_error(ErrorCode::invalid_value,
                     "an owner or a date of an action, but no action_text");
  }
  action.owner = field_of(fields, NoteColumn::action_owner);
  if (!action.due.empty() && !parse_date(action.due)) {
    return row_error(ErrorCode::invalid_value, "the date in action_due can't be read");
  }
  return std::optional<NewAction>(std::move(action));
}

// Parts that no field can hold, so that no two rows give the same text by chance.
constexpr char kPartEnd = '\x1f';
constexpr char kColumnEnd = '\x1e';

std::string sorted_parts(std::vector<std::string> parts) {
  for (std::string& part : parts) part = trimmed(part);
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  std::string text;
  for (const std::string& part : parts) (text += part) += kPartEnd;
  return text;
}

std::string identity_of(const NewNote& note, NoteColumn column) {
  switch (column) {
    case NoteColumn::occurred_at:
      return note.occurred_at ? format_time(*note.occurred_at) : "";
    case NoteColumn::setting:
      return note.setting;
    case NoteColumn::place:
      return trimmed(note.place);
    case NoteColumn::sectors:
      return sorted_parts(note.sectors);
    case NoteColumn::themes:
      return sorted_parts(note.themes);
    case NoteColumn::purposes:
      return sorted_parts(note.purposes);
    case NoteColumn::stance:
      return note.stance;
    case NoteColumn::message: {
      std::vector<std::string> texts;
      for (const std::string& text : note.messages) texts.push_back(folded(text));
      return sorted_parts(std::move(texts));
    }
    case NoteColumn::summary:
      return trimmed(note.summary.value_or(""));
    case NoteColumn::body:
      return note.body;
    case NoteColumn::action_text:
    case NoteColumn::action_owner:
    case NoteColumn::action_due:
      return {};
  }
  return {};
}

}  // namespace

std::optional<Instant> parse_occurred_at(std::string_view text) {
  if (const auto time = parse_time(text)) return std::chrono::floor<std::chrono::seconds>(*time);
  if (const auto day = parse_date(text)) return *day + std::chrono::hours(12);
  return std::nullopt;
}

Result<NoteRow> read_note_row(const NoteFields& fields, const Vocabulary& vocabulary) {
  if (const auto checked = check_text(fields); !checked) return checked.error();
  NoteRow row;
  NewNote& note = row.note;
  if (trimmed(field_of(fields, NoteColumn::summary)).empty()) {
    return row_error(ErrorCode::empty_note, "there is no summary");
  }
  note.summary = field_of(fields, NoteColumn::summary);
  note.body = field_of(fields, NoteColumn::body);
  if (const auto text = trimmed(field_of(fields, NoteColumn::occurred_at)); !text.empty()) {
    note.occurred_at = parse_occurred_at(text);
    if (!note.occurred_at) {
      return row_error(ErrorCode::invalid_time, "the date in occurred_at can't be read");
    }
  }
  const auto word = [&](NoteColumn column, TermList list) {
    return term_of(vocabulary, list, without_outer_space(field_of(fields, column)), &row.unknown);
  };
  const auto words = [&](NoteColumn column, TermList list) {
    return terms_of(vocabulary, list, read_list(field_of(fields, column)), &row.unknown);
  };
  note.setting = word(NoteColumn::setting, TermList::settings);
  note.place = word(NoteColumn::place, TermList::places);
  note.stance = word(NoteColumn::stance, TermList::stances);
  note.sectors = words(NoteColumn::sectors, TermList::sectors);
  note.themes = words(NoteColumn::themes, TermList::themes);
  note.purposes = words(NoteColumn::purposes, TermList::purposes);
  note.messages = read_list(field_of(fields, NoteColumn::message));
  auto action = read_action(fields);
  if (!action) return action.error();
  row.action = *std::move(action);
  return row;
}

std::vector<NoteFields> note_rows(const ConversationView& conversation) {
  NoteFields shared;
  field_of(shared, NoteColumn::occurred_at) = format_time(conversation.occurred_at);
  field_of(shared, NoteColumn::setting) = conversation.setting;
  field_of(shared, NoteColumn::place) = conversation.place;
  field_of(shared, NoteColumn::sectors) = join_semicolons(conversation.sectors);
  field_of(shared, NoteColumn::themes) = join_semicolons(conversation.themes);
  field_of(shared, NoteColumn::purposes) = join_semicolons(conversation.purposes);
  field_of(shared, NoteColumn::stance) = conversation.stance;
  std::vector<std::string> messages;
  for (const LinkedMessage& message : conversation.messages) {
    if (!message.text.empty()) messages.push_back(message.text);
  }
  field_of(shared, NoteColumn::message) = join_semicolons(messages);
  field_of(shared, NoteColumn::summary) =
      conversation.summary.empty() ? summary_of(conversation.body) : conversation.summary;
  field_of(shared, NoteColumn::body) = conversation.body;
  std::vector<NoteFields> rows;
  for (const ActionView& action : conversation.actions) {
    NoteFields& row = rows.emplace_back(shared);
    field_of(row, NoteColumn::action_text) = action.text;
    field_of(row, NoteColumn::action_owner) = action.owner;
    field_of(row, NoteColumn::action_due) = action.due;
  }
  if (rows.empty()) rows.push_back(std::move(shared));
  return rows;
}

std::string note_identity(const NewNote& note, const NoteColumnSet& columns, bool with_time) {
  std::string identity;
  for (std::size_t i = 0; i < kNoteColumns; ++i) {
    const auto column = static_cast<NoteColumn>(i);
    if (!columns[i] || (column == NoteColumn::occurred_at && !with_time)) continue;
    (identity += identity_of(note, column)) += kColumnEnd;
  }
  return identity;
}

NewNote note_of(const ConversationView& conversation, const Vocabulary& vocabulary) {
  NewNote note;
  note.occurred_at = conversation.occurred_at;
  note.setting =
      term_of(vocabulary, TermList::settings, without_outer_space(conversation.setting), nullptr);
  note.place =
      term_of(vocabulary, TermList::places, without_outer_space(conversation.place), nullptr);
  note.stance =
      term_of(vocabulary, TermList::stances, without_outer_space(conversation.stance), nullptr);
  note.sectors = terms_of(vocabulary, TermList::sectors, conversation.sectors, nullptr);
  note.themes = terms_of(vocabulary, TermList::themes, conversation.themes, nullptr);
  note.purposes = terms_of(vocabulary, TermList::purposes, conversation.purposes, nullptr);
  for (const LinkedMessage& message : conversation.messages) {
    if (!message.text.empty()) note.messages.push_back(message.text);
  }
  note.summary =
      conversation.summary.empty() ? summary_of(conversation.body) : conversation.summary;
  note.body = conversation.body;
  return note;
}

}  // namespace crosstalk
