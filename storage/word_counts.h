#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "storage/database.h"
#include "storage/result.h"

namespace crosstalk {

/// How many conversations have a word, as far as it matters. Remembers what it was asked. Belongs
/// to its connection's thread.
class WordCounts {
 public:
  explicit WordCounts(const Database& database) : database_(database) {}

  /// Conversations with `word` (as `tokens_in` gives it), no further counted than to `count_max`:
  /// the most common words would take longest.
  Result<std::int64_t> with(const std::string& word);
  /// All conversations, those in the bin too, for the index holds them.
  Result<std::int64_t> all();
  void forget();

  static constexpr std::int64_t count_max = 1'500;

 private:
  const Database& database_;
  std::unordered_map<std::string, std::int64_t> known_;
  std::int64_t all_ = -1;
};

/// A word that notes have and that `typed` may be with a slip (storage/spelling.h), the most usual
/// of them; empty where there is none. Looks up some hundred words.
Result<std::string> spelled_in_notes(WordCounts& counts, const std::string& typed);

}  // namespace crosstalk
