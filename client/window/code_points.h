#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace crosstalk {

/// What the window must know of Unicode: reading and writing UTF-8, what has no width, where
/// clusters and words begin.

/// The code points of UTF-8; each maximal broken part becomes one U+FFFD, NUL is kept.
std::u32string code_points_of(std::string_view utf8);
std::string utf8_of(std::u32string_view code_points);
void append_utf8(std::string& to, char32_t code_point);
/// Reads the code point at `at` and moves `at` past it; U+FFFD where it is broken. `at` must be
/// inside.
char32_t next_code_point(std::string_view utf8, std::size_t& at);

/// Combining marks, joiners, variation selectors, tags: drawn over what they follow, or not at all.
bool has_no_width(char32_t code_point);
/// Never drawn: joiners, selectors, marks of direction, controls.
bool is_invisible(char32_t code_point);
/// Spaces that a line may be broken at.
bool is_break_space(char32_t code_point);
/// Scripts that may be broken between any two characters.
bool breaks_anywhere(char32_t code_point);

/// Whether a caret may stand before `text[at]` (UAX 29, extended grapheme clusters).
bool is_cluster_boundary(std::u32string_view text, std::size_t at);

enum class WordClass { space, letter, sign, line_end };
WordClass word_class(char32_t code_point);

}  // namespace crosstalk
