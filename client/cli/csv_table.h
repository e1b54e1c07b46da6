#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosstalk {

/// One row of a file, as bytes: nothing is checked or changed but the quoting.
struct CsvRow {
  std::size_t line = 1;  // where it begins, counted from 1
  std::vector<std::string> fields;
};

struct CsvTable {
  std::vector<CsvRow> rows;  // blank lines left out
  /// Where a row begins whose last field has an opening quote and no closing one: from there on
  /// nothing can be told apart, so that row is not among `rows`.
  std::optional<std::size_t> line_of_open_quote;
};

/// Reads comma-separated values (RFC 4180), with or without byte order mark, lines ended by CRLF,
/// LF or CR. Spaces are part of a field, and so is a quote in the middle of one that has no quotes
/// around it.
CsvTable read_csv(std::string_view bytes);

/// One row with its CRLF; fields that need quotes get them.
std::string csv_line(const std::vector<std::string>& fields);

/// The field as written so that no spreadsheet runs it as a formula: one that matches
/// `^'*[=+@\t\r-]` gets one `'` more.
std::string guard_formula(std::string_view field);
/// The inverse: one `'` less before such a field.
std::string unguard_formula(std::string_view field);

}  // namespace crosstalk
