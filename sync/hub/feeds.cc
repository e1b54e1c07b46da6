// Which feeds a record is in, and what has to be appended when that changes.
#include <algorithm>

#include "storage/planted.h"
#include "sync/hub/hub_limits.h"
#include "sync/hub/space_writer.h"

namespace crosstalk::hub {
namespace {

constexpr std::string_view kLinkPrefix = "messages/";

std::string name(std::string_view feed) { return std::string(feed); }

}  // namespace

std::string feeds::of_member(const Uuid& member) { return "m:" + member.text(); }

std::vector<std::string> feeds_of_reader(const Member& member) {
  const std::string own = feeds::of_member(member.id);
  switch (member.role) {
    case Role::recorder:
      return {name(feeds::kTeam), own};
    case Role::coordinator:
      return {name(feeds::kAll), own};
    case Role::kiosk:
      return {name(feeds::kKiosk), own};
  }
  return {own};
}

std::set<std::string> SpaceWriter::feeds_for(const Record& record, int depth) {
  std::set<std::string> out{name(feeds::kAll)};
  if (record.author && !record.by_kiosk) out.insert(feeds::of_member(*record.author));
  if (record.kind == kinds::kConversation) {
    if (state(record.id).text("visibility") == "team") out.insert(name(feeds::kTeam));
  } else if (record.kind == kinds::kMessage) {
    if (record.for_team) out.insert(name(feeds::kTeam));
  } else if (record.kind == kinds::kTerm) {
    out.insert({name(feeds::kTeam), name(feeds::kKiosk)});
  } else if (record.kind == kinds::kEvent) {
    out.insert(name(feeds::kTeam));
    out.merge(kiosks_with(record.id));
  } else if (record.kind == kinds::kSpace || record.kind == kinds::kMember) {
    out.insert(name(feeds::kTeam));
  } else if (record.kind == kinds::kDevice) {
    for (const Device& device : transaction_.devices(space_.id)) {
      if (device.record != record.id) continue;
      const auto member = transaction_.member(space_.id, device.member);
      if (member && member->role == Role::kiosk) out.insert(feeds::of_member(device.member));
    }
  } else {
    add_parents_feeds(record, out, depth);
  }
  return out;
}

// A comment, action, attachment, or what a newer version puts under a conversation.
void SpaceWriter::add_parents_feeds(const Record& record, std::set<std::string>& out, int depth) {
  if (record.kind == kinds::kAction) {
    const auto owner = parse_uuid(state(record.id).text("owner_member"));
    if (owner && transaction_.member(space_.id, *owner)) out.insert(feeds::of_member(*owner));
  }
  if (!record.parent || depth >= kParentDepthMax) return;
  const auto parent = transaction_.record(space_.id, *record.parent);
  if (!parent || parent->erased) return;
  if (parent->kind == kinds::kConversation) {
    for (const std::string& feed : transaction_.feeds_of(space_.id, parent->id)) out.insert(feed);
  } else {
    // Only through to a conversation: the owner of an action sees nothing but the action.
    std::set<std::string> through;
    add_parents_feeds(*parent, through, depth + 1);
    if (parent->kind == kinds::kAction) {
      const auto owner = parse_uuid(state(parent->id).text("owner_member"));
      if (owner) through.erase(feeds::of_member(*owner));
    }
    out.merge(through);
  }
}

std::set<std::string> SpaceWriter::kiosks_with(const Uuid& event) {
  std::set<std::string> out;
  for (const Device& device : transaction_.devices(space_.id)) {
    const auto member = transaction_.member(space_.id, device.member);
    if (!member || member->role != Role::kiosk || device.record.nil()) continue;
    if (state(device.record).text("event") == event.text()) {
      out.insert(feeds::of_member(device.member));
    }
  }
  return out;
}

bool SpaceWriter::heard_by_team(const Uuid& message) {
  for (const Uuid& id : transaction_.linking_conversations(space_.id, message)) {
    const RecordState conversation = state(id);
    if (conversation.text("visibility") != "team") continue;
    if (conversation.is_true(std::string(kLinkPrefix) + message.text())) return true;
  }
  return false;
}

// A conversation of the team makes the messages that it links to the team's, for good.
void SpaceWriter::follow_links(const Record& conversation) {
  const RecordState now = state(conversation.id);
  const bool for_team = now.text("visibility") == "team";
  for (const std::string& key : now.elements("messages")) {
    const auto message = parse_uuid(key);
    if (!message) continue;
    transaction_.put_link(space_.id, *message, conversation.id);
    if (!for_team) continue;
    auto record = transaction_.record(space_.id, *message);
    if (!record || record->kind != kinds::kMessage || record->for_team || record->erased) continue;
    record->for_team = true;
    transaction_.put_record(space_.id, *record);
    refeed(*record, std::nullopt, 0);
  }
}

void SpaceWriter::refeed(const Record& given, std::optional<Uuid> changed, int depth) {
  Record record = given;
  if (record.kind == kinds::kMessage && !record.for_team && heard_by_team(record.id)) {
    record.for_team = true;
    transaction_.put_record(space_.id, record);
  }
  const std::set<std::string> now = feeds_for(record, 0);
  const std::vector<std::string> before = transaction_.feeds_of(space_.id, record.id);
  const auto was_in = [&before](const std::string& feed) {
    return std::binary_search(before.begin(), before.end(), feed);
  };
  const bool same =
      before.size() == now.size() && std::equal(before.begin(), before.end(), now.begin());
  std::vector<Change> whole;  // read once, for each feed that the record enters
  for (const std::string& feed : now) {
    if (was_in(feed)) {
      if (changed) append(feed, EntryKind::change, *changed);
      continue;
    }
    if (whole.empty()) whole = transaction_.changes_of(space_.id, record.id);
    for (const Change& change : whole) {
      if (planted(Bug::enters_with_last) && change.id != whole.back().id) continue;
      append(feed, EntryKind::change, change.id);
    }
  }
  for (const std::string& feed : before) {
    if (now.contains(feed) || planted(Bug::forget_withdraw)) continue;
    append(feed, EntryKind::withdraw, record.id);
  }
  if (!same) transaction_.put_feeds(space_.id, record.id, {now.begin(), now.end()});
  if (record.kind == kinds::kConversation) follow_links(record);
  if (record.kind == kinds::kDevice) {
    for (const Uuid& event : transaction_.records_of_kind(space_.id, kinds::kEvent)) {
      if (const auto row = transaction_.record(space_.id, event)) refeed(*row, std::nullopt, 0);
    }
  }
  if (same || depth >= kParentDepthMax) return;
  for (const Record& child : transaction_.records_under(space_.id, record.id)) {
    refeed(child, std::nullopt, depth + 1);
  }
}

}  // namespace crosstalk::hub
