#include "client/model/difference.h"

#include <algorithm>
#include <cstdint>

namespace crosstalk {
namespace {

// A table of this many cells takes some tens of milliseconds; beyond it, only beginning and end are
// compared.
constexpr std::size_t kCellsMax = 4'000'000;

bool space(char byte) { return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r'; }

std::vector<TextSpan> words_of(std::string_view text) {
  std::vector<TextSpan> words;
  std::size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && space(text[at])) ++at;
    const std::size_t begin = at;
    while (at < text.size() && !space(text[at])) ++at;
    if (at > begin) words.push_back({begin, at});
  }
  return words;
}

struct Words {
  std::string_view text;
  std::vector<TextSpan> spans;
  std::string_view at(std::size_t index) const {
    return text.substr(spans[index].begin, spans[index].end - spans[index].begin);
  }
};

/// Spans of the words marked true, joined where nothing but space lies between.
std::vector<TextSpan> joined_spans(const Words& words, const std::vector<bool>& marked) {
  std::vector<TextSpan> spans;
  for (std::size_t index = 0; index < words.spans.size(); ++index) {
    if (!marked[index]) continue;
    if (index > 0 && marked[index - 1] && !spans.empty()) {
      spans.back().end = words.spans[index].end;
    } else {
      spans.push_back(words.spans[index]);
    }
  }
  return spans;
}

/// Marks what is not on the longest common run of words of [begin, ends).
void mark_between(const Words& first, const Words& second, std::size_t begin, std::size_t first_end,
                  std::size_t second_end, std::vector<bool>& in_first,
                  std::vector<bool>& in_second) {
  const std::size_t rows = first_end - begin;
  const std::size_t columns = second_end - begin;
  if (rows * columns > kCellsMax || rows == 0 || columns == 0) {
    std::fill(in_first.begin() + static_cast<std::ptrdiff_t>(begin),
              in_first.begin() + static_cast<std::ptrdiff_t>(first_end), true);
    std::fill(in_second.begin() + static_cast<std::ptrdiff_t>(begin),
              in_second.begin() + static_cast<std::ptrdiff_t>(second_end), true);
    return;
  }
  const std::size_t stride = columns + 1;
  std::vector<std::uint32_t> longest((rows + 1) * stride, 0);
  for (std::size_t row = rows; row-- > 0;) {
    for (std::size_t column = columns; column-- > 0;) {
      longest[row * stride + column] =
          first.at(begin + row) == second.at(begin + column)
              ? longest[(row + 1) * stride + column + 1] + 1
              : std::max(longest[(row + 1) * stride + column], longest[row * stride + column + 1]);
    }
  }
  std::size_t row = 0, column = 0;
  while (row < rows || column < columns) {
    if (row < rows && column < columns && first.at(begin + row) == second.at(begin + column)) {
      ++row;
      ++column;
    } else if (column == columns || (row < rows && longest[(row + 1) * stride + column] >=
                                                       longest[row * stride + column + 1])) {
      in_first[begin + row++] = true;
    } else {
      in_second[begin + column++] = true;
    }
  }
}

}  // namespace

Difference difference(std::string_view first, std::string_view second) {
  const Words one{first, words_of(first)};
  const Words other{second, words_of(second)};
  std::size_t begin = 0;
  const std::size_t least = std::min(one.spans.size(), other.spans.size());
  while (begin < least && one.at(begin) == other.at(begin)) ++begin;
  std::size_t one_end = one.spans.size(), other_end = other.spans.size();
  while (one_end > begin && other_end > begin && one.at(one_end - 1) == other.at(other_end - 1)) {
    --one_end;
    --other_end;
  }
  std::vector<bool> in_one(one.spans.size()), in_other(other.spans.size());
  mark_between(one, other, begin, one_end, other_end, in_one, in_other);
  return {joined_spans(one, in_one), joined_spans(other, in_other)};
}

}  // namespace crosstalk
