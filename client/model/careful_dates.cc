// Dates of birth: a date beside a word that says it is one.

#include <array>
#include <string>

#include "client/model/careful_parts.h"

namespace crosstalk::careful {
namespace {

struct Month {
  std::string_view whole, brief, welsh;
  int days;
};
constexpr std::array<Month, 12> kMonths = {{{"january", "jan", "ionawr", 31},
                                            {"february", "feb", "chwefror", 29},
                                            {"march", "mar", "mawrth", 31},
                                            {"april", "apr", "ebrill", 30},
                                            {"may", "may", "mai", 31},
                                            {"june", "jun", "mehefin", 30},
                                            {"july", "jul", "gorffennaf", 31},
                                            {"august", "aug", "awst", 31},
                                            {"september", "sept", "medi", 30},
                                            {"october", "oct", "hydref", 31},
                                            {"november", "nov", "tachwedd", 30},
                                            {"december", "dec", "rhagfyr", 31}}};

/// 1 to 12; 0: no month.
int month_of(std::string_view word) {
  if (word.size() < 3 || word.size() > 10) return 0;
  for (std::size_t index = 0; index < kMonths.size(); ++index) {
    const Month& month = kMonths[index];
    if (is_word(word, month.whole) || is_word(word, month.brief) || is_word(word, month.welsh))
      return static_cast<int>(index) + 1;
  }
  return is_word(word, "sep") ? 9 : 0;
}

/// One part of a date: a number of so many digits, or a month's name.
struct Part {
  int number = 0;
  std::size_t digits = 0;  // 0: a month
  std::size_t end = 0;
};

bool ordinal_at(std::string_view note, std::size_t at) {
  const std::string_view two = note.substr(at, 2);
  const bool ordinal =
      is_word(two, "st") || is_word(two, "nd") || is_word(two, "rd") || is_word(two, "th");
  return ordinal && !word_after(note, at + 2);
}

std::optional<Part> part_at(std::string_view note, std::size_t at) {
  Part part;
  std::size_t index = at;
  while (index < note.size() && digit(note[index]) && index - at < 9) {
    part.number = part.number * 10 + (note[index++] - '0');
  }
  part.digits = index - at;
  if (part.digits == 0) {
    while (index < note.size() && letter(note[index])) ++index;
    part.number = month_of(note.substr(at, index - at));
    if (part.number == 0 || word_after(note, index)) return std::nullopt;
    if (index < note.size() && note[index] == '.' && index - at < 5) ++index;
  } else if (part.digits <= 2 && ordinal_at(note, index)) {
    index += 2;
  }
  part.end = index;
  return part;
}

/// Past what may stand between two parts: "/", ".", "-", ", ", " of ".
std::size_t past_joint(std::string_view note, std::size_t at) {
  std::size_t index = at;
  if (index < note.size() && note[index] == ',') ++index;
  if (const std::size_t space = space_at(note, index)) {
    index += space;
    if (is_word(note.substr(index, 3), "of ")) index += 3;
    for (const char mark : {'/', '-', '.'}) {
      if (index + 1 < note.size() && note[index] == mark && note[index + 1] == ' ') index += 2;
    }
    return index;
  }
  if (index == at && index < note.size() &&
      (note[index] == '/' || note[index] == '.' || note[index] == '-' || letter(note[index])))
    return letter(note[index]) ? index : index + 1;
  return index;
}

bool day_fits(int day, int month) {
  return month >= 1 && month <= 12 && day >= 1 &&
         day <= kMonths[static_cast<std::size_t>(month) - 1].days;
}

bool year_fits(const Part& part) {
  if (part.digits == 2) return true;
  return part.digits == 4 && part.number >= 1890 && part.number <= 2099;
}

bool is_date(const Part& a, const Part& b, const Part& c) {
  if (a.digits == 0)
    return b.digits >= 1 && b.digits <= 2 && day_fits(b.number, a.number) && year_fits(c);
  if (a.digits == 4)
    return year_fits(a) && b.digits <= 2 && c.digits >= 1 && c.digits <= 2 &&
           day_fits(c.number, b.number);
  if (a.digits > 2 || b.digits > 2 || !year_fits(c)) return false;
  return day_fits(a.number, b.number) || (b.digits > 0 && day_fits(b.number, a.number));
}

/// Where the date that begins at `at` ends; nothing where there is none. Without a year only with
/// a month's name: "3 June".
std::optional<std::size_t> date_at(std::string_view note, std::size_t at) {
  const auto first = part_at(note, at);
  if (!first) return std::nullopt;
  if (first->digits == 8) {  // 14031948
    const int day = first->number / 1000000, month = first->number / 10000 % 100;
    const int year = first->number % 10000;
    const bool fits = day_fits(day, month) && year >= 1890 && year <= 2099;
    if (fits && !word_after(note, first->end)) return first->end;
    return std::nullopt;
  }
  const auto second = part_at(note, past_joint(note, first->end));
  if (!second || second->digits > 2) return std::nullopt;
  const std::size_t third_at = past_joint(note, second->end);
  if (const auto third = part_at(note, third_at); third && third_at > second->end) {
    const bool ends = !word_after(note, third->end) && third->digits > 0;
    if (ends && is_date(*first, *second, *third)) return third->end;
  }
  if ((first->digits == 0) == (second->digits == 0)) return std::nullopt;
  const Part& day = first->digits == 0 ? *second : *first;
  const Part& month = first->digits == 0 ? *first : *second;
  const bool fits = day.digits >= 1 && day.digits <= 2 && day_fits(day.number, month.number);
  if (!fits || word_after(note, second->end)) return std::nullopt;
  return second->end;
}

/// "Date of birth, ours has 30/12/1955": the date itself stands a few words on, and those words
/// name no other date.
bool said_further_before(std::string_view note, std::size_t at) {
  const std::string before = " " + words_before(note, at, 9);
  std::size_t after = std::string::npos;
  for (const std::string_view word :
       {" dob ", " date of birth ", " birth date ", " dyddiad geni "}) {
    const auto found = before.rfind(word);
    if (found != std::string::npos) after = found + word.size();
  }
  if (after == std::string::npos) return false;
  return !has_word(std::string_view(before).substr(after),
                   {"form",   "letter",  "referral", "referred", "review",    "meeting", "dated",
                    "date",   "missing", "blank",    "wrong",    "signed",    "sent",    "since",
                    "until",  "before",  "after",    "from",     "between",   "visit",   "admitted",
                    "update", "updated", "checked",  "due",      "discharge", "seen",    "by"});
}

/// What was not born as people are.
bool thing_before(std::string_view words) {
  return has_word(
      words, {"service", "idea",      "project", "programme", "partnership", "trust",   "network",
              "scheme",  "team",      "pilot",   "policy",    "group",       "charity", "board",
              "system",  "agreement", "model",   "forum",     "alliance",    "hub"});
}

/// The words before a date say that somebody was born then; between them nothing but filling.
bool said_before(std::string_view note, std::size_t at) {
  std::string before = words_before(note, at, 7);
  const auto ends_with_word = [&before](std::string_view word) {
    return before.ends_with(word) &&
           (before.size() == word.size() || before[before.size() - word.size() - 1] == ' ');
  };
  const auto drop = [&before](std::size_t bytes) {
    before.resize(before.size() - bytes);
    while (before.ends_with(' ')) before.pop_back();
  };
  constexpr std::array<std::string_view, 18> kFilling = {
      "on", "the", "is",       "was",   "in",   "of",     "as",    "given", "ar",
      "y",  "yw",  "recorded", "being", "back", "around", "about", "his",   "her"};
  bool dropped = true;
  while (dropped) {
    dropped = false;
    for (const std::string_view word : kFilling) {
      if (!ends_with_word(word)) continue;
      drop(word.size());
      dropped = true;
    }
  }
  for (const std::string_view word :
       {"dob", "d o b", "d.o.b", "date of birth", "birth date", "birthdate", "birthday",
        "dyddiad geni", "ganwyd", "ganed", "b"}) {
    if (ends_with_word(word)) return true;
  }
  if (!ends_with_word("born")) return false;
  drop(4);
  return !thing_before(before);
}

/// "14/03/1948 (dob)", "14/03/1948 is her date of birth".
bool said_after(std::string_view note, std::size_t end) {
  const std::string after = lowered(note.substr(end, 32));
  const auto word = after.find_first_not_of(" ,(-:)");
  if (word == std::string::npos || after.substr(0, word).find('\n') != std::string::npos)
    return false;
  std::string_view rest(after);
  rest.remove_prefix(word);
  for (const std::string_view filling :
       {"is ", "was ", "as ", "his ", "her ", "their ", "the ", "my ", "your "}) {
    if (rest.starts_with(filling)) rest.remove_prefix(filling.size());
  }
  for (const std::string_view birth : {"dob", "d.o.b", "date of birth", "birth date", "birthday"}) {
    if (rest.starts_with(birth)) return !rest.starts_with("birthday p");  // "birthday party"
  }
  return false;
}

}  // namespace

Found birth_at(std::string_view note, std::size_t at) {
  if (word_before(note, at) || note[at] == '+' || note[at] == '(') return std::nullopt;
  if (letter(note[at])) {
    std::size_t end = at;
    while (end < note.size() && letter(note[end])) ++end;
    if (month_of(note.substr(at, end - at)) == 0) return std::nullopt;
  }
  const auto end = date_at(note, at);
  if (!end) return std::nullopt;
  const bool year = digit(note[*end - 1]) && *end - at >= 6;
  if (!said_before(note, at) && !said_after(note, *end) &&
      !(year && said_further_before(note, at))) {
    return std::nullopt;
  }
  return CarefulMark{at, *end, CarefulKind::birth_date};
}

}  // namespace crosstalk::careful
