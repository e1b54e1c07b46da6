// What is left of a damaged file is read, and what is not is counted.
#include "storage/native/salvage_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "storage/native/encrypted_pages.h"
#include "tests/unit/storage/replica_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("salvage");

constexpr std::size_t kPage = EncryptedPages::kPageBytes;

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

struct SalvageFixture : StoreFixture {
  static constexpr int kNotes = 60;
  std::string file = folder.file("crosstalk.db");
  std::string damaged = folder.file("damaged.db");
  StoreKey key = options().key;
  int copies = 0;

  // Some notes, one longer than a page, one with two drafts: closed, so all is in the one file.
  void fill() {
    const auto store = open();
    for (int i = 0; i < kNotes; ++i) note(*store, "Words of note " + std::to_string(i));
    note(*store, std::string(10'000, 'x'));
    good(store->keep_draft("new", R"({"body":"not saved yet"})"));
    good(store->checkpoint());
  }
  /// A new store with what could be read.
  std::unique_ptr<Store> rescued(const FileSalvage& read) {
    auto store = open("new" + std::to_string(++copies) + ".db", 0xB2);
    good(take_salvage(*store, read.salvage));
    check_whole(*store);
    return store;
  }
};

TEST_CASE_FIXTURE(SalvageFixture, "all of a whole file is read, and the file is as it was") {
  fill();
  const std::string before = bytes_of(file);
  const auto read = good(salvage_file(file, key));
  CHECK(read.pages == before.size() / kPage);
  CHECK(read.pages_damaged == 0);
  CHECK(read.rows_unreadable == 0);
  CHECK(read.salvage.changes.size() == kNotes + 1);
  CHECK(read.salvage.drafts.at("new").content == R"({"body":"not saved yet"})");
  CHECK(bytes_of(file) == before);
  const auto store = rescued(read);
  const auto old = open();
  CHECK(summaries(*store).size() == summaries(*old).size());
  CHECK(found(*store, "note 7").size() == 1);
  CHECK(good(store->sync_status()).waiting == kNotes + 1);
  for (const auto& row : good(list_conversations(*old, {}))) {
    CHECK(read_conversation(*store, row.id)->value().body ==
          read_conversation(*old, row.id)->value().body);
  }
}

TEST_CASE_FIXTURE(SalvageFixture, "what a killed program left in the log is read too") {
  const auto store = open();
  note(*store, "Folded into the file");
  good(store->checkpoint());
  note(*store, "In the log alone");
  for (const char* end : {"", "-wal"}) std::filesystem::copy_file(file + end, damaged + end);
  const auto read = good(salvage_file(damaged, key));
  CHECK(read.pages_damaged == 0);
  CHECK(summaries(*rescued(read)).size() == 2);
}

TEST_CASE_FIXTURE(SalvageFixture, "one flipped byte in any page costs no more than that page") {
  fill();
  const std::string whole = bytes_of(file);
  SeededRandom chance(5);
  std::size_t fewest = kNotes + 1;
  for (std::size_t page = 0; page < whole.size() / kPage; ++page) {
    CAPTURE(page);
    std::string bytes = whole;
    const std::size_t at = page * kPage + chance.below(kPage);
    bytes[at] = static_cast<char>(bytes[at] ^ 0x40);
    write_bytes(damaged, bytes);
    const bool salt = at < 16;
    if (!salt) {
      CHECK(good(damaged_pages(damaged, key)) ==
            std::vector<std::uint32_t>{static_cast<std::uint32_t>(page + 1)});
    }
    const auto read = good(salvage_file(damaged, key));
    CHECK(read.pages_damaged == (salt ? 0 : 1));
    fewest = std::min(fewest, read.salvage.changes.size());
    if (page % 10 == 0) rescued(read);
    CHECK(bytes_of(damaged) == bytes);
  }
  CHECK(fewest < kNotes + 1);   // there is a page that holds changes,
  CHECK(fewest > kNotes - 15);  // and it holds no more than these
}

TEST_CASE_FIXTURE(SalvageFixture,
                  "a damaged salt costs nothing, and it is said that seals don't fit") {
  fill();
  std::string bytes = bytes_of(file);
  for (std::size_t i = 0; i < 16; ++i) bytes[i] = 'x';
  write_bytes(damaged, bytes);
  const auto read = good(salvage_file(damaged, key));
  CHECK_FALSE(read.seals_fit);
  CHECK(read.salvage.changes.size() == kNotes + 1);
  CHECK(summaries(*rescued(read)).size() == kNotes + 1);
}

TEST_CASE_FIXTURE(SalvageFixture, "of a torn file all pages before the tear are read") {
  fill();
  const std::string whole = bytes_of(file);
  for (std::size_t size = 100; size < whole.size(); size += 9'000) {
    CAPTURE(size);
    write_bytes(damaged, whole.substr(0, size));
    const auto read = salvage_file(damaged, key);
    if (!read) {
      CHECK(size < kPage);
      CHECK(error_of(read) == "passphrase-wrong");
      continue;
    }
    CHECK(read->pages_damaged == (size % kPage == 0 ? 0 : 1));
    rescued(*read);
  }
}

TEST_CASE_FIXTURE(SalvageFixture, "another key reads nothing and says so; no file is no store") {
  fill();
  StoreKey other = key;
  other[0] = std::byte{1};
  CHECK(error_of(salvage_file(file, other)) == "passphrase-wrong");
  CHECK(good(damaged_pages(file, other)).size() == bytes_of(file).size() / kPage);
  CHECK(error_of(salvage_file(folder.file("none.db"), key)) == "file-unreadable");
  write_bytes(damaged, "");
  CHECK(error_of(damaged_pages(damaged, key)) == "file-unreadable");
}

TEST_CASE_FIXTURE(SalvageFixture, "a log that was cut short gives its whole commits") {
  const auto store = open();
  note(*store, "First");
  good(store->checkpoint());
  for (int i = 0; i < 5; ++i) note(*store, "In the log " + std::to_string(i));
  const std::string log = bytes_of(file + "-wal");
  std::size_t last = 0;
  for (std::size_t size = 0; size < log.size(); size += 5'000) {
    CAPTURE(size);
    std::filesystem::copy_file(file, damaged, std::filesystem::copy_options::overwrite_existing);
    write_bytes(damaged + "-wal", log.substr(0, size));
    const auto now = good(salvage_file(damaged, key)).salvage.changes.size();
    CHECK(now >= last);
    last = now;
  }
  CHECK(last >= 5);
}

}  // namespace
}  // namespace crosstalk
