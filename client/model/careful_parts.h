#pragma once

// How the kinds of careful marks are recognised, one file for the numbers, one for dates, one for
// postcodes and addresses, one for names. Used by careful.cc alone.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "client/model/careful.h"

namespace crosstalk::careful {

using Found = std::optional<CarefulMark>;

/// Each answers for what begins at `at` (an address: what has its "@" there).
Found number_at(std::string_view note, std::size_t at);
Found insurance_at(std::string_view note, std::size_t at);
Found birth_at(std::string_view note, std::size_t at);
Found postcode_at(std::string_view note, std::size_t at);
Found email_at(std::string_view note, std::size_t at);
Found name_at(std::string_view note, std::size_t at);

inline bool digit(char byte) { return byte >= '0' && byte <= '9'; }
inline bool upper(char byte) { return byte >= 'A' && byte <= 'Z'; }
inline bool letter(char byte) { return upper(byte) || (byte >= 'a' && byte <= 'z'); }
inline char lowered(char byte) {
  return upper(byte) ? static_cast<char>(byte + ('a' - 'A')) : byte;
}
inline char raised(char byte) {
  return byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - ('a' - 'A')) : byte;
}
std::string lowered(std::string_view words);
/// `word` in small letters is `small`; ASCII, without a copy.
bool is_word(std::string_view word, std::string_view small);

/// A code point and the bytes it takes; length 0 at the end of the text.
struct Letter {
  char32_t code_point = 0;
  std::size_t length = 0;
};
Letter letter_at(std::string_view note, std::size_t at);
Letter letter_before(std::string_view note, std::size_t at);
/// A letter or a digit of any script; neither emoji nor dashes, quotes and odd spaces.
bool is_wordy(char32_t code_point);
/// Does a word go on to the left, or to the right, of `at`?
bool word_before(std::string_view note, std::size_t at);
bool word_after(std::string_view note, std::size_t at);
/// The bytes of one space, also one that does not break, at `at`; 0: none.
std::size_t space_at(std::string_view note, std::size_t at);

/// The last `count` words before `at` in small letters, joined by single spaces, without the
/// punctuation between; at most what 48 bytes hold.
std::string words_before(std::string_view note, std::size_t at, std::size_t count);
/// Is one of `words` among those of `text`, which are parted by single spaces?
bool has_word(std::string_view text, std::initializer_list<std::string_view> words);
/// The words before `at` name a number of another kind ("order no.", "ISBN"), or it is part of a
/// web address.
bool labelled_otherwise(std::string_view note, std::size_t at);

}  // namespace crosstalk::careful
