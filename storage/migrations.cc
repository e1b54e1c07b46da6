#include "storage/migrations.h"

#include <array>
#include <string>

#include "storage/database.h"
#include "storage/statements.h"

namespace crosstalk {
namespace {

// Each file is one raw string, so that the SQL stands in a file of its own and is still compiled
// in.
constexpr std::array kSteps = {
#include "storage/migrations/0001_records.sql"
    ,
#include "storage/migrations/0002_lives.sql"
    ,
#include "storage/migrations/0003_index_version.sql"
    ,
#include "storage/migrations/0004_sweeping.sql"
};

Result<void> set_up(Database& database, DeviceId device) {
  const std::string ours = "PRAGMA application_id = " + std::to_string(kApplicationId);
  if (const auto done = database.execute(ours.c_str()); !done) return done.error();
  Statement make = database.prepared(sql::kMakeDevice);
  return make.bind(1, device.text()).bind(2, Stamp{}).run();
}

Result<void> check_origin(const Database& database) {
  // In this order: another process may set the store up in between, tables and id at once, and
  // tables that were there have their id.
  const auto tables = database.ask("SELECT count(*) FROM sqlite_master");
  if (!tables) return tables.error();
  const auto application = database.ask("PRAGMA application_id");
  if (!application) return application.error();
  if (*application == std::to_string(kApplicationId)) return {};
  if (*application == "0" && *tables == "0") return {};
  return make_error(ErrorCode::store_not_ours, "application id " + *application);
}

Result<std::size_t> version_of(const Database& database) {
  const auto version = database.ask("PRAGMA user_version");
  if (!version) return version.error();
  std::size_t number = 0;
  for (const char digit : *version) {
    if (digit < '0' || digit > '9')
      return make_error(ErrorCode::store_not_ours, "version " + *version);
    number = number * 10 + static_cast<std::size_t>(digit - '0');
  }
  return number;
}

}  // namespace

std::span<const char* const> store_migrations() { return kSteps; }

Result<void> migrate(Database& database, DeviceId device, std::span<const char* const> steps) {
  if (const auto ours = check_origin(database); !ours) return ours.error();
  while (true) {
    auto version = version_of(database);
    if (!version) return version.error();
    if (*version > steps.size()) {
      return make_error(ErrorCode::store_newer, "schema " + std::to_string(*version));
    }
    if (*version == steps.size()) return {};
    auto transaction = Transaction::begin(database);
    if (!transaction) return transaction.error();
    // Another process may have taken this step while we waited for the lock.
    const auto now = version_of(database);
    if (!now) return now.error();
    if (*now != *version) continue;
    if (const auto done = database.execute(steps[*now]); !done) return done.error();
    if (*now == 0) {
      if (const auto done = set_up(database, device); !done) return done.error();
    }
    const std::string next = "PRAGMA user_version = " + std::to_string(*now + 1);
    if (const auto done = database.execute(next.c_str()); !done) return done.error();
    if (const auto done = transaction->commit(); !done) return done.error();
  }
}

}  // namespace crosstalk
