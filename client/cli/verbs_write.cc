#include <algorithm>
#include <utility>

#include "client/cli/file_output.h"
#include "client/cli/list_field.h"
#include "client/cli/note_columns.h"
#include "client/cli/output.h"
#include "client/cli/record_id.h"
#include "client/cli/verbs.h"
#include "client/model/compose.h"
#include "storage/queries.h"
#include "storage/text.h"
#include "storage/time.h"
#include "storage/vocabulary.h"

namespace crosstalk {
namespace {

Error invalid(std::string words) {
  return make_error_saying(ErrorCode::invalid_value, std::move(words));
}

Result<void> check_text(std::string_view text, std::string_view option) {
  if (!valid_utf8(text)) {
    return make_error_saying(ErrorCode::invalid_text,
                             "The text of " + std::string(option) +
                                 " is not readable text (UTF-8). Nothing was saved: mend it and try again.");
  }
  if (text.find('\0') != std::string_view::npos) {
    return make_error_saying(ErrorCode::invalid_text,
                             "The text of " + std::string(option) +
                                 " has a NUL byte in it. Nothing was saved: take it out and try again.");
  }
  return {};
}

Result<void> check_texts(const NoteArguments& arguments) {
  const std::vector<std::pair<std::string_view, const std::optional<std::string>*>> texts = {
      {"--summary", &arguments.summary},       {"--body", &arguments.body},
      {"--setting", &arguments.setting},       {"--place", &arguments.place},
      {"--stance", &arguments.stance},         {"--visibility", &arguments.visibility},
      {"--review", &arguments.review},         {"--event", &arguments.event},
      {"--occurred-at", &arguments.occurred_at}};
  for (const auto& [option, text] : texts) {
    if (!*text) continue;
    if (auto checked = check_text(**text, option); !checked) return checked;
  }
  const std::vector<std::pair<std::string_view, const std::vector<std::string>*>> lists = {
      {"--sector", &arguments.sectors.on},      {"--theme", &arguments.themes.on},
      {"--purpose", &arguments.purposes.on},    {"--message", &arguments.messages.on},
      {"--no-sector", &arguments.sectors.off},  {"--no-theme", &arguments.themes.off},
      {"--no-purpose", &arguments.purposes.off}, {"--no-message", &arguments.messages.off},
      {"--action", &arguments.actions}};
  for (const auto& [option, values] : lists) {
    for (const std::string& value : *values) {
      if (auto checked = check_text(value, option); !checked) return checked;
    }
  }
  return {};
}

/// What was given, with the body read from standard input where that was asked for.
Result<NoteArguments> read_input(NoteArguments arguments) {
  if (arguments.body == "-") {
    auto body = read_whole_file("-");
    if (!body) return body.error();
    arguments.body = *std::move(body);
  }
  if (const auto checked = check_texts(arguments); !checked) return checked.error();
  return arguments;
}

Result<NewAction> read_action(std::string_view text) {
  std::vector<std::string> parts = split_semicolons(text);
  if (parts.size() > 3) {
    return invalid("An action is TEXT;OWNER;YYYY-MM-DD. Nothing was saved: write \\; for a semicolon in it.");
  }
  parts.resize(3);
  NewAction action{parts[0], parts[1], trimmed(parts[2])};
  if (trimmed(action.text).empty()) {
    return invalid("An action needs words that say what is to be done. Nothing was saved.");
  }
  if (!action.due.empty() && !parse_date(action.due)) {
    return invalid("The date of an action can't be read. Nothing was saved: write it like 2026-11-23.");
  }
  return action;
}

Result<std::vector<NewAction>> read_actions(const std::vector<std::string>& texts) {
  std::vector<NewAction> actions;
  for (const std::string& text : texts) {
    auto action = read_action(text);
    if (!action) return action.error();
    actions.push_back(*std::move(action));
  }
  return actions;
}

std::string key_or_word(const Vocabulary& vocabulary, TermList list, const std::string& word) {
  const std::string clean = trimmed(word);
  return vocabulary.key_of(list, clean).value_or(clean);
}

std::vector<std::string> keys_or_words(const Vocabulary& vocabulary, TermList list,
                                       const std::vector<std::string>& words) {
  std::vector<std::string> keys;
  for (const std::string& word : words) {
    if (std::string key = key_or_word(vocabulary, list, word); !key.empty()) {
      keys.push_back(std::move(key));
    }
  }
  return keys;
}

Result<void> check_choice(const std::optional<std::string>& value, std::string_view option,
                          const std::vector<std::string>& choices) {
  if (!value || std::find(choices.begin(), choices.end(), *value) != choices.end()) return {};
  std::string words = std::string(option) + " is one of ";
  for (const std::string& choice : choices) words += (&choice == &choices.front() ? "" : ", ") + choice;
  return invalid(words + ". Nothing was saved.");
}

Result<void> check_choices(const NoteArguments& arguments) {
  if (auto checked = check_choice(arguments.visibility, "--visibility", {"mine", "team"}); !checked) {
    return checked;
  }
  return check_choice(arguments.review, "--review", {"new", "reviewed", "in-report", "set-aside"});
}

Result<Instant> read_occurred_at(const std::string& text) {
  if (const auto time = parse_occurred_at(trimmed(text))) return *time;
  return make_error(ErrorCode::invalid_time);
}

/// The edit of one conversation, built up option by option.
class ConversationEdit {
 public:
  ConversationEdit(const Store& store, const Vocabulary& vocabulary, const ConversationView& now,
                   const RecordState& state)
      : lookups_(lookups_of(store)), vocabulary_(vocabulary), now_(now), state_(state) {
    edit_.record = now.id;
    edit_.kind = kinds::kConversation;
  }

  Result<Save> compose(const NoteArguments& arguments) {
    set_texts(arguments);
    set_words(arguments);
    set_elements("sectors", TermList::sectors, now_.sectors, arguments.sectors);
    set_elements("themes", TermList::themes, now_.themes, arguments.themes);
    set_elements("purposes", TermList::purposes, now_.purposes, arguments.purposes);
    if (arguments.quotable) edit_.set["quotable"] = *arguments.quotable;
    if (const auto set = set_occurred_at(arguments); !set) return set.error();
    if (const auto set = set_event(arguments); !set) return set.error();
    if (const auto set = set_messages(arguments); !set) return set.error();
    if (const auto checked = check_not_empty(); !checked) return checked.error();
    if (!edit_.set.empty()) save_.edits.push_back(edit_);
    auto actions = read_actions(arguments.actions);
    if (!actions) return actions.error();
    for (const NewAction& action : *actions) {
      auto made = compose_action(action, now_.id, lookups_);
      if (!made) return made.error();
      save_.edits.push_back(*std::move(made));
    }
    if (save_.edits.empty()) return make_error(ErrorCode::nothing_to_do);
    return std::move(save_);
  }

 private:
  /// A summary that a person wrote stays; one that was made from the body follows it.
  void set_texts(const NoteArguments& arguments) {
    if (arguments.body) {
      edit_.set["body"] = *arguments.body;
      // What another process saves from now on is not replaced unseen.
      auto& base = edit_.base["body"];
      if (const auto versions = state_.texts.find("body"); versions != state_.texts.end()) {
        for (const FieldValue& version : versions->second) base.push_back(version.change);
      }
    }
    const std::string body = arguments.body.value_or(now_.body);
    if (arguments.summary) {
      const bool blank = trimmed(*arguments.summary).empty();
      edit_.set["summary"] = blank ? summary_of(body) : *arguments.summary;
    } else if (arguments.body && summary_was_made()) {
      edit_.set["summary"] = summary_of(body);
    }
  }

  bool summary_was_made() const {
    if (now_.summary.empty() || now_.summary == summary_of(now_.body)) return true;
    return std::any_of(now_.bodies.begin(), now_.bodies.end(), [&](const TextVersion& version) {
      return now_.summary == summary_of(version.text);
    });
  }

  void set_word(const char* field, const std::optional<std::string>& value) {
    if (!value) return;
    if (value->empty()) {
      edit_.set[field] = nullptr;
    } else {
      edit_.set[field] = *value;
    }
  }

  std::optional<std::string> key_of(TermList list, const std::optional<std::string>& word) const {
    if (!word) return std::nullopt;
    return key_or_word(vocabulary_, list, *word);
  }

  void set_words(const NoteArguments& arguments) {
    set_word("setting", key_of(TermList::settings, arguments.setting));
    set_word("place", key_of(TermList::places, arguments.place));
    set_word("stance", key_of(TermList::stances, arguments.stance));
    set_word("visibility", arguments.visibility);
    set_word("review", arguments.review);
  }

  void set_elements(const std::string& set, TermList list, const std::vector<std::string>& now,
                    const ElementArguments& elements) {
    for (const std::string& key : keys_or_words(vocabulary_, list, elements.on)) {
      edit_.set[set + "/" + key] = true;
    }
    for (const std::string& word : elements.off) {
      const bool as_written = std::find(now.begin(), now.end(), word) != now.end();
      const std::string key = as_written ? word : key_or_word(vocabulary_, list, word);
      if (!key.empty()) edit_.set[set + "/" + key] = false;
    }
  }

  Result<void> set_occurred_at(const NoteArguments& arguments) {
    if (!arguments.occurred_at) return {};
    const auto time = read_occurred_at(*arguments.occurred_at);
    if (!time) return time.error();
    edit_.set["occurred_at"] = format_time(*time);
    return {};
  }

  Result<void> set_event(const NoteArguments& arguments) {
    if (!arguments.event) return {};
    if (trimmed(*arguments.event).empty()) {
      edit_.set["event"] = nullptr;
      return {};
    }
    const auto event = lookups_.find_event(*arguments.event);
    if (!event) return event.error();
    if (!*event) return invalid("No event here has that name. Nothing was saved.");
    edit_.set["event"] = (*event)->text();
    return {};
  }

  Result<void> set_messages(const NoteArguments& arguments) {
    for (const std::string& text : arguments.messages.on) {
      if (trimmed(text).empty()) continue;
      const auto message = find_or_begin_message(text, save_, lookups_);
      if (!message) return message.error();
      edit_.set["messages/" + message->text()] = true;
    }
    for (const std::string& text : arguments.messages.off) {
      const auto linked = std::find_if(
          now_.messages.begin(), now_.messages.end(), [&](const LinkedMessage& message) {
            return message.id.text() == text || folded(message.text) == folded(text);
          });
      if (linked == now_.messages.end()) {
        return invalid("The conversation is not linked to a message with those words. Nothing was saved.");
      }
      edit_.set["messages/" + linked->id.text()] = false;
    }
    return {};
  }

  Result<void> check_not_empty() const {
    const auto text = [&](const char* field, const std::string& before) {
      const auto set = edit_.set.find(field);
      if (set == edit_.set.end() || !set->second.is_string()) return before;
      return set->second.get_ref<const std::string&>();
    };
    if (trimmed(text("body", now_.body)).empty() && trimmed(text("summary", now_.summary)).empty()) {
      return make_error(ErrorCode::empty_note);
    }
    return {};
  }

  ComposeLookups lookups_;
  const Vocabulary& vocabulary_;
  const ConversationView& now_;
  const RecordState& state_;
  RecordEdit edit_;
  Save save_;
};

Result<NewNote> note_from(const NoteArguments& arguments, const Vocabulary& vocabulary) {
  const auto word = [&](TermList list, const std::optional<std::string>& value) {
    return value ? key_or_word(vocabulary, list, *value) : std::string();
  };
  NewNote note;
  note.summary = arguments.summary;
  note.body = arguments.body.value_or("");
  note.setting = word(TermList::settings, arguments.setting);
  note.place = word(TermList::places, arguments.place);
  note.stance = word(TermList::stances, arguments.stance);
  note.sectors = keys_or_words(vocabulary, TermList::sectors, arguments.sectors.on);
  note.themes = keys_or_words(vocabulary, TermList::themes, arguments.themes.on);
  note.purposes = keys_or_words(vocabulary, TermList::purposes, arguments.purposes.on);
  note.messages = arguments.messages.on;
  note.visibility = arguments.visibility.value_or("mine");
  note.quotable = arguments.quotable.value_or(false);
  note.event = arguments.event.value_or("");
  if (arguments.occurred_at) {
    const auto time = read_occurred_at(*arguments.occurred_at);
    if (!time) return time.error();
    note.occurred_at = *time;
  }
  auto actions = read_actions(arguments.actions);
  if (!actions) return actions.error();
  note.actions = *std::move(actions);
  return note;
}

Result<void> set_deleted(Session& session, const std::string& id, bool deleted) {
  const auto state = require_record(session.store(), id);
  if (!state) return state.error();
  if (state->is_true("deleted") == deleted && !state->changed_since_deleted) {
    say(deleted ? "It is in the bin already.\n" : "It is not in the bin.\n");
    return {};
  }
  RecordEdit edit;
  edit.record = state->record;
  edit.kind = state->kind;
  edit.set["deleted"] = deleted;
  const auto saved = session.store().save({{edit}, {}});
  if (!saved) return saved.error();
  say(deleted ? "Moved to the bin. To bring it back: crosstalk restore " + state->record.text() + "\n"
              : "Brought back from the bin.\n");
  return {};
}

}  // namespace

Result<void> verb_log(Session& session, const NoteArguments& given) {
  const auto arguments = read_input(given);
  if (!arguments) return arguments.error();
  if (const auto checked = check_choices(*arguments); !checked) return checked;
  const auto vocabulary = Vocabulary::read(session.store());
  if (!vocabulary) return vocabulary.error();
  const auto note = note_from(*arguments, *vocabulary);
  if (!note) return note.error();
  const auto composed = compose_note(*note, lookups_of(session.store()));
  if (!composed) return composed.error();
  const auto saved = session.store().save(composed->save);
  if (!saved) return saved.error();
  say(composed->conversation.text() + "\n");
  return {};
}

Result<void> verb_edit(Session& session, const std::string& id, const NoteArguments& given) {
  const auto state = require_record(session.store(), id);
  if (!state) return state.error();
  const auto arguments = read_input(given);
  if (!arguments) return arguments.error();
  if (const auto checked = check_choices(*arguments); !checked) return checked;
  const auto vocabulary = Vocabulary::read(session.store());
  if (!vocabulary) return vocabulary.error();
  const auto now = read_conversation(session.store(), state->record);
  if (!now) return now.error();
  if (!*now) {
    return make_error_saying(ErrorCode::unknown_record,
                             "That is not a conversation. Nothing was changed: give the id of one.");
  }
  const auto save = ConversationEdit(session.store(), *vocabulary, **now, *state).compose(*arguments);
  if (!save) return save.error();
  const auto saved = session.store().save(*save);
  if (!saved) return saved.error();
  say("Saved.\n");
  return {};
}

Result<void> verb_delete(Session& session, const std::string& id) {
  return set_deleted(session, id, true);
}

Result<void> verb_restore(Session& session, const std::string& id) {
  return set_deleted(session, id, false);
}

Result<void> verb_done(Session& session, const std::string& id) {
  const auto state = require_record(session.store(), id);
  if (!state) return state.error();
  if (state->kind != kinds::kAction) {
    return make_error_saying(ErrorCode::unknown_record,
                             "That is not an action. Nothing was changed: look up its id with actions.");
  }
  if (state->text("state") == "done") {
    say("It was done already.\n");
    return {};
  }
  RecordEdit edit;
  edit.record = state->record;
  edit.kind = kinds::kAction;
  edit.set["state"] = "done";
  const auto saved = session.store().save({{edit}, {}});
  if (!saved) return saved.error();
  say("Done.\n");
  return {};
}

}  // namespace crosstalk
