#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace crosstalk::hub {

enum class UnpackFailure { unsupported, malformed, too_large };

/// The body as it was before `Content-Encoding` (zstd, gzip, identity or empty; any case), at most
/// `bytes_max` long: what would unpack to more is not unpacked further.
std::variant<std::string, UnpackFailure> unpack(std::string_view encoding, std::string body,
                                                std::size_t bytes_max);

/// "zstd", "gzip" or, where neither is allowed, empty.
std::string_view chosen_encoding(std::string_view accept_encoding);

/// The body packed; `encoding` comes from `chosen_encoding`.
std::string pack(std::string_view encoding, std::string body);

}  // namespace crosstalk::hub
