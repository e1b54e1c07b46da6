// The rows of an EditCore: where they break, what a change costs, and where the caret stands in
// them.

#include <algorithm>
#include <cmath>

#include "client/window/code_points.h"
#include "client/window/edit_core.h"

namespace crosstalk {
namespace {

constexpr float kTabSpaces = 4;

float advance_of(const GlyphWidths& widths, char32_t code_point) {
  if (code_point == U'\t') return widths.advance(U' ') * kTabSpaces;
  if (has_no_width(code_point)) return 0;
  return widths.advance(code_point);
}

}  // namespace

void EditCore::lay_out(const GlyphWidths& widths, float width) {
  const bool same =
      widths_ == &widths && widths_generation_ == widths.generation() && width_ == width;
  widths_ = &widths;
  widths_generation_ = widths.generation();
  width_ = width;
  laid_out_last_ = 0;
  // The preedit is no part of what `mark_changed` sees, and is there only for moments.
  if (!same || all_dirty_ || !preedit_.empty()) {
    lay_out_all();
  } else if (some_dirty_) {
    lay_out_changed();
  }
  all_dirty_ = !preedit_.empty();
  some_dirty_ = false;
}

// Widens the part of the old rows that is to be laid out again. Kept in old positions at its start
// (nothing before it moved) and as an old and a new end.
void EditCore::mark_changed(std::size_t begin, std::size_t removed, std::size_t added) {
  if (all_dirty_) return;
  if (!some_dirty_) {
    some_dirty_ = true;
    dirty_begin_ = begin;
    dirty_old_end_ = begin + removed;
    dirty_new_end_ = begin + added;
    return;
  }
  const std::size_t end = begin + removed;  // in the text as it was before this change
  if (end > dirty_new_end_) {
    dirty_old_end_ += end - dirty_new_end_;
    dirty_new_end_ = end;
  }
  dirty_begin_ = std::min(dirty_begin_, begin);
  dirty_new_end_ = dirty_new_end_ - removed + added;
}

EditCore::Row EditCore::next_row(std::size_t begin) const {
  const std::u32string& s = shown();
  const std::size_t size = s.size();
  std::size_t at = begin;
  std::size_t last_break = begin;
  float x = 0;
  while (at < size && s[at] != U'\n') {
    const char32_t c = s[at];
    const float advance = advance_of(*widths_, c);
    const bool hangs = is_break_space(c);  // spaces hang past the edge
    if (!single_line_ && !hangs && x + advance > width_ && at > begin && !has_no_width(c)) break;
    x += advance;
    ++at;
    const bool after_cjk = breaks_anywhere(c) || (at < size && breaks_anywhere(s[at]));
    if (hangs || c == U'-' || c == U'/' || after_cjk) last_break = at;
  }
  if (at >= size) return {begin, size, size};
  if (s[at] == U'\n') return {begin, at, at + 1};
  std::size_t end = last_break > begin ? last_break : at;
  while (end > begin + 1 && !is_cluster_boundary(s, end)) --end;
  if (end <= begin) end = begin + 1;
  return {begin, end, end};
}

void EditCore::lay_out_all() {
  rows_.clear();
  const std::size_t size = shown().size();
  std::size_t begin = 0;
  for (;;) {
    const Row row = next_row(begin);
    rows_.push_back(row);
    if (row.end >= size) break;
    begin = row.next;
  }
  laid_out_last_ = size;
}

// The row before the last unchanged one is where the first new break may be: a row's break looks at
// the word after it, which ends in the next row. Rows after the change are the old ones, moved,
// from the first that begins where an old one began.
void EditCore::lay_out_changed() {
  const auto after =
      std::upper_bound(rows_.begin(), rows_.end(), dirty_begin_,
                       [](std::size_t at, const Row& row) { return at < row.begin; });
  const auto changed = static_cast<std::size_t>(after - rows_.begin());
  const std::size_t keep = changed > 3 ? changed - 3 : 0;
  const std::size_t size = text_.size();
  const std::size_t old_size = size + dirty_old_end_ - dirty_new_end_;
  std::vector<Row> fresh;
  std::size_t old_row = keep;
  std::size_t begin = keep < rows_.size() ? rows_[keep].begin : 0;
  const std::size_t from = begin;
  bool joined = false;
  for (;;) {
    // Does an old row begin here, behind everything that changed?
    if (begin > dirty_new_end_) {
      const std::size_t old_begin = begin + dirty_old_end_ - dirty_new_end_;
      while (old_row < rows_.size() && rows_[old_row].begin < old_begin) ++old_row;
      if (old_row < rows_.size() && rows_[old_row].begin == old_begin && old_begin <= old_size) {
        joined = true;
        break;
      }
    }
    const Row row = next_row(begin);
    fresh.push_back(row);
    if (row.end >= size) break;
    begin = row.next;
  }
  laid_out_last_ = (joined ? begin : size) - from;
  std::vector<Row> tail;
  if (joined) {
    tail.assign(rows_.begin() + static_cast<std::ptrdiff_t>(old_row), rows_.end());
    for (Row& row : tail) {
      row.begin = row.begin + dirty_new_end_ - dirty_old_end_;
      row.end = row.end + dirty_new_end_ - dirty_old_end_;
      row.next = row.next + dirty_new_end_ - dirty_old_end_;
    }
  }
  rows_.resize(keep);
  rows_.insert(rows_.end(), fresh.begin(), fresh.end());
  rows_.insert(rows_.end(), tail.begin(), tail.end());
}

std::size_t EditCore::row_of(Place place) const {
  const auto after =
      std::upper_bound(rows_.begin(), rows_.end(), place.at,
                       [](std::size_t at, const Row& row) { return at < row.begin; });
  std::size_t row = static_cast<std::size_t>(after - rows_.begin());
  row = row > 0 ? row - 1 : 0;
  const bool soft = row > 0 && rows_[row].begin == place.at && rows_[row - 1].next == place.at &&
                    rows_[row - 1].end == place.at;
  return place.row_end && soft ? row - 1 : row;
}

std::size_t EditCore::caret_row() const {
  return row_of({shown_caret(), preedit_.empty() && caret_.row_end});
}

float EditCore::x_in_row(std::size_t row, std::size_t at) const {
  const Row& place = rows_[row];
  const std::size_t end = std::min(at, place.end);
  float x = 0;
  for (std::size_t i = place.begin; i < end; ++i) x += advance_of(*widths_, shown()[i]);
  return single_line_ ? x : std::min(x, width_);
}

EditCore::Place EditCore::place_at(std::size_t row, float x) const {
  const Row& place = rows_[std::min(row, rows_.size() - 1)];
  const std::u32string& s = shown();
  std::size_t best = place.begin;
  float best_distance = std::abs(x);
  float here = 0;
  for (std::size_t i = place.begin; i < place.end; ++i) {
    here += advance_of(*widths_, s[i]);
    if (!is_cluster_boundary(s, i + 1)) continue;
    const float distance = std::abs(x - here);
    if (distance < best_distance) {
      best_distance = distance;
      best = i + 1;
    }
  }
  const bool soft = place.next == place.end && place.end < s.size() && place.end > place.begin;
  return {best, soft && best == place.end};
}

void EditCore::move_rows(long rows, bool select) {
  if (rows_.empty()) return;
  const std::size_t from = caret_row();
  const float column = column_ >= 0 ? column_ : x_in_row(from, caret_.at);
  const long to = static_cast<long>(from) + rows;
  if (to < 0) {
    move_to({0, false}, select);
  } else if (to >= static_cast<long>(rows_.size())) {
    move_to({text_.size(), false}, select);
  } else {
    move_to(place_at(static_cast<std::size_t>(to), column), select);
  }
  column_ = column;
}

void EditCore::move_row_start(bool select) {
  if (!rows_.empty()) move_to({rows_[caret_row()].begin, false}, select);
}

void EditCore::move_row_end(bool select) {
  if (rows_.empty()) return;
  const Row row = rows_[caret_row()];
  const bool soft = row.end == row.next && row.end < text_.size();
  move_to({row.end, soft}, select);
}

}  // namespace crosstalk
