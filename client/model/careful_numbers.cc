// NHS numbers, telephone numbers and National Insurance numbers.

#include <algorithm>
#include <array>

#include "client/model/careful_parts.h"

namespace crosstalk::careful {
namespace {

constexpr std::size_t kDigitsMax = 20;

/// Digits in groups with one space, hyphen, dot or bracket between, and where each group ends.
struct Run {
  std::array<char, kDigitsMax> kept{};
  std::array<std::size_t, kDigitsMax> lengths{}, ends{};
  std::size_t size = 0, groups = 0;
  std::string_view digits() const { return {kept.data(), size}; }
};

/// What may stand between two groups, up to the next digit; 0: the run is over.
std::size_t joint_at(std::string_view note, std::size_t at) {
  std::size_t index = at;
  int spaces = 0, dashes = 0, brackets = 0;
  while (index < note.size() && !digit(note[index])) {
    const std::size_t space = space_at(note, index);
    if (space > 0 && ++spaces <= 2) {
      index += space;
    } else if ((note[index] == '-' || note[index] == '.') && ++dashes <= 1) {
      ++index;
    } else if ((note[index] == '(' || note[index] == ')') && ++brackets <= 2) {
      ++index;
    } else {
      return 0;
    }
  }
  const bool fits = spaces + dashes <= 1 || (brackets > 0 && dashes == 0);
  return index < note.size() && fits ? index - at : 0;
}

/// At most `kDigitsMax` digits: no number is as long.
Run run_at(std::string_view note, std::size_t at) {
  Run run;
  std::size_t index = at;
  while (run.size < kDigitsMax) {
    const std::size_t begin = index;
    while (index < note.size() && digit(note[index]) && run.size < kDigitsMax)
      run.kept[run.size++] = note[index++];
    run.lengths[run.groups] = index - begin;
    run.ends[run.groups++] = index;
    if (index < note.size() && digit(note[index])) break;
    const std::size_t joint = joint_at(note, index);
    if (joint == 0) break;
    const std::string_view between = note.substr(index, joint);
    index += joint;
    if (!between.ends_with("(") || !note.substr(index).starts_with("0)")) continue;
    // "+44 (0)113": the nought is dialled at home alone.
    const std::size_t past = joint_at(note, index + 1);
    if (past == 0) break;
    index += 1 + past;
  }
  return run;
}

/// Modulus 11 over the first nine digits, weights 10 to 2 (NHS Data Dictionary, NHS NUMBER).
bool nhs_check(std::string_view digits) {
  int sum = 0;
  for (std::size_t index = 0; index < 9; ++index)
    sum += (digits[index] - '0') * (10 - static_cast<int>(index));
  const int check = (11 - sum % 11) % 11;
  return check != 10 && check == digits[9] - '0';
}

/// Nothing that belongs to it goes on after a number.
bool ends_at(std::string_view note, std::size_t end) {
  if (word_after(note, end)) return false;
  if (end >= note.size()) return true;
  const bool more = end + 1 < note.size() && digit(note[end + 1]);
  const char next = note[end];
  return next != '@' && !(more && (next == '/' || next == ',' || next == ':' || next == '.'));
}

bool begins_at(std::string_view note, std::size_t at) {
  if (word_before(note, at)) return false;
  if (at < 2) return true;
  const char before = note[at - 1];
  return !(digit(note[at - 2]) &&
           (before == '.' || before == ',' || before == '/' || before == '-' || before == ':'));
}

/// How many groups from the first make `wanted` digits; nothing where no group ends there.
std::optional<std::size_t> groups_of(const Run& run, std::size_t wanted) {
  std::size_t sum = 0;
  for (std::size_t group = 0; group < run.groups && sum < wanted; ++group) {
    sum += run.lengths[group];
    if (sum == wanted) return group + 1;
  }
  return std::nullopt;
}

Found nhs_number(std::string_view note, std::size_t at, const Run& run) {
  const auto groups = groups_of(run, 10);
  if (!groups || !nhs_check(run.digits())) return std::nullopt;
  const std::size_t end = run.ends[*groups - 1];
  if (!ends_at(note, end)) return std::nullopt;
  const auto& lengths = run.lengths;
  const bool usual = *groups == 1 || (*groups == 3 && lengths[0] == 3 && lengths[1] == 3) ||
                     (*groups == 2 && lengths[0] == 6 && run.kept[0] < '4');  // Scotland's CHI
  if (!usual && !has_word(words_before(note, at, 4), {"nhs", "patient", "chi"}))
    return std::nullopt;
  if (labelled_otherwise(note, at)) return std::nullopt;
  return CarefulMark{at, end, CarefulKind::nhs_number};
}

bool asked_to_phone(std::string_view note, std::size_t at) {
  return has_word(words_before(note, at, 3),
                  {"phone", "tel", "telephone", "mobile", "mob", "ring", "rang", "call", "text",
                   "phoned", "called", "fax", "whatsapp", "ffôn", "ffonio", "symudol"});
}

/// "0113 496 0123": 01, 02, 03, 05, 07, 08 or 09 and ten or eleven digits in all, the first group
/// no date or hour.
Found home_number(std::string_view note, std::size_t at, const Run& run) {
  if (run.size < 2 || run.kept[0] != '0') return std::nullopt;
  if (std::string_view("123578").find(run.kept[1]) == std::string_view::npos) return std::nullopt;
  for (const std::size_t wanted : {11U, 10U}) {
    const auto groups = groups_of(run, wanted);
    if (!groups || *groups > 5) continue;
    if (*groups > 1 && (run.lengths[0] < 3 || run.lengths[0] > 6)) {
      if (!asked_to_phone(note, at)) continue;
    }
    const std::size_t end = run.ends[*groups - 1];
    if (ends_at(note, end)) return CarefulMark{at, end, CarefulKind::phone};
  }
  return std::nullopt;
}

/// "+44 113 496 0123", "0044 …", "+353 1 …".
Found abroad_number(std::string_view note, std::size_t at, bool plus, const Run& run) {
  const bool zeros = run.digits().starts_with("0044") || run.digits().starts_with("00353");
  if (!plus && !zeros) return std::nullopt;
  const bool british = run.digits().starts_with("44") || run.digits().starts_with("0044");
  const std::size_t prefix = plus ? 0 : 2;
  for (std::size_t groups = run.groups; groups > 0; --groups) {
    std::size_t sum = 0;
    for (std::size_t group = 0; group < groups; ++group) sum += run.lengths[group];
    const std::size_t length = sum - prefix;
    const bool fits =
        british ? length == 12 || length == 13 || length == 11 : length >= 9 && length <= 15;
    if (!fits || !ends_at(note, run.ends[groups - 1])) continue;
    return CarefulMark{at, run.ends[groups - 1], CarefulKind::phone};
  }
  return std::nullopt;
}

/// A mobile number that lost its nought: "ring 7700 900 123".
Found short_mobile(std::string_view note, std::size_t at, const Run& run) {
  const auto groups = groups_of(run, 10);
  if (!groups || run.kept[0] != '7' || !asked_to_phone(note, at)) return std::nullopt;
  const std::size_t end = run.ends[*groups - 1];
  if (!ends_at(note, end)) return std::nullopt;
  return CarefulMark{at, end, CarefulKind::phone};
}

}  // namespace

Found number_at(std::string_view note, std::size_t at) {
  const bool plus = note[at] == '+';
  const bool bracket = note[at] == '(';
  std::size_t from = at;
  if (plus || bracket) ++from;
  if (bracket && from < note.size() && note[from] == '+') ++from;
  if (from >= note.size() || !digit(note[from]) || !begins_at(note, at)) return std::nullopt;
  const Run run = run_at(note, from);
  const bool abroad = plus || from == at + 2;
  // "(0113) 496 0123" begins with its bracket, "(9434765919)" within.
  const bool closes = bracket && note.substr(from, run.ends[0] - from + 1).ends_with(')');
  const std::size_t begin = bracket && !(closes && run.groups > 1) ? at + 1 : at;
  if (!abroad) {
    if (auto nhs = nhs_number(note, begin, run)) return nhs;
  }
  auto mark = abroad_number(note, begin, abroad, run);
  if (!mark && !abroad) mark = home_number(note, begin, run);
  if (!mark && !abroad) mark = short_mobile(note, begin, run);
  if (mark && labelled_otherwise(note, begin)) return std::nullopt;
  return mark;
}

/// Two letters, six digits, A to D, in pairs or in one. HMRC gives out no prefix with D, F, I, Q, U
/// or V, none with O in the second place, and none of seven pairs (NIM39110).
Found insurance_at(std::string_view note, std::size_t at) {
  constexpr std::string_view kNever = "DFIQUV";
  constexpr std::array<std::string_view, 7> kNotGiven = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};
  if (at + 9 > note.size() || !letter(note[at + 1])) return std::nullopt;
  const std::array<char, 2> prefix = {raised(note[at]), raised(note[at + 1])};
  for (const char one : prefix) {
    if (kNever.find(one) != std::string_view::npos) return std::nullopt;
  }
  if (prefix[1] == 'O') return std::nullopt;
  const std::string_view pair(prefix.data(), prefix.size());
  if (std::find(kNotGiven.begin(), kNotGiven.end(), pair) != kNotGiven.end()) return std::nullopt;
  std::size_t index = at + 2;
  bool parted = false;
  const auto part = [&] {
    std::size_t step = space_at(note, index);
    if (step == 0 && index < note.size() && (note[index] == '-' || note[index] == '.')) step = 1;
    index += step;
    parted = parted || step > 0;
  };
  for (int digits = 0; digits < 6; ++digits) {
    if (digits % 2 == 0) part();
    if (index >= note.size() || !digit(note[index])) return std::nullopt;
    ++index;
  }
  part();
  if (index >= note.size()) return std::nullopt;
  const char last = raised(note[index]);
  if (last < 'A' || last > 'D' || word_after(note, index + 1)) return std::nullopt;
  // "at 10 20 30 a" is no number: with spaces a pair that is a word takes capitals.
  const bool capitals = upper(note[at]) && upper(note[at + 1]) && upper(note[index]);
  const bool word =
      has_word(lowered(pair), {"at", "by", "an", "am", "as", "be", "he", "me", "my", "we", "or",
                               "re", "la", "el", "ah", "oh", "eh", "ex", "ha", "pa", "ma", "ok"});
  if (parted && !capitals && word) return std::nullopt;
  return CarefulMark{at, index + 1, CarefulKind::insurance_number};
}

}  // namespace crosstalk::careful
