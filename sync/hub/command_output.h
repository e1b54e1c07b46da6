#pragma once

#include <string>
#include <vector>

#include "sync/hub/administration.h"

namespace crosstalk::hub {

/// What the verbs print, ending with a line break: a line each, or stable JSON.
std::string spaces_text(const std::vector<Space>& spaces, bool json);
std::string members_text(const std::vector<Member>& members, bool json);
std::string devices_text(const std::vector<DeviceRow>& rows, bool json);

}  // namespace crosstalk::hub
