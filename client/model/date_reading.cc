#include <algorithm>
#include <array>
#include <vector>

#include "client/model/dates.h"
#include "storage/text.h"

namespace crosstalk {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::weekday;
using std::chrono::year;
using std::chrono::year_month_day;
using std::chrono::years;

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char letter : folded(text)) {
    if (letter == ' ' || letter == ',') {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else {
      word += letter;
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

/// True where `list`, words with commas between, has `word`.
bool among(std::string_view list, std::string_view word) {
  const std::string all = "," + folded(list) + ",";
  return !word.empty() && all.find("," + std::string(word) + ",") != std::string::npos;
}

std::optional<int> digits(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  int value = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    value = value * 10 + (digit - '0');
  }
  return value;
}

/// "1", "1st", "22nd".
std::optional<int> ordinal(std::string_view word, const Strings& strings) {
  std::size_t end = 0;
  while (end < word.size() && word[end] >= '0' && word[end] <= '9') ++end;
  const auto value = digits(word.substr(0, end));
  if (!value || (end < word.size() && !among(strings("date.read.ordinal"), word.substr(end))))
    return std::nullopt;
  return value;
}

std::optional<int> small_number(std::string_view word, const Strings& strings) {
  if (const auto value = digits(word)) return value;
  int value = 1;
  std::string_view list = strings("date.read.numbers");
  while (!list.empty()) {
    const auto comma = list.find(',');
    const auto group = list.substr(0, comma);
    std::string slashed(group);
    std::replace(slashed.begin(), slashed.end(), '/', ',');
    if (among(slashed, word)) return value;
    ++value;
    if (comma == std::string_view::npos) break;
    list.remove_prefix(comma + 1);
  }
  return std::nullopt;
}

/// A full name or at least its first three letters.
bool names(std::string_view name, std::string_view word) {
  const std::string full = folded(name);
  return full == word || (word.size() >= 3 && full.starts_with(word));
}

std::optional<unsigned> weekday_of(std::string_view word, const Strings& strings) {
  const std::array<std::string_view, 7> all = {strings("date.monday"),    strings("date.tuesday"),
                                               strings("date.wednesday"), strings("date.thursday"),
                                               strings("date.friday"),    strings("date.saturday"),
                                               strings("date.sunday")};
  for (unsigned index = 0; index < all.size(); ++index) {
    if (names(all[index], word)) return index + 1;
  }
  return std::nullopt;
}

std::optional<unsigned> month_of(std::string_view word, const Strings& strings) {
  const std::array<std::string_view, 12> all = {
      strings("date.january"), strings("date.february"), strings("date.march"),
      strings("date.april"),   strings("date.may"),      strings("date.june"),
      strings("date.july"),    strings("date.august"),   strings("date.september"),
      strings("date.october"), strings("date.november"), strings("date.december")};
  for (unsigned index = 0; index < all.size(); ++index) {
    if (names(all[index], word)) return index + 1;
  }
  return std::nullopt;
}

Day add_months(Day from, int count) {
  year_month_day date(from);
  date += months(count);
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return Day(date);
}

constexpr int kNoYear = -1;

/// A day and month in the year that `lean` asks for, or in the year given.
std::optional<Day> dated(int day, unsigned month, int in_year, Day today, Lean lean) {
  if (day < 1 || day > 31 || month < 1 || month > 12) return std::nullopt;
  const bool given = in_year != kNoYear;
  if (given && in_year < 100) in_year += 2000;
  year_month_day date(given ? year(in_year) : year_month_day(today).year(),
                      std::chrono::month(month), std::chrono::day(static_cast<unsigned>(day)));
  if (given) return date.ok() ? std::optional<Day>(Day(date)) : std::nullopt;
  // 29 February may need a few steps to the next year that has it.
  for (int step = 0; step < 9; ++step) {
    const bool fits = date.ok() && (lean == Lean::ahead ? Day(date) >= today : Day(date) <= today);
    if (fits) return Day(date);
    date += years(lean == Lean::ahead ? 1 : -1);
  }
  return std::nullopt;
}

/// "1/4", "1.4.2026", "1-4-26": the day first, as Britain writes it.
std::optional<Day> numeric(std::string_view word, Day today, Lean lean) {
  std::vector<int> parts;
  std::string_view rest = word;
  while (true) {
    const auto end = rest.find_first_of("/.-");
    const auto part = digits(rest.substr(0, end));
    if (!part) return std::nullopt;
    parts.push_back(*part);
    if (end == std::string_view::npos || end + 1 == rest.size()) break;
    rest.remove_prefix(end + 1);
  }
  if (parts.size() < 2 || parts.size() > 3 || parts[1] < 1) return std::nullopt;
  const int in_year = parts.size() == 3 ? parts[2] : kNoYear;
  return dated(parts[0], static_cast<unsigned>(parts[1]), in_year, today, lean);
}

std::optional<Day> by_weekday(const std::vector<std::string>& words, Day today, Lean lean,
                              const Strings& strings) {
  const bool next = words.size() == 2 && among(strings("date.read.next"), words[0]);
  const bool last = words.size() == 2 && among(strings("date.read.last"), words[0]);
  const bool plain =
      words.size() == 1 || (words.size() == 2 && among(strings("date.read.filler"), words[0]));
  if (!next && !last && !plain) return std::nullopt;
  const auto wanted = weekday_of(words.back(), strings);
  if (!wanted) return std::nullopt;
  const auto now = static_cast<int>(weekday(today).iso_encoding());
  int ahead = static_cast<int>(*wanted) - now;
  if (next) return today + days(ahead + 7);
  if (last || lean == Lean::back) return today + days(ahead >= 0 ? ahead - 7 : ahead);
  return today + days(ahead <= 0 ? ahead + 7 : ahead);
}

std::optional<Day> by_distance(std::vector<std::string> words, Day today, const Strings& strings) {
  std::size_t from = 0;
  int sign = 1;
  if (words.size() == 3 && among(strings("date.read.ago"), words[2])) {
    sign = -1;
    words.pop_back();
  }
  if (!words.empty() && among(strings("date.read.filler"), words[0])) from = 1;
  if (words.size() == 2 && among(strings("date.read.next"), words[0])) {
    if (among(strings("date.read.week"), words[1])) return today + days(7);
    if (among(strings("date.read.month"), words[1])) return add_months(today, 1);
    if (among(strings("date.read.year"), words[1])) return add_months(today, 12);
    return std::nullopt;
  }
  if (words.size() != from + 2) return std::nullopt;
  const auto count = small_number(words[from], strings);
  if (!count || *count > 999) return std::nullopt;
  const std::string& unit = words[from + 1];
  if (among(strings("date.read.day"), unit)) return today + days(sign * *count);
  if (among(strings("date.read.week"), unit)) return today + days(sign * 7 * *count);
  if (among(strings("date.read.month"), unit)) return add_months(today, sign * *count);
  if (among(strings("date.read.year"), unit)) return add_months(today, sign * 12 * *count);
  return std::nullopt;
}

std::optional<Day> by_month(std::vector<std::string> words, Day today, Lean lean,
                            const Strings& strings) {
  std::erase_if(words,
                [&](const std::string& word) { return among(strings("date.read.filler"), word); });
  if (words.size() >= 3 && weekday_of(words[0], strings)) words.erase(words.begin());
  if (words.size() < 2 || words.size() > 3) return std::nullopt;
  int in_year = kNoYear;
  if (words.size() == 3) {
    const auto said = digits(words[2]);
    if (!said) return std::nullopt;
    in_year = *said;
  }
  if (const auto month = month_of(words[1], strings)) {
    if (const auto day = ordinal(words[0], strings))
      return dated(*day, *month, in_year, today, lean);
  }
  if (const auto month = month_of(words[0], strings)) {
    if (const auto day = ordinal(words[1], strings))
      return dated(*day, *month, in_year, today, lean);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Day> understand_day(std::string_view text, Day today, Lean lean,
                                  const Strings& strings) {
  if (const auto iso = day_from_iso(trimmed(text))) return iso;
  const std::string whole = folded(trimmed(text));
  if (among(strings("date.read.today"), whole)) return today;
  if (among(strings("date.read.tomorrow"), whole)) return today + days(1);
  if (among(strings("date.read.yesterday"), whole)) return today - days(1);
  const auto words = split_words(text);
  if (words.empty()) return std::nullopt;
  if (words.size() == 1) {
    if (const auto day = numeric(words[0], today, lean)) return day;
  }
  if (const auto day = by_weekday(words, today, lean, strings)) return day;
  if (const auto day = by_distance(words, today, strings)) return day;
  return by_month(words, today, lean, strings);
}

std::string day_to_type(Day day, Day today, Lean lean, const Strings& strings) {
  std::string words = long_day_words(day, today, strings);
  return understand_day(words, today, lean, strings) == day ? words : iso_of(day);
}

}  // namespace crosstalk
