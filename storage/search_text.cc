#include "storage/search_text.h"

#include <algorithm>
#include <array>

namespace crosstalk {
namespace {

/// Straight, and as phones and word processors turn them.
constexpr std::array<std::string_view, 4> kQuotes = {"\"", "“", "”", "„"};

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

// How many bytes of a quote stand at the beginning of `text`.
std::size_t quote_at(std::string_view text) {
  for (const std::string_view quote : kQuotes) {
    if (text.starts_with(quote)) return quote.size();
  }
  return 0;
}

bool is_only_signs(std::string_view text) {
  while (!text.empty()) {
    const std::size_t quote = quote_at(text);
    if (quote == 0 && text.front() != '-' && text.front() != '*' && !is_space(text.front())) {
      return false;
    }
    text.remove_prefix(std::max<std::size_t>(quote, 1));
  }
  return true;
}

class SearchReader {
 public:
  explicit SearchReader(std::string_view typed) : rest_(typed) {}

  std::vector<SearchTerm> read() {
    while (terms_.size() < kSearchTermsMax) {
      while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
      if (rest_.empty()) break;
      read_term();
    }
    return std::move(terms_);
  }

 private:
  void read_term() {
    SearchTerm term;
    if (rest_.size() > 1 && rest_[0] == '-' && rest_[1] != '-' && !is_space(rest_[1])) {
      term.excluded = true;
      rest_.remove_prefix(1);
    }
    if (!read_phrase(term)) read_word(term);
    if (!is_only_signs(term.text)) terms_.push_back(std::move(term));
  }

  bool read_phrase(SearchTerm& term) {
    const std::size_t open = quote_at(rest_);
    if (open == 0) return false;
    for (std::size_t at = open; at < rest_.size(); ++at) {
      const std::size_t close = quote_at(rest_.substr(at));
      if (close == 0) continue;
      term.text = rest_.substr(open, at - open);
      rest_.remove_prefix(at + close);
      take_star(term);
      return true;
    }
    rest_.remove_prefix(open);
    return false;
  }

  void read_word(SearchTerm& term) {
    std::size_t size = 0;
    while (size < rest_.size() && !is_space(rest_[size])) ++size;
    term.text = std::string(rest_.substr(0, size));
    rest_.remove_prefix(term.text.size());
    take_star(term);
    const bool last = std::all_of(rest_.begin(), rest_.end(), is_space);
    term.beginning = term.beginning || (last && !term.excluded);
  }

  static void take_star_of(std::string& text, SearchTerm& term) {
    while (text.ends_with('*')) {
      text.pop_back();
      term.beginning = true;
    }
  }

  void take_star(SearchTerm& term) {
    take_star_of(term.text, term);
    while (rest_.starts_with('*')) {
      rest_.remove_prefix(1);
      term.beginning = true;
    }
  }

  std::string_view rest_;
  std::vector<SearchTerm> terms_;
};

}  // namespace

std::vector<SearchTerm> read_search(std::string_view typed) { return SearchReader(typed).read(); }

}  // namespace crosstalk
