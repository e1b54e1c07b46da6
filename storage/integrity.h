#pragma once

#include <string>
#include <vector>

#include "storage/database.h"

namespace crosstalk {

/// Adds to `wrong` what a pragma that checks the file complains of, a line each; it says nothing,
/// or "ok", when all is well. Errors: `disk-failed` where the disk did not give a page, which
/// SQLite writes down among what is damaged; those of asking.
Result<void> ask_integrity(const Database& database, const Sql& pragma,
                           std::vector<std::string>& wrong);

}  // namespace crosstalk
