#include "client/window/code_points.h"

#include <doctest/doctest.h>

#include <string>

namespace crosstalk {

TEST_CASE("UTF-8 goes to code points and back unchanged") {
  const std::string text = "a ß € 😀 \xE2\x80\x8D שלום";
  CHECK(utf8_of(code_points_of(text)) == text);
}

TEST_CASE("overlong forms, surrogates and cut sequences are broken") {
  CHECK(code_points_of("\xC0\xAF") == U"\uFFFD");
  CHECK(code_points_of("\xED\xA0\x80") == U"\uFFFD");
  CHECK(code_points_of("\xF0\x9F\x98") == U"\uFFFD");
  CHECK(code_points_of("a\x80") == U"a\uFFFD");
}

TEST_CASE("marks, joiners and selectors have no width and letters have") {
  CHECK(has_no_width(0x301));
  CHECK(has_no_width(0x200D));
  CHECK(has_no_width(0xFE0F));
  CHECK(has_no_width(0x1F3FD));
  CHECK_FALSE(has_no_width(U'a'));
  CHECK_FALSE(has_no_width(0x1F600));
  CHECK_FALSE(has_no_width(0x0903));
}

TEST_CASE("a family, a flag and a letter with its accents are one cluster each") {
  const std::u32string family = U"👨‍👩‍👧";
  for (std::size_t i = 1; i < family.size(); ++i) CHECK_FALSE(is_cluster_boundary(family, i));
  const std::u32string flags = U"🇬🇧🇫🇷";
  CHECK_FALSE(is_cluster_boundary(flags, 1));
  CHECK(is_cluster_boundary(flags, 2));
  CHECK_FALSE(is_cluster_boundary(flags, 3));
  const std::u32string accents = U"e\u0301\u0323x";
  CHECK_FALSE(is_cluster_boundary(accents, 2));
  CHECK(is_cluster_boundary(accents, 3));
}

TEST_CASE("the beginning and the end of a text are boundaries") {
  CHECK(is_cluster_boundary(U"", 0));
  CHECK(is_cluster_boundary(U"ab", 0));
  CHECK(is_cluster_boundary(U"ab", 2));
}

TEST_CASE("an apostrophe belongs to its word and a dash does not") {
  CHECK(word_class(0x2019) == WordClass::letter);
  CHECK(word_class(U'-') == WordClass::sign);
  CHECK(word_class(U'é') == WordClass::letter);
  CHECK(word_class(0xA0) == WordClass::space);
  CHECK(word_class(U'\n') == WordClass::line_end);
}

}  // namespace crosstalk
