#pragma once

#include <array>
#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/model/compose.h"
#include "storage/queries.h"
#include "storage/vocabulary.h"

namespace crosstalk {

/// The columns of a file of conversations, in the order in which they are written.
enum class NoteColumn {
  occurred_at,
  setting,
  place,
  sectors,
  themes,
  purposes,
  stance,
  message,
  summary,
  body,
  action_text,
  action_owner,
  action_due,
};

inline constexpr std::array<std::string_view, 13> kNoteColumnNames = {
    "occurred_at", "setting", "place", "sectors",     "themes",       "purposes",  "stance",
    "message",     "summary", "body",  "action_text", "action_owner", "action_due"};
inline constexpr std::size_t kNoteColumns = kNoteColumnNames.size();

/// Which columns a file has.
using NoteColumnSet = std::bitset<kNoteColumns>;

constexpr std::size_t index_of(NoteColumn column) { return static_cast<std::size_t>(column); }

/// The fields of one row as bytes, unguarded; empty where the file does not have the column.
using NoteFields = std::array<std::string, kNoteColumns>;

/// A word that the vocabulary does not have, and where it stood.
struct UnknownWord {
  TermList list = TermList::sectors;
  std::string word;
};

/// What a row says.
struct NoteRow {
  NewNote note;  // without its actions
  std::optional<NewAction> action;
  std::vector<UnknownWord> unknown;  // kept in `note` as they were written
};

/// Reads one row. Errors, in words that name what is wrong with it: `invalid-text` (broken UTF-8,
/// NUL), `empty-note` (no summary), `invalid-time`, `invalid-value` (a due date that is none, an
/// owner or date without an action).
Result<NoteRow> read_note_row(const NoteFields& fields, const Vocabulary& vocabulary);

/// `YYYY-MM-DDTHH:MM:SSZ`-like or `YYYY-MM-DD`, which is noon UTC.
std::optional<Instant> parse_occurred_at(std::string_view text);

/// The rows of a conversation: one for each of its actions, or one.
std::vector<NoteFields> note_rows(const ConversationView& conversation);

/// What a conversation is known by: all of `columns` but the action's, with keys for words of the
/// vocabulary and without the order of lists. With `with_time` false the time is left out too: for
/// rows that give none.
std::string note_identity(const NewNote& note, const NoteColumnSet& columns, bool with_time);

/// A conversation that is here as a row would give it, for `note_identity`.
NewNote note_of(const ConversationView& conversation, const Vocabulary& vocabulary);

}  // namespace crosstalk
