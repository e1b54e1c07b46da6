#include "storage/thesaurus.h"

#include <algorithm>

#include "storage/stemmer.h"
#include "storage/thesaurus_table.h"

namespace crosstalk {
namespace {

constexpr double kLightWorth = 0.15;
constexpr double kUsualWorth = 0.55;
constexpr double kNumberWorth = 0.15;

/// Calls `each` for the parts of `list` between separators; "log-in" is two words, as in the index.
template <typename Each>
void for_each_part(std::string_view list, std::string_view separators, const Each& each) {
  while (!list.empty()) {
    const auto end = list.find_first_of(separators);
    if (end != 0) each(list.substr(0, end));
    if (end == std::string_view::npos) return;
    list.remove_prefix(end + 1);
  }
}

}  // namespace

const Thesaurus& Thesaurus::english() {
  static const Thesaurus all;
  return all;
}

Thesaurus::Thesaurus() {
  const Stemmer stemmer;
  const auto add = [&](const thesaurus::Row& row) {
    const auto number = static_cast<std::uint16_t>(words_.size());
    words_.emplace_back();
    for_each_part(row.words, ",", [&](std::string_view entry) {
      std::string stems, first, word;
      std::size_t count = 0;
      for_each_part(entry, " -'", [&](std::string_view part) {
        word = part;
        const std::string stem = stemmer.stem(part);
        if (count++ == 0) {
          first = stem;
        } else {
          stems += ' ';
        }
        stems += stem;
      });
      std::size_t& longest = phrases_[first];
      longest = std::max(longest, count);
      std::vector<Sense>& senses = senses_[stems];
      const bool had = std::any_of(senses.begin(), senses.end(),
                                   [number](const Sense& sense) { return sense.number == number; });
      if (!had) senses.push_back({number, row.strength});
      if (count != 1) return;
      words_.back().push_back(word);
      known_.insert(word);
    });
  };
  for (const thesaurus::Row& row : thesaurus::kRows) add(row);
  who_ = words_.size();
  for (const thesaurus::Row& row : thesaurus::kWhoRows) add(row);
  // The later, the stronger: what is in two lists says as little as the emptier says.
  const auto weigh = [this](std::string_view words, double worth) {
    for_each_part(words, ",", [&](std::string_view word) { worth_[std::string(word)] = worth; });
  };
  weigh(thesaurus::kUsual, kUsualWorth);
  weigh(thesaurus::kLight, kLightWorth);
  weigh(thesaurus::kEmpty, 0);
}

const std::vector<Sense>& Thesaurus::senses(const std::string& stems) const {
  static const std::vector<Sense> none;
  const auto found = senses_.find(stems);
  return found == senses_.end() ? none : found->second;
}

std::size_t Thesaurus::phrase_words(const std::string& stem) const {
  const auto found = phrases_.find(stem);
  return found == phrases_.end() ? 1 : found->second;
}

double Thesaurus::worth(const std::string& word, const std::string& stem) const {
  if (const auto found = worth_.find(word); found != worth_.end()) return found->second;
  if (const auto found = worth_.find(stem); found != worth_.end()) return found->second;
  const bool number = !word.empty() && std::all_of(word.begin(), word.end(), [](char letter) {
    return letter >= '0' && letter <= '9';
  });
  return number ? kNumberWorth : 1;
}

}  // namespace crosstalk
