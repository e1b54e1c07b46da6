#include "storage/spelling.h"

#include <doctest/doctest.h>

namespace crosstalk {
namespace {

TEST_CASE("one slip in a word of six letters, and two in a long one, are seen through") {
  CHECK(slip_of("agrement", "agreement"));
  CHECK(slip_of("agreeement", "agreement"));
  CHECK(slip_of("guidence", "guidance"));
  CHECK(slip_of("goverance", "governance"));
  CHECK(slip_of("refferal", "referral"));
  CHECK(slip_of("turst", "trust"));
}

TEST_CASE("another word is no slip") {
  CHECK_FALSE(slip_of("horse", "house"));
  CHECK_FALSE(slip_of("cake", "care"));
  CHECK_FALSE(slip_of("lunch", "launch"));
  CHECK_FALSE(slip_of("sharing", "caring"));
  CHECK_FALSE(slip_of("agreement", "agreement"));
  CHECK_FALSE(slip_of("", "agreement"));
  CHECK_FALSE(slip_of("governing", "governance"));
}

}  // namespace
}  // namespace crosstalk
