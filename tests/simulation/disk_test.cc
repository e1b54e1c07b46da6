#include "tests/simulation/disk.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "storage/database.h"

namespace crosstalk {
using simulation::Disk;
using simulation::Fault;
using simulation::FaultCount;

namespace {

std::unique_ptr<Database> open_on(const Disk& disk) {
  DatabaseOptions options;
  options.path = "some.db";
  options.vfs = disk.name();
  auto opened = Database::open(options);
  REQUIRE(opened);
  return std::move(*opened);
}

std::string rows_in(const Database& database) {
  const auto count = database.ask("SELECT count(*) FROM t");
  return count ? *count : "none";
}

/// Ten rows, one a transaction, then the power goes; how many are there afterwards.
std::string rows_after_power_cut(std::uint64_t seed, const char* synchronous, FaultCount& faults) {
  SeededRandom dice(seed);
  Disk disk(dice, faults);
  auto database = open_on(disk);
  REQUIRE(database->execute("CREATE TABLE t (x)"));
  REQUIRE(database->execute(synchronous));
  for (int row = 0; row < 10; ++row) REQUIRE(database->execute("INSERT INTO t VALUES (1)"));
  disk.die(true);
  database.reset();
  disk.start();
  return rows_in(*open_on(disk));
}

}  // namespace

TEST_CASE("what was synced outlives any power cut") {
  FaultCount faults;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    CHECK(rows_after_power_cut(seed, "PRAGMA synchronous = FULL", faults) == "10");
  }
}

TEST_CASE("what was not synced is lost, torn or reordered by some power cuts") {
  FaultCount faults;
  int short_of_ten = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    if (rows_after_power_cut(seed, "PRAGMA synchronous = OFF", faults) != "10") ++short_of_ten;
  }
  CHECK(short_of_ten > 5);
  CHECK(faults.of(Fault::writes_lost) > 0);
  CHECK(faults.of(Fault::writes_torn) > 0);
  CHECK(faults.of(Fault::writes_reordered) > 0);
}

TEST_CASE("a killed program leaves what it wrote") {
  FaultCount faults;
  SeededRandom dice(1);
  Disk disk(dice, faults);
  auto database = open_on(disk);
  REQUIRE(database->execute("PRAGMA synchronous = OFF; CREATE TABLE t (x)"));
  REQUIRE(database->execute("INSERT INTO t VALUES (1)"));
  disk.die(false);
  CHECK_FALSE(database->execute("INSERT INTO t VALUES (2)"));
  database.reset();
  disk.start();
  CHECK(rows_in(*open_on(disk)) == "1");
}

TEST_CASE("a machine that dies in the middle of any write keeps whole transactions") {
  for (std::int64_t operation = 1; operation <= 40; ++operation) {
    CAPTURE(operation);
    FaultCount faults;
    SeededRandom dice(static_cast<std::uint64_t>(operation));
    Disk disk(dice, faults);
    auto database = open_on(disk);
    REQUIRE(database->execute("CREATE TABLE t (x)"));
    disk.die_after(operation, true);
    int saved = 0;
    while (!disk.dead()) {
      if (database->execute("INSERT INTO t VALUES (1), (2), (3)")) ++saved;
    }
    database.reset();
    disk.start();
    const auto again = open_on(disk);
    const int rows = std::stoi(rows_in(*again));
    CHECK(rows % 3 == 0);
    CHECK(rows >= 3 * saved);
    CHECK(*again->ask("PRAGMA integrity_check") == "ok");
  }
}

TEST_CASE("an error that is asked for comes once, and not while the disk is calm") {
  FaultCount faults;
  SeededRandom dice(1);
  Disk disk(dice, faults);
  auto database = open_on(disk);
  REQUIRE(database->execute("CREATE TABLE t (x)"));
  disk.syncs_until_error = 1;
  {
    Disk::Calm calm(disk);
    CHECK(database->execute("INSERT INTO t VALUES (1)"));
  }
  CHECK_FALSE(database->execute("INSERT INTO t VALUES (2)"));
  CHECK(database->execute("INSERT INTO t VALUES (3)"));
  CHECK(faults.of(Fault::sync_error) == 1);
}

TEST_CASE("a full disk takes no more until there is room") {
  FaultCount faults;
  SeededRandom dice(1);
  Disk disk(dice, faults);
  auto database = open_on(disk);
  REQUIRE(database->execute("CREATE TABLE t (x)"));
  disk.bytes_free = 0;
  CHECK_FALSE(database->execute("INSERT INTO t VALUES (zeroblob(100000))"));
  disk.bytes_free = Disk::kNever;
  CHECK(database->execute("INSERT INTO t VALUES (zeroblob(100000))"));
}

}  // namespace crosstalk
