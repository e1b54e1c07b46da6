#include "sync/hub/people.h"

#include "storage/text.h"
#include "sync/hub/hub_limits.h"
#include "sync/hub/journal_notes.h"
#include "sync/hub/secrets.h"

namespace crosstalk::hub {

std::string shortened_name(std::string_view name) {
  std::string text = trimmed(name);
  if (text.size() <= kNameBytesMax) return text;
  text.resize(kNameBytesMax);
  while (!text.empty() && !valid_utf8(text)) text.pop_back();
  return text;
}

Member add_member(SpaceWriter& writer, std::string_view name, Role role) {
  Member member;
  member.id = make_uuid(writer.now(), writer.random());
  member.name = shortened_name(name);
  member.role = role;
  writer.put_member(member);
  writer.write_own(member.id, kinds::kMember,
                   {{"name", member.name}, {"role", std::string(role_name(role))}});
  return member;
}

std::string admit_device(SpaceWriter& writer, DeviceId id, const Member& member,
                         std::string_view name, const Key& invite_hash) {
  HubTransaction& transaction = writer.transaction();
  const Uuid& space = writer.space().id;
  const auto before = transaction.device(space, id);
  if (before) transaction.note(notes::token_ended(space, before->token_hash));
  writer.end_calendar(id);
  Device device = before.value_or(Device{});
  device.id = id;
  device.member = member.id;
  if (device.record.nil()) device.record = make_uuid(writer.now(), writer.random());
  device.name = shortened_name(name);
  if (device.name.empty()) device.name = member.name;
  std::string token = make_token(space, writer.random());
  device.token_hash = read_token(token)->hash;
  device.token_used = false;
  device.invite_hash = invite_hash;
  device.joined = writer.now();
  device.revoked.reset();
  device.unconfirmed = false;
  transaction.put_device(space, device);
  writer.write_own(device.record, kinds::kDevice,
                   {{"name", device.name},
                    {"device", id.text()},
                    {"member", member.id.text()},
                    {"role", std::string(role_name(member.role))}});
  return token;
}

}  // namespace crosstalk::hub
