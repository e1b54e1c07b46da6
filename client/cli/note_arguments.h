#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/model/compose.h"
#include "storage/clock.h"
#include "storage/result.h"
#include "storage/vocabulary.h"

namespace crosstalk {

/// Elements that an edit puts on and takes off; `log` only puts on.
struct ElementArguments {
  std::vector<std::string> on;
  std::vector<std::string> off;
};

/// The fields of a conversation as given on the command line; nothing where an option was not
/// given.
struct NoteArguments {
  std::optional<std::string> summary, body;  // a body of "-" is standard input
  std::optional<std::string> setting, place, stance, visibility, review, event, occurred_at;
  std::optional<bool> quotable;
  bool keep_history = false;  // earlier versions are for the team to read too
  ElementArguments sectors, themes, purposes, messages;
  std::vector<std::string> actions;  // TEXT;OWNER;YYYY-MM-DD
};

/// What was given, checked, with the body read from standard input where that was asked for.
/// Errors: `invalid-text` (broken UTF-8, NUL) and `invalid-value` (a choice that is none), in words
/// that name the option, and `file-unreadable`.
Result<NoteArguments> read_input(NoteArguments arguments);

/// The note that `log` writes down. Errors: `invalid-time`, and those of `read_actions`.
Result<NewNote> note_from(const NoteArguments& arguments, const Vocabulary& vocabulary);

/// Actions from `TEXT;OWNER;YYYY-MM-DD`; owner and date may be missing. Errors: `invalid-value`.
Result<std::vector<NewAction>> read_actions(const std::vector<std::string>& texts);

/// `2026-11-23T10:00:00Z` or a day. Errors: `invalid-time`.
Result<Instant> read_occurred_at(const std::string& text);

/// The vocabulary's key for a word, or the word as it was written.
std::string key_or_word(const Vocabulary& vocabulary, TermList list, const std::string& word);
/// The same for several, without blank ones.
std::vector<std::string> keys_or_words(const Vocabulary& vocabulary, TermList list,
                                       const std::vector<std::string>& words);

}  // namespace crosstalk
