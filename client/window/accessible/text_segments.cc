#include "client/window/accessible/text_segments.h"

#include <algorithm>

#include "client/window/code_points.h"

namespace crosstalk {
namespace {

bool begins_word(std::u32string_view text, std::size_t at) {
  if (at == 0) return true;
  const WordClass before = word_class(text[at - 1]);
  const WordClass here = word_class(text[at]);
  return here != before && here != WordClass::space && here != WordClass::line_end;
}

bool ends_sentence(char32_t c) {
  return c == U'.' || c == U'!' || c == U'?' || c == U'…' || c == U'\n';
}

// After a full stop and the spaces behind it.
bool begins_sentence(std::u32string_view text, std::size_t at) {
  if (at == 0 || text[at - 1] == U'\n') return true;
  if (word_class(text[at]) == WordClass::space) return false;
  std::size_t back = at;
  while (back > 0 && word_class(text[back - 1]) == WordClass::space) --back;
  return back < at && back > 0 && ends_sentence(text[back - 1]);
}

bool begins(std::u32string_view text, const std::vector<std::size_t>& rows, std::size_t at,
            TextUnit unit) {
  switch (unit) {
    case TextUnit::character:
      return is_cluster_boundary(text, at);
    case TextUnit::word:
      return begins_word(text, at);
    case TextUnit::sentence:
      return begins_sentence(text, at);
    case TextUnit::line:
      if (!rows.empty()) return std::binary_search(rows.begin(), rows.end(), at);
      [[fallthrough]];
    case TextUnit::paragraph:
      return at == 0 || text[at - 1] == U'\n';
  }
  return true;
}

}  // namespace

TextSegment text_segment(std::u32string_view text, const std::vector<std::size_t>& row_begins,
                         std::size_t at, TextUnit unit) {
  // Behind the last line end an empty line of its own; elsewhere the end belongs to what is before.
  if (at >= text.size()) {
    const bool empty_line = unit == TextUnit::line || unit == TextUnit::paragraph;
    if (text.empty() || unit == TextUnit::character || (empty_line && text.back() == U'\n')) {
      return {text.size(), text.size()};
    }
    at = text.size() - 1;
  }
  TextSegment found{at, at + 1};
  while (found.begin > 0 && !begins(text, row_begins, found.begin, unit)) --found.begin;
  while (found.end < text.size() && !begins(text, row_begins, found.end, unit)) ++found.end;
  return found;
}

}  // namespace crosstalk
