#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crosstalk {

/// Advances of the font that an `EditCore` is laid out with, in pixels. `generation` changes when
/// advances may have.
class GlyphWidths {
 public:
  virtual ~GlyphWidths() = default;
  virtual float advance(char32_t code_point) const = 0;
  virtual std::uint64_t generation() const = 0;
};

/// The text of an editor: code points, rows wrapped to a width, a caret with a side, and unlimited
/// undo. Knows no window. Positions are indices of code points, 0 to `size()`; they stand between
/// grapheme clusters. A change lays out again only from the row before it to the first row that
/// ends up as it was, so that 2 MB stay quick.
class EditCore {
 public:
  /// [begin, end) is what the row shows; `next` is where the following row begins (one further
  /// after a line end).
  struct Row {
    std::size_t begin, end, next;
  };
  struct Place {
    std::size_t at = 0;
    bool row_end =
        false;  ///< at a soft wrap: the end of the row above rather than the start of the row below
  };

  explicit EditCore(bool single_line = false) : single_line_(single_line) {}

  /// Replaces everything, forgets undo, puts the caret at the end. Broken UTF-8 becomes U+FFFD.
  void set_text(std::string_view utf8);
  std::string text() const;
  std::string text(std::size_t begin, std::size_t end) const;
  const std::u32string& code_points() const { return text_; }
  std::size_t size() const { return text_.size(); }
  bool empty() const { return text_.empty(); }
  /// Goes up with every change of the text.
  std::uint64_t revision() const { return revision_; }
  bool single_line() const { return single_line_; }

  // Caret and selection.
  std::size_t caret() const { return caret_.at; }
  bool caret_at_row_end() const { return caret_.row_end; }
  std::size_t selection_begin() const { return caret_.at < anchor_ ? caret_.at : anchor_; }
  std::size_t selection_end() const { return caret_.at < anchor_ ? anchor_ : caret_.at; }
  bool has_selection() const { return caret_.at != anchor_; }
  void move_to(Place place, bool select);
  void select(std::size_t begin, std::size_t end);
  void select_all() { select(0, size()); }
  void select_word(std::size_t at);
  void select_paragraph(std::size_t at);

  void move_left(bool select, bool word);
  void move_right(bool select, bool word);
  /// Up (negative) or down by rows, keeping to the column where the first such move began.
  void move_rows(long rows, bool select);
  void move_row_start(bool select);
  void move_row_end(bool select);
  void move_text_start(bool select) { move_to({0, false}, select); }
  void move_text_end(bool select) { move_to({size(), false}, select); }

  // Changes. Control characters but line ends and tabs are left out; line ends of any kind become
  // one "\n".
  void type(std::u32string_view typed);
  void paste(std::string_view utf8);
  void erase_back(bool word);
  void erase_forward(bool word);
  void erase_selection();
  /// Replaces [begin, end) as one step that can be undone; the caret goes to its end.
  void replace(std::size_t begin, std::size_t end, std::u32string_view with);
  bool undo();
  bool redo();
  bool can_undo() const { return !undone_from_.empty(); }
  bool can_redo() const { return !redone_from_.empty(); }

  // Text being composed by an input method, shown at the caret and no part of the text.
  void set_preedit(std::u32string_view text, std::size_t caret);
  const std::u32string& preedit() const { return preedit_; }

  // Layout. Everything below needs `lay_out` since the last change.
  void lay_out(const GlyphWidths& widths, float width);
  const std::vector<Row>& rows() const { return rows_; }
  /// What the rows index: the text, with the preedit at the caret.
  const std::u32string& shown() const { return preedit_.empty() ? text_ : shown_; }
  std::size_t shown_caret() const { return caret_.at + (preedit_.empty() ? 0 : preedit_caret_); }
  std::size_t row_of(Place place) const;
  std::size_t caret_row() const;
  float x_in_row(std::size_t row, std::size_t at) const;
  float caret_x() const { return x_in_row(caret_row(), shown_caret()); }
  Place place_at(std::size_t row, float x) const;

  // Clusters and words.
  bool is_boundary(std::size_t at) const;
  std::size_t cluster_before(std::size_t at) const;
  std::size_t cluster_after(std::size_t at) const;
  std::size_t word_before(std::size_t at) const;
  std::size_t word_after(std::size_t at) const;

  /// How many code points the last `lay_out` looked at, for tests.
  std::size_t laid_out_last() const { return laid_out_last_; }

 private:
  enum class ChangeKind { other, typing, backspace };
  struct Change {
    std::size_t at;
    std::u32string removed, added;
    std::size_t caret_before, anchor_before;
    ChangeKind kind;
  };

  void change(std::size_t begin, std::size_t end, std::u32string_view with, ChangeKind kind);
  bool coalesce(std::size_t begin, std::size_t end, std::u32string_view with, ChangeKind kind);
  void drop_preedit();
  void splice(std::size_t begin, std::size_t end, std::u32string_view with);
  void mark_changed(std::size_t begin, std::size_t removed, std::size_t added);
  void lay_out_all();
  void lay_out_changed();
  Row next_row(std::size_t begin) const;
  std::u32string cleaned(std::u32string_view typed) const;

  std::u32string text_;
  std::u32string shown_, preedit_;
  std::size_t preedit_caret_ = 0;
  Place caret_;
  std::size_t anchor_ = 0;
  float column_ = -1;  ///< where vertical moves keep to; less than 0: nowhere yet
  bool single_line_;
  bool sealed_ = true;  ///< the next change begins a new step of undo
  std::vector<Change> undone_from_, redone_from_;
  std::uint64_t revision_ = 0;

  std::vector<Row> rows_;
  const GlyphWidths* widths_ = nullptr;
  std::uint64_t widths_generation_ = 0;
  float width_ = -1;
  bool all_dirty_ = true;
  bool some_dirty_ = false;
  std::size_t dirty_begin_ = 0, dirty_old_end_ = 0, dirty_new_end_ = 0;
  std::size_t laid_out_last_ = 0;
};

}  // namespace crosstalk
