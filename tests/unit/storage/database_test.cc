#include "storage/database.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "storage/store.h"
#include "tests/unit/storage/store_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("encryption");

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

constexpr Sql kMakeTable{"CREATE TABLE words (word TEXT NOT NULL)"};
constexpr Sql kInsertWord{"INSERT INTO words (word) VALUES (?1)"};
constexpr Sql kReadWords{"SELECT word FROM words ORDER BY rowid"};

std::unique_ptr<Database> open_plain(const std::string& path) {
  DatabaseOptions options;
  options.path = path;
  return good(Database::open(options));
}

TEST_CASE_FIXTURE(StoreFixture,
                  "no file of the folder holds a word in plain text, the log neither") {
  const auto store = open();
  const Uuid id = note(*store, "Xylophonequartz in the note", {{"place", "Zanzibarville"}});
  good(store->keep_draft("new", "Draftwordquux"));
  edit(*store, id, {{"place", "Timbuktuville"}});
  good(store->backup(folder.file("copy.db")));
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    const std::string bytes = bytes_of(entry.path());
    CAPTURE(entry.path().filename().string());
    for (const char* word :
         {"ylophonequartz", "anzibarville", "raftwordquux", "imbuktuville", "conversation_index"}) {
      CHECK(bytes.find(word) == std::string::npos);
    }
    CHECK(bytes.rfind("SQLite format 3", 0) == std::string::npos);
    ++files;
  }
  CHECK(files >= 3);
}

TEST_CASE_FIXTURE(StoreFixture, "another key is told apart from a damaged store") {
  note(*open(), "Secret");
  const std::string before = bytes_of(folder.file("crosstalk.db"));
  StoreOptions other = options();
  other.key.fill(std::byte{0x11});
  CHECK(error_of(Store::open(other)) == "passphrase-wrong");
  CHECK(bytes_of(folder.file("crosstalk.db")) == before);
  CHECK(summaries(*open()).size() == 1);
}

TEST_CASE_FIXTURE(StoreFixture, "a plain database is refused and left as it was") {
  good(open_plain(folder.file("crosstalk.db"))->execute("CREATE TABLE t (x)"));
  const std::string before = bytes_of(folder.file("crosstalk.db"));
  CHECK(error_of(Store::open(options())) == "store-not-encrypted");
  CHECK(bytes_of(folder.file("crosstalk.db")) == before);
}

TEST_CASE_FIXTURE(StoreFixture, "a file that is no database is not ours and left as it was") {
  write_file(folder.file("crosstalk.db"), std::string(5000, 'x'));
  CHECK(error_of(Store::open(options())) == "store-not-ours");
  CHECK(bytes_of(folder.file("crosstalk.db")) == std::string(5000, 'x'));
}

TEST_CASE_FIXTURE(StoreFixture, "an encrypted database of another program is not ours") {
  DatabaseOptions how;
  how.path = folder.file("crosstalk.db");
  how.key = options().key;
  good(good(Database::open(how))->execute("CREATE TABLE t (x)"));
  CHECK(error_of(Store::open(options())) == "store-not-ours");
}

TEST_CASE_FIXTURE(StoreFixture, "a folder that is not there is the disk's failure") {
  CHECK(error_of(Store::open(options("nowhere/crosstalk.db"))) == "disk-failed");
}

TEST_CASE_FIXTURE(StoreFixture, "damage in the middle of the file is found by the check") {
  {
    const auto store = open();
    for (int i = 0; i < 400; ++i) note(*store, "Words of note number " + std::to_string(i));
    good(store->checkpoint());
  }
  std::string bytes = bytes_of(folder.file("crosstalk.db"));
  REQUIRE(bytes.size() > 30 * 4096);
  for (std::size_t page = 5; page < 30; ++page)
    bytes[page * 4096 + 100] = static_cast<char>(~bytes[page * 4096 + 100]);
  write_file(folder.file("crosstalk.db"), bytes);
  const auto store = Store::open(options());
  if (!store) {
    CHECK(error_of(store) == "store-damaged");
    return;
  }
  const auto wrong = (*store)->check();
  REQUIRE(wrong);
  CHECK_FALSE(wrong->empty());
}

TEST_CASE_FIXTURE(StoreFixture,
                  "a connection waits for commits to reach the disk and wipes what it deletes") {
  const auto store = open();
  const Database& database = store->database();
  CHECK(good(database.ask("PRAGMA journal_mode")) == "wal");
  CHECK(good(database.ask("PRAGMA synchronous")) == "2");
  CHECK(good(database.ask("PRAGMA secure_delete")) == "1");
  CHECK(good(database.ask("PRAGMA foreign_keys")) == "1");
  CHECK(good(database.ask("PRAGMA temp_store")) == "2");
  CHECK(good(database.ask("PRAGMA busy_timeout")) == "10000");
  CHECK_FALSE(good(database.ask("PRAGMA cipher_version")).empty());
}

TEST_CASE_FIXTURE(StoreFixture, "a transaction that is left without a commit changes nothing") {
  const auto database = open_plain(folder.file("plain.db"));
  good(database->prepared(kMakeTable).run());
  {
    auto transaction = good(Transaction::begin(*database));
    good(database->prepared(kInsertWord).bind(1, "lost").run());
  }
  {
    auto transaction = good(Transaction::begin(*database));
    good(database->prepared(kInsertWord).bind(1, "kept").run());
    good(transaction.commit());
  }
  Statement read = database->prepared(kReadWords);
  REQUIRE(good(read.step()));
  CHECK(read.text(0) == "kept");
  CHECK_FALSE(good(read.step()));
}

TEST_CASE_FIXTURE(StoreFixture,
                  "a writer that finds the file taken is told so after its time-out") {
  const auto first = open_plain(folder.file("plain.db"));
  const auto second = open_plain(folder.file("plain.db"));
  good(second->execute("PRAGMA busy_timeout = 1"));
  const auto transaction = good(Transaction::begin(*first));
  const auto refused = Transaction::begin(*second);
  REQUIRE(!refused);
  CHECK(error_name(refused.error().code) == "store-locked");
}

TEST_CASE_FIXTURE(StoreFixture, "a statement that cannot be prepared says so when it is used") {
  const auto database = open_plain(folder.file("plain.db"));
  static constexpr Sql kWrong{"SELECT word FROM no_such_table"};
  Statement statement = database->prepared(kWrong);
  CHECK_FALSE(static_cast<bool>(statement.step()));
}

}  // namespace
}  // namespace crosstalk
