#include "storage/native/system_clock.h"

#include <doctest/doctest.h>

#include <array>

namespace crosstalk {

TEST_CASE("the steady clock never goes back and the wall clock is of this century") {
  const SystemClock clock;
  const Milliseconds before = clock.steady();
  CHECK(clock.steady() >= before);
  CHECK(clock.wall() > Instant{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}});
  CHECK(clock.wall() < Instant{std::chrono::sys_days{std::chrono::year{2100} / 1 / 1}});
}

TEST_CASE("the kernel's randomness fills all bytes and differs each time") {
  SystemRandom random;
  std::array<std::byte, 64> first{};
  std::array<std::byte, 64> second{};
  random.fill(first);
  random.fill(second);
  CHECK(first != second);
  CHECK(first != std::array<std::byte, 64>{});
}

}  // namespace crosstalk
