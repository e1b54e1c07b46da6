#include "client/model/careful_parts.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace crosstalk::careful {
namespace {

constexpr std::size_t kContext = 48;  // bytes before a number in which its name is looked for

std::size_t length_of(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

bool follows(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

std::string lowered(std::string_view words) {
  std::string small(words);
  for (char& byte : small) byte = lowered(byte);
  return small;
}

bool is_word(std::string_view word, std::string_view small) {
  if (word.size() != small.size()) return false;
  for (std::size_t index = 0; index < word.size(); ++index) {
    if (lowered(word[index]) != small[index]) return false;
  }
  return true;
}

Letter letter_at(std::string_view note, std::size_t at) {
  if (at >= note.size()) return {};
  const std::size_t length = std::min(length_of(note[at]), note.size() - at);
  if (length == 1) return {static_cast<unsigned char>(note[at]), 1};
  char32_t code_point = static_cast<unsigned char>(note[at]) & (0xFFU >> (length + 1));
  for (std::size_t index = 1; index < length; ++index) {
    code_point = code_point << 6 | (static_cast<unsigned char>(note[at + index]) & 0x3FU);
  }
  return {code_point, length};
}

Letter letter_before(std::string_view note, std::size_t at) {
  if (at == 0) return {};
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && follows(note[begin])) --begin;
  return letter_at(note, begin);
}

bool is_wordy(char32_t c) {
  if (c < 0x80) return digit(static_cast<char>(c)) || letter(static_cast<char>(c));
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  return c < 0x2000 || (c >= 0x2C00 && c < 0x2E00) || (c >= 0x3040 && c < 0xFE00);
}

bool word_before(std::string_view note, std::size_t at) {
  return at > 0 && is_wordy(letter_before(note, at).code_point);
}

bool word_after(std::string_view note, std::size_t at) {
  return at < note.size() && is_wordy(letter_at(note, at).code_point);
}

std::size_t space_at(std::string_view note, std::size_t at) {
  const Letter next = letter_at(note, at);
  const bool space = next.code_point == ' ' || next.code_point == 0xA0 ||
                     next.code_point == 0x202F || next.code_point == 0x2009;
  return space ? next.length : 0;
}

std::string words_before(std::string_view note, std::size_t at, std::size_t count) {
  const std::size_t from = at > kContext ? at - kContext : 0;
  std::string_view before = note.substr(from, at - from);
  // A sentence that has ended says nothing of what follows.
  for (const std::string_view end : {"\n", "; ", "? ", "! "}) {
    const auto found = before.rfind(end);
    if (found != std::string_view::npos) before.remove_prefix(found + 1);
  }
  std::vector<std::string> words;
  std::string word;
  for (const char byte : before) {
    const bool part = letter(byte) || digit(byte) || (static_cast<unsigned char>(byte) & 0x80) != 0;
    if (part || byte == '\'') {
      word += lowered(byte);
    } else if (!word.empty() && byte != '.') {
      words.push_back(std::exchange(word, {}));
    } else if (byte == '.' && word.size() > 3) {
      words.push_back(std::exchange(word, {}));  // "d.o.b." is one word, "no. 12" are two
    }
  }
  if (!word.empty()) words.push_back(word);
  if (words.size() > count)
    words.erase(words.begin(), words.end() - static_cast<std::ptrdiff_t>(count));
  std::string joined;
  for (const std::string& one : words) joined += (joined.empty() ? "" : " ") + one;
  return joined;
}

bool has_word(std::string_view text, std::initializer_list<std::string_view> words) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    if (std::find(words.begin(), words.end(), word) != words.end()) return true;
    begin = end + 1;
  }
  return false;
}

bool labelled_otherwise(std::string_view note, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && note[begin - 1] != ' ' && note[begin - 1] != '\n') --begin;
  const std::string_view joined = note.substr(begin, at - begin);
  if (joined.find("://") != std::string_view::npos || joined.starts_with("www.")) return true;
  if (joined.ends_with('#') || joined.ends_with("£") || joined.ends_with('$') ||
      joined.ends_with("€")) {
    return true;
  }
  const std::string before = words_before(note, at, 3);
  if (has_word(before, {"nhs", "patient", "phone", "tel", "telephone", "mobile", "ring", "call",
                        "text", "address", "postcode"}))
    return false;
  return has_word(before, {"isbn",    "issn",    "order",    "invoice", "po",        "purchase",
                           "serial",  "ref",     "refs",     "ticket",  "reference", "job",
                           "asset",   "part",    "build",    "version", "account",   "acct",
                           "barcode", "charity", "vat",      "grant",   "model",     "isrctn",
                           "doi",     "tender",  "contract", "batch",   "parcel",    "tracking",
                           "booking", "form",    "room",     "licence", "uprn",      "company"});
}

}  // namespace crosstalk::careful
