#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/window/ui.h"
#include "storage/search.h"

namespace crosstalk {

/// How text is laid out and drawn. Widths step by the fonts' advances in whole device pixels: no
/// kerning, no shaping. Text is UTF-8; what is broken is shown as U+FFFD. Code points met here for
/// the first time are in the fonts at the next frame.

float text_width(Ui& ui, TypeStyle style, std::string_view text);
/// Where lines begin and end (bytes), broken at spaces and, in a word longer than the line,
/// anywhere; after line ends too.
struct TextLine {
  std::size_t begin, end;
};
std::vector<TextLine> break_lines(Ui& ui, TypeStyle style, std::string_view text, float width);
/// Height of the text wrapped to `width`, at most `lines_max` lines (0: all).
float text_height(Ui& ui, TypeStyle style, std::string_view text, float width, int lines_max = 0);
/// The text, or as much as fits with "…" at the end.
std::string ellipsis(Ui& ui, TypeStyle style, std::string_view text, float width);
/// NFC, for display; the text itself is left as it was written.
std::string display_text(std::string_view text);
/// The text with every code point that no font of the window has written as [U+1F9FF], for a note
/// being read.
std::string with_missing_named(Ui& ui, std::string_view text);

struct TextSpec {
  TypeStyle style = TypeStyle::body;
  Color color = Color::ink;
  float width =
      0;  ///< wraps to this; 0: to the room there is; less than 0: one line as long as it is
  int lines_max = 0;  ///< more ends in "…"; 0: all
  float height =
      0;  ///< at least this high, the text in the middle of it, so that it stands beside a button
  bool right = false;  ///< ends at the right of its width
  bool center = false;
  std::vector<TextRange> marks = {};  ///< bytes of the words that a search found
  bool spoken = false;  ///< a screen reader says it when it appears, wherever the person is
};

/// Behind one line of text that begins at `at` with byte `begin` of the words: what a search found
/// in it, in accent_soft with a line below.
void mark_line(Ui& ui, TypeStyle style, ImVec2 at, std::string_view line, std::size_t begin,
               const std::vector<TextRange>& marks);
/// The words that are marked, ", " between, as tests and assistive technology are told.
std::string marked_words(std::string_view words, const std::vector<TextRange>& marks);

/// Static text. Reported to tests and assistive technology under its own words, or under `name`
/// when there is one.
void text(Ui& ui, std::string_view words, const TextSpec& spec = {}, std::string_view name = {});

/// Pieces of one paragraph in several styles of the same size ("**Heard 6 times** · 5 sectors"),
/// wrapped together.
struct TextRun {
  std::string_view words = {};
  TypeStyle style = TypeStyle::body;
  Color color = Color::ink;
};
void rich_text(Ui& ui, const std::vector<TextRun>& runs, float width = 0);
float rich_text_height(Ui& ui, const std::vector<TextRun>& runs, float width);

/// A label in `ink_2` over or beside its value: beside it from 360 up, else above. `label_column`
/// is the width of the labels.
void fact(Ui& ui, std::string_view label, std::string_view value, float label_column);

/// An icon at the cursor, one line of body high.
void icon(Ui& ui, Icon which, Color color = Color::ink, IconSize size = IconSize::normal);
void stance_mark(Ui& ui, Stance stance, Color color = Color::ink);

}  // namespace crosstalk
