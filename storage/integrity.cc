#include "storage/integrity.h"

#include <sqlite3.h>

#include <cstdlib>
#include <string_view>

namespace crosstalk {
namespace {

// The words are those of SQLite's btree.c and of SQLCipher's crypto.c. A page that is there and
// does not fit has words of its own, or a code that says so.
bool disk_gave_no_page(const std::string& line) {
  constexpr std::string_view kCode = "unable to get the page. error code=";
  if (line.starts_with("error reading ")) return true;
  if (line.find("failed to get page ") != std::string::npos) return true;
  const auto at = line.find(kCode);
  if (at == std::string::npos) return false;
  const long code = std::strtol(line.c_str() + at + kCode.size(), nullptr, 10) & 0xff;
  return code != SQLITE_CORRUPT && code != SQLITE_NOTADB && code != SQLITE_ERROR;
}

}  // namespace

Result<void> ask_integrity(const Database& database, const Sql& pragma,
                           std::vector<std::string>& wrong) {
  Statement statement = database.prepared(pragma);
  while (true) {
    const auto row = statement.step();
    if (!row) return row.error();
    if (!*row) return {};
    std::string line = statement.text(0);
    if (line == "ok") continue;
    if (disk_gave_no_page(line)) return make_error(ErrorCode::disk_failed, std::move(line));
    wrong.push_back(std::move(line));
  }
}

}  // namespace crosstalk
