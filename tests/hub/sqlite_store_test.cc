// What is SQLite's own: files that are not ours, and the plans of the hot statements.
#include "sync/hub/sqlite_store.h"

#include <doctest/doctest.h>

#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "sync/hub/sqlite_migrations.h"
#include "sync/hub/sqlite_statements.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_folder.h"

namespace crosstalk::hub::test {
namespace {

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void run(const std::string& path, const char* sql) {
  DatabaseOptions options;
  options.path = path;
  auto database = Database::open(options);
  REQUIRE(database);
  REQUIRE((*database)->execute(sql));
}

ErrorCode refusal(const std::string& path, SqliteStore::Missing missing) {
  const auto store = SqliteStore::open(path, missing, "life");
  REQUIRE_FALSE(store);
  CHECK_FALSE(store.error().words.empty());
  return store.error().code;
}

TEST_CASE("a store of a newer version is refused and stays as it is") {
  TemporaryFolder folder;
  const std::string path = folder.file("hub");
  REQUIRE(SqliteStore::open(path, SqliteStore::Missing::make, "life"));
  run(path, "PRAGMA user_version = 99");
  const std::string before = content_of(path);
  CHECK(refusal(path, SqliteStore::Missing::make) == ErrorCode::store_newer);
  CHECK(content_of(path) == before);
}

TEST_CASE("another program's database is refused and stays as it is") {
  TemporaryFolder folder;
  const std::string path = folder.file("other");
  run(path, "CREATE TABLE songs (name TEXT)");
  const std::string before = content_of(path);
  CHECK(refusal(path, SqliteStore::Missing::make) == ErrorCode::store_not_ours);
  CHECK(content_of(path) == before);
}

TEST_CASE("a file that is no database is refused and stays as it is") {
  TemporaryFolder folder;
  const std::string path = folder.file("letter");
  std::ofstream(path) << std::string(9000, 'x');
  CHECK(refusal(path, SqliteStore::Missing::make) == ErrorCode::store_not_ours);
  CHECK(content_of(path) == std::string(9000, 'x'));
}

TEST_CASE("a missing store is made only where that is asked for") {
  TemporaryFolder folder;
  const std::string path = folder.file("hub");
  CHECK(refusal(path, SqliteStore::Missing::refuse) == ErrorCode::file_unreadable);
  CHECK_FALSE(std::filesystem::exists(path));
  CHECK(SqliteStore::open(path, SqliteStore::Missing::make, "life"));
  CHECK(SqliteStore::open(path, SqliteStore::Missing::refuse, "other life"));
}

TEST_CASE("a step that fails leaves the schema before it") {
  TemporaryFolder folder;
  DatabaseOptions options;
  options.path = folder.file("hub");
  auto database = Database::open(options);
  REQUIRE(database);
  std::vector<const char*> steps(hub_migrations().begin(), hub_migrations().end());
  REQUIRE(migrate_hub(**database, "life", steps));
  steps.push_back("CREATE TABLE later (x INTEGER) STRICT; CREATE TABLE spaces (x INTEGER)");
  CHECK_FALSE(migrate_hub(**database, "life", steps));
  const auto version = (*database)->ask("PRAGMA user_version");
  REQUIRE(version);
  CHECK(*version == std::to_string(hub_migrations().size()));
  const auto later = (*database)->ask("SELECT count(*) FROM sqlite_master WHERE name = 'later'");
  REQUIRE(later);
  CHECK(*later == "0");
}

TEST_CASE("an older store that has erased something begins with a sweep to do") {
  TemporaryFolder folder;
  DatabaseOptions options;
  options.path = folder.file("hub");
  auto database = Database::open(options);
  REQUIRE(database);
  REQUIRE(migrate_hub(**database, "life", hub_migrations().first(2)));
  bool wanted = true;
  SUBCASE("a record") {
    REQUIRE((*database)->execute(
        "INSERT INTO erasures (space, id, record, stamp, lowered, history, under, seal) "
        "VALUES (x'01', x'02', x'03', x'04', 0, 0, '[]', '')"));
  }
  SUBCASE("from a history") {
    REQUIRE((*database)->execute(
        "INSERT INTO cuts (space, change, field) VALUES (x'01', x'02', 'body')"));
  }
  SUBCASE("nothing") { wanted = false; }
  REQUIRE(migrate_hub(**database, "life", hub_migrations()));
  const auto now = sweep_wanted(**database);
  REQUIRE(now);
  CHECK(*now == wanted);
}

struct SweptStore {
  TemporaryFolder folder;
  std::string path = folder.file("hub");
  std::unique_ptr<SqliteStore> store = *SqliteStore::open(path, SqliteStore::Missing::make, "life");
  Uuid space = Uuid{{1}};

  SeededRandom dice{5};
  int written = 0;

  static Uuid record(int number) {
    Uuid id;
    id.bytes[0] = static_cast<std::uint8_t>(number * 37);
    id.bytes[1] = static_cast<std::uint8_t>(number);
    id.bytes[2] = static_cast<std::uint8_t>(number / 256);
    return id;
  }
  static std::string words(int number) { return "secret" + std::to_string(10'000 + number) + "."; }
  void put(HubTransaction& writing, int number) {
    StoredChange stored;
    stored.change.id = stored.change.record = record(number);
    stored.change.kind = "conversation";
    std::string body;
    for (std::size_t i = 1 + dice.below(100); i > 0; --i) body += words(number);
    stored.change.set["body"] = body;
    writing.put_change(space, stored);
  }
  // Two hundred notes, of which some then grow or shrink, which moves what lies around them; then
  // all odd ones go.
  void write_and_erase() {
    auto writing = store->write();
    REQUIRE(writing);
    const int first = std::exchange(written, written + 200);
    for (int number = first; number < written; ++number) put(**writing, number);
    for (int i = 0; i < 150; ++i) put(**writing, first + static_cast<int>(dice.below(200)));
    for (int number = first + 1; number < written; number += 2) {
      (*writing)->remove_content(space, record(number));
    }
    REQUIRE((*writing)->commit());
  }
  int erased_left() const {
    const std::string all = content_of(path) + content_of(path + "-wal");
    int left = 0;
    for (int number = 1; number < written; number += 2) {
      if (all.find(words(number)) != std::string::npos) ++left;
    }
    return left;
  }
};

TEST_CASE_FIXTURE(SweptStore, "erased words are in no byte of the hub's store once it is swept") {
  while (written < 6'000 && erased_left() == 0) write_and_erase();
  REQUIRE(erased_left() > 0);
  const auto stopped = store->sweep([] { return true; });
  REQUIRE(stopped);
  CHECK(*stopped == SweepDone::stopped);
  const auto swept = store->sweep([] { return false; });
  REQUIRE(swept);
  CHECK(*swept == SweepDone::swept);
  CHECK(erased_left() == 0);
  const auto again = store->sweep([] { return false; });
  REQUIRE(again);
  CHECK(*again == SweepDone::nothing);
  auto reading = store->read();
  REQUIRE(reading);
  CHECK((*reading)->change(space, record(2)).has_value());
  CHECK_FALSE((*reading)->change(space, record(1)).has_value());
}

TEST_CASE_FIXTURE(SweptStore, "a reader beside it does not see a hub's sweep") {
  write_and_erase();
  const auto other = SqliteStore::open(path, SqliteStore::Missing::refuse, "life");
  REQUIRE(other);
  {
    auto reading = (*other)->read();
    REQUIRE(reading);
    REQUIRE((*reading)->change(space, record(2)).has_value());
    const auto busy = store->sweep([] { return false; });
    REQUIRE(busy);
    CHECK(*busy == SweepDone::busy);  // the log can't be emptied while somebody reads of it
    CHECK((*reading)->change(space, record(4)).has_value());
  }
  const auto swept = store->sweep([] { return false; });
  REQUIRE(swept);
  CHECK(*swept == SweepDone::swept);
}

TEST_CASE("no statement of a call reads a whole table") {
  TemporaryFolder folder;
  DatabaseOptions options;
  options.path = folder.file("hub");
  auto database = Database::open(options);
  REQUIRE(database);
  REQUIRE(migrate_hub(**database, "life", hub_migrations()));
  const Sql* hot[] = {&sql::kSpace,
                      &sql::kMember,
                      &sql::kMembers,
                      &sql::kDevice,
                      &sql::kDeviceWithToken,
                      &sql::kDevices,
                      &sql::kInvite,
                      &sql::kRecord,
                      &sql::kRecordsUnder,
                      &sql::kRecordsOfKind,
                      &sql::kRecordsIn,
                      &sql::kCalendar,
                      &sql::kCalendarWithSecret,
                      &sql::kCalendarsOf,
                      &sql::kRemoveCalendar,
                      &sql::kFeedsOf,
                      &sql::kRemoveFeeds,
                      &sql::kLinkingConversations,
                      &sql::kChange,
                      &sql::kChangesOf,
                      &sql::kRemoveChanges,
                      &sql::kErasure,
                      &sql::kHead,
                      &sql::kEntryAt,
                      &sql::kEntriesAfter};
  // The connection knows a prepared statement by where its text lies, so each text stays.
  std::deque<std::string> questions;
  for (const Sql* statement : hot) {
    const std::string& question =
        questions.emplace_back(std::string("EXPLAIN QUERY PLAN ") + statement->text);
    CAPTURE(question);
    const Sql plan{question.c_str()};
    Statement rows = (*database)->prepared(plan);
    auto row = rows.step();
    REQUIRE(row);
    for (; row && *row; row = rows.step()) {
      CHECK(rows.text(3).find("SCAN") == std::string::npos);
      // Found by the space alone is as good as a scan, where a space has more than a few of them.
      const bool few =
          statement == &sql::kSpace || statement == &sql::kMembers || statement == &sql::kDevices;
      if (!few) CHECK(rows.text(3).find("(space=?)") == std::string::npos);
      const bool of_a_feed = statement == &sql::kHead || statement == &sql::kEntriesAfter ||
                             statement == &sql::kChangesOf;
      if (of_a_feed) CHECK(rows.text(3).find("TEMP B-TREE") == std::string::npos);
    }
  }
}

}  // namespace
}  // namespace crosstalk::hub::test
