#include "client/model/note_draft.h"

#include <algorithm>

#include "storage/json.h"
#include "storage/text.h"

namespace crosstalk {
namespace {

Json json_of(const std::vector<std::string>& words) {
  Json list = Json::array();
  for (const std::string& word : words) list.push_back(word);
  return list;
}

Json json_of(const NoteDraft& draft) {
  Json json = Json::object();
  json["body"] = draft.body;
  json["heading"] = draft.heading;
  json["setting"] = draft.setting;
  json["place"] = draft.place;
  json["stance"] = draft.stance;
  json["event"] = draft.event;
  json["sectors"] = json_of(draft.sectors);
  json["themes"] = json_of(draft.themes);
  json["purposes"] = json_of(draft.purposes);
  json["visibility"] = draft.visibility;
  json["quotable"] = draft.quotable;
  json["day"] = draft.day;
  json["kept_words"] = json_of(draft.kept_words);
  json["actions"] = Json::array();
  for (const DraftAction& action : draft.actions) {
    json["actions"].push_back({{"id", action.id.nil() ? Json() : Json(action.id.text())},
                               {"text", action.text},
                               {"owner", action.owner},
                               {"due", action.due}});
  }
  json["links"] = Json::array();
  for (const DraftLink& link : draft.links) {
    json["links"].push_back(
        {{"id", link.id.nil() ? Json() : Json(link.id.text())}, {"text", link.text}});
  }
  return json;
}

std::string word(const Json& object, std::string_view name) {
  return string_member(object, name).value_or(std::string());
}

std::vector<std::string> words_of(const Json& object, const char* name) {
  std::vector<std::string> words;
  const auto list = object.find(name);
  if (list == object.end() || !list->is_array()) return words;
  for (const Json& item : *list) {
    if (item.is_string()) words.push_back(item.get_ref<const std::string&>());
  }
  return words;
}

Uuid id_of(const Json& object) {
  const auto text = string_member(object, "id");
  return text ? parse_uuid(*text).value_or(Uuid()) : Uuid();
}

std::optional<NoteDraft> draft_of(const Json& json) {
  if (!json.is_object() || !string_member(json, "body")) return std::nullopt;
  NoteDraft draft;
  draft.body = word(json, "body");
  draft.heading = word(json, "heading");
  draft.setting = word(json, "setting");
  draft.place = word(json, "place");
  draft.stance = word(json, "stance");
  draft.event = word(json, "event");
  draft.sectors = words_of(json, "sectors");
  draft.themes = words_of(json, "themes");
  draft.purposes = words_of(json, "purposes");
  draft.visibility = word(json, "visibility") == "team" ? "team" : "mine";
  const auto quotable = json.find("quotable");
  draft.quotable = quotable != json.end() && quotable->is_boolean() && quotable->get<bool>();
  draft.day = word(json, "day");
  draft.kept_words = words_of(json, "kept_words");
  if (const auto actions = json.find("actions"); actions != json.end() && actions->is_array()) {
    for (const Json& item : *actions) {
      if (!item.is_object()) continue;
      draft.actions.push_back(
          {id_of(item), word(item, "text"), word(item, "owner"), word(item, "due")});
    }
  }
  if (const auto links = json.find("links"); links != json.end() && links->is_array()) {
    for (const Json& item : *links) {
      if (item.is_object()) draft.links.push_back({id_of(item), word(item, "text")});
    }
  }
  return draft;
}

std::optional<Instant> moment_chosen(const NoteDraft& draft, Instant now, const Zone& zone) {
  const auto day = day_from_iso(draft.day);
  if (!day) return std::nullopt;
  return std::min(moment_of(*day, 12 * 60, zone), now);
}

}  // namespace

bool is_blank(const NoteDraft& draft) {
  return trimmed(draft.body).empty() && trimmed(draft.heading).empty() && draft.actions.empty() &&
         draft.links.empty();
}

std::string draft_content(const NoteDraft& draft) {
  // Words that are not valid UTF-8 cannot come out of an editor; JSON could not hold them.
  if (is_blank(draft) || !valid_utf8(draft.body)) return {};
  return to_text(json_of(draft));
}

std::string draft_content(const EditDraft& draft) {
  if (draft.before == draft.now) return {};
  Json json = Json::object();
  json["record"] = draft.record.text();
  json["base"] = Json::array();
  for (const Uuid& change : draft.body_base) json["base"].push_back(change.text());
  json["before"] = json_of(draft.before);
  json["now"] = json_of(draft.now);
  return to_text(json);
}

std::optional<NoteDraft> note_draft_from(std::string_view content) {
  const auto json = parse_json(content);
  if (!json) return std::nullopt;
  return draft_of(*json);
}

std::optional<EditDraft> edit_draft_from(std::string_view content) {
  const auto json = parse_json(content);
  if (!json || !json->is_object()) return std::nullopt;
  const auto record = string_member(*json, "record");
  const auto before = json->find("before");
  const auto now = json->find("now");
  if (!record || before == json->end() || now == json->end()) return std::nullopt;
  const auto id = parse_uuid(*record);
  auto was = draft_of(*before);
  auto is = draft_of(*now);
  if (!id || !was || !is) return std::nullopt;
  EditDraft draft{*id, {}, *std::move(was), *std::move(is)};
  for (const std::string& change : words_of(*json, "base")) {
    if (const auto known = parse_uuid(change)) draft.body_base.push_back(*known);
  }
  return draft;
}

NewNote note_of(const NoteDraft& draft, Instant now, const Zone& zone) {
  NewNote note;
  note.body = draft.body;
  if (!trimmed(draft.heading).empty()) note.summary = draft.heading;
  note.setting = draft.setting;
  note.place = draft.place;
  note.stance = draft.stance;
  note.sectors = draft.sectors;
  note.themes = draft.themes;
  note.purposes = draft.purposes;
  for (const DraftLink& link : draft.links) {
    if (link.id.nil()) {
      note.messages.push_back(link.text);
    } else {
      note.linked.push_back(link.id);
    }
  }
  for (const DraftAction& action : draft.actions) {
    note.actions.push_back({action.text, action.owner, action.due});
  }
  note.visibility = draft.visibility;
  note.quotable = draft.quotable;
  note.event = draft.event;
  note.occurred_at = moment_chosen(draft, now, zone);
  return note;
}

EditDraft edit_of(const ConversationView& conversation, std::vector<Uuid> body_base) {
  NoteDraft draft;
  draft.body = conversation.body;
  if (conversation.summary != summary_of(conversation.body)) draft.heading = conversation.summary;
  draft.setting = conversation.setting;
  draft.place = conversation.place;
  draft.stance = conversation.stance;
  draft.event = conversation.event;
  draft.sectors = conversation.sectors;
  draft.themes = conversation.themes;
  draft.purposes = conversation.purposes;
  for (const LinkedMessage& message : conversation.messages) {
    draft.links.push_back({message.id, message.text});
  }
  for (const ActionView& action : conversation.actions) {
    draft.actions.push_back({action.id, action.text, action.owner, action.due});
  }
  draft.visibility = conversation.visibility;
  draft.quotable = conversation.quotable;
  return {conversation.id, std::move(body_base), draft, draft};
}

}  // namespace crosstalk
