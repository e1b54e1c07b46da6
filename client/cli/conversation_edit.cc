#include "client/cli/conversation_edit.h"

#include <algorithm>
#include <utility>

#include "storage/text.h"
#include "storage/time.h"

namespace crosstalk {
namespace {

Error invalid(std::string words) {
  return make_error_saying(ErrorCode::invalid_value, std::move(words));
}

std::string element(const std::string& set, const std::string& key) { return set + "/" + key; }

/// Built up option by option.
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
    const bool opens = arguments.visibility == "team" && now_.visibility != "team";
    const bool has_history = state_.first != state_.last || edit_.set.size() > 1;
    if (opens && has_history && !arguments.keep_history) erase_history_before_team(save_, now_.id);
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
      edit_.set[element(set, key)] = true;
    }
    for (const std::string& word : elements.off) {
      const bool as_written = std::find(now.begin(), now.end(), word) != now.end();
      const std::string key = as_written ? word : key_or_word(vocabulary_, list, word);
      if (!key.empty()) edit_.set[element(set, key)] = false;
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
        return invalid(
            "The conversation is not linked to a message with those words. Nothing was saved.");
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
    if (trimmed(text("body", now_.body)).empty() &&
        trimmed(text("summary", now_.summary)).empty()) {
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

}  // namespace

Result<Save> compose_conversation_edit(const Store& store, const Vocabulary& vocabulary,
                                       const ConversationView& now, const RecordState& state,
                                       const NoteArguments& arguments) {
  return ConversationEdit(store, vocabulary, now, state).compose(arguments);
}

}  // namespace crosstalk
