#pragma once

#include <string>
#include <vector>

#include "client/model/strings.h"
#include "storage/vocabulary.h"

namespace crosstalk {

/// "At a workshop, Newcastle"; either alone, or empty.
std::string where_words(const std::string& setting, const std::string& place,
                        const Vocabulary& vocabulary);

/// The labels of keys with commas between: "Education, Children's services".
std::string labels_of(TermList list, const std::vector<std::string>& keys,
                      const Vocabulary& vocabulary);

/// Parts that are not empty with ", " between.
std::string joined(const std::vector<std::string>& parts);

}  // namespace crosstalk
