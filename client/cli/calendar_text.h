#pragma once

#include <string>
#include <string_view>

namespace crosstalk {

/// A value of type TEXT (RFC 5545, 3.3.11): backslash, semicolon, comma and line ends escaped,
/// other control characters, which the format has no way to write, as spaces.
std::string calendar_text(std::string_view text);

/// One content line with its CRLF, folded so that no line is over 75 bytes and no character is torn
/// (RFC 5545, 3.1).
std::string calendar_line(std::string_view name, std::string_view value);

}  // namespace crosstalk
