// Names after a title.

#include <algorithm>
#include <array>

#include "client/model/careful_parts.h"

namespace crosstalk::careful {
namespace {

constexpr int kWordsMax = 4;

/// "Miss the train", "the dr said": these count as titles only with a capital; "mr" and "mrs"
/// always.
constexpr auto kTitles = std::to_array<std::string_view>(
    {"mr",       "mrs",       "ms",        "miss",       "mx",     "dr",     "drs",
     "prof",     "professor", "sir",       "dame",       "lady",   "lord",   "rev",
     "revd",     "reverend",  "cllr",      "councillor", "doctor", "messrs", "sgt",
     "sergeant", "insp",      "inspector", "nurse",      "sister", "father", "canon",
     "judge",    "capt",      "captain",   "pc",         "pcso",   "dc",     "ds"});

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool capital(char32_t c) {
  if (c < 0x80) return upper(static_cast<char>(c));
  if (c >= 0xC0 && c <= 0xDE) return c != 0xD7;
  if (c >= 0x100 && c <= 0x137) return c % 2 == 0;
  if (c >= 0x139 && c <= 0x148) return c % 2 == 1;
  if (c >= 0x14A && c <= 0x177) return c % 2 == 0;
  if (c >= 0x178 && c <= 0x17E) return c == 0x178 || c % 2 == 1;
  if (c >= 0x1E00 && c <= 0x1EFF) return c % 2 == 0;
  return c >= 0x2C00 || (c >= 0x5D0 && c < 0x1E00);  // scripts that know no capitals
}

bool apostrophe(char32_t c) { return c == '\'' || c == 0x2019; }

/// The end of the word at `at`, with hyphens and apostrophes between letters; "Jones's" without its
/// ending.
std::size_t word_end(std::string_view note, std::size_t at) {
  std::size_t end = at;
  while (end < note.size()) {
    const Letter next = letter_at(note, end);
    const bool joins = (next.code_point == '-' || apostrophe(next.code_point)) &&
                       word_after(note, end + next.length);
    if (!is_wordy(next.code_point) && !joins) break;
    if (apostrophe(next.code_point)) {
      const std::size_t after = end + next.length;
      if (lowered(note[after]) == 's' && !word_after(note, after + 1)) break;
    }
    end += next.length;
  }
  return end;
}

/// Words with a capital that are no names: days, months, what begins a sentence, what is known.
bool never_a_name(std::string_view word) {
  const std::string small = lowered(word);
  return one_of(small,
                {"monday",    "tuesday",  "wednesday", "thursday", "friday", "saturday", "sunday",
                 "january",   "february", "march",     "april",    "june",   "july",     "august",
                 "september", "october",  "november",  "december", "the",    "a",        "an",
                 "and",       "or",       "but",       "he",       "she",    "they",     "we",
                 "you",       "i",        "it",        "is",       "was",    "has",      "had",
                 "who",       "what",     "when",      "where",    "nhs",    "gp",       "gps",
                 "it's",      "said",     "says",      "then",     "this",   "that",     "in",
                 "on",        "at",       "to",        "for",      "from",   "with",     "of",
                 "not",       "no",       "yes",       "if",       "so",     "as",       "my",
                 "his",       "her",      "their",     "our",      "your",   "mr",       "mrs",
                 "ms",        "miss",     "dr",        "sir",      "madam",  "will",     "would",
                 "can",       "could",    "may",       "must",     "should", "did",      "does",
                 "do",        "are",      "were",      "be",       "been",   "also",     "about"});
}

/// What is called with a title and is nobody that a note could be about.
bool known_thing(std::string_view title, std::string_view word) {
  const std::string known = lowered(title) + " " + lowered(word);
  return one_of(known, {"dr foster",         "dr martens",      "dr who",
                        "dr google",         "dr pepper",       "mr men",
                        "mr kipling",        "mr whippy",       "lord mayor",
                        "lady mayoress",     "miss world",      "ms teams",
                        "ms office",         "ms word",         "ms excel",
                        "ms sharepoint",     "ms outlook",      "ms access",
                        "ms forms",          "ms project",      "ms sufferers",
                        "ms society",        "ms patients",     "ms nurse",
                        "ms nurses",         "dr plan",         "dr site",
                        "pc world",          "sister act",      "father christmas",
                        "inspector general", "lord lieutenant", "lord chancellor",
                        "lady chapel",       "sir humphrey"});
}

bool particle(std::string_view word) {
  return one_of(word, {"van", "von", "de", "der", "den", "la",  "le",  "di", "da",  "del", "al",
                       "el",  "ap",  "ab", "bin", "ibn", "ter", "ten", "du", "dos", "st",  "y"});
}

struct TitleFound {
  std::string_view words;
  std::size_t end = 0;  // past the title, its dot and one space
  bool small = false;   // written without a capital
  bool shouted = false;
};

std::optional<TitleFound> title_at(std::string_view note, std::size_t at) {
  std::size_t end = at;
  while (end < note.size() && letter(note[end]) && end - at < 12) ++end;
  const std::string_view word = note.substr(at, end - at);
  const auto known = std::find_if(kTitles.begin(), kTitles.end(),
                                  [word](std::string_view title) { return is_word(word, title); });
  if (known == kTitles.end()) return std::nullopt;
  const bool small = !upper(word[0]);
  if (small && word != "mr" && word != "mrs") return std::nullopt;
  if (end < note.size() && note[end] == '.') ++end;
  const std::size_t space = space_at(note, end);
  if (space == 0) return std::nullopt;
  end += space;
  end += space_at(note, end);
  const bool police = one_of(*known, {"pc", "pcso", "dc", "ds"});
  return TitleFound{word, end, small, word.size() > 1 && upper(word[1]) && !police};
}

/// One word of a name: where it ends, or nothing. `first`: right after the title.
std::optional<std::size_t> name_word(std::string_view note, std::size_t at, const TitleFound& title,
                                     bool first) {
  const Letter begin = letter_at(note, at);
  if (!is_wordy(begin.code_point) || (begin.code_point < 0x80 && digit(note[at])))
    return std::nullopt;
  const std::size_t end = word_end(note, at);
  const std::string_view word = note.substr(at, end - at);
  if (never_a_name(word)) return std::nullopt;
  if (!capital(begin.code_point)) {
    return title.small && first && word.size() > 1 ? std::optional(end) : std::nullopt;
  }
  // After a name that is written as usual a word in capitals is a place's short name or a post.
  const bool all_capitals = word.size() > 1 && std::all_of(word.begin(), word.end(), [](char byte) {
                              return upper(byte) || byte == '-' || byte == '\'';
                            });
  if (all_capitals && !title.shouted && !first) return std::nullopt;
  return end;
}

/// "12 Meadow Dr, Leeds": a street.
bool in_a_street(std::string_view note, std::size_t at) {
  const std::string before = words_before(note, at, 3);
  return at > 1 && note[at - 1] == ' ' && !before.empty() && digit(before[0]) &&
         before.find(' ') != std::string::npos && word_before(note, at - 1);
}

}  // namespace

/// "Mr and Mrs Jones": where the second title stands; 0: there is none.
std::size_t past_and(std::string_view note, std::size_t at) {
  for (const std::string_view joint : {"and ", "& ", "a "}) {
    if (note.substr(at).starts_with(joint) && title_at(note, at + joint.size()))
      return at + joint.size();
  }
  return 0;
}

/// The title is marked with the name: it says something of the person too. A single initial
/// ("Mrs J") is how notes leave a name out.
Found name_at(std::string_view note, std::size_t at) {
  auto title = title_at(note, at);
  if (!title) return std::nullopt;
  if (lowered(title->words) == "dr" && in_a_street(note, at)) return std::nullopt;
  if (const std::size_t second = past_and(note, title->end)) title = title_at(note, second);
  const std::size_t begin = title->end;
  std::size_t index = begin, end = begin;
  int words = 0;
  bool whole = false;
  while (words < kWordsMax) {
    const std::size_t word = index;
    const std::size_t last = word_end(note, word);
    const std::string_view text = note.substr(word, last - word);
    if (words < kWordsMax - 1 && particle(lowered(text)) && last < note.size() &&
        space_at(note, last) > 0) {
      const std::size_t next = last + space_at(note, last);
      if (name_word(note, next, *title, false) ||
          particle(note.substr(next, word_end(note, next) - next))) {
        index = next;
        ++words;
        continue;
      }
    }
    const auto ends = name_word(note, word, *title, words == 0);
    if (!ends) break;
    if (words == 0 && known_thing(title->words, text)) return std::nullopt;
    const bool initial = letter_at(note, word).length == *ends - word;
    end = *ends;
    whole = whole || !initial;
    ++words;
    index = end;
    if (initial && index < note.size() && note[index] == '.') end = ++index;
    const std::size_t space = space_at(note, index);
    if (space == 0) {
      if (initial && word_after(note, index)) continue;  // "J.R. Smith"
      break;
    }
    index += space;
  }
  if (!whole || end <= begin) return std::nullopt;
  if (title->shouted) {
    // "MS", "DR", "MR" in capitals are more often something else, unless the name is shouted too.
    const std::string_view name = note.substr(begin, end - begin);
    const bool loud = std::none_of(name.begin(), name.end(),
                                   [](char byte) { return byte >= 'a' && byte <= 'z'; });
    if (!loud) return std::nullopt;
  }
  return CarefulMark{at, end, CarefulKind::person_name};
}

}  // namespace crosstalk::careful
