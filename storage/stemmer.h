#pragma once

#include <string>
#include <string_view>

struct sb_stemmer;

namespace crosstalk {

/// What is left of an English word without its endings: "agreements" and "agreement" have one stem.
/// Snowball's rules for English ("Porter2"); words
/// of other scripts stay as they are. Belongs to one thread.
class Stemmer {
 public:
  Stemmer();
  ~Stemmer();
  Stemmer(const Stemmer&) = delete;
  Stemmer& operator=(const Stemmer&) = delete;

  /// `word` in lower case, as `tokens_in` gives it.
  std::string stem(std::string_view word) const;

 private:
  sb_stemmer* rules_;
};

}  // namespace crosstalk
