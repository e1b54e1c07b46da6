#include "storage/search.h"

#include <algorithm>

namespace crosstalk {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::size_t kBefore = 24;  // bytes of an excerpt before the first mark, about
constexpr std::size_t kAfter = 120;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// "signed last" *: words side by side, the last at least as a beginning.
std::string phrase_of(const std::vector<Token>& tokens, bool beginning) {
  std::string phrase = "\"";
  for (const Token& token : tokens) {
    if (phrase.size() > 1) phrase += ' ';
    phrase += token.word;
  }
  phrase += '"';
  if (beginning) phrase += '*';
  return phrase;
}

void join(std::string& all, std::string_view with, const std::string& one) {
  if (!all.empty()) all += with;
  all += one;
}

}  // namespace

Result<SearchExpression> search_expression(const Database& database, std::string_view typed) {
  const auto tokenizer = Tokenizer::open(database);
  if (!tokenizer) return tokenizer.error();
  SearchExpression expression;
  bool wants = false;
  for (const SearchTerm& term : read_search(typed)) {
    wants = wants || !term.excluded;
    const auto tokens = tokenizer->read(term.text);
    if (tokens.empty()) continue;
    const std::string phrase = phrase_of(tokens, term.beginning);
    if (term.excluded) {
      join(expression.unwanted, " OR ", phrase);
    } else {
      join(expression.wanted, " AND ", phrase);
    }
  }
  expression.hopeless = wants && expression.wanted.empty();
  if (!expression.wanted.empty() && !expression.unwanted.empty()) {
    expression.wanted = "(" + expression.wanted + ") NOT (" + expression.unwanted + ")";
  }
  return expression;
}

Result<SearchMarker> SearchMarker::open(const Database& database, std::string_view typed) {
  auto tokenizer = Tokenizer::open(database);
  if (!tokenizer) return tokenizer.error();
  SearchMarker marker(*tokenizer);
  for (const SearchTerm& term : read_search(typed)) {
    if (term.excluded) continue;
    Phrase phrase{{}, term.beginning};
    for (Token& token : tokenizer->read(term.text)) phrase.words.push_back(std::move(token.word));
    if (!phrase.words.empty()) marker.phrases_.push_back(std::move(phrase));
  }
  return marker;
}

bool SearchMarker::begins_here(const Phrase& phrase, const std::vector<Token>& tokens,
                               std::size_t at) {
  if (at + phrase.words.size() > tokens.size()) return false;
  for (std::size_t index = 0; index < phrase.words.size(); ++index) {
    const bool last = index + 1 == phrase.words.size();
    const std::string& word = tokens[at + index].word;
    const bool same = last && phrase.beginning ? word.starts_with(phrase.words[index])
                                               : word == phrase.words[index];
    if (!same) return false;
  }
  return true;
}

std::vector<TextRange> SearchMarker::marks(std::string_view text, std::size_t marks_max,
                                           std::size_t bytes_max) const {
  std::vector<TextRange> marks;
  if (phrases_.empty()) return marks;
  const std::vector<Token> tokens = tokenizer_.read(text, bytes_max);
  for (std::size_t at = 0; at < tokens.size() && marks.size() < marks_max; ++at) {
    std::size_t words = 0;
    for (const Phrase& phrase : phrases_) {
      if (begins_here(phrase, tokens, at)) words = std::max(words, phrase.words.size());
    }
    if (words == 0) continue;
    const TextRange mark{tokens[at].begin, tokens[at + words - 1].end};
    if (!marks.empty() && mark.begin <= marks.back().end) {
      marks.back().end = std::max(marks.back().end, mark.end);
    } else {
      marks.push_back(mark);
    }
  }
  return marks;
}

Excerpt excerpt_of(std::string_view text, const std::vector<TextRange>& marks) {
  Excerpt excerpt;
  if (marks.empty()) return excerpt;
  const auto inside_character = [&](std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
  };
  const std::size_t first = marks.front().begin;
  std::size_t from = first > kBefore ? first - kBefore : 0;
  // On to the next word, but not past the mark.
  if (from > 0) {
    while (from < first && !is_space(text[from])) ++from;
    while (from < first && is_space(text[from])) ++from;
  }
  std::size_t until = std::min(text.size(), std::max(marks.front().end, first + kAfter));
  while (inside_character(until)) --until;
  until = std::max(until, marks.front().end);
  const std::string_view before = from > 0 ? kEllipsis : std::string_view();
  excerpt.text = std::string(before) + std::string(text.substr(from, until - from));
  std::replace_if(excerpt.text.begin(), excerpt.text.end(), is_space, ' ');
  if (until < text.size()) excerpt.text += kEllipsis;
  for (const TextRange& mark : marks) {
    if (mark.end > until) break;
    excerpt.marks.push_back({mark.begin - from + before.size(), mark.end - from + before.size()});
  }
  return excerpt;
}

}  // namespace crosstalk
