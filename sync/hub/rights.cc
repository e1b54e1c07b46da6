#include "sync/hub/rights.h"

#include <algorithm>

#include "storage/merge.h"

namespace crosstalk::hub {
namespace {

bool is_text(const Change& change, std::string_view field, std::string_view value) {
  const auto found = change.set.find(std::string(field));
  if (found == change.set.end()) return false;
  const auto* text = found->second.get_ptr<const std::string*>();
  return text != nullptr && *text == value;
}

bool only_coordinators_write(std::string_view kind) {
  return kind == kinds::kEvent || kind == kinds::kTerm || kind == kinds::kSpace ||
         kind == kinds::kMember || kind == kinds::kDevice;
}

bool kiosk_may_see(std::string_view kind) {
  return kind == kinds::kTerm || kind == kinds::kEvent || kind == kinds::kDevice;
}

// Review states are the coordinators'; a note begins as new.
bool touches_review(const Change& change) {
  const auto review = change.set.find("review");
  if (review == change.set.end() || review->second.is_null()) return false;
  return !is_text(change, "review", "new");
}

bool sets_only_progress(const Change& change) {
  return std::all_of(change.set.begin(), change.set.end(), [](const auto& entry) {
    return entry.first == "state" || entry.first == "outcome";
  });
}

bool sees_parent_named(HubTransaction& transaction, const Space& space, const Caller& caller,
                       const Change& change) {
  const auto found = change.set.find("parent");
  if (found == change.set.end()) return false;
  const auto* text = found->second.get_ptr<const std::string*>();
  const auto parent = text == nullptr ? std::nullopt : parse_uuid(*text);
  return parent && may_see(transaction, space, caller, *parent);
}

bool recorder_may_make(HubTransaction& transaction, const Space& space, const Caller& caller,
                       const Change& change) {
  if (change.kind == kinds::kConversation) return !touches_review(change);
  if (change.kind == kinds::kMessage) return true;
  if (only_coordinators_write(change.kind)) return false;
  const bool lies_under = change.kind == kinds::kAction || change.kind == kinds::kComment ||
                          change.kind == "attachment" || change.set.contains("parent");
  // A kind of a later version that lies under nothing is its author's own.
  return !lies_under || sees_parent_named(transaction, space, caller, change);
}

bool recorder_may_change(HubTransaction& transaction, const Space& space, const Caller& caller,
                         const Change& change, const Record& record) {
  if (only_coordinators_write(record.kind)) return false;
  if (record.author == caller.member.id && !record.by_kiosk) {
    if (record.kind == kinds::kConversation) return !touches_review(change);
    // Others count on a message's words once it is the team's.
    if (record.kind == kinds::kMessage) return !record.for_team;
    return !change.set.contains("parent") || change.set.at("parent").is_null() ||
           sees_parent_named(transaction, space, caller, change);
  }
  if (record.kind != kinds::kAction || !sets_only_progress(change)) return false;
  const auto owner =
      merge_changes(transaction.changes_of(space.id, record.id)).text("owner_member");
  return owner == caller.member.id.text();
}

// Only its author makes a conversation the team's; where a kiosk made it, a coordinator.
bool coordinator_may_write(const Caller& caller, const Change& change,
                           const std::optional<Record>& record) {
  if (!record || record->kind != kinds::kConversation) return true;
  if (!is_text(change, "visibility", "team")) return true;
  return record->by_kiosk || record->author == caller.member.id;
}

}  // namespace

bool may_see(HubTransaction& transaction, const Space& space, const Caller& caller,
             const Uuid& record) {
  if (caller.member.role == Role::kiosk) {
    const auto row = transaction.record(space.id, record);
    if (!row || !kiosk_may_see(row->kind)) return false;
  }
  const std::vector<std::string> in = transaction.feeds_of(space.id, record);
  return std::any_of(caller.feeds.begin(), caller.feeds.end(), [&in](const std::string& feed) {
    return std::binary_search(in.begin(), in.end(), feed);
  });
}

bool may_write(HubTransaction& transaction, const Space& space, const Caller& caller,
               const Change& change, const std::optional<Record>& record) {
  switch (caller.member.role) {
    case Role::coordinator:
      return coordinator_may_write(caller, change, record);
    case Role::kiosk:
      return !record && change.kind == kinds::kConversation && !touches_review(change) &&
             (!change.set.contains("visibility") || is_text(change, "visibility", "mine"));
    case Role::recorder:
      return record ? recorder_may_change(transaction, space, caller, change, *record)
                    : recorder_may_make(transaction, space, caller, change);
  }
  return false;
}

bool may_erase(const Caller& caller, bool history, const std::optional<Record>& record) {
  if (caller.member.role == Role::coordinator) return true;
  if (caller.member.role == Role::kiosk || !history || !record) return false;
  return record->kind == kinds::kConversation && record->author == caller.member.id &&
         !record->by_kiosk;
}

}  // namespace crosstalk::hub
