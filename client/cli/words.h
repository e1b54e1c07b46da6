#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/vocabulary.h"

namespace crosstalk {

/// "On a train, London to Leeds line"; either part may be missing.
std::string where_words(std::string_view setting, std::string_view place,
                        const Vocabulary& vocabulary);

/// The labels of keys, with commas between.
std::string labels(const Vocabulary& vocabulary, TermList list,
                   const std::vector<std::string>& keys);

}  // namespace crosstalk
