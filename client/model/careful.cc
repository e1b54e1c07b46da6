#include "client/model/careful.h"

#include <algorithm>
#include <array>
#include <optional>

namespace crosstalk {
namespace {

bool digit(char letter) { return letter >= '0' && letter <= '9'; }
bool letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }
bool wordy(char byte) {
  return digit(byte) || letter(byte) || static_cast<unsigned char>(byte) >= 0x80;
}
char lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
}

bool word_before(std::string_view text, std::size_t at) { return at > 0 && wordy(text[at - 1]); }
bool word_after(std::string_view text, std::size_t at) {
  return at < text.size() && wordy(text[at]);
}

/// Modulus 11 over the first nine digits, weights 10 to 2 (NHS Data Dictionary, NHS NUMBER).
bool nhs_check(const std::array<int, 10>& digits) {
  int sum = 0;
  for (std::size_t index = 0; index < 9; ++index)
    sum += digits[index] * (10 - static_cast<int>(index));
  const int check = (11 - sum % 11) % 11;
  return check != 10 && check == digits[9];
}

/// A run of digits with single spaces, hyphens or brackets between; where it ends and which digits
/// it has.
struct DigitRun {
  std::size_t end;
  std::vector<int> digits;
};
DigitRun digit_run(std::string_view text, std::size_t at) {
  DigitRun run{at, {}};
  std::size_t index = at;
  while (index < text.size()) {
    if (digit(text[index])) {
      run.digits.push_back(text[index] - '0');
      run.end = ++index;
    } else if ((text[index] == ' ' || text[index] == '-' || text[index] == ')' ||
                text[index] == '(') &&
               index + 1 < text.size() &&
               (digit(text[index + 1]) || text[index + 1] == '(' || text[index] == ')')) {
      ++index;
    } else {
      break;
    }
  }
  return run;
}

std::optional<CarefulMark> number_at(std::string_view text, std::size_t at) {
  const bool plus = text[at] == '+';
  if (!plus && !digit(text[at]) && text[at] != '(') return std::nullopt;
  if (word_before(text, at)) return std::nullopt;
  const std::size_t from = plus || text[at] == '(' ? at + 1 : at;
  if (from >= text.size() || !digit(text[from])) return std::nullopt;
  const DigitRun run = digit_run(text, from);
  if (word_after(text, run.end)) return std::nullopt;
  if (run.digits.size() == 10 && !plus) {
    std::array<int, 10> digits{};
    std::copy(run.digits.begin(), run.digits.end(), digits.begin());
    if (nhs_check(digits)) return CarefulMark{at, run.end, CarefulKind::nhs_number};
  }
  const bool british = run.digits.size() >= 10 && run.digits.size() <= 11 && run.digits[0] == 0;
  const bool abroad = plus && run.digits.size() >= 10 && run.digits.size() <= 15;
  if (british || abroad) return CarefulMark{at, run.end, CarefulKind::phone};
  return std::nullopt;
}

/// Two letters, six digits, A to D, with or without spaces.
std::optional<CarefulMark> insurance_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kNotFirst = "DFIQUV";
  if (word_before(text, at) || at + 9 > text.size() || !letter(text[at]) || !letter(text[at + 1]))
    return std::nullopt;
  for (std::size_t index = at; index < at + 2; ++index) {
    const char upper = static_cast<char>(lower(text[index]) - ('a' - 'A'));
    if (kNotFirst.find(upper) != std::string_view::npos) return std::nullopt;
  }
  std::size_t index = at + 2;
  int count = 0;
  while (index < text.size() && count < 6) {
    if (digit(text[index])) {
      ++count;
    } else if (text[index] != ' ') {
      return std::nullopt;
    }
    ++index;
  }
  while (index < text.size() && text[index] == ' ') ++index;
  if (count < 6 || index >= text.size()) return std::nullopt;
  const char last = lower(text[index]);
  if (last < 'a' || last > 'd' || word_after(text, index + 1)) return std::nullopt;
  return CarefulMark{at, index + 1, CarefulKind::insurance_number};
}

/// "LS1 4AP": one or two letters, a digit, perhaps one more; then a digit and two letters.
std::optional<CarefulMark> postcode_at(std::string_view text, std::size_t at) {
  const auto capital = [&](std::size_t index) {
    return index < text.size() && text[index] >= 'A' && text[index] <= 'Z';
  };
  const auto number = [&](std::size_t index) { return index < text.size() && digit(text[index]); };
  if (word_before(text, at) || !capital(at)) return std::nullopt;
  std::size_t index = capital(at + 1) ? at + 2 : at + 1;
  if (!number(index)) return std::nullopt;
  ++index;
  if (number(index) && number(index + 1) && !capital(index + 1))
    ++index;
  else if ((number(index) || capital(index)) && index + 1 < text.size() && text[index + 1] == ' ')
    ++index;
  if (index < text.size() && text[index] == ' ') ++index;
  if (!number(index) || !capital(index + 1) || !capital(index + 2) || word_after(text, index + 3))
    return std::nullopt;
  return CarefulMark{at, index + 3, CarefulKind::postcode};
}

std::optional<CarefulMark> email_at(std::string_view text, std::size_t at) {
  if (text[at] != '@') return std::nullopt;
  const auto part = [](char byte) {
    return wordy(byte) || byte == '.' || byte == '_' || byte == '-' || byte == '+';
  };
  std::size_t begin = at;
  while (begin > 0 && part(text[begin - 1])) --begin;
  std::size_t end = at + 1;
  while (end < text.size() && part(text[end])) ++end;
  while (end > at + 1 && !wordy(text[end - 1])) --end;
  const auto dot = text.substr(at + 1, end - at - 1).find('.');
  if (begin == at || dot == std::string_view::npos || dot == 0) return std::nullopt;
  return CarefulMark{begin, end, CarefulKind::email};
}

/// What stands before a date of birth, at most a few words back.
bool says_born(std::string_view text, std::size_t at) {
  const std::size_t from = at > 24 ? at - 24 : 0;
  std::string before;
  for (const char byte : text.substr(from, at - from)) before += lower(byte);
  for (const std::string_view word : {"born", "dob", "d.o.b", "date of birth", "birthday"}) {
    if (before.find(word) != std::string::npos) return true;
  }
  return false;
}

/// "14/03/1948", "14.3.48", "14 March 1948", after a word that says it is a birth.
std::optional<CarefulMark> birth_at(std::string_view text, std::size_t at) {
  if (!digit(text[at]) || word_before(text, at) || !says_born(text, at)) return std::nullopt;
  std::size_t index = at;
  int parts = 0;
  while (index < text.size() && parts < 3) {
    const std::size_t start = index;
    const bool word = letter(text[index]);
    while (index < text.size() && (word ? letter(text[index]) : digit(text[index]))) ++index;
    const std::size_t length = index - start;
    if (length == 0 || (!word && length > 4) || (word && length < 3)) return std::nullopt;
    ++parts;
    const bool joint = index < text.size() && (text[index] == '/' || text[index] == '.' ||
                                               text[index] == '-' || text[index] == ' ');
    if (parts < 3) {
      if (!joint) return std::nullopt;
      ++index;
    }
  }
  if (parts < 3 || word_after(text, index)) return std::nullopt;
  return CarefulMark{at, index, CarefulKind::birth_date};
}

std::string_view kind_words(CarefulKind kind, const Strings& strings) {
  switch (kind) {
    case CarefulKind::nhs_number:
      return strings("careful.nhs_number");
    case CarefulKind::insurance_number:
      return strings("careful.insurance_number");
    case CarefulKind::birth_date:
      return strings("careful.birth_date");
    case CarefulKind::postcode:
      return strings("careful.postcode");
    case CarefulKind::phone:
      return strings("careful.phone");
    case CarefulKind::email:
      return strings("careful.email");
  }
  return {};
}

}  // namespace

std::vector<CarefulMark> careful_marks(std::string_view note,
                                       const std::vector<std::string>& kept) {
  std::vector<CarefulMark> marks;
  std::size_t taken = 0;
  for (std::size_t at = 0; at < note.size(); ++at) {
    if (at < taken) continue;
    std::optional<CarefulMark> mark;
    for (const auto look : {email_at, birth_at, number_at, insurance_at, postcode_at}) {
      if (!mark) mark = look(note, at);
    }
    if (!mark || mark->begin < taken) continue;
    taken = mark->end;
    const std::string words(note.substr(mark->begin, mark->end - mark->begin));
    if (std::find(kept.begin(), kept.end(), words) == kept.end()) marks.push_back(*mark);
  }
  return marks;
}

std::string careful_sentence(const std::vector<CarefulMark>& marks, const Strings& strings) {
  std::vector<CarefulKind> kinds;
  for (const CarefulMark& mark : marks) {
    if (std::find(kinds.begin(), kinds.end(), mark.kind) == kinds.end()) kinds.push_back(mark.kind);
  }
  std::string sentence;
  for (std::size_t index = 0; index < kinds.size(); ++index) {
    const auto words = kind_words(kinds[index], strings);
    if (index == 0) {
      sentence = words;
    } else if (index + 1 == kinds.size()) {
      sentence = strings.fill("careful.and", {sentence, words});
    } else {
      sentence = strings.fill("careful.comma", {sentence, words});
    }
  }
  if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z') {
    sentence[0] = static_cast<char>(sentence[0] - ('a' - 'A'));
  }
  return sentence;
}

std::string careful_replacement(CarefulKind kind, const Strings& strings) {
  switch (kind) {
    case CarefulKind::nhs_number:
      return std::string(strings("careful.in_place.nhs_number"));
    case CarefulKind::insurance_number:
      return std::string(strings("careful.in_place.insurance_number"));
    case CarefulKind::birth_date:
      return std::string(strings("careful.in_place.birth_date"));
    case CarefulKind::postcode:
      return std::string(strings("careful.in_place.postcode"));
    case CarefulKind::phone:
      return std::string(strings("careful.in_place.phone"));
    case CarefulKind::email:
      return std::string(strings("careful.in_place.email"));
  }
  return {};
}

}  // namespace crosstalk
