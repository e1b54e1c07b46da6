#include "client/cli/record_id.h"

#include <set>
#include <string>

namespace crosstalk {
namespace {

constexpr std::size_t kPartLeast = 4;
constexpr std::size_t kShortIdSize = 8;

Error unknown(std::string_view text) {
  return make_error_saying(
      ErrorCode::unknown_record,
      "There is nothing with the id \"" + std::string(text) +
          "\" on this device. Nothing was changed: look it up with list or actions.");
}

Result<std::set<Uuid>> known_ids(const Store& store) {
  std::set<Uuid> ids;
  for (const bool deleted : {false, true}) {
    ConversationFilter filter;
    filter.deleted = deleted;
    const auto conversations = list_conversations(store, filter);
    if (!conversations) return conversations.error();
    for (const ConversationRow& row : *conversations) ids.insert(row.id);
  }
  const auto actions = list_actions(store);
  if (!actions) return actions.error();
  for (const ActionView& action : *actions) ids.insert(action.id);
  const auto messages = list_messages(store);
  if (!messages) return messages.error();
  for (const MessageView& message : *messages) ids.insert(message.id);
  return ids;
}

}  // namespace

Result<Uuid> find_record(const Store& store, std::string_view text) {
  if (const auto id = parse_uuid(text)) return *id;
  if (text.size() < kPartLeast) return unknown(text);
  const auto ids = known_ids(store);
  if (!ids) return ids.error();
  std::optional<Uuid> found;
  for (const Uuid& id : *ids) {
    const std::string whole = id.text();
    if (!whole.starts_with(text) && !whole.ends_with(text)) continue;
    if (found) {
      return make_error_saying(ErrorCode::invalid_value,
                               "Several ids here begin or end with \"" + std::string(text) +
                                   "\". Nothing was changed: give more of it.");
    }
    found = id;
  }
  if (!found) return unknown(text);
  return *found;
}

Result<RecordState> require_record(const Store& store, std::string_view text) {
  const auto id = find_record(store, text);
  if (!id) return id.error();
  auto state = store.state_of(*id);
  if (!state) return state.error();
  if (!*state) return unknown(text);
  return **std::move(state);
}

std::string short_id(const Uuid& id) {
  const std::string text = id.text();
  return text.substr(text.size() - kShortIdSize);
}

}  // namespace crosstalk
