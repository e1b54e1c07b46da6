#include "storage/stemmer.h"

#include <libstemmer.h>

namespace crosstalk {

Stemmer::Stemmer() : rules_(sb_stemmer_new("english", nullptr)) {}
Stemmer::~Stemmer() { sb_stemmer_delete(rules_); }

std::string Stemmer::stem(std::string_view word) const {
  // Nothing of it: without memory. The word is then its own stem.
  const sb_symbol* stem =
      rules_ == nullptr ? nullptr
                        : sb_stemmer_stem(rules_, reinterpret_cast<const sb_symbol*>(word.data()),
                                          static_cast<int>(word.size()));
  if (stem == nullptr) return std::string(word);
  return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(rules_))};
}

}  // namespace crosstalk
