// Plays fresh seeds until its time is over: `scripts/simulate` in other words.

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdint>
#include <iostream>
#include <map>
#include <optional>
#include <random>
#include <string>

#include "tests/sim/world.h"

using namespace crosstalk;

namespace {

struct Arguments {
  double seconds = 10;
  std::optional<std::uint64_t> seed;
  std::string plant;
  bool list_plants = false;
};

std::optional<sim::Plant> plant_named(const std::string& name) {
  if (name.empty()) return sim::Plant::none;
  for (const auto& [plant, its_name] : sim::plant_names()) {
    if (name == its_name) return plant;
  }
  return std::nullopt;
}

/// True while every seed keeps all promises.
bool play(const Arguments& arguments, sim::Plant plant) {
  using Steady = std::chrono::steady_clock;
  const auto end = Steady::now() + std::chrono::duration<double>(arguments.seconds);
  std::uint64_t seed = arguments.seed.value_or(std::random_device{}());
  std::int64_t seeds = 0;
  std::int64_t changes = 0;
  std::int64_t faults = 0;
  double device_days = 0;
  do {
    sim::Options options;
    options.seed = seed;
    options.plant = plant;
    const sim::Report report = sim::simulate(options);
    ++seeds;
    changes += report.changes;
    faults += report.faults;
    device_days += report.device_days;
    if (!report.broken.empty()) {
      for (const std::string& line : report.broken) std::cout << "broken: " << line << "\n";
      std::cout << "seed " << seed << " breaks a promise: play it again with --seed " << seed
                << " --seconds 0\n";
      std::cout << "simulate: " << seeds << " seeds, " << changes << " changes, "
                << static_cast<std::int64_t>(device_days) << " device-days, " << faults
                << " faults, 1 broken" << std::endl;
      return false;
    }
    ++seed;
  } while (Steady::now() < end);
  std::cout << "simulate: " << seeds << " seeds, " << changes << " changes, "
            << static_cast<std::int64_t>(device_days) << " device-days, " << faults
            << " faults, 0 broken" << std::endl;
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Plays devices, hub and network from seeds, with faults, and checks the promises");
  Arguments arguments;
  app.add_option("--seconds", arguments.seconds, "for how long to begin new seeds");
  app.add_option("--seed", arguments.seed, "the first seed; without it a fresh one");
  app.add_option("--plant", arguments.plant, "a deliberate bug, which must be found");
  app.add_flag("--list-plants", arguments.list_plants, "the names of the deliberate bugs");
  CLI11_PARSE(app, argc, argv);
  if (arguments.list_plants) {
    for (const auto& [plant, name] : sim::plant_names()) std::cout << name << "\n";
    return 0;
  }
  const auto plant = plant_named(arguments.plant);
  if (!plant) {
    std::cerr << "There is no plant of that name: see --list-plants\n";
    return 2;
  }
  return play(arguments, *plant) ? 0 : 1;
}
