#include "sync/hub/administration.h"

#include <array>
#include <charconv>
#include <functional>

#include "storage/text.h"
#include "sync/hub/hub_limits.h"
#include "sync/hub/journal_notes.h"
#include "sync/hub/people.h"
#include "sync/hub/secrets.h"
#include "sync/hub/space_writer.h"

namespace crosstalk::hub {
namespace {

Error wrong(std::string words) {
  return make_error_saying(ErrorCode::invalid_value, std::move(words));
}

Error no_space(std::string_view name) {
  return wrong("There is no space \"" + std::string(name) + "\" on this hub: see \"space list\".");
}

std::optional<Error> bad_name(std::string_view name) {
  if (trimmed(name).empty()) return wrong("A name cannot be empty.");
  if (!valid_utf8(name)) return wrong("The name is not readable text (UTF-8).");
  if (name.size() > kNameBytesMax) {
    return wrong("A name may have at most " + std::to_string(kNameBytesMax) + " bytes.");
  }
  return std::nullopt;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end.ec != std::errc() || end.ptr != text.data() + text.size() || value < 0) {
    return std::nullopt;
  }
  return value;
}

// Runs `change` on the named space in one write transaction.
Result<void> in_space(HubStore& store, std::string_view name,
                      const std::function<Result<void>(HubTransaction&, const Space&)>& change) {
  auto begun = store.write();
  if (!begun) return begun.error();
  HubTransaction& transaction = **begun;
  const auto space = transaction.space_named(trimmed(name));
  if (!space && !transaction.failed()) return no_space(name);
  if (space) {
    const auto done = change(transaction, *space);
    // Where the store has failed nobody was found, and that is no reason.
    if (!done && !transaction.failed()) return done.error();
  }
  return transaction.commit();
}

// The one member of that name or id.
Result<Member> find_member(HubTransaction& transaction, const Space& space,
                           std::string_view wanted) {
  std::vector<Member> found;
  for (const Member& member : transaction.members(space.id)) {
    if (member.name == wanted || member.id.text() == wanted) found.push_back(member);
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    return wrong("There is no member \"" + std::string(wanted) + "\": see \"member list\".");
  }
  return wrong("Several members are called \"" + std::string(wanted) +
               "\": name one by the id that \"member list\" shows.");
}

constexpr std::array<std::string_view, 3> kNumberSettings = {"retention_days", "figures_min_notes",
                                                             "lock_after_days"};

}  // namespace

Result<Space> add_space(HubStore& store, std::string_view name, Instant now, Random& random) {
  if (auto bad = bad_name(name)) return *bad;
  auto begun = store.write();
  if (!begun) return begun.error();
  HubTransaction& transaction = **begun;
  Space space;
  space.name = trimmed(name);
  if (transaction.space_named(space.name)) {
    return wrong("There is a space \"" + space.name + "\" on this hub already.");
  }
  space.id = make_uuid(now, random);
  space.hub_device = make_device_id(random);
  space.seal_key = random_key(random);
  const SealingKeys keys = make_sealing_keys(random);
  space.sealing_public = keys.open;
  space.sealing_secret = keys.secret;
  transaction.put_space(space);
  SpaceWriter writer(transaction, space, now, random);
  writer.write_own(space.id, kinds::kSpace, {{"name", space.name}});
  if (const auto done = transaction.commit(); !done) return done.error();
  return space;
}

Result<std::vector<Space>> list_spaces(HubStore& store) {
  auto begun = store.read();
  if (!begun) return begun.error();
  auto spaces = (*begun)->spaces();
  if (const auto done = (*begun)->commit(); !done) return done.error();
  return spaces;
}

Result<void> set_space(HubStore& store, std::string_view name, std::string_view key,
                       std::string_view value, Instant now, Random& random) {
  Json setting;
  if (key == "name") {
    if (auto bad = bad_name(value)) return *bad;
    setting = trimmed(value);
  } else {
    bool known = false;
    for (const std::string_view each : kNumberSettings) known = known || each == key;
    if (!known) {
      return wrong("There is no setting \"" + std::string(key) +
                   "\": name, retention_days, figures_min_notes or lock_after_days.");
    }
    const auto number = whole_number(value);
    if (!number) return wrong("\"" + std::string(key) + "\" is a whole number.");
    setting = *number;
  }
  return in_space(
      store, name, [&](HubTransaction& transaction, const Space& space) -> Result<void> {
        const auto other = transaction.space_named(trimmed(value));
        if (key == "name" && other && other->id != space.id) {
          return wrong("There is a space \"" + trimmed(value) + "\" on this hub already.");
        }
        SpaceWriter(transaction, space, now, random)
            .write_own(space.id, kinds::kSpace, {{std::string(key), setting}});
        return {};
      });
}

Result<std::string> add_invite(HubStore& store, const InviteOptions& options, Instant now,
                               Random& random) {
  if (options.uses < 1) return wrong("--uses is at least 1.");
  if (!options.name.empty()) {
    if (auto bad = bad_name(options.name)) return *bad;
  }
  std::string code = make_code(random);
  const auto done = in_space(
      store, options.space, [&](HubTransaction& transaction, const Space& space) -> Result<void> {
        Invite invite;
        invite.code_hash = code_hash(code);
        invite.role = options.role;
        invite.name = trimmed(options.name);
        invite.uses_left = options.uses;
        invite.expires = now + options.lifetime;
        if (!options.member.empty()) {
          const auto member = find_member(transaction, space, options.member);
          if (!member) return member.error();
          if (member->role != options.role) {
            return wrong("\"" + member->name + "\" is a " + std::string(role_name(member->role)) +
                         ": name that role.");
          }
          invite.member = member->id;
        }
        transaction.put_invite(space.id, invite);
        return {};
      });
  if (!done) return done.error();
  return code;
}

Result<std::vector<Member>> list_members(HubStore& store, std::string_view name) {
  auto begun = store.read();
  if (!begun) return begun.error();
  const auto space = (*begun)->space_named(trimmed(name));
  auto members = space ? (*begun)->members(space->id) : std::vector<Member>();
  if (const auto done = (*begun)->commit(); !done) return done.error();
  if (!space) return no_space(name);
  return members;
}

Result<void> rename_member(HubStore& store, std::string_view space_name, std::string_view member,
                           std::string_view name, Instant now, Random& random) {
  if (auto bad = bad_name(name)) return *bad;
  return in_space(store, space_name,
                  [&](HubTransaction& transaction, const Space& space) -> Result<void> {
                    const auto found = find_member(transaction, space, member);
                    if (!found) return found.error();
                    SpaceWriter(transaction, space, now, random)
                        .write_own(found->id, kinds::kMember, {{"name", trimmed(name)}});
                    return {};
                  });
}

Result<void> suspend_member(HubStore& store, std::string_view space_name, std::string_view member,
                            bool suspended, Instant now, Random& random) {
  return in_space(store, space_name,
                  [&](HubTransaction& transaction, const Space& space) -> Result<void> {
                    const auto found = find_member(transaction, space, member);
                    if (!found) return found.error();
                    SpaceWriter(transaction, space, now, random)
                        .write_own(found->id, kinds::kMember, {{"suspended", suspended}});
                    return {};
                  });
}

Result<std::vector<DeviceRow>> list_devices(HubStore& store, std::string_view name) {
  auto begun = store.read();
  if (!begun) return begun.error();
  HubTransaction& transaction = **begun;
  const auto space = transaction.space_named(trimmed(name));
  std::vector<DeviceRow> rows;
  if (space) {
    for (const Device& device : transaction.devices(space->id)) {
      rows.push_back({device, transaction.member(space->id, device.member).value_or(Member{})});
    }
  }
  if (const auto done = transaction.commit(); !done) return done.error();
  if (!space) return no_space(name);
  return rows;
}

Result<void> revoke_device(HubStore& store, DeviceId id, Instant now) {
  auto begun = store.write();
  if (!begun) return begun.error();
  HubTransaction& transaction = **begun;
  bool found = false;
  for (const Space& space : transaction.spaces()) {
    auto device = transaction.device(space.id, id);
    if (!device) continue;
    found = true;
    if (device->revoked) continue;
    device->revoked = now;
    transaction.put_device(space.id, *device);
    transaction.note(notes::revoked(space.id, *device));
  }
  if (!found && !transaction.failed()) {
    return wrong("This hub knows no device " + id.text() + ": see \"devices\".");
  }
  return transaction.commit();
}

Result<void> confirm_device(HubStore& store, DeviceId id) {
  auto begun = store.write();
  if (!begun) return begun.error();
  HubTransaction& transaction = **begun;
  bool found = false;
  for (const Space& space : transaction.spaces()) {
    auto device = transaction.device(space.id, id);
    if (!device) continue;
    found = true;
    if (!device->unconfirmed) continue;
    device->unconfirmed = false;
    transaction.put_device(space.id, *device);
  }
  if (!found && !transaction.failed()) {
    return wrong("This hub knows no device " + id.text() + ": see \"devices\".");
  }
  return transaction.commit();
}

std::optional<Milliseconds> parse_lifetime(std::string_view text) {
  using std::chrono::hours;
  using std::chrono::minutes;
  if (text.size() < 2) return std::nullopt;
  const auto count = whole_number(text.substr(0, text.size() - 1));
  constexpr std::int64_t kDaysMax = 3650;
  if (!count || *count == 0 || *count > kDaysMax * 24 * 60) return std::nullopt;
  Milliseconds lifetime{0};
  switch (text.back()) {
    case 's':
      lifetime = std::chrono::seconds(*count);
      break;
    case 'm':
      lifetime = minutes(*count);
      break;
    case 'h':
      lifetime = hours(*count);
      break;
    case 'd':
      lifetime = hours(24 * *count);
      break;
    default:
      return std::nullopt;
  }
  if (lifetime > hours(24 * kDaysMax)) return std::nullopt;
  return lifetime;
}

}  // namespace crosstalk::hub
