#include "storage/migrations.h"

#include <sqlite3.h>

#include <array>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>

#include "storage/database.h"
#include "tests/unit/storage/store_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("migrations");

struct MigrationFixture : StoreFixture {
  std::unique_ptr<Database> connect() {
    DatabaseOptions how;
    how.path = folder.file("crosstalk.db");
    how.key = options().key;
    return good(Database::open(how));
  }
};

TEST_CASE_FIXTURE(MigrationFixture, "a new store has all steps and our mark") {
  open();
  const auto database = connect();
  CHECK(good(database->ask("PRAGMA user_version")) == std::to_string(store_migrations().size()));
  CHECK(good(database->ask("PRAGMA application_id")) == std::to_string(kApplicationId));
}

/// Calls `act` when the connection begins its `nth` statement.
struct AtStatement {
  int nth;
  std::function<void()> act;
  static int traced(unsigned, void* self, void*, void*) {
    auto& at = *static_cast<AtStatement*>(self);
    if (--at.nth == 0) at.act();
    return 0;
  }
};

TEST_CASE_FIXTURE(MigrationFixture,
                  "a new store that another process sets up meanwhile is taken as it is") {
  for (int nth = 1; nth <= 4; ++nth) {
    CAPTURE(nth);
    DatabaseOptions how;
    how.path = folder.file("store-" + std::to_string(nth) + ".db");
    how.key = options().key;
    const auto ours = good(Database::open(how));
    const auto other = good(Database::open(how));
    AtStatement at{nth, [&] { good(migrate(*other, DeviceId{2}, store_migrations())); }};
    sqlite3_trace_v2(ours->handle(), SQLITE_TRACE_STMT, AtStatement::traced, &at);
    CHECK(migrate(*ours, DeviceId{1}, store_migrations()));
    CHECK(at.nth <= 0);
    sqlite3_trace_v2(ours->handle(), 0, nullptr, nullptr);
  }
}

TEST_CASE_FIXTURE(MigrationFixture, "a store of a newer version is neither opened nor touched") {
  note(*open(), "From the future");
  good(connect()->execute("PRAGMA user_version = 999"));
  const auto bytes = [&] {
    std::ifstream file(folder.file("crosstalk.db"), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  const std::string before = bytes();
  CHECK(error_of(Store::open(options())) == "store-newer");
  CHECK(bytes() == before);
  good(connect()->execute(
      ("PRAGMA user_version = " + std::to_string(store_migrations().size())).c_str()));
  CHECK(summaries(*open()).size() == 1);
}

TEST_CASE_FIXTURE(MigrationFixture, "a step that fails leaves the old schema and the old data") {
  note(*open(), "Old");
  std::vector<const char*> steps(store_migrations().begin(), store_migrations().end());
  steps.push_back(
      "CREATE TABLE half (x INTEGER) STRICT; DELETE FROM changes; INSERT INTO no_such_table VALUES "
      "(1);");
  const auto database = connect();
  CHECK_FALSE(static_cast<bool>(migrate(*database, DeviceId{1}, steps)));
  CHECK(good(database->ask("PRAGMA user_version")) == std::to_string(store_migrations().size()));
  CHECK(good(database->ask("SELECT count(*) FROM sqlite_master WHERE name = 'half'")) == "0");
  CHECK(good(database->ask("SELECT count(*) FROM changes")) == "1");
}

TEST_CASE_FIXTURE(MigrationFixture, "a later step runs once and keeps what was there") {
  note(*open(), "Old");
  std::vector<const char*> steps(store_migrations().begin(), store_migrations().end());
  steps.push_back("CREATE TABLE added (x INTEGER) STRICT; INSERT INTO added VALUES (1);");
  const auto database = connect();
  good(migrate(*database, DeviceId{1}, steps));
  good(migrate(*database, DeviceId{1}, steps));
  CHECK(good(database->ask("SELECT count(*) FROM added")) == "1");
  CHECK(good(database->ask("SELECT count(*) FROM changes")) == "1");
}

TEST_CASE_FIXTURE(MigrationFixture, "the index of a new store is of the version that can forget") {
  open();
  const auto database = connect();
  for (const char* question : {"SELECT v FROM conversation_index_config WHERE k = 'version'",
                               "SELECT v FROM message_index_config WHERE k = 'version'"}) {
    CHECK(good(database->ask(question)) == "5");
  }
}

TEST_CASE_FIXTURE(MigrationFixture,
                  "an older store that has forgotten something begins with a sweep to do") {
  const auto database = connect();
  good(migrate(*database, DeviceId{1}, store_migrations().first(3)));
  bool wanted = true;
  SUBCASE("it has an erasure") {
    good(database->execute("INSERT INTO erased (record) VALUES (zeroblob(16))"));
  }
  SUBCASE("it has met a hub, which may have withdrawn what it had") {
    good(database->execute("UPDATE sync_state SET last_sync_ms = 1"));
  }
  SUBCASE("it has met nobody") { wanted = false; }
  good(migrate(*database, DeviceId{1}, store_migrations()));
  CHECK(good(sweep_wanted(*database)) == wanted);
}

TEST_CASE_FIXTURE(MigrationFixture, "every table of our own is strict") {
  open();
  const auto database = connect();
  CHECK(good(database->ask("SELECT group_concat(name) FROM pragma_table_list WHERE schema = 'main'"
                           " AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'"))
            .empty());
}

}  // namespace
}  // namespace crosstalk
