#include "client/window/accessible/text_segments.h"

#include <doctest/doctest.h>

#include <string>

namespace crosstalk {
namespace {

std::u32string part(std::u32string_view text, std::size_t at, TextUnit unit,
                    const std::vector<std::size_t>& rows = {}) {
  const TextSegment found = text_segment(text, rows, at, unit);
  return std::u32string(text.substr(found.begin, found.end - found.begin));
}

TEST_CASE("a word is read with the space behind it, wherever in it one asks") {
  for (const std::size_t at : {4U, 5U, 8U, 9U}) {
    CHECK(part(U"The paper was", at, TextUnit::word) == U"paper ");
  }
  CHECK(part(U"one, two", 3, TextUnit::word) == U", ");
}

TEST_CASE("a sentence ends with its mark and the spaces behind it") {
  const std::u32string text = U"Is it? It was 3.5 then. Yes";
  CHECK(part(text, 0, TextUnit::sentence) == U"Is it? ");
  CHECK(part(text, 16, TextUnit::sentence) == U"It was 3.5 then. ");
  CHECK(part(text, 26, TextUnit::sentence) == U"Yes");
}

TEST_CASE("a line is a wrapped row, and a paragraph where there are none") {
  const std::u32string text = U"one two\nthree";
  CHECK(part(text, 5, TextUnit::line, {0, 4, 8}) == U"two\n");
  CHECK(part(text, 5, TextUnit::line) == U"one two\n");
  CHECK(part(text, 9, TextUnit::paragraph) == U"three");
}

TEST_CASE("a character is a whole cluster") {
  CHECK(part(U"ae\u0301b", 1, TextUnit::character) == U"e\u0301");
  CHECK(part(U"ae\u0301b", 2, TextUnit::character) == U"e\u0301");
}

TEST_CASE("behind the text there is nothing, and its last word and line are still read there") {
  CHECK(part(U"one two", 7, TextUnit::character).empty());
  CHECK(part(U"one two", 7, TextUnit::word) == U"two");
  CHECK(part(U"one two", 7, TextUnit::line, {0, 4}) == U"two");
  CHECK(part(U"one\n", 4, TextUnit::line, {0, 4}).empty());
  CHECK(part(U"", 0, TextUnit::word).empty());
}

}  // namespace
}  // namespace crosstalk
