#include "storage/likeness.h"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

namespace crosstalk {
namespace {

// Who says a phrase of the field means it, unless it is of words like "each other".
constexpr double kPhraseWorth = 0.8;
constexpr double kEmptyPhraseWorth = 0.5;

/// "IT" is no "it".
std::string meant(std::string_view text, const Token& token) {
  return text.substr(token.begin, token.end - token.begin) == "IT" ? "ict" : token.word;
}

/// The stem of a word; of "shorter" and "simplest" that of "short" and "simple", which Snowball's
/// rules leave as they are, where the thesaurus knows it.
std::string stem_of(const std::string& word, const Stemmer& stemmer, const Thesaurus& thesaurus) {
  const std::string stem = stemmer.stem(word);
  if (!thesaurus.senses(stem).empty()) return stem;
  for (const std::string_view ending : {"er", "est"}) {
    if (!word.ends_with(ending) || word.size() < ending.size() + 3) continue;
    const std::string rest = word.substr(0, word.size() - ending.size());
    std::string other = rest + "e";
    if (rest.back() == 'i') other = rest.substr(0, rest.size() - 1) + "y";
    if (rest.back() == rest[rest.size() - 2]) other = rest.substr(0, rest.size() - 1);
    for (const std::string& base : {rest, other}) {
      const std::string known = stemmer.stem(base);
      if (!thesaurus.senses(known).empty()) return known;
    }
  }
  return stem;
}

}  // namespace

double Reading::worth() const {
  double all = 0;
  for (const Unit& unit : units) all += unit.worth;
  return all;
}

Reading read_text(std::string_view text, const std::vector<Token>& tokens, const Stemmer& stemmer,
                  std::size_t tokens_max) {
  const Thesaurus& thesaurus = Thesaurus::english();
  const std::size_t count = std::min(tokens.size(), tokens_max);
  std::vector<std::string> words, stems;
  for (std::size_t at = 0; at < count; ++at) {
    words.push_back(meant(text, tokens[at]));
    stems.push_back(stem_of(words.back(), stemmer, thesaurus));
  }
  Reading reading;
  std::unordered_set<std::string> seen;
  for (std::size_t at = 0; at < count;) {
    // The longest phrase that begins here.
    std::size_t length = std::min(thesaurus.phrase_words(stems[at]), count - at);
    std::string key;
    for (; length > 1; --length) {
      key = stems[at];
      for (std::size_t part = 1; part < length; ++part) key += ' ' + stems[at + part];
      if (!thesaurus.senses(key).empty()) break;
    }
    Unit unit;
    unit.begin = tokens[at].begin;
    unit.end = tokens[at + std::max<std::size_t>(length, 1) - 1].end;
    if (length > 1) {
      unit.stem = key;
      double most = 0;
      for (std::size_t part = at; part < at + length; ++part)
        most = std::max(most, thesaurus.worth(words[part], stems[part]));
      unit.worth = most > 0 ? kPhraseWorth : kEmptyPhraseWorth;
    } else {
      length = 1;
      unit.stem = stems[at];
      unit.worth = thesaurus.worth(words[at], stems[at]);
    }
    unit.words.assign(words.begin() + static_cast<std::ptrdiff_t>(at),
                      words.begin() + static_cast<std::ptrdiff_t>(at + length));
    unit.senses = thesaurus.senses(unit.stem);
    unit.who = std::any_of(unit.senses.begin(), unit.senses.end(),
                           [&](const Sense& sense) { return thesaurus.who(sense.number); });
    at += length;
    if (unit.worth > 0 && seen.insert(unit.stem).second) reading.units.push_back(std::move(unit));
  }
  return reading;
}

Compared::Compared(Reading reading) : reading_(std::move(reading)) {
  for (std::size_t index = 0; index < reading_.units.size(); ++index) {
    const Unit& unit = reading_.units[index];
    by_stem_.emplace(unit.stem, index);
    for (const Sense& sense : unit.senses) by_sense_[sense.number].push_back(index);
  }
}

Compared::Match Compared::match(const Unit& unit) const {
  if (const auto same = by_stem_.find(unit.stem); same != by_stem_.end())
    return {1, same->second, {}};
  Match best;
  double most = 0;
  for (const Sense& sense : unit.senses) {
    const auto found = by_sense_.find(sense.number);
    if (found == by_sense_.end()) continue;
    for (const std::size_t index : found->second) {
      // Of what says as much, the word that says more on its own.
      const double says = sense.strength * reading_.units[index].worth;
      if (says <= most) continue;
      most = says;
      best = {sense.strength, index, sense.number};
    }
  }
  return best;
}

}  // namespace crosstalk
