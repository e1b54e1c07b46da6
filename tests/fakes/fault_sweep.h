#pragma once

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "storage/error.h"
#include "tests/fakes/faulty_disk.h"

/// What the sweeps of faults share, on devices and on the hub: the kinds of fault, the loop over
/// the calls of the disk, and what two stores must have in common to be the same.
namespace crosstalk {

struct FaultKind {
  const char* name;
  FaultyDisk::Fault fault;
  bool for_good;
};

inline const std::vector<FaultKind>& kinds_of_fault() {
  using Fault = FaultyDisk::Fault;
  static const std::vector<FaultKind> all = {{"one I/O error", Fault::io_error, false},
                                             {"I/O errors from then on", Fault::io_error, true},
                                             {"one lack of room", Fault::full, false},
                                             {"no room from then on", Fault::full, true},
                                             {"the power goes", Fault::power_cut, true}};
  return all;
}

/// Calls `met(kind, n)` for the first call of the disk, the second, and so on, until it gives false
/// (no fault was met any more), once for each kind of fault.
inline void each_fault(const std::function<bool(const FaultKind&, std::int64_t)>& met,
                       std::int64_t step = 1) {
  constexpr std::int64_t kCallsMax = 5'000;  // no deed here asks the disk for so much
  for (const FaultKind& kind : kinds_of_fault()) {
    const std::string fault = kind.name;
    CAPTURE(fault);
    bool more = true;
    for (std::int64_t n = 1; more; n += step) {
      CAPTURE(n);
      REQUIRE(n < kCallsMax);
      more = met(kind, n);
    }
  }
}

/// The power comes back: of what was not synced, the first of the writes may have come through, any
/// number of them.
inline void power_on_after(FaultyDisk& disk, std::int64_t n) {
  disk.power_on(static_cast<std::size_t>(n) % (disk.unsynced() + 1));
}

/// An error of the disk, in words for a person.
inline void check_disk_error(const Error& error, const FaultKind& kind) {
  CAPTURE(error.detail);
  const bool of_the_disk =
      error.code == ErrorCode::disk_failed ||
      (kind.fault == FaultyDisk::Fault::full && error.code == ErrorCode::disk_full);
  CHECK_MESSAGE(of_the_disk, error_name(error.code));
  CHECK(error.words.size() > 40);
}

/// The files of an SQLite database beside its own.
inline const std::vector<std::string>& ends_of_files() {
  static const std::vector<std::string> all = {"", "-wal", "-shm", "-journal"};
  return all;
}

/// Puts a copy of `from` and its log in the place of `to`. Made while `from` is open, its newest
/// rows are still in the log, as after a kill.
inline void copy_database(const std::string& from, const std::string& to) {
  for (const std::string& end : ends_of_files()) {
    std::filesystem::remove(to + end);
    if (end == "-shm" || !std::filesystem::exists(from + end)) continue;
    std::filesystem::copy_file(from + end, to + end);
  }
}

inline std::vector<std::string> rows_of(sqlite3* database, const std::string& sql) {
  std::vector<std::string> rows;
  sqlite3_stmt* ask = nullptr;
  int code = sqlite3_prepare_v2(database, sql.c_str(), -1, &ask, nullptr);
  if (code == SQLITE_OK) code = sqlite3_step(ask);
  for (; code == SQLITE_ROW; code = sqlite3_step(ask)) {
    std::string row;
    for (int column = 0; column < sqlite3_column_count(ask); ++column) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(ask, column));
      row += (column == 0 ? "" : "|") + std::string(text == nullptr ? "NULL" : text);
    }
    rows.push_back(std::move(row));
  }
  sqlite3_finalize(ask);
  if (code != SQLITE_DONE) FAIL(sql, ": ", sqlite3_errmsg(database));
  return rows;
}

/// Everything that a store holds but its search index and whether its log is to be emptied, row by
/// row, as SQL writes values: what two stores have to have in common to be the same. The index is
/// what `check` is for.
inline std::string dump(sqlite3* database) {
  const auto questions = rows_of(
      database,
      "SELECT 'SELECT ' || (SELECT group_concat('quote(' || name || ')') FROM "
      "pragma_table_info(t.name) WHERE name <> 'log_holds_erased') || ' FROM ' || t.name || ' "
      "ORDER BY ' || (SELECT group_concat(name) FROM pragma_table_info(t.name)) FROM "
      "pragma_table_list AS t WHERE schema = 'main' AND type = 'table' AND name NOT LIKE "
      "'sqlite_%' AND strict ORDER BY name");
  std::string all;
  for (const std::string& question : questions) {
    all += question + "\n";
    for (const std::string& row : rows_of(database, question)) {
      if (row.find("log_holds_removed") == std::string::npos) all += row + "\n";
    }
  }
  return all;
}

}  // namespace crosstalk
