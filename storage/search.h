#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/search_text.h"
#include "storage/tokens.h"

namespace crosstalk {

/// What FTS5 is asked for what a person typed (storage/search_text.h). It never is an expression
/// that FTS5 does not understand.
struct SearchExpression {
  std::string wanted;     // empty: every note
  std::string unwanted;   // those of them that are left out; with something wanted it is part of it
  bool hopeless = false;  // what is wanted has no words that an index could know ("?!")
};
Result<SearchExpression> search_expression(const Database& database, std::string_view typed);

/// Bytes of a text.
struct TextRange {
  std::size_t begin = 0, end = 0;
  bool operator==(const TextRange&) const = default;
};

/// Finds in a text what a search wanted, as the index compares it.
class SearchMarker {
 public:
  static Result<SearchMarker> open(const Database& database, std::string_view typed);

  /// Whether there is anything to mark.
  bool empty() const { return phrases_.empty(); }
  /// In order and not touching each other, at most `marks_max`; what lies behind `bytes_max` bytes
  /// is not looked at.
  std::vector<TextRange> marks(std::string_view text, std::size_t marks_max,
                               std::size_t bytes_max = Tokenizer::kAll) const;

 private:
  struct Phrase {
    std::vector<std::string> words;
    bool beginning = false;
  };
  explicit SearchMarker(Tokenizer tokenizer) : tokenizer_(std::move(tokenizer)) {}
  static bool begins_here(const Phrase& phrase, const std::vector<Token>& tokens, std::size_t at);

  Tokenizer tokenizer_;
  std::vector<Phrase> phrases_;
};

/// A stretch of `text` around the first of `marks`, on one line, cut at words with "…" where it is
/// cut, and the marks that lie in it, moved along.
struct Excerpt {
  std::string text;
  std::vector<TextRange> marks;
};
Excerpt excerpt_of(std::string_view text, const std::vector<TextRange>& marks);

}  // namespace crosstalk
