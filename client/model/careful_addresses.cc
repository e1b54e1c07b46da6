// Postcodes and e-mail addresses.

#include <algorithm>
#include <array>

#include "client/model/careful_parts.h"

namespace crosstalk::careful {
namespace {

/// The areas of Royal Mail's Postcode Address File, with those of the Crown dependencies.
constexpr auto kAreas = std::to_array<std::string_view>(
    {"AB", "AL", "B",  "BA", "BB", "BD", "BF", "BH", "BL", "BN", "BR", "BS", "BT", "BX", "CA", "CB",
     "CF", "CH", "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT",
     "DY", "E",  "EC", "EH", "EN", "EX", "FK", "FY", "G",  "GL", "GU", "GY", "HA", "HD", "HG", "HP",
     "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L",  "LA", "LD",
     "LE", "LL", "LN", "LS", "LU", "M",  "ME", "MK", "ML", "N",  "NE", "NG", "NN", "NP", "NR", "NW",
     "OL", "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S",  "SA", "SE", "SG", "SK",
     "SL", "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR",
     "TS", "TW", "UB", "W",  "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE"});

/// What follows a figure in small letters and is no end of a postcode: "2nd", "8gb".
bool is_unit(std::string_view two) {
  return two == "st" || two == "nd" || two == "rd" || two == "th" || two == "gb" || two == "tb" ||
         two == "ft" || two == "hr" || two == "yr" || two == "pt" || two == "lb";
}

/// The inward half: a digit and two letters, none of C, I, K, M, O, V.
bool inward_at(std::string_view note, std::size_t at) {
  constexpr std::string_view kNever = "CIKMOV";
  if (at + 3 > note.size() || !digit(note[at]) || word_after(note, at + 3)) return false;
  if (at + 3 < note.size() && note[at + 3] == '@') return false;
  for (const char one : {note[at + 1], note[at + 2]}) {
    if (!letter(one) || kNever.find(raised(one)) != std::string_view::npos) return false;
  }
  return !is_unit(note.substr(at + 1, 2));
}

}  // namespace

/// "LS1 4AP": an area, a district of one or two figures or a figure and a letter, then the inward
/// half, with a space or without.
Found postcode_at(std::string_view note, std::size_t at) {
  std::size_t index = at;
  while (index < note.size() && index - at < 3 && letter(note[index])) ++index;
  const std::size_t letters = index - at;
  if (letters == 0 || letters > 2 || index >= note.size() || !digit(note[index]))
    return std::nullopt;
  const std::array<char, 2> area = {raised(note[at]), raised(note[at + 1])};
  if (std::find(kAreas.begin(), kAreas.end(), std::string_view(area.data(), letters)) ==
      kAreas.end()) {
    return std::nullopt;
  }
  // The longer district first: "M11AA" is M1 1AA, "M1 1AA" has its space, "LS141AP" is LS14.
  for (const std::size_t district : {2U, 1U}) {
    std::size_t inward = index + district;
    if (inward > note.size()) continue;
    const char last = note[inward - 1];
    if (district == 2 && !digit(last) && !letter(last)) continue;
    const std::size_t space = space_at(note, inward);
    inward += space;
    if (space > 0) inward += space_at(note, inward);
    if (!inward_at(note, inward)) continue;
    const std::string_view words = note.substr(at, inward + 3 - at);
    const bool capitals = std::none_of(words.begin(), words.end(),
                                       [](char byte) { return byte >= 'a' && byte <= 'z'; });
    if (!capitals && space == 0 && words.size() < 6) continue;
    if (labelled_otherwise(note, at)) return std::nullopt;
    return CarefulMark{at, inward + 3, CarefulKind::postcode};
  }
  return std::nullopt;
}

/// Letters on both sides of the "@", and at least one dot with letters after it on the right.
Found email_at(std::string_view note, std::size_t at) {
  const auto marks = [](char byte) {
    return byte == '.' || byte == '_' || byte == '-' || byte == '+' || byte == '\'' || byte == '%';
  };
  std::size_t begin = at;
  while (begin > 0) {
    const Letter before = letter_before(note, begin);
    if (!is_wordy(before.code_point) && !marks(note[begin - 1])) break;
    begin -= before.length;
  }
  while (begin < at && marks(note[begin]) && note[begin] != '_') ++begin;
  std::size_t end = at + 1;
  while (end < note.size()) {
    const Letter next = letter_at(note, end);
    if (!is_wordy(next.code_point) && note[end] != '.' && note[end] != '-') break;
    end += next.length;
  }
  while (end > at + 1 && !is_wordy(letter_before(note, end).code_point)) --end;
  const std::string_view domain = note.substr(at + 1, end - at - 1);
  const auto dot = domain.rfind('.');
  if (begin == at || dot == std::string_view::npos || dot == 0 || domain.size() - dot < 3)
    return std::nullopt;
  const std::string_view top = domain.substr(dot + 1);
  if (std::any_of(top.begin(), top.end(), [](char byte) { return digit(byte); }))
    return std::nullopt;
  if (domain.find("..") != std::string_view::npos) return std::nullopt;
  return CarefulMark{begin, end, CarefulKind::email};
}

}  // namespace crosstalk::careful
