#include "storage/word_counts.h"

#include <string_view>
#include <utility>
#include <vector>

#include "storage/query_rows.h"
#include "storage/query_statements.h"
#include "storage/spelling.h"

namespace crosstalk {
namespace {

constexpr std::size_t kRememberedMax = 20'000;
constexpr std::int64_t kOftenLeast = 2;  // a word in one note alone may be the same slip

/// The words one letter away, without the first letter's: it is seldom the wrong one.
std::vector<std::string> one_letter_away(const std::string& word) {
  std::vector<std::string> words;
  for (std::size_t at = 1; at < word.size(); ++at) {
    words.push_back(word.substr(0, at) + word.substr(at + 1));
    if (at + 1 < word.size()) {
      words.push_back(word);
      std::swap(words.back()[at], words.back()[at + 1]);
    }
  }
  for (std::size_t at = 1; at <= word.size(); ++at) {
    for (char letter = 'a'; letter <= 'z'; ++letter) {
      // What is left out is a vowel or one of a double letter, as a rule.
      const bool likely = std::string_view("aeiou").find(letter) != std::string_view::npos ||
                          letter == word[at - 1];
      if (likely) words.push_back(word.substr(0, at) + letter + word.substr(at));
      if (at < word.size()) {
        words.push_back(word);
        words.back()[at] = letter;
      }
    }
  }
  return words;
}

}  // namespace

Result<std::int64_t> WordCounts::with(const std::string& word) {
  if (const auto known = known_.find(word); known != known_.end()) return known->second;
  Statement read = database_.prepared(sql::kConversationsWithWord);
  read.bind(1, '"' + word + '"').bind(2, count_max);
  const auto count = count_of(read);
  if (!count) return count.error();
  if (known_.size() >= kRememberedMax) known_.clear();
  known_[word] = *count;
  return *count;
}

Result<std::int64_t> WordCounts::all() {
  if (all_ >= 0) return all_;
  Statement read = database_.prepared(sql::kSumConversations);
  const auto count = count_of(read);
  if (!count) return count.error();
  return all_ = *count;
}

void WordCounts::forget() {
  known_.clear();
  all_ = -1;
}

Result<std::string> spelled_in_notes(WordCounts& counts, const std::string& typed) {
  std::string best;
  std::int64_t often = kOftenLeast - 1;
  for (const std::string& word : one_letter_away(typed)) {
    if (!slip_of(typed, word)) continue;
    const auto found = counts.with(word);
    if (!found) return found.error();
    if (*found <= often) continue;
    often = *found;
    best = word;
  }
  return best;
}

}  // namespace crosstalk
