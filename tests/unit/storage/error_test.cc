#include "storage/error.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "storage/result.h"

namespace crosstalk {
namespace {

constexpr int kCodes = static_cast<int>(ErrorCode::window_already_open) + 1;

}  // namespace

TEST_CASE("every error has a kebab-case name of its own, words and an exit code") {
  std::set<std::string> names;
  for (int index = 0; index < kCodes; ++index) {
    const auto code = static_cast<ErrorCode>(index);
    const std::string name(error_name(code));
    CAPTURE(name);
    CHECK(names.insert(name).second);
    CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos);
    const std::string words = make_error(code).words;
    CHECK(words.size() > 20);
    CHECK(words.find('\n') == std::string::npos);
    CHECK(words.back() == '.');
    const int exit_code = error_exit_code(code);
    CHECK((exit_code == 1 || exit_code == 3 || exit_code == 4));
  }
}

TEST_CASE("wrong input ends with 1, the hub with 3, the data folder with 4") {
  CHECK(error_exit_code(ErrorCode::empty_note) == 1);
  CHECK(error_exit_code(ErrorCode::already_joined) == 1);
  CHECK(error_exit_code(ErrorCode::hub_unreachable) == 3);
  CHECK(error_exit_code(ErrorCode::device_revoked) == 3);
  CHECK(error_exit_code(ErrorCode::passphrase_wrong) == 4);
  CHECK(error_exit_code(ErrorCode::window_already_open) == 4);
}

TEST_CASE("an error carries the words of its row and the detail that it was given") {
  const Error error = make_error(ErrorCode::disk_full, "writing key.json");
  CHECK(error.code == ErrorCode::disk_full);
  CHECK(error.words.find("disk is full") != std::string::npos);
  CHECK(error.detail == "writing key.json");
  CHECK(make_error_saying(ErrorCode::disk_full, "Other words.").words == "Other words.");
}

TEST_CASE("a result holds a value or the error that says why not") {
  const Result<int> seven(7);
  REQUIRE(seven);
  CHECK(*seven == 7);
  const Result<int> failed = make_error(ErrorCode::forbidden);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == ErrorCode::forbidden);
  CHECK(Result<void>());
  CHECK_FALSE(Result<void>(make_error(ErrorCode::forbidden)));
}

}  // namespace crosstalk
