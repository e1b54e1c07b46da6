#include "storage/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>

namespace crosstalk {
namespace {

constexpr std::size_t kSummaryMax = 120;  // characters, the ellipsis included
constexpr std::string_view kEllipsis = "…";

struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 1;
};

bool continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// The code point at the start of `text`, or nothing where it is not well formed (RFC 3629, 4).
std::optional<CodePoint> first_code_point(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return CodePoint{lead, 1};
  std::size_t bytes = 0;
  char32_t value = 0;
  char32_t least = 0;
  if ((lead & 0xe0) == 0xc0) {
    bytes = 2, value = lead & 0x1f, least = 0x80;
  } else if ((lead & 0xf0) == 0xe0) {
    bytes = 3, value = lead & 0x0f, least = 0x800;
  } else if ((lead & 0xf8) == 0xf0) {
    bytes = 4, value = lead & 0x07, least = 0x10000;
  } else {
    return std::nullopt;
  }
  if (text.size() < bytes) return std::nullopt;
  for (std::size_t at = 1; at < bytes; ++at) {
    if (!continuation(text[at])) return std::nullopt;
    value = value << 6 | (static_cast<unsigned char>(text[at]) & 0x3f);
  }
  const bool surrogate = value >= 0xd800 && value <= 0xdfff;
  if (value < least || value > 0x10ffff || surrogate) return std::nullopt;
  return CodePoint{value, bytes};
}

// The same for text that should be well formed; a stray byte counts as itself, so that every loop
// moves on.
CodePoint next_code_point(std::string_view text) {
  return first_code_point(text).value_or(CodePoint{0xfffd, 1});
}

bool line_break(char32_t c) {
  return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

// White_Space of Unicode.
bool space(char32_t c) {
  return c == ' ' || c == '\t' || line_break(c) || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f || c == 0x3000;
}

std::string_view first_line_with_words(std::string_view text) {
  std::size_t start = 0;
  bool words = false;
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint c = next_code_point(text.substr(at));
    if (line_break(c.value)) {
      if (words) break;
      start = at + c.bytes;
    } else if (!space(c.value)) {
      words = true;
    }
    at += c.bytes;
  }
  return text.substr(start, at - start);
}

bool closes(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201d || c == 0x2019 || c == 0xbb;
}

// Ends of sentences after which a space comes, and those of scripts that set none.
bool stop(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x61f || c == 0x6d4 || c == 0x964;
}
bool stop_without_space(char32_t c) { return c == 0x3002 || c == 0xff01 || c == 0xff1f; }

bool lower_case(std::string_view rest) {
  if (rest.empty()) return false;
  const auto c = static_cast<utf8proc_int32_t>(next_code_point(rest).value);
  return utf8proc_category(c) == UTF8PROC_CATEGORY_LL;
}

bool digits_only(std::string_view word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// True where the full stop after `word` belongs to the word: "Dr. Jones", "e.g. this", "J. Smith",
// "1. First".
bool abbreviation(std::string_view word, std::string_view rest, bool first_word) {
  static constexpr std::array<std::string_view, 14> kAlways = {
      "Dr",  "Mr",   "Mrs", "Ms", "Prof",   "St",   "Rev",
      "Hon", "Cllr", "Sgt", "vs", "approx", "incl", "cf"};
  if (std::find(kAlways.begin(), kAlways.end(), word) != kAlways.end()) return true;
  if (first_word && digits_only(word)) return true;
  if (word == "No" || word == "no") return !rest.empty() && rest[0] >= '0' && rest[0] <= '9';
  if (word == "etc" || word.find('.') != std::string_view::npos) return lower_case(rest);
  return word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z' && word[0] != 'I' && !rest.empty();
}

// The bytes of `line` (trimmed) up to and with the end of its first sentence.
std::size_t first_sentence(std::string_view line) {
  std::size_t word_start = 0;
  std::size_t at = 0;
  while (at < line.size()) {
    const CodePoint c = next_code_point(line.substr(at));
    if (stop_without_space(c.value)) return at + c.bytes;
    if (c.value == ' ') word_start = at + 1;
    if (!stop(c.value)) {
      at += c.bytes;
      continue;
    }
    const std::string_view word = line.substr(word_start, at - word_start);
    std::size_t end = at + c.bytes;
    bool lone_dot = c.value == '.';
    bool closed = false;
    while (end < line.size()) {
      const CodePoint next = next_code_point(line.substr(end));
      if (!stop(next.value) && !closes(next.value)) break;
      closed = closed || closes(next.value);
      lone_dot = false;
      end += next.bytes;
    }
    if (end == line.size()) return end;
    if (line[end] == ' ') {
      const std::string_view rest = line.substr(end + 1);
      const bool goes_on =
          (lone_dot && abbreviation(word, rest, word_start == 0)) || (closed && lower_case(rest));
      if (!goes_on) return end;
    }
    at = end;
  }
  return line.size();
}

// Cuts at the last word that fits, or, where the words are too long for that, between two
// characters as people see them.
std::string shortened(std::string_view text) {
  if (code_points(text) <= kSummaryMax) return std::string(text);
  std::size_t cut = 0;
  std::size_t word_cut = 0;
  std::size_t at = 0;
  utf8proc_int32_t state = 0;
  char32_t previous = 0;
  for (std::size_t count = 0; count < kSummaryMax; ++count) {
    const CodePoint c = next_code_point(text.substr(at));
    const bool boundary = count > 0 && utf8proc_grapheme_break_stateful(
                                           static_cast<utf8proc_int32_t>(previous),
                                           static_cast<utf8proc_int32_t>(c.value), &state);
    if (boundary) cut = at;
    if (c.value == ' ') word_cut = at;
    previous = c.value;
    at += c.bytes;
  }
  if (code_points(text.substr(0, word_cut)) >= kSummaryMax / 3) cut = word_cut;
  std::string_view kept = text.substr(0, cut);
  while (!kept.empty() && std::string_view(" ,;:").find(kept.back()) != std::string_view::npos) {
    kept.remove_suffix(1);
  }
  return std::string(kept).append(kEllipsis);
}

}  // namespace

bool valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto c = first_code_point(text);
    if (!c) return false;
    text.remove_prefix(c->bytes);
  }
  return true;
}

std::size_t code_points(std::string_view text) {
  return text.size() -
         static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continuation));
}

std::string trimmed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  while (!text.empty()) {
    const CodePoint c = next_code_point(text);
    if (space(c.value)) {
      gap = true;
    } else {
      if (gap && !out.empty()) out.push_back(' ');
      gap = false;
      out.append(text.substr(0, c.bytes));
    }
    text.remove_prefix(c.bytes);
  }
  return out;
}

std::string summary_of(std::string_view body) {
  const std::string line = trimmed(first_line_with_words(body));
  return shortened(std::string_view(line).substr(0, first_sentence(line)));
}

std::string folded(std::string_view text) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto options =
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  if (size < 0) return trimmed(text);  // not UTF-8: the bytes as they are
  std::string out = trimmed(
      std::string_view(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size)));
  std::free(mapped);
  return out;
}

}  // namespace crosstalk
