// Plays fresh seeds until its time is over: `scripts/simulate` in other words.

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <iostream>
#include <optional>
#include <random>
#include <string>

#include "tests/simulation/faults.h"
#include "tests/simulation/planted/bugs.h"
#include "tests/simulation/world.h"

namespace crosstalk {

namespace {

struct Arguments {
  double seconds = 10;
  std::optional<std::uint64_t> seed;
  std::string plant;
  bool list_plants = false;
  bool speed = false;
};

struct Sum {
  std::int64_t seeds = 0, changes = 0, saves = 0, requests = 0;
  double device_days = 0;
  simulation::FaultCount faults;
};

double processor_seconds() {
  return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

void print_broken(const simulation::Report& report, std::uint64_t seed,
                  const Arguments& arguments) {
  for (const std::string& line : report.trace) std::cout << line << "\n";
  for (const auto& [invariant, what] : report.broken) {
    std::cout << "broken: " << invariant << ": " << what << "\n";
  }
  std::cout << "seed " << seed << " breaks a promise: play it again with scripts/simulate --seed "
            << seed << " --seconds 0" << (arguments.plant.empty() ? "" : " --plant ")
            << arguments.plant << (arguments.speed ? " --speed" : "") << "\n";
}

void print_sum(const Sum& sum, double seconds) {
  for (std::size_t i = 0; i < simulation::kFaults; ++i) {
    std::cout << "  " << sum.faults.of(i) << " " << simulation::kFaultNames[i] << "\n";
  }
  std::cout << static_cast<std::int64_t>(static_cast<double>(sum.saves) / seconds)
            << " saves a second, " << sum.requests << " requests, "
            << static_cast<std::int64_t>(sum.device_days * 3600 / seconds)
            << " device-days an hour of one core\n";
}

/// True while every seed keeps all promises.
bool play(const Arguments& arguments) {
  using Steady = std::chrono::steady_clock;
  const auto end = Steady::now() + std::chrono::duration<double>(arguments.seconds);
  const double begun = processor_seconds();
  std::uint64_t seed = arguments.seed.value_or(std::random_device{}());
  Sum sum;
  bool whole = true;
  do {
    simulation::Options options;
    options.seed = seed;
    options.everything_to_all = arguments.speed;
    const simulation::Report report = simulation::simulate(options);
    ++sum.seeds;
    sum.changes += report.changes;
    sum.saves += report.saves;
    sum.requests += report.requests;
    sum.device_days += report.device_days;
    sum.faults.add(report.faults);
    whole = report.broken.empty();
    if (!whole) print_broken(report, seed, arguments);
    ++seed;
  } while (whole && Steady::now() < end);
  print_sum(sum, processor_seconds() - begun);
  std::cout << "simulate: " << sum.seeds << " seeds, " << sum.changes << " changes, "
            << static_cast<std::int64_t>(sum.device_days) << " device-days, " << sum.faults.all()
            << " faults, " << (whole ? 0 : 1) << " broken" << std::endl;
  return whole;
}

int run(int argc, char** argv) {
  CLI::App app("Plays devices, hub and network from seeds, with faults, and checks the promises");
  Arguments arguments;
  app.add_option("--seconds", arguments.seconds, "for how long to begin new seeds");
  app.add_option("--seed", arguments.seed, "the first seed; without it a fresh one");
  app.add_option("--plant", arguments.plant, "a deliberate bug, which must be found");
  app.add_flag("--list-plants", arguments.list_plants, "the names of the deliberate bugs");
  app.add_flag("--speed", arguments.speed,
               "every note is for all eight devices: what a save costs at most");
  CLI11_PARSE(app, argc, argv);
  if (arguments.list_plants) {
    for (const auto& each : simulation::planted_bugs()) std::cout << each.name << "\n";
    return 0;
  }
  if (!simulation::plant(arguments.plant)) {
    std::cerr << "There is no plant of that name: see --list-plants\n";
    return 2;
  }
  return play(arguments) ? 0 : 1;
}

}  // namespace
}  // namespace crosstalk

int main(int argc, char** argv) { return crosstalk::run(argc, argv); }
