#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace crosstalk {

enum class TextUnit { character, word, sentence, line, paragraph };

/// [begin, end) in code points.
struct TextSegment {
  std::size_t begin = 0, end = 0;
};

/// The unit of text that `at` is in, with the spaces after it, as screen readers ask for it.
/// `row_begins` are where wrapped rows begin, for `line`; empty: a line is a paragraph.
TextSegment text_segment(std::u32string_view text, const std::vector<std::size_t>& row_begins,
                         std::size_t at, TextUnit unit);

}  // namespace crosstalk
