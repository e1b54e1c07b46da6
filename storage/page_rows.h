#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosstalk {

/// One value of a row as SQLite keeps it.
struct RowValue {
  enum class Type { null, integer, real, text, blob };
  Type type = Type::null;
  std::int64_t integer = 0;
  std::string bytes;  // of text and blob
};
using Row = std::vector<RowValue>;

/// What is left of a file, page by page: the content of one, counted from 1, or nothing.
using PageSource = std::function<std::optional<std::string>(std::uint32_t)>;

/// Reads the rows that stand on one page of an SQLite file, whatever table they are of and without
/// anything of the file but this page and those that a long row runs over to
/// (https://www.sqlite.org/fileformat2.html, 1.6 and 2.1). `each` is called with every row that can
/// be read whole. Gives the number of rows that cannot. Nothing on the page is believed before it
/// is checked: it may be of another kind, or damaged.
std::size_t rows_of_page(std::string_view page, std::uint32_t number, const PageSource& others,
                         const std::function<void(Row&&)>& each);

}  // namespace crosstalk
