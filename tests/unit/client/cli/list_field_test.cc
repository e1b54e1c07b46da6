#include "client/cli/list_field.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace crosstalk {
namespace {

using Parts = std::vector<std::string>;

TEST_CASE("a semicolon separates and one with a backslash before it does not") {
  CHECK(split_semicolons("a;b") == Parts{"a", "b"});
  CHECK(split_semicolons("a\\;b;c") == Parts{"a;b", "c"});
  CHECK(split_semicolons("") == Parts{""});
  CHECK(split_semicolons(";") == Parts{"", ""});
}

TEST_CASE("a backslash that stands before no semicolon stands for itself") {
  CHECK(split_semicolons("C:\\new\\\\") == Parts{"C:\\new\\\\"});
  CHECK(split_semicolons("a\\\\;b") == Parts{"a\\", "b"});
  CHECK(split_semicolons("a\\\\\\;b") == Parts{"a\\;b"});
}

TEST_CASE("every list comes back as it was joined") {
  const std::string alphabet = "\\;a";
  for (std::size_t code = 0; code < 3 * 3 * 3 * 3 * 3 * 3; ++code) {
    Parts parts{"", ""};
    std::size_t rest = code;
    for (std::size_t i = 0; i < 6; ++i, rest /= 3) parts[i / 3] += alphabet[rest % 3];
    CAPTURE(code);
    REQUIRE(split_semicolons(join_semicolons(parts)) == parts);
  }
}

TEST_CASE("a list is read without outer spaces and without empty parts") {
  CHECK(read_list(" nhs ; police;;\n") == Parts{"nhs", "police"});
  CHECK(read_list("  ").empty());
}

}  // namespace
}  // namespace crosstalk
