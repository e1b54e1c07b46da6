#include "client/model/compose.h"

#include "storage/queries.h"
#include "storage/text.h"
#include "storage/time.h"

namespace crosstalk {
namespace {

/// Without outer space. What stands inside is the writer's: a save keeps it exactly.
std::string without_outer_space(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kSpace) - first + 1));
}

void set_if(RecordEdit& edit, const char* field, const std::string& value) {
  if (!value.empty()) edit.set[field] = value;
}

void set_elements(RecordEdit& edit, std::string_view set, const std::vector<std::string>& keys) {
  for (const std::string& key : keys) {
    if (!key.empty()) edit.set[std::string(set) + "/" + key] = true;
  }
}

RecordEdit make_record(std::string_view kind, const Uuid& id) {
  RecordEdit edit;
  edit.record = id;
  edit.fresh = true;
  edit.kind = std::string(kind);
  return edit;
}

/// A note with a heading alone is a note whose body is empty; the field is written all the same, so
/// that the first version of the text has a change that later ones can name as their base.
Result<RecordEdit> compose_conversation(const NewNote& note, const Uuid& id,
                                        const ComposeLookups& lookups) {
  RecordEdit edit = make_record(kinds::kConversation, id);
  const bool headed = note.summary && !trimmed(*note.summary).empty();
  edit.set["summary"] = headed ? *note.summary : summary_of(note.body);
  edit.set["body"] = note.body;
  set_if(edit, "setting", note.setting);
  set_if(edit, "place", without_outer_space(note.place));
  set_if(edit, "stance", note.stance);
  set_elements(edit, "sectors", note.sectors);
  set_elements(edit, "themes", note.themes);
  set_elements(edit, "purposes", note.purposes);
  for (const Uuid& message : note.linked) edit.set["messages/" + message.text()] = true;
  edit.set["visibility"] = note.visibility;
  if (note.quotable) edit.set["quotable"] = true;
  if (note.occurred_at) edit.set["occurred_at"] = format_time(*note.occurred_at);
  if (!note.event.empty()) {
    const auto event = lookups.find_event(note.event);
    if (!event) return event.error();
    if (!*event) {
      return make_error_saying(ErrorCode::invalid_value,
                               "No event here is called \"" + note.event +
                                   "\". Nothing was saved. Leave it out, or sync first.");
    }
    edit.set["event"] = (*event)->text();
  }
  return edit;
}

}  // namespace

ComposeLookups lookups_of(const Store& store) {
  return {
      [&store](std::string_view text) { return find_message(store, text); },
      [&store](std::string_view name) { return find_member(store, name); },
      [&store](std::string_view name) { return find_event(store, name); },
      [&store] { return make_uuid(store.clock().wall(), store.random()); },
  };
}

Result<void> set_owner(RecordEdit& edit, std::string_view owner, const ComposeLookups& lookups) {
  const std::string words = without_outer_space(owner);
  edit.set["owner"] = words;
  if (words.empty()) return {};
  const auto member = lookups.find_member(words);
  if (!member) return member.error();
  if (*member) edit.set["owner_member"] = (*member)->text();
  return {};
}

Result<RecordEdit> compose_action(const NewAction& action, const Uuid& conversation,
                                  const ComposeLookups& lookups) {
  if (!action.due.empty() && !parse_date(action.due)) {
    return make_error_saying(
        ErrorCode::invalid_value,
        "\"" + action.due + "\" is no date. Nothing was saved. Write it as 2026-04-01.");
  }
  RecordEdit edit = make_record(kinds::kAction, lookups.make_id());
  edit.set["parent"] = conversation.text();
  edit.set["text"] = without_outer_space(action.text);
  if (!trimmed(action.owner).empty()) {
    if (const auto owned = set_owner(edit, action.owner, lookups); !owned) return owned.error();
  }
  set_if(edit, "due", action.due);
  return edit;
}

Result<Uuid> find_or_begin_message(std::string_view text, Save& save,
                                   const ComposeLookups& lookups) {
  const auto found = lookups.find_message(text);
  if (!found) return found.error();
  if (*found) return **found;
  for (const RecordEdit& edit : save.edits) {
    if (edit.kind != kinds::kMessage) continue;
    const auto words = edit.set.find("text");
    if (words != edit.set.end() && words->second.is_string() &&
        folded(words->second.get_ref<const std::string&>()) == folded(text)) {
      return edit.record;
    }
  }
  RecordEdit message = make_record(kinds::kMessage, lookups.make_id());
  message.set["text"] = without_outer_space(text);
  save.edits.push_back(message);
  return message.record;
}

Result<ComposedNote> compose_note(const NewNote& note, const ComposeLookups& lookups) {
  if (trimmed(note.body).empty() && trimmed(note.summary.value_or("")).empty()) {
    return make_error(ErrorCode::empty_note);
  }
  if (note.visibility != "mine" && note.visibility != "team") {
    return make_error_saying(
        ErrorCode::invalid_value,
        "A note is for \"mine\" or \"team\". Nothing was saved. Choose one of the two.");
  }
  ComposedNote composed;
  NewNote linked = note;
  for (const std::string& text : note.messages) {
    if (trimmed(text).empty()) continue;
    const auto message = find_or_begin_message(text, composed.save, lookups);
    if (!message) return message.error();
    linked.linked.push_back(*message);
  }
  composed.conversation = lookups.make_id();
  auto conversation = compose_conversation(linked, composed.conversation, lookups);
  if (!conversation) return conversation.error();
  composed.save.edits.push_back(*std::move(conversation));
  for (const NewAction& action : note.actions) {
    if (trimmed(action.text).empty()) continue;
    auto edit = compose_action(action, composed.conversation, lookups);
    if (!edit) return edit.error();
    composed.save.edits.push_back(*std::move(edit));
  }
  return composed;
}

void erase_history_before_team(Save& save, const Uuid& conversation) {
  bool team = false;
  for (RecordEdit& edit : save.edits) {
    const auto visibility = edit.set.find("visibility");
    if (edit.record != conversation || visibility == edit.set.end() || visibility->second != "team")
      continue;
    edit.set.erase(visibility);
    team = true;
  }
  if (!team) return;
  std::erase_if(save.edits, [&](const RecordEdit& edit) {
    return edit.record == conversation && edit.set.empty() && edit.kind != kinds::kErase;
  });
  RecordEdit erasure;
  erasure.record = conversation;
  erasure.kind = kinds::kErase;
  erasure.history = true;
  save.edits.push_back(std::move(erasure));
  RecordEdit open;
  open.record = conversation;
  open.kind = kinds::kConversation;
  open.set["visibility"] = "team";
  save.edits.push_back(std::move(open));
}

}  // namespace crosstalk
