#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "storage/result.h"
#include "storage/store.h"
#include "storage/vocabulary.h"

namespace crosstalk {

/// What an import did.
struct ImportReport {
  std::int64_t conversations = 0;  // added
  std::int64_t actions = 0;        // added, to these or to conversations that were here already
  std::int64_t known = 0;          // conversations that were here already
  std::int64_t rows_skipped = 0;   // each was named
  std::map<TermList, std::set<std::string>>
      unknown;  // words that the vocabulary does not have, kept as written
};

/// Reads a file of conversations (interface: "CSV columns") into the store, some hundred at a time
/// in one transaction each. `problem` is given one line for each row that is skipped and each
/// column that is ignored, as it is found. Two rows of the same columns but the action's are one
/// conversation, also where it is in the bin; an action whose words that conversation has already
/// is not added again. Errors: `file-unreadable` (no header with a column `summary`, UTF-16), and
/// those of the store; what earlier transactions saved stays, and reading the file again adds the
/// rest.
Result<ImportReport> import_csv(Store& store, std::string_view bytes,
                                const std::function<void(const std::string&)>& problem);

}  // namespace crosstalk
