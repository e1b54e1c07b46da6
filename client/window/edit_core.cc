#include "client/window/edit_core.h"

#include <algorithm>
#include <utility>

#include "client/window/code_points.h"

namespace crosstalk {
namespace {

// Backspace takes an accent off its letter alone, but a picture made of several code points as one.
bool erased_alone(char32_t code_point) {
  return has_no_width(code_point) && code_point < 0x1F000 && !is_invisible(code_point) &&
         code_point != 0x20E3;
}

}  // namespace

void EditCore::set_text(std::string_view utf8) {
  text_ = code_points_of(utf8);
  if (single_line_) {
    std::replace_if(
        text_.begin(), text_.end(), [](char32_t c) { return c == U'\n' || c == U'\r'; }, U' ');
  }
  drop_preedit();
  undone_from_.clear();
  redone_from_.clear();
  caret_ = {text_.size(), false};
  anchor_ = caret_.at;
  column_ = -1;
  sealed_ = true;
  all_dirty_ = true;
  ++revision_;
}

std::string EditCore::text() const { return utf8_of(text_); }

std::string EditCore::text(std::size_t begin, std::size_t end) const {
  return utf8_of(std::u32string_view(text_).substr(begin, end - begin));
}

// What is being composed stands at the caret: it is over when the caret or the text moves under it.
void EditCore::drop_preedit() {
  if (preedit_.empty()) return;
  preedit_.clear();
  shown_.clear();
  preedit_caret_ = 0;
  all_dirty_ = true;
}

void EditCore::move_to(Place place, bool select) {
  drop_preedit();
  caret_ = {std::min(place.at, text_.size()), place.row_end};
  if (!select) anchor_ = caret_.at;
  column_ = -1;
  sealed_ = true;
}

void EditCore::select(std::size_t begin, std::size_t end) {
  move_to({begin, false}, false);
  move_to({end, false}, true);
}

void EditCore::select_word(std::size_t at) {
  std::size_t begin = std::min(at, text_.size());
  if (begin == text_.size() && begin > 0) --begin;
  if (text_.empty()) return;
  const WordClass kind = word_class(text_[begin]);
  std::size_t end = begin;
  while (begin > 0 && word_class(text_[begin - 1]) == kind) --begin;
  while (end < text_.size() && word_class(text_[end]) == kind) ++end;
  select(begin, end);
}

void EditCore::select_paragraph(std::size_t at) {
  std::size_t begin = std::min(at, text_.size());
  std::size_t end = begin;
  while (begin > 0 && text_[begin - 1] != U'\n') --begin;
  while (end < text_.size() && text_[end] != U'\n') ++end;
  select(begin, end);
}

void EditCore::move_left(bool select, bool word) {
  if (word) return move_to({word_before(caret_.at), false}, select);
  if (has_selection() && !select) return move_to({selection_begin(), false}, false);
  move_to({cluster_before(caret_.at), false}, select);
}

void EditCore::move_right(bool select, bool word) {
  if (word) return move_to({word_after(caret_.at), false}, select);
  if (has_selection() && !select) return move_to({selection_end(), false}, false);
  move_to({cluster_after(caret_.at), false}, select);
}

bool EditCore::is_boundary(std::size_t at) const { return is_cluster_boundary(text_, at); }

std::size_t EditCore::cluster_before(std::size_t at) const {
  if (at == 0) return 0;
  do --at;
  while (!is_boundary(at));
  return at;
}

std::size_t EditCore::cluster_after(std::size_t at) const {
  if (at >= text_.size()) return text_.size();
  do ++at;
  while (!is_boundary(at));
  return at;
}

std::size_t EditCore::word_before(std::size_t at) const {
  while (at > 0 && word_class(text_[at - 1]) == WordClass::space) --at;
  if (at == 0) return 0;
  const WordClass kind = word_class(text_[at - 1]);
  if (kind == WordClass::line_end) return at - 1;
  while (at > 0 && word_class(text_[at - 1]) == kind) --at;
  return at;
}

std::size_t EditCore::word_after(std::size_t at) const {
  if (at >= text_.size()) return text_.size();
  const WordClass kind = word_class(text_[at]);
  if (kind == WordClass::line_end) return at + 1;
  while (at < text_.size() && word_class(text_[at]) == kind) ++at;
  while (at < text_.size() && word_class(text_[at]) == WordClass::space) ++at;
  return at;
}

std::u32string EditCore::cleaned(std::u32string_view typed) const {
  std::u32string out;
  out.reserve(typed.size());
  for (std::size_t i = 0; i < typed.size(); ++i) {
    char32_t c = typed[i];
    if (c == U'\r') {
      if (i + 1 < typed.size() && typed[i + 1] == U'\n') continue;
      c = U'\n';
    }
    if (c == 0x2028 || c == 0x2029 || c == 0x85) c = U'\n';
    if (single_line_ && (c == U'\n' || c == U'\t')) c = U' ';
    const bool control = (c < 0x20 && c != U'\n' && c != U'\t') || c == 0x7F;
    if (!control) out.push_back(c);
  }
  return out;
}

void EditCore::type(std::u32string_view typed) {
  const std::u32string clean = cleaned(typed);
  if (clean.empty()) return;
  const bool plain = !has_selection() && clean != U"\n";
  change(selection_begin(), selection_end(), clean, plain ? ChangeKind::typing : ChangeKind::other);
}

void EditCore::paste(std::string_view utf8) {
  const std::u32string clean = cleaned(code_points_of(utf8));
  if (clean.empty()) return;
  change(selection_begin(), selection_end(), clean, ChangeKind::other);
  sealed_ = true;
}

void EditCore::erase_selection() {
  if (has_selection()) change(selection_begin(), selection_end(), {}, ChangeKind::other);
}

void EditCore::erase_back(bool word) {
  if (has_selection()) return erase_selection();
  if (caret_.at == 0) return;
  std::size_t begin = word ? word_before(caret_.at) : cluster_before(caret_.at);
  if (!word && erased_alone(text_[caret_.at - 1])) begin = caret_.at - 1;
  change(begin, caret_.at, {}, ChangeKind::backspace);
}

void EditCore::erase_forward(bool word) {
  if (has_selection()) return erase_selection();
  const std::size_t end = word ? word_after(caret_.at) : cluster_after(caret_.at);
  change(caret_.at, end, {}, ChangeKind::other);
}

void EditCore::replace(std::size_t begin, std::size_t end, std::u32string_view with) {
  end = std::min(end, text_.size());
  change(std::min(begin, end), end, cleaned(with), ChangeKind::other);
  sealed_ = true;
}

// Typing grows the step before it until a new word begins, so that undo goes back word by word; a
// run of backspaces is one step.
bool EditCore::coalesce(std::size_t begin, std::size_t end, std::u32string_view with,
                        ChangeKind kind) {
  if (sealed_ || undone_from_.empty() || undone_from_.back().kind != kind) return false;
  Change& last = undone_from_.back();
  if (kind == ChangeKind::typing && begin == end) {
    const bool follows = last.at + last.added.size() == begin;
    const bool new_word = is_break_space(last.added.back()) && !is_break_space(with.front());
    if (!follows || new_word) return false;
    last.added.append(with);
    return true;
  }
  if (kind == ChangeKind::backspace && last.at == end) {
    last.removed.insert(0, text_, begin, end - begin);
    last.at = begin;
    return true;
  }
  return false;
}

void EditCore::change(std::size_t begin, std::size_t end, std::u32string_view with,
                      ChangeKind kind) {
  if (begin == end && with.empty()) return;
  if (!coalesce(begin, end, with, kind)) {
    undone_from_.push_back(
        {begin, text_.substr(begin, end - begin), std::u32string(with), caret_.at, anchor_, kind});
  }
  redone_from_.clear();
  splice(begin, end, with);
  caret_ = {begin + with.size(), false};
  anchor_ = caret_.at;
  column_ = -1;
  sealed_ = false;
}

void EditCore::splice(std::size_t begin, std::size_t end, std::u32string_view with) {
  drop_preedit();
  mark_changed(begin, end - begin, with.size());
  text_.replace(begin, end - begin, with);
  ++revision_;
}

bool EditCore::undo() {
  if (undone_from_.empty()) return false;
  Change step = std::move(undone_from_.back());
  undone_from_.pop_back();
  splice(step.at, step.at + step.added.size(), step.removed);
  caret_ = {step.caret_before, false};
  anchor_ = step.anchor_before;
  column_ = -1;
  sealed_ = true;
  redone_from_.push_back(std::move(step));
  return true;
}

bool EditCore::redo() {
  if (redone_from_.empty()) return false;
  Change step = std::move(redone_from_.back());
  redone_from_.pop_back();
  splice(step.at, step.at + step.removed.size(), step.added);
  caret_ = {step.at + step.added.size(), false};
  anchor_ = caret_.at;
  column_ = -1;
  sealed_ = true;
  undone_from_.push_back(std::move(step));
  return true;
}

void EditCore::set_preedit(std::u32string_view text, std::size_t caret) {
  if (text == preedit_ && caret == preedit_caret_) return;
  preedit_ = text;
  preedit_caret_ = std::min(caret, text.size());
  shown_.clear();
  if (!preedit_.empty()) {
    shown_ = text_;
    shown_.insert(caret_.at, preedit_);
  }
  all_dirty_ = true;
}

}  // namespace crosstalk
