#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/clock.h"
#include "storage/result.h"
#include "sync/hub/hub_store.h"

/// What whoever runs the hub does to a store, from a command line beside the serving hub: each
/// function is one transaction. Errors are `invalid-value` in words for a person, or those of the
/// store.
namespace crosstalk::hub {

Result<Space> add_space(HubStore& store, std::string_view name, Instant now, Random& random);
Result<std::vector<Space>> list_spaces(HubStore& store);

/// `key` is one of name, retention_days, figures_min_notes, lock_after_days.
Result<void> set_space(HubStore& store, std::string_view space, std::string_view key,
                       std::string_view value, Instant now, Random& random);

struct InviteOptions {
  std::string space;
  Role role = Role::recorder;
  std::string name;    // of the member to be
  std::string member;  // name of an existing one who gets a further device; empty: a new member
  std::int64_t uses = 1;
  Milliseconds lifetime{0};
};
/// Gives the code, which is kept nowhere else.
Result<std::string> add_invite(HubStore& store, const InviteOptions& options, Instant now,
                               Random& random);

Result<std::vector<Member>> list_members(HubStore& store, std::string_view space);
Result<void> rename_member(HubStore& store, std::string_view space, std::string_view member,
                           std::string_view name, Instant now, Random& random);
Result<void> suspend_member(HubStore& store, std::string_view space, std::string_view member,
                            bool suspended, Instant now, Random& random);

struct DeviceRow {
  Device device;
  Member member;
};
Result<std::vector<DeviceRow>> list_devices(HubStore& store, std::string_view space);

/// Ends the device's access in every space that has it. Ended already: done again.
Result<void> revoke_device(HubStore& store, DeviceId device, Instant now);

/// Lets a device in again that waits since the hub was restored without its journal, in every space
/// that has it. One that does not wait: done again.
Result<void> confirm_device(HubStore& store, DeviceId device);

/// `90s`, `30m`, `12h`, `7d`; nothing for anything else, and for what is longer than ten years.
std::optional<Milliseconds> parse_lifetime(std::string_view text);

}  // namespace crosstalk::hub
