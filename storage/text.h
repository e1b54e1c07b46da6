#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace crosstalk {

/// True where `text` is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool valid_utf8(std::string_view text);

/// The summary that lists show for a note: its first sentence (or first line, where that is
/// shorter), at most 120 characters, cut at a word with "…" where it is longer. Of a blank note,
/// empty. `body` must be valid UTF-8.
std::string summary_of(std::string_view body);

/// Words with outer space removed and inner runs folded to one space.
std::string trimmed(std::string_view text);

/// The key under which two messages count as the same words: NFC, case folded, spaces folded
/// (protocol, Merging).
std::string folded(std::string_view text);

/// The number of code points.
std::size_t code_points(std::string_view text);

}  // namespace crosstalk
