#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sync/hub/hub_store.h"

namespace crosstalk::hub {

/// Lower-case hex digits.
std::string hex(std::span<const std::byte> bytes);
/// 64 hex digits; all zero for anything else.
Key key_from_hex(std::string_view text);

/// RFC 4648, 5, without padding.
std::string base64url(std::span<const std::byte> bytes);
/// Nothing for anything that `base64url` does not give.
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace crosstalk::hub
