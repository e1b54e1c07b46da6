#include "client/cli/calendar_text.h"

#include <doctest/doctest.h>

#include <string>

namespace crosstalk {
namespace {

TEST_CASE("what has a meaning in a calendar is escaped") {
  CHECK(calendar_text("a;b,c\\d\ne") == "a\\;b\\,c\\\\d\\ne");
  CHECK(calendar_text("a\r\nb\rc") == "a\\nb\\nc");
  CHECK(calendar_text("a\x01 b") == "a  b");
}

TEST_CASE("no line is over 75 bytes and no character is torn") {
  std::string value;
  for (int i = 0; i < 100; ++i) value += "ŵ";
  std::string folded = calendar_line("SUMMARY", value);
  std::string unfolded;
  while (!folded.empty()) {
    const auto end = folded.find("\r\n");
    REQUIRE(end != std::string::npos);
    CHECK(end <= 75);
    const std::string line = folded.substr(0, end);
    unfolded += unfolded.empty() ? line : line.substr(1);
    // A character of two bytes is whole on its line.
    CHECK((line.size() - (line.find(':') == std::string::npos ? 1 : 8)) % 2 == 0);
    folded.erase(0, end + 2);
  }
  CHECK(unfolded == "SUMMARY:" + value);
}

}  // namespace
}  // namespace crosstalk
