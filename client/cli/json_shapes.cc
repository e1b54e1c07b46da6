#include "client/cli/json_shapes.h"

#include "storage/time.h"

namespace crosstalk {
namespace {

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json time_or_null(const std::optional<Instant>& time) {
  return time ? Json(format_time(*time)) : Json(nullptr);
}

Json action_in_conversation(const ActionView& action) {
  return {{"id", action.id.text()},
          {"text", action.text},
          {"owner", text_or_null(action.owner)},
          {"due", text_or_null(action.due)},
          {"state", action.state}};
}

}  // namespace

std::string_view sync_word(ItemSync sync) {
  switch (sync) {
    case ItemSync::here:
      return "here";
    case ItemSync::sent:
      return "sent";
    case ItemSync::rejected:
      return "rejected";
  }
  return "here";
}

bool overdue(const ActionView& action, Instant now) {
  const bool open = action.state == "open" || action.state == "doing";
  return open && !action.due.empty() && action.due < format_date(now);
}

Json json_of(const ConversationView& conversation) {
  Json messages = Json::array();
  for (const LinkedMessage& message : conversation.messages) {
    messages.push_back({{"id", message.id.text()}, {"text", text_or_null(message.text)}});
  }
  Json actions = Json::array();
  for (const ActionView& action : conversation.actions) {
    actions.push_back(action_in_conversation(action));
  }
  Json bodies = Json::array();
  for (const TextVersion& version : conversation.bodies) bodies.push_back(version.text);
  return {{"id", conversation.id.text()},
          {"summary", conversation.summary},
          {"body", conversation.body},
          {"occurred_at", format_time(conversation.occurred_at)},
          {"setting", text_or_null(conversation.setting)},
          {"place", text_or_null(conversation.place)},
          {"sectors", conversation.sectors},
          {"themes", conversation.themes},
          {"purposes", conversation.purposes},
          {"stance", text_or_null(conversation.stance)},
          {"visibility", conversation.visibility},
          {"review", conversation.review},
          {"quotable", conversation.quotable},
          {"event", text_or_null(conversation.event)},
          {"messages", messages},
          {"actions", actions},
          {"author", text_or_null(conversation.author)},
          {"sync", sync_word(conversation.sync)},
          {"bodies", bodies}};
}

Json json_of(const ActionView& action, Instant now) {
  return {{"id", action.id.text()},
          {"conversation", action.conversation.text()},
          {"text", action.text},
          {"owner", text_or_null(action.owner)},
          {"due", text_or_null(action.due)},
          {"state", action.state},
          {"overdue", overdue(action, now)}};
}

Json json_of(const MessageView& message) {
  return {{"id", message.id.text()},
          {"text", message.text},
          {"conversations", message.conversations.size()},
          {"sectors", message.sectors},
          {"places", message.places},
          {"first_heard", time_or_null(message.first_heard)},
          {"last_heard", time_or_null(message.last_heard)}};
}

Json json_of(const Similar& similar) {
  Json messages = Json::array();
  for (const SimilarMessage& found : similar.messages) {
    messages.push_back(
        {{"id", found.message.id.text()}, {"text", found.message.text}, {"score", found.score}});
  }
  Json conversations = Json::array();
  for (const SimilarConversation& found : similar.conversations) {
    conversations.push_back({{"id", found.conversation.id.text()},
                             {"summary", found.conversation.summary},
                             {"score", found.score}});
  }
  return {{"messages", messages}, {"conversations", conversations}};
}

Json json_of(const SyncStatus& status, std::string_view key_source) {
  Json json = {{"hub", nullptr},
               {"space", nullptr},
               {"role", nullptr},
               {"device", status.device.text()},
               {"key", key_source},
               {"waiting", status.waiting},
               {"rejected", status.rejected},
               {"last_sync", time_or_null(status.last_sync)},
               {"cursor", status.cursor ? Json(*status.cursor) : Json(nullptr)},
               {"ended", text_or_null(status.ended)}};
  if (status.hub) {
    json["hub"] = status.hub->url;
    json["space"] = status.hub->space;
    json["role"] = status.hub->role;
  }
  return json;
}

Json json_of(const Receipt& receipt) {
  return {{"held", receipt.held},
          {"on_hub", receipt.on_hub},
          {"hub_alone", receipt.hub_alone},
          {"same", receipt.same()},
          {"checked", format_time(receipt.checked)}};
}

Json json_of_whole(const Receipt& receipt) {
  Json json = json_of(receipt);
  Json& missing = json["missing"] = Json::array();
  Json& differences = json["differences"] = Json::array();
  for (const Difference& difference : receipt.differences) {
    const bool on_hub_alone = difference.where == Difference::Where::hub_alone;
    if (!on_hub_alone) missing.push_back(difference.id.text());
    differences.push_back({{"id", difference.id.text()},
                           {"kind", text_or_null(difference.kind)},
                           {"when", format_time(difference.when)},
                           {"on_device", !on_hub_alone},
                           {"on_hub", difference.where != Difference::Where::here_alone}});
  }
  return json;
}

Json json_of(const RejectedChange& rejected) {
  return {{"id", rejected.change.id.text()},
          {"record", rejected.change.record.text()},
          {"kind", rejected.change.kind},
          {"code", rejected.code},
          {"detail", text_or_null(rejected.detail)},
          {"bytes", rejected.bytes}};
}

}  // namespace crosstalk
