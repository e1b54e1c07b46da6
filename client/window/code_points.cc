#include "client/window/code_points.h"

#include <utf8proc.h>

namespace crosstalk {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

const utf8proc_property_t& property(char32_t code_point) {
  return *utf8proc_get_property(static_cast<utf8proc_int32_t>(code_point));
}

bool is_regional(char32_t code_point) { return code_point >= 0x1F1E6 && code_point <= 0x1F1FF; }

}  // namespace

char32_t next_code_point(std::string_view utf8, std::size_t& at) {
  const auto first = static_cast<unsigned char>(utf8[at]);
  if (first < 0x80) {
    ++at;
    return first;
  }
  utf8proc_int32_t code_point = -1;
  const auto taken = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()) + at,
                                      static_cast<utf8proc_ssize_t>(utf8.size() - at), &code_point);
  if (taken <= 0) {
    ++at;
    while (at < utf8.size() && (static_cast<unsigned char>(utf8[at]) & 0xC0) == 0x80) ++at;
    return kReplacement;
  }
  at += static_cast<std::size_t>(taken);
  return static_cast<char32_t>(code_point);
}

std::u32string code_points_of(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) out.push_back(next_code_point(utf8, at));
  return out;
}

void append_utf8(std::string& to, char32_t code_point) {
  if (code_point < 0x80) {
    to.push_back(static_cast<char>(code_point));
    return;
  }
  utf8proc_uint8_t bytes[4];
  const auto count = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes);
  to.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
}

std::string utf8_of(std::u32string_view code_points) {
  std::string out;
  out.reserve(code_points.size());
  for (const char32_t code_point : code_points) append_utf8(out, code_point);
  return out;
}

bool has_no_width(char32_t code_point) {
  if (code_point < 0x300) return code_point == 0xAD;
  const auto kind = property(code_point).boundclass;
  return kind == UTF8PROC_BOUNDCLASS_EXTEND || kind == UTF8PROC_BOUNDCLASS_ZWJ ||
         is_invisible(code_point);
}

bool is_invisible(char32_t code_point) {
  if (code_point < 0x20 || code_point == 0x7F || code_point == 0xAD) return true;
  if (code_point < 0x200B) return false;
  return (code_point >= 0x200B && code_point <= 0x200F) ||
         (code_point >= 0x202A && code_point <= 0x202E) ||
         (code_point >= 0x2060 && code_point <= 0x206F) ||
         (code_point >= 0xFE00 && code_point <= 0xFE0F) || code_point == 0xFEFF ||
         (code_point >= 0x1F3FB && code_point <= 0x1F3FF) ||
         (code_point >= 0xE0000 && code_point <= 0xE0FFF);
}

bool is_break_space(char32_t code_point) {
  return code_point == U' ' || code_point == U'\t' || code_point == 0x1680 ||
         (code_point >= 0x2000 && code_point <= 0x200A && code_point != 0x2007) ||
         code_point == 0x205F || code_point == 0x3000;
}

bool breaks_anywhere(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_cluster_boundary(std::u32string_view text, std::size_t at) {
  if (at == 0 || at >= text.size()) return true;
  const char32_t before = text[at - 1];
  const char32_t after = text[at];
  if (before < 0x300 && after < 0x300) return !(before == U'\r' && after == U'\n');
  if (is_regional(before) && is_regional(after)) {
    std::size_t flags = 0;  // flags pair up from the first of their run
    for (std::size_t i = at; i > 0 && is_regional(text[i - 1]); --i) ++flags;
    return flags % 2 == 0;
  }
  // A joiner binds only between pictures, and what is before it may be one with marks on it: look
  // from further back.
  std::size_t from = at - 1;
  while (from > 0 && at - from < 16 && has_no_width(text[from])) --from;
  utf8proc_int32_t state = 0;
  bool boundary = true;
  for (std::size_t i = from; i < at; ++i) {
    boundary = utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(text[i]),
                                                static_cast<utf8proc_int32_t>(text[i + 1]), &state);
  }
  return boundary;
}

WordClass word_class(char32_t code_point) {
  if (code_point == U'\n') return WordClass::line_end;
  if (is_break_space(code_point) || code_point == 0xA0) return WordClass::space;
  if (code_point == U'_' || code_point == U'\'' || code_point == 0x2019) return WordClass::letter;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
      return WordClass::sign;
    default:
      return WordClass::letter;
  }
}

}  // namespace crosstalk
