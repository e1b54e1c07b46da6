// ATK's text interfaces: what is written in an editor or a field, and the words of static text.

#include <algorithm>
#include <cstring>
#include <string>

#include "client/window/accessible/atk_mirror.h"
#include "client/window/accessible/text_segments.h"
#include "client/window/code_points.h"

namespace crosstalk {
namespace {

std::u32string words_of(const AccessibleNode* node) {
  if (node == nullptr) return {};
  return node->text ? node->text->words : code_points_of(node->name);
}

gchar* copy_of(std::u32string_view words) { return g_strdup(utf8_of(words).c_str()); }

gint whole(std::size_t number) { return static_cast<gint>(number); }

// Negative is the end.
std::size_t within(gint offset, std::size_t size) {
  return offset < 0 ? size : std::min(static_cast<std::size_t>(offset), size);
}

gchar* get_text(AtkText* text, gint start, gint end) {
  const std::u32string words = words_of(seen(text).node);
  const std::size_t from = within(start, words.size());
  const std::size_t to = std::max(from, within(end, words.size()));
  return copy_of(std::u32string_view(words).substr(from, to - from));
}

gunichar get_character_at_offset(AtkText* text, gint offset) {
  const std::u32string words = words_of(seen(text).node);
  const bool inside = offset >= 0 && static_cast<std::size_t>(offset) < words.size();
  return inside ? words[static_cast<std::size_t>(offset)] : 0;
}

gint get_character_count(AtkText* text) { return whole(words_of(seen(text).node).size()); }

gint get_caret_offset(AtkText* text) {
  const AccessibleNode* const node = seen(text).node;
  return node != nullptr && node->text ? whole(node->text->caret) : 0;
}

// --- Parts of the text.

TextUnit unit_of(AtkTextGranularity granularity) {
  switch (granularity) {
    case ATK_TEXT_GRANULARITY_CHAR:
      return TextUnit::character;
    case ATK_TEXT_GRANULARITY_WORD:
      return TextUnit::word;
    case ATK_TEXT_GRANULARITY_SENTENCE:
      return TextUnit::sentence;
    case ATK_TEXT_GRANULARITY_LINE:
      return TextUnit::line;
    case ATK_TEXT_GRANULARITY_PARAGRAPH:
      return TextUnit::paragraph;
  }
  return TextUnit::character;
}

TextUnit unit_of(AtkTextBoundary boundary) {
  switch (boundary) {
    case ATK_TEXT_BOUNDARY_CHAR:
      return TextUnit::character;
    case ATK_TEXT_BOUNDARY_WORD_START:
    case ATK_TEXT_BOUNDARY_WORD_END:
      return TextUnit::word;
    case ATK_TEXT_BOUNDARY_SENTENCE_START:
    case ATK_TEXT_BOUNDARY_SENTENCE_END:
      return TextUnit::sentence;
    case ATK_TEXT_BOUNDARY_LINE_START:
    case ATK_TEXT_BOUNDARY_LINE_END:
      return TextUnit::line;
  }
  return TextUnit::character;
}

enum class Which { before, at, after };

gchar* segment(AtkText* text, gint offset, TextUnit unit, Which which, gint* start, gint* end) {
  const AccessibleNode* const node = seen(text).node;
  const std::u32string words = words_of(node);
  static const std::vector<std::size_t> no_rows;
  const auto& rows = node != nullptr && node->text ? node->text->row_begins : no_rows;
  const std::size_t at = within(offset, words.size());
  TextSegment found = text_segment(words, rows, at, unit);
  if (which == Which::before) {
    const std::size_t edge = found.begin;
    found = edge > 0 ? text_segment(words, rows, edge - 1, unit) : TextSegment{0, 0};
  } else if (which == Which::after) {
    const std::size_t edge = found.end;
    found = edge < words.size() ? text_segment(words, rows, edge, unit) : TextSegment{edge, edge};
  }
  if (start != nullptr) *start = whole(found.begin);
  if (end != nullptr) *end = whole(found.end);
  return copy_of(std::u32string_view(words).substr(found.begin, found.end - found.begin));
}

gchar* get_string_at_offset(AtkText* text, gint offset, AtkTextGranularity granularity, gint* start,
                            gint* end) {
  return segment(text, offset, unit_of(granularity), Which::at, start, end);
}

gchar* get_text_at_offset(AtkText* text, gint offset, AtkTextBoundary boundary, gint* start,
                          gint* end) {
  return segment(text, offset, unit_of(boundary), Which::at, start, end);
}

gchar* get_text_before_offset(AtkText* text, gint offset, AtkTextBoundary boundary, gint* start,
                              gint* end) {
  return segment(text, offset, unit_of(boundary), Which::before, start, end);
}

gchar* get_text_after_offset(AtkText* text, gint offset, AtkTextBoundary boundary, gint* start,
                             gint* end) {
  return segment(text, offset, unit_of(boundary), Which::after, start, end);
}

// --- Caret and selection.

bool ask_select(AtkText* text, gint begin, gint end) {
  const auto [mirror, node] = seen(text);
  if (node == nullptr || !node->text || node->states.off) return false;
  const std::size_t size = node->text->words.size();
  mirror->ask({.kind = AskKind::select,
               .item = item_of(node->key),
               .begin = within(begin, size),
               .end = within(end, size)});
  return true;
}

gboolean set_caret_offset(AtkText* text, gint offset) {
  return ask_select(text, offset, offset) ? TRUE : FALSE;
}

bool has_selection(const AccessibleNode* node) {
  return node != nullptr && node->text && node->text->selection_begin != node->text->selection_end;
}

gint get_n_selections(AtkText* text) { return has_selection(seen(text).node) ? 1 : 0; }

gchar* get_selection(AtkText* text, gint number, gint* start, gint* end) {
  const AccessibleNode* const node = seen(text).node;
  if (number != 0 || !has_selection(node)) return nullptr;
  *start = whole(node->text->selection_begin);
  *end = whole(node->text->selection_end);
  return get_text(text, *start, *end);
}

gboolean add_selection(AtkText* text, gint start, gint end) {
  // There is one at most.
  if (has_selection(seen(text).node)) return FALSE;
  return ask_select(text, start, end) ? TRUE : FALSE;
}

gboolean remove_selection(AtkText* text, gint number) {
  if (number != 0 || !has_selection(seen(text).node)) return FALSE;
  const gint caret = get_caret_offset(text);
  return ask_select(text, caret, caret) ? TRUE : FALSE;
}

gboolean set_selection(AtkText* text, gint number, gint start, gint end) {
  return number == 0 && ask_select(text, start, end) ? TRUE : FALSE;
}

// --- Writing.

void ask_edit(AtkEditableText* text, AskKind kind, gint begin, gint end, std::string words = {}) {
  const auto [mirror, node] = seen(text);
  if (node == nullptr || !node->text || node->states.off) return;
  if (node->text->read_only && kind != AskKind::copy) return;
  const std::size_t size = node->text->words.size();
  mirror->ask({.kind = kind,
               .item = item_of(node->key),
               .begin = within(begin, size),
               .end = within(end, size),
               .words = std::move(words)});
}

void set_text_contents(AtkEditableText* text, const gchar* words) {
  ask_edit(text, AskKind::replace, 0, -1, words);
}

void insert_text(AtkEditableText* text, const gchar* words, gint length, gint* position) {
  // The bridge gives bytes, other callers -1 for all.
  const std::size_t all = std::strlen(words);
  const std::string part(words, within(length, all));
  ask_edit(text, AskKind::replace, *position, *position, part);
  *position += whole(code_points_of(part).size());
}

void delete_text(AtkEditableText* text, gint begin, gint end) {
  ask_edit(text, AskKind::replace, begin, end);
}

void copy_text(AtkEditableText* text, gint begin, gint end) {
  ask_edit(text, AskKind::copy, begin, end);
}

void cut_text(AtkEditableText* text, gint begin, gint end) {
  copy_text(text, begin, end);
  delete_text(text, begin, end);
}

void paste_text(AtkEditableText* text, gint position) {
  ask_edit(text, AskKind::paste, position, position);
}

}  // namespace

void fill_text(gpointer interface, gpointer) {
  auto* const text = static_cast<AtkTextIface*>(interface);
  text->get_text = get_text;
  text->get_character_at_offset = get_character_at_offset;
  text->get_character_count = get_character_count;
  text->get_caret_offset = get_caret_offset;
  text->set_caret_offset = set_caret_offset;
  text->get_string_at_offset = get_string_at_offset;
  text->get_text_at_offset = get_text_at_offset;
  text->get_text_before_offset = get_text_before_offset;
  text->get_text_after_offset = get_text_after_offset;
  text->get_n_selections = get_n_selections;
  text->get_selection = get_selection;
  text->add_selection = add_selection;
  text->remove_selection = remove_selection;
  text->set_selection = set_selection;
}

void fill_editable_text(gpointer interface, gpointer) {
  auto* const text = static_cast<AtkEditableTextIface*>(interface);
  text->set_text_contents = set_text_contents;
  text->insert_text = insert_text;
  text->delete_text = delete_text;
  text->copy_text = copy_text;
  text->cut_text = cut_text;
  text->paste_text = paste_text;
}

}  // namespace crosstalk
