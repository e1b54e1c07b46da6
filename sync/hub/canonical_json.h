#pragma once

#include <string>

#include "storage/json.h"

namespace crosstalk::hub {

/// The one text of a JSON value (RFC 8785): members by their names' UTF-16 code units, no spaces,
/// numbers as ECMAScript writes them. What seals are computed over, so that any implementation that
/// holds equal values has equal seals. Strings must be valid UTF-8.
std::string canonical_json(const Json& json);

}  // namespace crosstalk::hub
