#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "tests/simulation/planted/bugs.h"
#include "tests/simulation/world.h"

using namespace crosstalk;

namespace {

// Enough for the rarest, well within a minute each.
constexpr std::uint64_t kSeeds = 12;

simulation::Report play(std::uint64_t seed) {
  simulation::Options options;
  options.seed = seed;
  return simulation::simulate(options);
}

}  // namespace

TEST_CASE("every deliberate bug is found by the checker of an invariant that it breaks") {
  for (const simulation::PlantedBug& bug : simulation::planted_bugs()) {
    CAPTURE(bug.name);
    REQUIRE(simulation::plant(bug.name));
    std::string found;
    std::uint64_t seed = 1;
    for (; seed <= kSeeds && found.empty(); ++seed) {
      const auto report = play(seed);
      if (!report.broken.empty()) found = report.broken.front().invariant;
    }
    MESSAGE(bug.name << ": " << found << " with seed " << seed - 1);
    const bool by_its_checker =
        std::find(bug.found_by.begin(), bug.found_by.end(), found) != bug.found_by.end();
    CHECK(by_its_checker);
  }
  REQUIRE(simulation::plant(""));
}

TEST_CASE("the same seeds pass where no bug is planted") {
  REQUIRE(simulation::plant(""));
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    const auto report = play(seed);
    const std::string broken =
        report.broken.empty() ? "" : std::string(report.broken.front().invariant);
    CHECK(broken == "");
  }
}
