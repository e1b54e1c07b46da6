#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace crosstalk {

/// A part of a text, in bytes.
struct TextSpan {
  std::size_t begin = 0, end = 0;
  bool operator==(const TextSpan&) const = default;
};

/// The words that stand in one of two texts only, whole words, neighbours joined. By the longest
/// common run of words (the textbook table); of texts beyond some thousand words that differ a lot,
/// what lies between their common beginning and end counts as different.
struct Difference {
  std::vector<TextSpan> only_first, only_second;
};
Difference difference(std::string_view first, std::string_view second);

}  // namespace crosstalk
