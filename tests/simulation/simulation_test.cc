#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <string>

#include "tests/simulation/world.h"

namespace crosstalk {

namespace {

// A sanitizer makes a seed ten times as long.
#ifdef __SANITIZE_ADDRESS__
constexpr std::uint64_t kFixedSeeds = 4;
constexpr std::uint64_t kFreshSeeds = 2;
#else
constexpr std::uint64_t kFixedSeeds = 12;
constexpr std::uint64_t kFreshSeeds = 8;
#endif

simulation::Report play(std::uint64_t seed, bool faults) {
  INFO("play it again with scripts/simulate --seconds 0 --seed " << seed);
  simulation::Options options;
  options.seed = seed;
  options.faults = faults;
  auto report = simulation::simulate(options);
  std::string broken;
  for (const auto& [invariant, what] : report.broken) {
    broken += std::string(invariant) + ": " + what + "\n";
  }
  for (const std::string& line : report.trace) MESSAGE(line);
  CHECK(broken == "");
  CHECK(report.changes > 0);
  return report;
}

/// The first 60 bits of the commit's id; 0 where git cannot tell.
std::uint64_t commit() {
  const std::string command = "git -C '" CROSSTALK_SOURCE_DIR "' rev-parse HEAD 2>/dev/null";
  FILE* output = ::popen(command.c_str(), "r");
  if (output == nullptr) return 0;
  std::array<char, 16> digits{};
  const std::size_t read = std::fread(digits.data(), 1, digits.size() - 1, output);
  ::pclose(output);
  return read == digits.size() - 1 ? std::stoull(digits.data(), nullptr, 16) : 0;
}

}  // namespace

TEST_CASE("devices and hub agree when nothing goes wrong") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) play(seed, false);
}

TEST_CASE("nothing is lost, doubled or shown to others while everything goes wrong") {
  for (std::uint64_t seed = 1; seed <= kFixedSeeds; ++seed) play(seed, true);
}

TEST_CASE("the same holds with seeds that no commit before was tried with") {
  const std::uint64_t first = commit();
  for (std::uint64_t number = 0; number < kFreshSeeds; ++number) play(first + number, true);
}

TEST_CASE("a run repeats itself to the last event") {
  const auto first = play(5, true);
  const auto second = play(5, true);
  CHECK(first.fingerprint == second.fingerprint);
  CHECK(first.requests == second.requests);
  CHECK(first.faults == second.faults);
}

TEST_CASE("a device's day holds what days hold") {
  simulation::Options options;
  options.seed = 3;
  options.days = 2;
  const auto report = simulation::simulate(options);
  REQUIRE(report.device_days > 0);
  CHECK(static_cast<double>(report.saves) >= 20 * report.device_days);
  CHECK(static_cast<double>(report.edits) >= 5 * report.device_days);
}

}  // namespace crosstalk
