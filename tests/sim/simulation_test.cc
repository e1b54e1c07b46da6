#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

#include "tests/sim/world.h"

using namespace crosstalk;

namespace {

void check_seed(std::uint64_t seed, bool faults) {
  CAPTURE(seed);  // `build/…/crosstalk-simulate --seed` plays it again
  sim::Options options;
  options.seed = seed;
  options.faults = faults;
  const auto report = sim::simulate(options);
  for (const std::string& line : report.broken) {
    CAPTURE(line);
    CHECK(line.empty());
  }
  CHECK(report.changes > 0);
}

}  // namespace

TEST_CASE("devices and hub agree when nothing goes wrong") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) check_seed(seed, false);
}

TEST_CASE("nothing is lost, doubled or shown to others while everything goes wrong") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) check_seed(seed, true);
}

TEST_CASE("the checks see every planted bug") {
  for (const auto& [plant, name] : sim::plant_names()) {
    CAPTURE(name);
    bool seen = false;
    for (std::uint64_t seed = 1; seed <= 40 && !seen; ++seed) {
      sim::Options options;
      options.seed = seed;
      options.plant = plant;
      seen = !sim::simulate(options).broken.empty();
    }
    CHECK(seen);
  }
}
