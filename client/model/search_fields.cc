#include "client/model/search_fields.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "storage/text.h"

namespace crosstalk {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::years;

/// A field whose values are terms, and the filter row that it stands for (of the same name).
struct TermField {
  std::string_view name;
  TermList list;
};
constexpr std::array kTermFields = {
    TermField{"setting", TermList::settings}, TermField{"place", TermList::places},
    TermField{"sector", TermList::sectors},   TermField{"theme", TermList::themes},
    TermField{"purpose", TermList::purposes}, TermField{"stance", TermList::stances}};

/// What stands after "is:" and "has:", and what it switches on.
struct Switch {
  std::string_view field, value, row, key;
};
constexpr std::array kSwitches = {Switch{"is", "mine", "person", "own"},
                                  Switch{"is", "waiting", "sync", "waiting"},
                                  Switch{"is", "sent", "sync", "sent"},
                                  Switch{"is", "rejected", "sync", "rejected"},
                                  Switch{"is", "new", "review", "new"},
                                  Switch{"is", "reviewed", "review", "reviewed"},
                                  Switch{"is", "in-report", "review", "in-report"},
                                  Switch{"is", "set-aside", "review", "set-aside"},
                                  Switch{"is", "bin", "bin", "bin"},
                                  Switch{"has", "action", "action", "open"}};

constexpr std::array<std::string_view, 7> kOtherFields = {"by",    "is",    "has", "before",
                                                          "after", "since", "on"};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_field(std::string_view name) {
  for (const TermField& field : kTermFields) {
    if (field.name == name) return true;
  }
  for (const std::string_view field : kOtherFields) {
    if (field == name) return true;
  }
  return false;
}

// As a person types them.
std::size_t quote_at(std::string_view text) {
  for (const std::string_view quote : {"\"", "“", "”", "„"}) {
    if (text.starts_with(quote)) return quote.size();
  }
  return 0;
}

// Where the value that begins at `at` ends, what it says, and whether it was closed by a quote.
struct Value {
  std::string words;
  std::size_t end = 0;
  bool quoted = false;
};
Value value_at(std::string_view typed, std::size_t at) {
  const std::size_t open = quote_at(typed.substr(at));
  if (open > 0) {
    for (std::size_t end = at + open; end < typed.size(); ++end) {
      const std::size_t close = quote_at(typed.substr(end));
      if (close == 0) continue;
      return {std::string(typed.substr(at + open, end - at - open)), end + close, true};
    }
    return {std::string(typed.substr(at + open)), typed.size(), false};
  }
  std::size_t end = at;
  while (end < typed.size() && !is_space(typed[end])) ++end;
  return {std::string(typed.substr(at, end - at)), end, false};
}

/// The one thing that has a name, among those that are offered one by one.
class NameFinder {
 public:
  NameFinder(std::string_view wanted, NameMatch match) : wanted_(folded(wanted)), match_(match) {}

  void offer(const std::string& key, std::string_view name) {
    const std::string here = folded(name);
    if (here == wanted_) {
      whole_ = key;
    } else if (match_ == NameMatch::beginning && here.starts_with(wanted_)) {
      several_ = several_ || (begins_ && *begins_ != key);
      begins_ = key;
    }
  }
  std::optional<std::string> found() const {
    if (whole_) return whole_;
    return several_ ? std::nullopt : begins_;
  }

 private:
  std::string wanted_;
  NameMatch match_;
  std::optional<std::string> whole_, begins_;
  bool several_ = false;
};

std::optional<std::string> term_of(TermList list, const FieldWord& word, const FieldSources& from,
                                   NameMatch match) {
  NameFinder finder(word.value, match);
  for (const Term& term : from.vocabulary.terms(list)) {
    const std::string key = from.vocabulary.counting_key(list, term.key);
    for (const std::string& name : {term.key, term.label, term.short_label}) {
      finder.offer(key, name);
    }
  }
  if (list == TermList::places) {
    for (const ValueCount& place : from.values.places) {
      finder.offer(place.key, place.key);
      finder.offer(place.key, from.vocabulary.label(list, place.key));
    }
  }
  return finder.found();
}

std::optional<std::string> person_of(const FieldWord& word, const FieldSources& from,
                                     NameMatch match) {
  NameFinder finder(word.value, match);
  finder.offer("own", "me");
  for (const NamedMember& person : from.values.people) finder.offer(person.id.text(), person.name);
  return finder.found();
}

/// First day and the one after the last.
struct Stretch {
  Day first, end;
};

std::optional<int> number_of(std::string_view digits) {
  int number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  return digits.empty() ? std::nullopt : std::optional<int>(number);
}

// "2026", "2026-04", or any day that a field for a day understands.
std::optional<Stretch> stretch_of(const std::string& text, const FieldSources& from) {
  constexpr std::size_t kYear = 4;
  constexpr std::size_t kMonth = 7;
  const auto year = number_of(std::string_view(text).substr(0, kYear));
  if (year && text.size() == kYear) {
    const std::chrono::year_month_day first = std::chrono::year(*year) / 1 / 1;
    return Stretch{Day(first), Day(first + years(1))};
  }
  if (year && text.size() == kMonth && text[kYear] == '-') {
    const auto number = number_of(std::string_view(text).substr(kYear + 1));
    const auto month = std::chrono::month(static_cast<unsigned>(number.value_or(0)));
    if (!month.ok()) return std::nullopt;
    const std::chrono::year_month_day first = std::chrono::year(*year) / month / 1;
    return Stretch{Day(first), Day(first + months(1))};
  }
  const auto day = understand_day(text, from.today, Lean::back, from.strings);
  if (!day) return std::nullopt;
  return Stretch{*day, *day + days(1)};
}

bool put_days(TimelineChoice& choice, const FieldWord& word, const FieldSources& from) {
  const auto stretch = stretch_of(word.value, from);
  if (!stretch) return false;
  const bool on = word.field == "on";
  if (on || word.field == "since") choice.from = iso_of(stretch->first);
  if (on) choice.until = iso_of(stretch->end - days(1));
  if (word.field == "after") choice.from = iso_of(stretch->end);
  if (word.field == "before") choice.until = iso_of(stretch->first - days(1));
  choice.period = Period::all;
  return true;
}

bool put_switch(TimelineChoice& choice, const FieldWord& word) {
  const std::string value = folded(word.value);
  for (const Switch& one : kSwitches) {
    if (one.field != word.field || one.value != value) continue;
    if (one.row == "bin") {
      choice.bin = true;
    } else if (!choice.has(std::string(one.row), std::string(one.key))) {
      choice.toggle(std::string(one.row), std::string(one.key));
    }
    return true;
  }
  return false;
}

bool put_value(TimelineChoice& choice, const std::string& row,
               const std::optional<std::string>& key) {
  if (!key) return false;
  if (!choice.has(row, *key)) choice.toggle(row, *key);
  return true;
}

}  // namespace

std::vector<FieldWord> field_words(std::string_view typed) {
  std::vector<FieldWord> words;
  for (std::size_t at = 0; at < typed.size();) {
    if (is_space(typed[at])) {
      ++at;
      continue;
    }
    // What is in quotes is text, whatever it looks like.
    if (quote_at(typed.substr(at)) > 0) {
      at = value_at(typed, at).end;
      continue;
    }
    std::size_t colon = at;
    while (colon < typed.size() && typed[colon] != ':' && !is_space(typed[colon])) ++colon;
    const bool field = colon < typed.size() && typed[colon] == ':' &&
                       is_field(folded(typed.substr(at, colon - at)));
    if (!field) {
      while (at < typed.size() && !is_space(typed[at])) ++at;
      continue;
    }
    const Value value = value_at(typed, colon + 1);
    const bool finished = value.quoted || value.end < typed.size();
    if (!trimmed(value.words).empty()) {
      words.push_back(
          {at, value.end, folded(typed.substr(at, colon - at)), trimmed(value.words), finished});
    }
    at = value.end;
  }
  return words;
}

std::string without_word(std::string_view typed, const FieldWord& word) {
  std::size_t end = word.end;
  while (end < typed.size() && is_space(typed[end])) ++end;
  return std::string(typed.substr(0, word.begin)) + std::string(typed.substr(end));
}

bool put_field(TimelineChoice& choice, const FieldWord& word, const FieldSources& from,
               NameMatch match) {
  for (const TermField& field : kTermFields) {
    if (field.name != word.field) continue;
    return put_value(choice, word.field, term_of(field.list, word, from, match));
  }
  if (word.field == "by") return put_value(choice, "person", person_of(word, from, match));
  if (word.field == "is" || word.field == "has") return put_switch(choice, word);
  return put_days(choice, word, from);
}

TimelineChoice choice_of_search(std::string_view typed, const FieldSources& from) {
  TimelineChoice choice;
  std::string text(typed);
  const std::vector<FieldWord> words = field_words(typed);
  // From the last, so that the places of those before stay right.
  for (auto word = words.rbegin(); word != words.rend(); ++word) {
    if (put_field(choice, *word, from, NameMatch::beginning)) text = without_word(text, *word);
  }
  choice.query = trimmed(text);
  return choice;
}

}  // namespace crosstalk
