#include "client/window/edit_core.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "client/window/code_points.h"

namespace crosstalk {
namespace {

// Every character ten pixels wide.
class TenPixels final : public GlyphWidths {
 public:
  float advance(char32_t) const override { return 10; }
  std::uint64_t generation() const override { return 1; }
};

const TenPixels kWidths;

EditCore made(std::string_view text, float width = 100) {
  EditCore core;
  core.set_text(text);
  core.lay_out(kWidths, width);
  return core;
}

std::vector<std::string> row_texts(const EditCore& core) {
  std::vector<std::string> rows;
  for (const EditCore::Row& row : core.rows()) {
    rows.push_back(
        utf8_of(std::u32string_view(core.shown()).substr(row.begin, row.end - row.begin)));
  }
  return rows;
}

using Rows = std::vector<std::string>;

}  // namespace

TEST_CASE("text wraps at spaces, which hang past the edge") {
  CHECK(row_texts(made("one two three four")) == Rows{"one two ", "three four"});
  CHECK(row_texts(made("one two th")) == Rows{"one two th"});
  CHECK(row_texts(made("aaaa bbbbb   cc")) == Rows{"aaaa bbbbb   ", "cc"});
}

TEST_CASE("a word longer than the line is broken anywhere") {
  CHECK(row_texts(made("abcdefghijklmno")) == Rows{"abcdefghij", "klmno"});
  CHECK(row_texts(made("a abcdefghijklmno")) == Rows{"a ", "abcdefghij", "klmno"});
}

TEST_CASE("a line end makes a row, at the end of the text too") {
  CHECK(row_texts(made("one\n\ntwo\n")) == Rows{"one", "", "two", ""});
  CHECK(row_texts(made("")) == Rows{""});
}

TEST_CASE("a row is never broken inside a character made of several code points") {
  const EditCore core = made("aaaaaaaaae\xCC\x81zz");
  REQUIRE(core.rows().size() == 2);
  CHECK(row_texts(core) == Rows{"aaaaaaaaae\xCC\x81", "zz"});
}

TEST_CASE("text comes back exactly as it was set") {
  const std::string text = "a\tb\n\nç 😀 שלום \xE2\x80\x8D";
  CHECK(made(text).text() == text);
}

TEST_CASE("a zero byte inside the text is kept") {
  const std::string text{"a\0b", 3};
  CHECK(made(text).text() == text);
}

TEST_CASE("each broken part of UTF-8 becomes one replacement character") {
  CHECK(made("a\xFF\x62").text() == "a\xEF\xBF\xBD\x62");
  CHECK(made("a\xE2\x82").text() == "a\xEF\xBF\xBD");
}

TEST_CASE("the caret steps over clusters and not over code points") {
  EditCore core = made("e\xCC\x81👩‍🚒🇬🇧x");
  core.move_text_start(false);
  std::vector<std::size_t> stops;
  while (core.caret() < core.size()) {
    core.move_right(false, false);
    stops.push_back(core.caret());
  }
  CHECK(stops == std::vector<std::size_t>{2, 5, 7, 8});
  core.move_left(false, false);
  core.move_left(false, false);
  CHECK(core.caret() == 5);
}

TEST_CASE("word moves stop at the beginnings of words and at line ends") {
  EditCore core = made("It’s two, three\nfour", 1000);
  core.move_text_start(false);
  std::vector<std::size_t> stops;
  while (core.caret() < core.size()) {
    core.move_right(false, true);
    stops.push_back(core.caret());
  }
  CHECK(stops == std::vector<std::size_t>{5, 8, 10, 15, 16, 20});
  core.move_left(false, true);
  CHECK(core.caret() == 16);
}

TEST_CASE("End stays on its row at a soft wrap and a move to the side forgets it") {
  EditCore core = made("one two three four");
  core.move_text_start(false);
  core.move_row_end(false);
  CHECK(core.caret() == 8);
  CHECK(core.caret_at_row_end());
  CHECK(core.caret_row() == 0);
  core.move_right(false, false);
  core.move_left(false, false);
  CHECK(core.caret() == 8);
  CHECK(core.caret_row() == 1);
}

TEST_CASE("Up and down keep the column over a short row between") {
  EditCore core = made("abcdefgh\nab\nabcdefgh", 1000);
  core.move_to({6, false}, false);
  core.move_rows(1, false);
  CHECK(core.caret() == 11);
  core.move_rows(1, false);
  CHECK(core.caret() == 18);
  core.move_rows(-2, false);
  CHECK(core.caret() == 6);
}

TEST_CASE("up in the first row goes to the start and down in the last to the end") {
  EditCore core = made("one\ntwo");
  core.move_to({2, false}, false);
  core.move_rows(-1, false);
  CHECK(core.caret() == 0);
  core.move_text_end(false);
  core.move_rows(1, true);
  CHECK(core.caret() == core.size());
}

TEST_CASE("Home goes to the start of the row that is seen") {
  EditCore core = made("one two three four");
  core.move_text_end(false);
  core.move_row_start(false);
  CHECK(core.caret() == 8);
}

TEST_CASE("a place in a row is the nearest boundary to a point") {
  const EditCore core = made("abcdef");
  CHECK(core.place_at(0, 0).at == 0);
  CHECK(core.place_at(0, 24).at == 2);
  CHECK(core.place_at(0, 26).at == 3);
  CHECK(core.place_at(0, 900).at == 6);
}

TEST_CASE("typing replaces what is selected") {
  EditCore core = made("one two");
  core.select(0, 3);
  core.type(U"1");
  CHECK(core.text() == "1 two");
  CHECK(core.caret() == 1);
}

TEST_CASE("undo goes back word by word and redo forth") {
  EditCore core;
  for (const char32_t c : std::u32string(U"one two")) core.type(std::u32string(1, c));
  CHECK(core.undo());
  CHECK(core.text() == "one ");
  CHECK(core.undo());
  CHECK(core.text().empty());
  CHECK_FALSE(core.undo());
  CHECK(core.redo());
  CHECK(core.redo());
  CHECK(core.text() == "one two");
  CHECK_FALSE(core.redo());
}

TEST_CASE("a run of backspaces is one step of undo, and moving the caret begins another") {
  EditCore core = made("one two");
  core.erase_back(false);
  core.erase_back(false);
  core.move_text_start(false);
  core.move_text_end(false);
  core.erase_back(false);
  CHECK(core.text() == "one ");
  core.undo();
  CHECK(core.text() == "one t");
  core.undo();
  CHECK(core.text() == "one two");
  CHECK(core.caret() == 7);
}

TEST_CASE("undo has no limit") {
  EditCore core;
  constexpr int kSteps = 5000;
  for (int i = 0; i < kSteps; ++i) core.paste("line\n");
  for (int i = 0; i < kSteps; ++i) core.undo();
  CHECK(core.empty());
  CHECK_FALSE(core.can_undo());
}

TEST_CASE("a new change forgets what could be done again") {
  EditCore core = made("a");
  core.type(U"b");
  core.undo();
  core.type(U"c");
  CHECK_FALSE(core.can_redo());
  CHECK(core.text() == "ac");
}

TEST_CASE("backspace takes an accent off its letter, and a picture of several code points whole") {
  EditCore accent = made("e\xCC\x81");
  accent.erase_back(false);
  CHECK(accent.text() == "e");
  EditCore picture = made("x👩‍🚒");
  picture.erase_back(false);
  CHECK(picture.text() == "x");
}

TEST_CASE("erasing with Ctrl takes a word") {
  EditCore core = made("one two three");
  core.erase_back(true);
  CHECK(core.text() == "one two ");
  core.move_text_start(false);
  core.erase_forward(true);
  CHECK(core.text() == "two ");
}

TEST_CASE("what is pasted keeps its lines and loses controls") {
  EditCore core;
  core.paste(
      "a\r\nb\rc\x07"
      "d\te\x7F");
  CHECK(core.text() == "a\nb\ncd\te");
}

TEST_CASE("one line stays one line whatever is pasted") {
  EditCore core(true);
  core.paste("a\r\nb\tc");
  CHECK(core.text() == "a b c");
  core.lay_out(kWidths, 20);
  CHECK(core.rows().size() == 1);
}

TEST_CASE("a double click takes the word or the space under it, a triple one the line") {
  EditCore core = made("one two\nthree", 1000);
  core.select_word(5);
  CHECK(core.text(core.selection_begin(), core.selection_end()) == "two");
  core.select_word(3);
  CHECK(core.text(core.selection_begin(), core.selection_end()) == " ");
  core.select_paragraph(10);
  CHECK(core.text(core.selection_begin(), core.selection_end()) == "three");
}

TEST_CASE("what an input method composes is shown at the caret and is no part of the text") {
  EditCore core = made("ab");
  core.move_to({1, false}, false);
  core.set_preedit(U"xyz", 2);
  core.lay_out(kWidths, 100);
  CHECK(row_texts(core) == Rows{"axyzb"});
  CHECK(core.text() == "ab");
  CHECK(core.caret_x() == 30);
  core.set_preedit({}, 0);
  core.lay_out(kWidths, 100);
  CHECK(row_texts(core) == Rows{"ab"});
}

TEST_CASE("a change that undoes the caret's place under a composition ends the composition") {
  EditCore core = made("ab");
  core.set_preedit(U"xyz", 3);
  core.lay_out(kWidths, 100);
  core.type(U"c");
  core.lay_out(kWidths, 100);
  CHECK(core.preedit().empty());
  CHECK(row_texts(core) == Rows{"abc"});
}

TEST_CASE("after any changes the rows are those that a layout from the start gives") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::u32string letters = U"abc de-f \n gh/漢字 \u0301x";
    const auto pick = [&](std::size_t below) {
      return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
    };
    const auto words = [&](std::size_t most) {
      std::u32string out;
      for (std::size_t i = pick(most) + 1; i > 0; --i) out.push_back(letters[pick(letters.size())]);
      return out;
    };
    EditCore core = made(utf8_of(words(400)), 80);
    for (int step = 0; step < 120; ++step) {
      const std::size_t changes = 1 + pick(3);
      for (std::size_t i = 0; i < changes; ++i) {
        const std::size_t from = pick(core.size() + 1);
        const std::size_t to = std::min(core.size(), from + pick(12));
        switch (pick(5)) {
          case 0:
            core.undo();
            break;
          case 1:
            core.redo();
            break;
          case 2:
            core.replace(from, to, {});
            break;
          default:
            core.replace(from, to, words(20));
            break;
        }
      }
      core.lay_out(kWidths, 80);
      EditCore fresh = made(core.text(), 80);
      REQUIRE(row_texts(core) == row_texts(fresh));
    }
  }
}

TEST_CASE("a letter typed into two million lays out little more than its lines") {
  std::string text;
  while (text.size() < 2'000'000) text += "A sentence that someone said about sharing data. ";
  EditCore core = made(text, 680);
  core.move_to({1'000'000, false}, false);
  core.type(U"x");
  core.lay_out(kWidths, 680);
  CHECK(core.laid_out_last() < 2000);
  CHECK(core.size() > 2'000'000);
}

TEST_CASE("replacing a part is one step that can be undone") {
  EditCore core = made("born 14/03/1948, yes", 1000);
  core.replace(5, 15, U"[date of birth]");
  CHECK(core.text() == "born [date of birth], yes");
  core.undo();
  CHECK(core.text() == "born 14/03/1948, yes");
}

}  // namespace crosstalk
