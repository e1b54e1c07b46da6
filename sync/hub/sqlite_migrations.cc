#include "sync/hub/sqlite_migrations.h"

#include <array>
#include <cstdlib>
#include <string>

#include "sync/hub/sqlite_statements.h"

namespace crosstalk::hub {
namespace {

constexpr std::array kSteps = {
#include "sync/hub/migrations/0001_begin.sql"
    ,
#include "sync/hub/migrations/0002_lives.sql"
    ,
#include "sync/hub/migrations/0003_sweeping.sql"
    ,
#include "sync/hub/migrations/0004_calendars.sql"
};

Result<std::int64_t> number(const Database& database, const char* question) {
  const auto text = database.ask(question);
  if (!text) return text.error();
  return std::int64_t{std::strtoll(text->c_str(), nullptr, 10)};
}

Error not_ours() {
  return make_error_saying(ErrorCode::store_not_ours,
                           "This file is not the store of a Crosstalk hub. It was left untouched: "
                           "name another with --store.");
}

Error newer() {
  return make_error_saying(ErrorCode::store_newer,
                           "This store was written by a newer version of the hub. It was left "
                           "untouched: update this one.");
}

// Nothing: the steps that the file has.
Result<std::int64_t> steps_done(const Database& database, std::size_t steps_known) {
  const auto application = number(database, sql::kApplicationId);
  if (!application) return application.error();
  const auto done = number(database, sql::kUserVersion);
  if (!done) return done.error();
  const auto tables = number(database, sql::kTables);
  if (!tables) return tables.error();
  if (*application != kHubApplicationId && *tables > 0) return not_ours();
  if (*done > static_cast<std::int64_t>(steps_known)) return newer();
  return *done;
}

}  // namespace

std::span<const char* const> hub_migrations() { return kSteps; }

Result<void> migrate_hub(Database& database, const std::string& incarnation,
                         std::span<const char* const> steps) {
  auto done = steps_done(database, steps.size());
  if (!done) return done.error();
  if (*done == static_cast<std::int64_t>(steps.size())) return {};
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  done = steps_done(database, steps.size());  // another process may have been first
  if (!done) return done.error();
  for (auto step = static_cast<std::size_t>(*done); step < steps.size(); ++step) {
    if (const auto ran = database.execute(steps[step]); !ran) return ran.error();
  }
  if (*done == 0) {
    Statement statement = database.prepared(sql::kPutSetting);
    const auto put = statement.bind(1, "incarnation").bind(2, std::string_view(incarnation)).run();
    if (!put) return put.error();
  }
  const std::string header = "PRAGMA application_id = " + std::to_string(kHubApplicationId) +
                             "; PRAGMA user_version = " + std::to_string(steps.size());
  if (const auto ran = database.execute(header.c_str()); !ran) return ran.error();
  return transaction->commit();
}

}  // namespace crosstalk::hub
