#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/database.h"
#include "storage/result.h"

namespace crosstalk {

/// The words of a text just as the search index knows them (folded, without diacritics), in order,
/// repetitions too.
Result<std::vector<std::string>> tokens_of(const Database& database, std::string_view text);

/// What FTS5 matches for what a person typed: every word must be there, the last one at least as a
/// beginning. Empty where the text has no words.
Result<std::string> match_expression(const Database& database, std::string_view text);

}  // namespace crosstalk
