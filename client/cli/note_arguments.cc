#include "client/cli/note_arguments.h"

#include <algorithm>
#include <utility>

#include "client/cli/file_output.h"
#include "client/cli/list_field.h"
#include "client/cli/note_columns.h"
#include "storage/text.h"
#include "storage/time.h"

namespace crosstalk {
namespace {

Error invalid(std::string words) {
  return make_error_saying(ErrorCode::invalid_value, std::move(words));
}

Result<void> check_text(std::string_view text, std::string_view option) {
  if (!valid_utf8(text)) {
    return make_error_saying(
        ErrorCode::invalid_text,
        "The text of " + std::string(option) +
            " is not readable text (UTF-8). Nothing was saved: mend it and try again.");
  }
  if (text.find('\0') != std::string_view::npos) {
    return make_error_saying(
        ErrorCode::invalid_text,
        "The text of " + std::string(option) +
            " has a NUL byte in it. Nothing was saved: take it out and try again.");
  }
  return {};
}

Result<void> check_texts(const NoteArguments& arguments) {
  const std::vector<std::pair<std::string_view, const std::optional<std::string>*>> texts = {
      {"--summary", &arguments.summary},        {"--body", &arguments.body},
      {"--setting", &arguments.setting},        {"--place", &arguments.place},
      {"--stance", &arguments.stance},          {"--visibility", &arguments.visibility},
      {"--review", &arguments.review},          {"--event", &arguments.event},
      {"--occurred-at", &arguments.occurred_at}};
  for (const auto& [option, text] : texts) {
    if (!*text) continue;
    if (auto checked = check_text(**text, option); !checked) return checked;
  }
  const std::vector<std::pair<std::string_view, const std::vector<std::string>*>> lists = {
      {"--sector", &arguments.sectors.on},       {"--theme", &arguments.themes.on},
      {"--purpose", &arguments.purposes.on},     {"--message", &arguments.messages.on},
      {"--no-sector", &arguments.sectors.off},   {"--no-theme", &arguments.themes.off},
      {"--no-purpose", &arguments.purposes.off}, {"--no-message", &arguments.messages.off},
      {"--action", &arguments.actions}};
  for (const auto& [option, values] : lists) {
    for (const std::string& value : *values) {
      if (auto checked = check_text(value, option); !checked) return checked;
    }
  }
  return {};
}

Result<NewAction> read_action(std::string_view text) {
  std::vector<std::string> parts = split_semicolons(text);
  if (parts.size() > 3) {
    return invalid(
        "An action is TEXT;OWNER;YYYY-MM-DD. Nothing was saved: write \\; for a semicolon in it.");
  }
  parts.resize(3);
  NewAction action{parts[0], parts[1], without_outer_space(parts[2])};
  if (trimmed(action.text).empty()) {
    return invalid("An action needs words that say what is to be done. Nothing was saved.");
  }
  if (!action.due.empty() && !parse_date(action.due)) {
    return invalid(
        "The date of an action can't be read. Nothing was saved: write it like 2026-11-23.");
  }
  return action;
}

Result<void> check_choice(const std::optional<std::string>& value, std::string_view option,
                          const std::vector<std::string>& choices) {
  if (!value || std::find(choices.begin(), choices.end(), *value) != choices.end()) return {};
  std::string words = std::string(option) + " is one of ";
  for (const std::string& choice : choices) {
    words += (&choice == &choices.front() ? "" : ", ") + choice;
  }
  return invalid(words + ". Nothing was saved.");
}

Result<void> check_choices(const NoteArguments& arguments) {
  if (auto checked = check_choice(arguments.visibility, "--visibility", {"mine", "team"});
      !checked) {
    return checked;
  }
  return check_choice(arguments.review, "--review", {"new", "reviewed", "in-report", "set-aside"});
}

}  // namespace

Result<NoteArguments> read_input(NoteArguments arguments) {
  if (arguments.body == "-") {
    auto body = read_whole_file("-");
    if (!body) return body.error();
    arguments.body = *std::move(body);
  }
  if (const auto checked = check_texts(arguments); !checked) return checked.error();
  if (const auto checked = check_choices(arguments); !checked) return checked.error();
  return arguments;
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
  std::string clean = without_outer_space(word);
  if (auto key = vocabulary.key_of(list, clean)) return *std::move(key);
  return clean;
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

Result<Instant> read_occurred_at(const std::string& text) {
  if (const auto time = parse_occurred_at(without_outer_space(text))) return *time;
  return make_error(ErrorCode::invalid_time);
}

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

}  // namespace crosstalk
