#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sync/hub/space_writer.h"

namespace crosstalk::hub {

/// A new member with their record, which tells devices the name.
Member add_member(SpaceWriter& writer, std::string_view name, Role role);

/// Lets a device in as that member and writes its record, so that coordinators can name it and,
/// of a kiosk, say which event it stands at. Gives the token, which is kept nowhere else. A device
/// that was here before keeps its record.
std::string admit_device(SpaceWriter& writer, DeviceId id, const Member& member,
                         std::string_view name, const Key& invite_hash);

/// A name cut to what is kept of one, at a character.
std::string shortened_name(std::string_view name);

}  // namespace crosstalk::hub
