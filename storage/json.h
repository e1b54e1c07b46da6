#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace crosstalk {

/// The one JSON type of the product. Compiled without exceptions: look before you read
/// (`is_string()`, `find`), for a value of another type ends the program.
using Json = nlohmann::json;

/// Reads one JSON text; nothing when it is malformed, nested deeper than 64, or followed by
/// anything else.
std::optional<Json> parse_json(std::string_view text);

/// Compact JSON text. Strings in `json` must be valid UTF-8 (everything that was parsed or passed
/// `valid_utf8` is).
std::string to_text(const Json& json);

/// The string member `name` of an object, or nothing.
std::optional<std::string> string_member(const Json& object, std::string_view name);

}  // namespace crosstalk
