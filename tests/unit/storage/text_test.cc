#include "storage/text.h"

#include <doctest/doctest.h>

#include <string>

namespace crosstalk {

TEST_CASE("well-formed text of any script is UTF-8") {
  for (const char* text : {"", "plain", "Sgwâr y dref", "العربية", "עברית", "日本語",
                           "👩‍👩‍👧‍👦🏳️‍🌈", "\x7f\x01",
                           "\xf4\x8f\xbf\xbf", "\xef\xbf\xbd"}) {
    CAPTURE(text);
    CHECK(valid_utf8(text));
  }
  CHECK(valid_utf8(std::string_view("a\0b", 3)));
}

TEST_CASE("bytes that RFC 3629 forbids are not UTF-8") {
  for (const char* text :
       {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc3", "\xc3(", "\xe0\x80\x80", "\xe2\x82",
        "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x80\x80\x80", "\xf0\x9f\x98", "\xf4\x90\x80\x80",
        "\xf5\x80\x80\x80", "\xfe", "\xff", "ok\xff", "caf\xe9"}) {
    CAPTURE(text);
    CHECK_FALSE(valid_utf8(text));
  }
}

TEST_CASE("code points are counted, not bytes") {
  CHECK(code_points("") == 0);
  CHECK(code_points("naïve") == 5);
  CHECK(code_points("日本語😀") == 4);
}

TEST_CASE("outer space goes and inner runs become one space") {
  CHECK(trimmed("  a \t\n b\u00a0\u2003c  ") == "a b c");
  CHECK(trimmed("\u3000\u2028") == "");
  CHECK(trimmed("") == "");
}

TEST_CASE("messages count as the same words whatever their case, spaces and composition") {
  CHECK(folded("  We Need  ONE\tdirection ") == "we need one direction");
  CHECK(folded("Cafe\u0301") == folded("CAFÉ"));
  CHECK(folded("Straße") == folded("STRASSE"));
  CHECK(folded("ΣΊΣΥΦΟΣ") == folded("σίσυφος"));
  CHECK(folded("a") != folded("b"));
  CHECK(folded("resume") != folded("résumé"));
  CHECK(folded("") == "");
}

TEST_CASE("folding what is not UTF-8 gives the bytes back") { CHECK(folded(" \xff ") == "\xff"); }

TEST_CASE("the summary is the first sentence") {
  CHECK(summary_of("Nobody phones back. It is a pity.") == "Nobody phones back.");
  CHECK(summary_of("Why not? Ask them.") == "Why not?");
  CHECK(summary_of("Really?! They said so.") == "Really?!");
  CHECK(summary_of("no sentence at all") == "no sentence at all");
  CHECK(summary_of("lower case. also lower case.") == "lower case.");
  CHECK(summary_of("終わり。次の文。") == "終わり。");
}

TEST_CASE("the summary is the first line where that is shorter") {
  CHECK(summary_of("Agreements\nA long story. Of two sentences.") == "Agreements");
  CHECK(summary_of("\n \r\n  Agreements  \r\nmore") == "Agreements");
  CHECK(summary_of("one\u2028two") == "one");
}

TEST_CASE("a blank note has no summary") {
  CHECK(summary_of("") == "");
  CHECK(summary_of(" \n\t\u00a0\n") == "");
}

TEST_CASE("a full stop inside a word, a title or a number ends no sentence") {
  CHECK(summary_of("Dr. Jones said 2.5 hours. Then left.") == "Dr. Jones said 2.5 hours.");
  CHECK(summary_of("They use tools, e.g. spreadsheets, daily. Fine.") ==
        "They use tools, e.g. spreadsheets, daily.");
  CHECK(summary_of("J. Smith agreed. So did I.") == "J. Smith agreed.");
  CHECK(summary_of("1. First point. 2. Second") == "1. First point.");
  CHECK(summary_of("See example.org. It helps.") == "See example.org.");
}

TEST_CASE("a quotation inside a sentence does not end it") {
  CHECK(summary_of("\"Who owns it?\" he asked. No answer.") == "\"Who owns it?\" he asked.");
  CHECK(summary_of("“We share.” They do.") == "“We share.”");
}

TEST_CASE("a long sentence is cut at a word and ends with an ellipsis") {
  std::string body;
  for (int word = 0; word < 60; ++word) body += "words ";
  const std::string summary = summary_of(body);
  CHECK(code_points(summary) <= 120);
  CHECK(code_points(summary) > 100);
  CHECK(summary.ends_with("words…"));
}

TEST_CASE("a sentence of exactly 120 characters is whole") {
  const std::string body = std::string(60, 'a') + " " + std::string(59, 'b');
  CHECK(summary_of(body) == body);
  CHECK(summary_of(body + "b") == std::string(60, 'a') + "…");
}

TEST_CASE("one endless word is cut between characters as people see them") {
  CHECK(summary_of(std::string(5000, 'a')) == std::string(119, 'a') + "…");
  std::string accents;
  for (int letter = 0; letter < 200; ++letter) accents += "e\u0301";
  const std::string summary = summary_of(accents);
  CHECK(valid_utf8(summary));
  CHECK(code_points(summary) <= 120);
  CHECK(summary.ends_with("e\u0301…"));
}

TEST_CASE("two million characters have a summary too") {
  const std::string summary = summary_of(std::string(2'000'000, 'x') + "\nmore");
  CHECK(code_points(summary) == 120);
}

}  // namespace crosstalk
