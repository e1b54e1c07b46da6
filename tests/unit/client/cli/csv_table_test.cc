#include "client/cli/csv_table.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace crosstalk {
namespace {

using Fields = std::vector<std::string>;

TEST_CASE("a row of any fields comes back as it was written") {
  const Fields fields = {"",     " outer ", "a,b", "say \"so\"", "two\r\nlines", "\n", "\"",
                         "a\"b", "\r",      "'=1", "ü",          "a;b"};
  const CsvTable table = read_csv(csv_line(fields) + csv_line({"next"}));
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0].fields == fields);
  CHECK(table.rows[1].fields == Fields{"next"});
}

TEST_CASE("rows know the line on which they begin, over blank lines and fields of several lines") {
  const CsvTable table = read_csv(
      "\xEF\xBB\xBF"
      "a,b\r\n\r\n1,\"two\nthree\"\nlast,x");
  REQUIRE(table.rows.size() == 3);
  CHECK(table.rows[0].fields == Fields{"a", "b"});
  CHECK(table.rows[0].line == 1);
  CHECK(table.rows[1].line == 3);
  CHECK(table.rows[1].fields == Fields{"1", "two\nthree"});
  CHECK(table.rows[2].line == 5);
}

TEST_CASE("a quote that is never closed is named by its line and keeps the rows before it") {
  const CsvTable table = read_csv("a\nb\n\"c\nd\ne\n");
  REQUIRE(table.line_of_open_quote.has_value());
  CHECK(*table.line_of_open_quote == 3);
  CHECK(table.rows.size() == 2);
}

TEST_CASE("what a spreadsheet would run gets one apostrophe, and only that one is taken away") {
  for (const char* text : {"=1", "+1", "-1", "@a", "\tx", "\rx", "'=1", "''-"}) {
    CAPTURE(text);
    CHECK(guard_formula(text) == "'" + std::string(text));
    CHECK(unguard_formula(guard_formula(text)) == text);
  }
  for (const char* text : {"", "a", "'a", "''", "1-1", "'"}) {
    CAPTURE(text);
    CHECK(guard_formula(text) == text);
    CHECK(unguard_formula(text) == text);
  }
  CHECK(unguard_formula("-5") == "-5");
}

}  // namespace
}  // namespace crosstalk
