#include "sync/hub/journal_notes.h"

#include <algorithm>
#include <map>
#include <optional>

#include "storage/json.h"
#include "sync/hub/hex.h"
#include "sync/hub/secrets.h"
#include "sync/hub/space_writer.h"

namespace crosstalk::hub {
namespace {

// Set in a store whose journal holds everything that ever ended in it.
constexpr std::string_view kBegunSetting = "journal";

std::string line(const Uuid& space, Json note) {
  note["space"] = space.text();
  return to_text(note);
}

Json ids_to_json(const std::vector<Uuid>& ids) {
  Json list = Json::array();
  for (const Uuid& id : ids) list.push_back(id.text());
  return list;
}

std::vector<std::string> texts_of(const Json& note, std::string_view name) {
  std::vector<std::string> texts;
  const auto list = note.find(name);
  if (list == note.end() || !list->is_array()) return texts;
  for (const Json& each : *list) {
    if (each.is_string()) texts.push_back(each.get<std::string>());
  }
  return texts;
}

std::optional<Uuid> uuid_of(const Json& note, std::string_view name) {
  const auto text = string_member(note, name);
  return text ? parse_uuid(*text) : std::nullopt;
}

bool names(const Json& note, std::string_view what) { return note.contains(what); }

// The notes of one space, made true.
class Applying {
 public:
  Applying(HubTransaction& transaction, const Space& space, Instant now, Random& random)
      : transaction_(transaction),
        space_(space.id),
        writer_(transaction, space, now, random, SpaceWriter::Noting::no) {}

  void apply(const Json& note) {
    if (names(note, "revoked")) return revoke(note);
    if (names(note, "token")) return end_token(note);
    if (names(note, "invite")) return use_invite(note);
    if (names(note, "erased")) return erase(note);
    if (names(note, "cut")) return cut(note);
    if (names(note, "calendar")) return end_calendar(note);
    if (const auto member = uuid_of(note, "member")) rights_[*member] = note;
  }

  // Of several notes on one member's rights the last counts.
  void finish() {
    for (const auto& [member, note] : rights_) take_rights(member, note);
  }

  const std::set<std::string>& moved() const { return writer_.moved(); }

 private:
  std::optional<Device> device_with(const Json& note) {
    const auto hash = string_member(note, "token");
    return hash ? transaction_.device_with_token(space_, key_from_hex(*hash)) : std::nullopt;
  }

  void revoke(const Json& note) {
    auto device = device_with(note);
    if (!device || device->revoked) return;
    device->revoked = writer_.now();
    transaction_.put_device(space_, *device);
  }

  void end_token(const Json& note) {
    auto device = device_with(note);
    if (!device) return;
    device->token_hash = random_key(writer_.random());
    transaction_.put_device(space_, *device);
  }

  void use_invite(const Json& note) {
    const auto hash = string_member(note, "invite");
    const auto left = note.find("uses_left");
    if (!hash || left == note.end() || !left->is_number_integer()) return;
    auto invite = transaction_.invite(key_from_hex(*hash));
    if (!invite || invite->first != space_) return;
    const std::int64_t uses = left->get<std::int64_t>();
    if (invite->second.uses_left <= uses) return;
    invite->second.uses_left = uses;
    transaction_.put_invite(space_, invite->second);
  }

  void erase(const Json& note) {
    Erasure erasure;
    const auto id = uuid_of(note, "id");
    const auto record = uuid_of(note, "erased");
    const auto stamp_text = string_member(note, "stamp");
    const auto stamp = stamp_text ? parse_stamp(*stamp_text) : std::nullopt;
    if (!id || !record || !stamp || transaction_.erasure(space_, *id)) return;
    erasure.id = *id;
    erasure.record = *record;
    erasure.stamp = *stamp;
    for (const std::string& text : texts_of(note, "under")) {
      if (const auto under = parse_uuid(text)) erasure.under.push_back(*under);
    }
    writer_.erase(std::move(erasure));
  }

  void cut(const Json& note) {
    if (const auto change = uuid_of(note, "cut")) writer_.cut(*change, texts_of(note, "fields"));
  }

  void end_calendar(const Json& note) {
    const auto hash = string_member(note, "calendar");
    if (!hash) return;
    const auto address = transaction_.calendar_with_secret(space_, key_from_hex(*hash));
    if (address) transaction_.remove_calendar(space_, address->device);
  }

  void take_rights(const Uuid& id, const Json& note) {
    const auto role_text = string_member(note, "role");
    const auto role = role_text ? parse_role(*role_text) : std::nullopt;
    const auto flag = note.find("suspended");
    if (!role || flag == note.end() || !flag->is_boolean()) return;
    const bool suspended = flag->get<bool>();
    // Who is not here yet comes with what devices offer, as a coordinator perhaps.
    const Member known =
        transaction_.member(space_, id).value_or(Member{id, "", Role::coordinator, false});
    std::map<std::string, Json> lost;
    if (known.role == Role::coordinator && *role != Role::coordinator) {
      lost["role"] = std::string(role_name(*role));
    }
    if (suspended && !known.suspended) lost["suspended"] = true;
    if (!lost.empty()) writer_.write_own(id, kinds::kMember, std::move(lost));
  }

  HubTransaction& transaction_;
  Uuid space_;
  SpaceWriter writer_;
  std::map<Uuid, Json> rights_;
};

void note_all(HubTransaction& transaction, const Space& space) {
  for (const Device& device : transaction.devices(space.id)) {
    if (device.revoked) transaction.note(notes::revoked(space.id, device));
  }
  for (const Invite& invite : transaction.invites(space.id)) {
    transaction.note(notes::invite_used(space.id, invite));
  }
  for (const Member& member : transaction.members(space.id)) {
    if (member.role == Role::coordinator && !member.suspended) continue;
    transaction.note(notes::rights(space.id, member));
  }
  for (const Erasure& erasure : transaction.erasures(space.id)) {
    if (!erasure.history) transaction.note(notes::erased(space.id, erasure));
  }
  for (const auto& [change, field] : transaction.cuts(space.id)) {
    transaction.note(notes::cut(space.id, change, {field}));
  }
}

}  // namespace

std::string notes::revoked(const Uuid& space, const Device& device) {
  return line(space, {{"revoked", device.id.text()}, {"token", hex(device.token_hash)}});
}

std::string notes::token_ended(const Uuid& space, const Key& token_hash) {
  return line(space, {{"token", hex(token_hash)}});
}

std::string notes::invite_used(const Uuid& space, const Invite& invite) {
  return line(space, {{"invite", hex(invite.code_hash)}, {"uses_left", invite.uses_left}});
}

std::string notes::rights(const Uuid& space, const Member& member) {
  return line(space, {{"member", member.id.text()},
                      {"role", role_name(member.role)},
                      {"suspended", member.suspended}});
}

std::string notes::calendar_ended(const Uuid& space, const Key& secret_hash) {
  return line(space, {{"calendar", hex(secret_hash)}});
}

std::string notes::erased(const Uuid& space, const Erasure& erasure) {
  return line(space, {{"erased", erasure.record.text()},
                      {"id", erasure.id.text()},
                      {"stamp", erasure.stamp.text()},
                      {"under", ids_to_json(erasure.under)}});
}

std::string notes::cut(const Uuid& space, const Uuid& change,
                       const std::vector<std::string>& fields) {
  return line(space, {{"cut", change.text()}, {"fields", fields}});
}

MovedFeeds apply_journal(HubTransaction& transaction, Instant now, Random& random) {
  std::map<Uuid, std::vector<Json>> by_space;
  for (const std::string& text : transaction.noted()) {
    auto note = parse_json(text);
    if (!note || !note->is_object()) continue;
    if (const auto space = uuid_of(*note, "space")) by_space[*space].push_back(std::move(*note));
  }
  MovedFeeds moved;
  for (const auto& [id, lines] : by_space) {
    const auto space = transaction.space(id);
    if (!space) continue;
    Applying applying(transaction, *space, now, random);
    for (const Json& note : lines) applying.apply(note);
    applying.finish();
    for (const std::string& feed : applying.moved()) moved.emplace(id, feed);
  }
  return moved;
}

Result<void> catch_up_with_journal(HubStore& store, Instant now, Random& random) {
  if (const auto begun = begin_journal(store); !begun) return begun.error();
  auto begun = store.write();
  if (!begun) return begun.error();
  apply_journal(**begun, now, random);
  return (*begun)->commit();
}

Result<void> begin_journal(HubStore& store) {
  auto begun = store.write();
  if (!begun) return begun.error();
  HubTransaction& transaction = **begun;
  if (transaction.setting(kBegunSetting) && !transaction.noted().empty()) {
    return transaction.commit();
  }
  for (const Space& space : transaction.spaces()) note_all(transaction, space);
  transaction.note(to_text(Json{{"journal", 1}}));
  transaction.put_setting(kBegunSetting, "1");
  return transaction.commit();
}

}  // namespace crosstalk::hub
