#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>

#include "tests/simulation/planted/bugs.h"
#include "tests/simulation/world.h"

namespace crosstalk {

namespace {

// Enough for the rarest, well within a minute each.
constexpr std::uint64_t kSeeds = 12;

/// The invariant that breaks first; empty where none does.
std::string first_broken(std::uint64_t seed) {
  simulation::Options options;
  options.seed = seed;
  const auto report = simulation::simulate(options);
  return report.broken.empty() ? std::string() : std::string(report.broken.front().invariant);
}

}  // namespace

TEST_CASE("every deliberate bug is found by its checker, with a seed that passes without the bug") {
  std::set<std::uint64_t> passed;
  for (const simulation::PlantedBug& bug : simulation::planted_bugs()) {
    CAPTURE(bug.name);
    std::string found;
    std::uint64_t seed = bug.seed;
    REQUIRE(simulation::plant(bug.name));
    for (; seed < bug.seed + kSeeds; ++seed) {
      found = first_broken(seed);
      if (!found.empty()) break;
    }
    MESSAGE(bug.name << ": " << found << " with seed " << seed);
    const bool by_its_checker =
        std::find(bug.found_by.begin(), bug.found_by.end(), found) != bug.found_by.end();
    CHECK(by_its_checker);
    REQUIRE(simulation::plant(""));
    if (passed.insert(seed).second) CHECK(first_broken(seed) == "");
  }
  CHECK(simulation::planted_bugs().size() >= 12);
}

}  // namespace crosstalk
