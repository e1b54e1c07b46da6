#include "client/cli/csv_table.h"

#include <csv.h>

#include <memory>
#include <stdexcept>
#include <utility>

namespace crosstalk {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// Long notes would otherwise grow the parser's buffer by 128 bytes at a time.
constexpr std::size_t kBufferStepBytes = 64 * 1024;

// libcsv's FIELD_BEGUN. Its own check for an open quote comes only with a strictness that also
// turns away quotes in the middle of a field.
constexpr int kInField = 2;

struct Collector {
  CsvTable table;
  CsvRow row;
};

void end_field(void* text, std::size_t size, void* collector) {
  static_cast<Collector*>(collector)->row.fields.emplace_back(static_cast<const char*>(text), size);
}

void end_row(int /*terminator*/, void* collector) {
  auto& to = *static_cast<Collector*>(collector);
  to.table.rows.push_back(std::exchange(to.row, {}));
}

// By default libcsv takes spaces around a field away.
int never_space(unsigned char /*c*/) { return 0; }

std::string_view next_line(std::string_view bytes) {
  const auto end = bytes.find_first_of("\r\n");
  if (end == std::string_view::npos) return bytes;
  const bool two = bytes[end] == '\r' && end + 1 < bytes.size() && bytes[end + 1] == '\n';
  return bytes.substr(0, end + (two ? 2 : 1));
}

bool runs_as_formula(std::string_view field) {
  const auto first = field.find_first_not_of('\'');
  return first != std::string_view::npos &&
         std::string_view("=+@\t\r-").find(field[first]) != std::string_view::npos;
}

}  // namespace

CsvTable read_csv(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  csv_parser parser{};
  if (csv_init(&parser, 0) != 0) throw std::runtime_error("csv_init");
  const std::unique_ptr<csv_parser, void (*)(csv_parser*)> guard(&parser, csv_free);
  csv_set_space_func(&parser, never_space);
  csv_set_blk_size(&parser, kBufferStepBytes);
  Collector to;
  std::size_t line = 1;
  std::size_t rows_before = 0;
  bool between_rows = true;
  while (!bytes.empty()) {
    const std::string_view text = next_line(bytes);
    if (between_rows) to.row.line = line;
    if (csv_parse(&parser, text.data(), text.size(), end_field, end_row, &to) != text.size()) {
      throw std::bad_alloc();
    }
    // Blank lines end no row and begin none; every other line does one of them or goes on with one.
    const bool blank = text.find_first_not_of("\r\n") == std::string_view::npos;
    if (to.table.rows.size() > rows_before) {
      between_rows = true;
    } else if (!blank) {
      between_rows = false;
    }
    rows_before = to.table.rows.size();
    bytes.remove_prefix(text.size());
    ++line;
  }
  if (parser.pstate == kInField && parser.quoted != 0) {
    to.table.line_of_open_quote = to.row.line;
  } else if (csv_fini(&parser, end_field, end_row, &to) != 0) {
    throw std::bad_alloc();
  }
  return std::move(to.table);
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& field : fields) {
    if (&field != &fields.front()) line += ',';
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
      line += field;
      continue;
    }
    line += '"';
    for (const char c : field) {
      if (c == '"') line += '"';
      line += c;
    }
    line += '"';
  }
  return line + "\r\n";
}

std::string guard_formula(std::string_view field) {
  return (runs_as_formula(field) ? "'" : "") + std::string(field);
}

std::string unguard_formula(std::string_view field) {
  if (field.starts_with('\'') && runs_as_formula(field)) field.remove_prefix(1);
  return std::string(field);
}

}  // namespace crosstalk
