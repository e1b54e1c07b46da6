// `check` names what is wrong, and `rebuild` mends all that changes can mend.
#include <fstream>

#include "storage/database.h"
#include "tests/unit/storage/store_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("check");

struct CheckFixture : StoreFixture {
  std::unique_ptr<Store> store = open();
  Uuid id;

  CheckFixture() {
    const Uuid message = make(*store, "message", {{"text", "Nobody reads the reports"}});
    id = note(*store, "The training was cancelled",
              {{"themes/risk", true}, {"messages/" + message.text(), true}, {"place", "Lyon"}});
    note(*store, "Another note");
    make(*store, "action", {{"parent", id.text()}, {"text", "Call"}});
    make(*store, "member", {{"name", "Ann"}, {"role", "recorder"}});
    make(*store, "event", {{"name", "Fair"}});
  }
  std::string first_wrong() const {
    const auto wrong = good(store->check());
    return wrong.empty() ? std::string() : wrong.front();
  }
  /// What a damage does to `check`, and that making all anew mends it.
  void mendable(const char* damage, const std::string& words) {
    CAPTURE(damage);
    check_whole(*store);
    good(store->database().execute(damage));
    const std::string wrong = first_wrong();
    CHECK_MESSAGE(wrong.find(words) != std::string::npos, wrong);
    good(store->rebuild());
    check_whole(*store);
    CHECK(found(*store, "training").size() == 1);
    CHECK(summaries(*store).size() == 2);
    CHECK(read(*store, id).place == "Lyon");
    CHECK(read(*store, id).messages.size() == 1);
  }
};

TEST_CASE_FIXTURE(CheckFixture, "rows that do not fit their changes are named and made anew") {
  mendable("DELETE FROM conversations WHERE place = 'Lyon'", "is not what its changes amount to");
  mendable("DELETE FROM conversations", "is not what its changes amount to");
  mendable("UPDATE conversations SET summary = 'Other' WHERE place = 'Lyon'",
           "is not what its changes amount to");
  mendable("DELETE FROM tags", "is not what its changes amount to");
  mendable("DELETE FROM links", "is not what its changes amount to");
  mendable("DELETE FROM actions", "is not what its changes amount to");
  mendable("DELETE FROM members", "is not what its changes amount to");
  mendable("DELETE FROM events", "is not what its changes amount to");
  mendable("DELETE FROM records WHERE kind = 'action'", "is not what its changes amount to");
  mendable("INSERT INTO records VALUES (x'00112233445566778899aabbccddeeff', 'event', NULL, 0)",
           "has no changes");
  mendable("UPDATE totals SET conversations = 7 WHERE deleted = 0", "the count of conversations");
}

TEST_CASE_FIXTURE(CheckFixture, "an index out of step is named and made anew") {
  mendable("INSERT INTO conversation_index (conversation_index) VALUES ('delete-all')",
           "the index of conversations does not fit");
  mendable("INSERT INTO conversation_index (rowid, summary) VALUES (1, 'made up')",
           "the index of conversations does not fit");
  mendable("INSERT INTO message_index (message_index) VALUES ('delete-all')",
           "the index of messages does not fit");
}

TEST_CASE_FIXTURE(CheckFixture,
                  "changes that cannot be read are named, and nothing is made of them") {
  good(store->database().execute("UPDATE changes SET content = '{' WHERE number = 2"));
  CHECK(first_wrong() == "change 2 cannot be read");
  CHECK(error_of(store->rebuild()) == "store-damaged");
  CHECK(summaries(*store).size() == 2);
  CHECK(found(*store, "training").size() == 1);
}

TEST_CASE_FIXTURE(CheckFixture, "a change under a row that is not its own is named") {
  good(
      store->database().execute("UPDATE changes SET record = x'00112233445566778899aabbccddeeff' "
                                "WHERE number = 2"));
  CHECK(first_wrong() == "change 2 is not the one that its row names");
}

TEST_CASE_FIXTURE(CheckFixture, "rows deleted from the changes are named by their records") {
  good(store->database().execute("DELETE FROM changes WHERE number = 2"));
  CHECK(first_wrong() == "record " + id.text() + " has no changes");
  good(store->rebuild());
  check_whole(*store);
}

TEST_CASE_FIXTURE(CheckFixture, "making all anew alters nothing of a store that is whole") {
  good(store->keep_draft("new", "{}"));
  edit(*store, id, {{"deleted", true}});
  const auto before = read(*store, id);
  const auto waiting = good(store->sync_status()).waiting;
  good(store->rebuild());
  check_whole(*store);
  CHECK(read(*store, id).deleted);
  CHECK(read(*store, id).body == before.body);
  CHECK(good(store->sync_status()).waiting == waiting);
  CHECK(good(store->draft("new"))->content == "{}");
  CHECK(summaries(*store) == std::vector<std::string>{"Another note"});
}

TEST_CASE_FIXTURE(CheckFixture,
                  "a flipped byte in any page is named or keeps the store from opening") {
  store.reset();
  const std::string path = folder.file("crosstalk.db");
  std::string whole;
  {
    std::ifstream file(path, std::ios::binary);
    whole.assign(std::istreambuf_iterator<char>(file), {});
  }
  SeededRandom chance(11);
  int named = 0;
  for (std::size_t page = 0; page < whole.size() / 4096; ++page) {
    CAPTURE(page);
    std::string bytes = whole;
    const std::size_t at = page * 4096 + chance.below(4096);
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    std::ofstream(path, std::ios::binary) << bytes;
    const auto damaged = Store::open(options());
    if (!damaged) {
      const std::string error = error_of(damaged);
      CHECK((error == "store-damaged" || error == "passphrase-wrong"));
      continue;
    }
    const auto wrong = good((*damaged)->check());
    REQUIRE_FALSE(wrong.empty());
    CHECK(wrong.front().find("page " + std::to_string(page + 1)) != std::string::npos);
    ++named;
  }
  CHECK(named > 10);
}

TEST_CASE_FIXTURE(CheckFixture,
                  "a page that is torn in the file and whole in the log is no damage") {
  good(store->checkpoint());
  edit(*store, id, {{"summary", "The training was held"}});
  // As a power cut leaves it while the log is folded in.
  std::ifstream log_file(options().path + "-wal", std::ios::binary);
  const std::string log{std::istreambuf_iterator<char>(log_file), {}};
  constexpr std::size_t kLogHeader = 32;
  constexpr std::size_t kFrameHeader = 24;
  constexpr std::size_t kPage = 4096;
  std::fstream file(options().path, std::ios::binary | std::ios::in | std::ios::out);
  int torn = 0;
  for (std::size_t at = kLogHeader; at + kFrameHeader + kPage <= log.size();
       at += kFrameHeader + kPage) {
    // Each frame repeats the salt of the log's header; those of before do not.
    if (log.substr(at + 8, 8) != log.substr(16, 8)) break;
    std::size_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      number = number << 8 | static_cast<unsigned char>(log[at + i]);
    }
    file.seekp(static_cast<std::streamoff>((number - 1) * kPage + kPage / 2));
    file << std::string(kPage / 2, 'x');
    ++torn;
  }
  file.close();
  REQUIRE(torn > 0);
  check_whole(*store);
  store.reset();
  store = open();
  check_whole(*store);
  CHECK(summaries(*store).size() == 2);
}

}  // namespace
}  // namespace crosstalk
