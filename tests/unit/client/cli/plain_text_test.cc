#include "client/cli/plain_text.h"

#include <doctest/doctest.h>

#include "storage/time.h"

namespace crosstalk {
namespace {

TEST_CASE("a note can't steer the terminal or turn the direction of what stands beside it") {
  CHECK(one_line("a\x1b[31m\n b") == "a\xEF\xBF\xBD[31m b");
  CHECK(one_line("a\u202Eb") ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(many_lines("a\r\n\tb\x07") == "a\n\tb\xEF\xBF\xBD");
}

TEST_CASE("a text is shortened by the columns it takes, not by its bytes") {
  CHECK(display_width("ŵŷ") == 2);
  CHECK(display_width("日本") == 4);
  CHECK(shortened("ŵŷŵŷ", 4) == "ŵŷŵŷ");
  CHECK(shortened("ŵŷŵŷ", 3) == "ŵŷ…");
  CHECK(shortened("日本語", 4) == "日…");
}

TEST_CASE("columns stand under each other and empty ones take no room") {
  CHECK(columns({{"a", "", "one"}, {"bbb", "", "two"}}, {}) == "a    one\nbbb  two\n");
  CHECK(columns({{"abcdef", "x"}}, {4}) == "abc…  x\n");
}

TEST_CASE("a day is said as people say it") {
  const Instant now = *parse_time("2026-11-24T10:00:00Z");
  CHECK(said_date("2026-11-24", now) == "today");
  CHECK(said_date("2026-11-23", now) == "yesterday");
  CHECK(said_date("2026-11-25", now) == "tomorrow");
  CHECK(said_date("2026-12-04", now) == "Fri 4 Dec");
  CHECK(said_date("2016-12-04", now) == "4 Dec 2016");
  CHECK(said_date("some day", now) == "some day");
}

TEST_CASE("one of a thing and several are told apart") {
  CHECK(counted(1, "row") == "1 row");
  CHECK(counted(0, "row") == "0 rows");
}

}  // namespace
}  // namespace crosstalk
