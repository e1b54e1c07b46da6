#include "storage/stamp.h"

#include <doctest/doctest.h>

#include "tests/support/seeded_random.h"

namespace crosstalk {

TEST_CASE("a stamp is written as on the wire and read back") {
  const auto stamp = parse_stamp("0193a5c2e1f40001-7f3a9c01d2e4b5a6");
  REQUIRE(stamp);
  CHECK(stamp->ticks == 0x0193a5c2e1f40001U);
  CHECK(stamp->device.text() == "7f3a9c01d2e4b5a6");
  CHECK(stamp->time() == Instant{Milliseconds{0x0193a5c2e1f4}});
  CHECK(stamp->text() == "0193a5c2e1f40001-7f3a9c01d2e4b5a6");
}

TEST_CASE("whatever has not the exact form is no stamp") {
  for (const char* text :
       {"", "-", "0193a5c2e1f40001", "0193a5c2e1f40001-7f3a9c01d2e4b5a",
        "0193A5C2E1F40001-7f3a9c01d2e4b5a6", "0193a5c2e1f40001_7f3a9c01d2e4b5a6",
        "0193a5c2e1f4000g-7f3a9c01d2e4b5a6", "0193a5c2e1f40001-7f3a9c01d2e4b5a6 "}) {
    CAPTURE(text);
    CHECK_FALSE(parse_stamp(text));
  }
}

TEST_CASE("a time in the last half of the 48 bits is no stamp") {
  CHECK(parse_stamp("7fffffffffffffff-7f3a9c01d2e4b5a6"));
  CHECK_FALSE(parse_stamp("8000000000000000-7f3a9c01d2e4b5a6"));
  CHECK_FALSE(parse_stamp("ffffffffffffffff-7f3a9c01d2e4b5a6"));
}

TEST_CASE("stamps compare as their texts do") {
  SeededRandom random(4);
  for (int round = 0; round < 300; ++round) {
    const Stamp left{random.engine()() >> (random.chance(50) ? 1 : 60), {random.engine()()}};
    const Stamp right{random.chance(30) ? left.ticks : random.engine()() >> 1, {random.engine()()}};
    CHECK((left < right) == (left.text() < right.text()));
  }
}

TEST_CASE("the next tick is after the greatest and not before now") {
  const Instant now{Milliseconds{1000}};
  CHECK(next_ticks(0, now) == std::uint64_t{1000} << 16);
  CHECK(next_ticks(std::uint64_t{1000} << 16, now) == ((std::uint64_t{1000} << 16) | 1));
  CHECK(next_ticks(std::uint64_t{5000} << 16, now) == ((std::uint64_t{5000} << 16) | 1));
}

TEST_CASE("a full counter carries into the milliseconds") {
  const std::uint64_t full = (std::uint64_t{1000} << 16) | 0xffff;
  CHECK(next_ticks(full, Instant{Milliseconds{1000}}) == std::uint64_t{1001} << 16);
}

TEST_CASE("a clock before 1970 or far ahead still gives a stamp") {
  CHECK(next_ticks(0, Instant{Milliseconds{-5}}) == 1);
  const Stamp far{next_ticks(0, Instant{Milliseconds::max()}), {1}};
  CHECK(parse_stamp(far.text()) == far);
}

}  // namespace crosstalk
