#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/stemmer.h"
#include "storage/thesaurus.h"
#include "storage/tokens.h"

namespace crosstalk {

/// One thing that a text says: a word, or a phrase of the field ("data sharing agreement").
struct Unit {
  std::string stem;                // of a phrase the stems of its words with one space between
  std::vector<std::string> words;  // folded; of a phrase several
  std::vector<Sense> senses;
  bool who = false;                // says who and not what
  double worth = 0;                // 0 nothing to 1 much; never 0 in a reading
  std::size_t begin = 0, end = 0;  // bytes of the text: where it is said first
};

/// What a text says, each thing once, in its order, without the words that say nothing.
struct Reading {
  std::vector<Unit> units;

  double worth() const;
};

/// `tokens` are those of `text`; the first `tokens_max` are read.
Reading read_text(std::string_view text, const std::vector<Token>& tokens, const Stemmer& stemmer,
                  std::size_t tokens_max);

/// A reading that others are compared with.
class Compared {
 public:
  explicit Compared(Reading reading);

  const Reading& reading() const { return reading_; }
  /// The unit here that says most of what `unit` says, and how much of it: 1 for the same stem.
  struct Match {
    double likeness = 0;
    std::size_t unit = 0;
    std::optional<std::uint16_t> sense;  // of both; nothing for the same stem
  };
  Match match(const Unit& unit) const;

 private:
  Reading reading_;
  std::unordered_map<std::string, std::size_t> by_stem_;
  std::unordered_map<std::uint16_t, std::vector<std::size_t>> by_sense_;
};

}  // namespace crosstalk
