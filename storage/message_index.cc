#include "storage/message_index.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "storage/spelling.h"
#include "storage/tokens.h"

namespace crosstalk {
namespace {

constexpr std::size_t kTokensMax = 100;  // of one message

// A message is few words, chosen with care: what would be a usual word of a note is not one here.
constexpr double kFieldWorth = 0.75;
// "Culture, not technology": what is denied says less.
constexpr std::string_view kDenied = ", not ";
constexpr double kDeniedShare = 0.5;

Reading reading_of(std::string_view text, const std::vector<Token>& tokens,
                   const Stemmer& stemmer) {
  Reading reading = read_text(text, tokens, stemmer, kTokensMax);
  const std::size_t denied = text.find(kDenied);
  for (Unit& unit : reading.units) {
    if (!unit.senses.empty() && !unit.who) unit.worth = std::max(unit.worth, kFieldWorth);
    if (denied != std::string_view::npos && unit.begin > denied) unit.worth *= kDeniedShare;
  }
  return reading;
}

double telling_of(std::size_t having, std::size_t all) {
  const auto messages = static_cast<double>(all);
  return having == 0
             ? 1
             : std::log(1 + messages / static_cast<double>(having)) / std::log(1 + messages);
}

}  // namespace

Result<MessageIndex> MessageIndex::read(const Database& database, const Stemmer& stemmer) {
  auto graph = MessageGraph::read(database);
  if (!graph) return graph.error();
  MessageIndex index(*std::move(graph));
  std::set<std::string> words;
  for (const auto& [root, members] : index.graph_.groups()) {
    const std::string text = index.graph_.text(root);
    const auto tokens = tokens_in(database, text);
    if (!tokens) return tokens.error();
    const std::size_t number = index.entries_.size();
    index.by_id_.emplace(root, number);
    index.entries_.push_back({root, Compared(reading_of(text, *tokens, stemmer)), {}});
    for (const Unit& unit : index.entries_.back().words.reading().units) {
      index.by_stem_[unit.stem].push_back(number);
      words.insert(unit.words.begin(), unit.words.end());
      for (const Sense& sense : unit.senses) {
        auto& having = index.by_sense_[sense.number];
        if (having.empty() || having.back() != number) having.push_back(number);
      }
    }
  }
  index.vocabulary_.assign(words.begin(), words.end());
  for (Entry& entry : index.entries_) {
    for (const Unit& unit : entry.words.reading().units) {
      entry.telling.push_back(telling_of(index.by_stem_[unit.stem].size(), index.entries_.size()));
    }
  }
  return index;
}

std::vector<std::size_t> MessageIndex::candidates(const std::vector<Unit>& units,
                                                  const std::vector<double>& weights,
                                                  std::size_t entries_max) const {
  std::unordered_map<std::size_t, double> scores;
  for (std::size_t at = 0; at < units.size(); ++at) {
    if (const auto same = by_stem_.find(units[at].stem); same != by_stem_.end()) {
      for (const std::size_t entry : same->second) scores[entry] += weights[at];
    }
    for (const Sense& sense : units[at].senses) {
      const auto like = by_sense_.find(sense.number);
      if (like == by_sense_.end()) continue;
      for (const std::size_t entry : like->second) scores[entry] += weights[at] * sense.strength;
    }
  }
  std::vector<std::pair<double, std::size_t>> order;
  for (const auto& [entry, score] : scores) order.emplace_back(-score, entry);
  const std::size_t count = std::min(order.size(), entries_max);
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end());
  std::vector<std::size_t> found;
  for (std::size_t at = 0; at < count; ++at) found.push_back(order[at].second);
  return found;
}

std::optional<std::size_t> MessageIndex::entry_of(const Uuid& id) const {
  const auto found = by_id_.find(graph_.root(id));
  if (found == by_id_.end()) return std::nullopt;
  return found->second;
}

double MessageIndex::telling(std::uint16_t sense) const {
  const auto having = by_sense_.find(sense);
  return telling_of(having == by_sense_.end() ? 0 : having->second.size(), entries_.size());
}

std::string MessageIndex::spelled(const std::string& typed) const {
  const auto found = std::find_if(vocabulary_.begin(), vocabulary_.end(),
                                  [&](const std::string& word) { return slip_of(typed, word); });
  return found == vocabulary_.end() ? std::string() : *found;
}

}  // namespace crosstalk
