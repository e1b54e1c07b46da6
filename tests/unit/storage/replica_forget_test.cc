// Rejections, withdrawals, erasures, kiosks: what a device sets aside and what it forgets.
#include <filesystem>

#include "storage/database.h"
#include "storage/replica.h"
#include "tests/unit/storage/replica_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("replica forgets");

TEST_CASE_FIXTURE(ReplicaFixture,
                  "a rejected edit is set aside with its reason and takes no part in merging") {
  const Uuid id = note(*store, "One");
  take_all();
  edit(*store, id, {{"place", "Hull"}});
  reject(unsent()[0].id, "forbidden");
  CHECK(read(*store, id).place.empty());
  CHECK(read(*store, id).sync == ItemSync::rejected);
  const auto rejected = good(store->rejected());
  REQUIRE(rejected.size() == 1);
  CHECK(rejected[0].code == "forbidden");
  CHECK(rejected[0].detail == "because");
  CHECK(rejected[0].change.set.at("place") == "Hull");
  CHECK(rejected[0].bytes > 0);
  CHECK(unsent().empty());
  CHECK(good(store->sync_status()).rejected == 1);
  check_whole(*store);
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "a note that the hub rejected is still shown to its author, as rejected") {
  const Uuid id = note(*store, "Too large for a hub");
  good(replica.reject({unsent()[0].id, "too-large", ""}));
  CHECK(read(*store, id).sync == ItemSync::rejected);
  CHECK(read(*store, id).body == "Too large for a hub");
  CHECK(found(*store, "large").size() == 1);
  CHECK_FALSE(good(store->state_of(id)).has_value());
  check_whole(*store);
}

TEST_CASE_FIXTURE(ReplicaFixture, "who discards a rejected note discards what waits on it") {
  const Uuid id = note(*store, "Rejected");
  edit(*store, id, {{"place", "Hull"}});
  make(*store, "action", {{"parent", id.text()}, {"text", "Do"}});
  const Uuid other = note(*store, "Stays");
  const auto creation = unsent()[0];
  reject(creation.id, "forbidden");
  good(store->discard_rejected(creation.id));
  CHECK_FALSE(good(read_conversation(*store, id)).has_value());
  CHECK(good(list_actions(*store)).empty());
  CHECK(good(store->rejected()).empty());
  CHECK(unsent().size() == 1);
  CHECK(unsent()[0].record == other);
  check_whole(*store);
}

TEST_CASE_FIXTURE(ReplicaFixture, "a mended change takes the rejected one's place and names it") {
  const Uuid id = note(*store, "Rejected");
  edit(*store, id, {{"place", "Hull"}});
  const auto creation = unsent()[0];
  reject(creation.id, "too-large");
  const Uuid mended = good(store->mend_rejected(creation.id, {{"summary", "Shorter"}}));
  CHECK(mended != creation.id);
  REQUIRE(unsent().size() == 2);
  const Change sent = unsent()[0];
  CHECK(sent.id == mended);
  CHECK(sent.mends == std::vector<Uuid>{creation.id});
  CHECK(sent.stamp == creation.stamp);
  CHECK_FALSE(sent.edit);
  CHECK(read(*store, id).summary == "Shorter");
  CHECK(good(store->rejected()).empty());
  // Rejected once more, it still names the first.
  reject(mended, "too-large");
  const Uuid again = good(store->mend_rejected(mended, {}));
  CHECK(unsent()[0].mends == std::vector<Uuid>{creation.id, mended});
  CHECK(unsent()[0].id == again);
  check_whole(*store);
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "only a rejected change is mended or sent again, and only with text") {
  const Uuid id = note(*store, "One");
  const auto creation = unsent()[0];
  CHECK(error_of(store->mend_rejected(creation.id, {})) == "nothing-to-do");
  CHECK(error_of(store->resend_rejected(creation.id)) == "nothing-to-do");
  reject(creation.id, "forbidden");
  CHECK(error_of(store->mend_rejected(creation.id, {{"summary", "\xFF"}})) == "invalid-text");
  CHECK(good(store->rejected()).size() == 1);
  good(store->resend_rejected(creation.id));
  CHECK(unsent()[0].id == creation.id);
  CHECK(read(*store, id).sync == ItemSync::here);
}

TEST_CASE_FIXTURE(ReplicaFixture, "who discards a rejected edit keeps the record") {
  const Uuid id = note(*store, "One");
  take_all();
  edit(*store, id, {{"place", "Hull"}});
  const auto change = unsent()[0];
  reject(change.id, "forbidden");
  good(store->discard_rejected(change.id));
  CHECK(read(*store, id).sync == ItemSync::sent);
  CHECK(error_of(store->discard_rejected(change.id)) == "nothing-to-do");
}

TEST_CASE_FIXTURE(ReplicaFixture, "a withdrawn record is forgotten and may come again") {
  const Uuid id = new_id();
  const Change made = foreign(id, "conversation", {{"summary", "Seen for a while"}});
  enter(made);
  enter(WithdrawEntry{id});
  CHECK(summaries(*store).empty());
  CHECK(found(*store, "while").empty());
  CHECK(good(store->changes_of(id)).empty());
  enter(made);
  CHECK(summaries(*store).size() == 1);
  check_whole(*store);
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "a withdrawal never drops unsent or rejected words of this device") {
  const Uuid id = new_id();
  enter(foreign(id, "conversation", {{"summary", "Theirs"}}));
  edit(*store, id, {{"place", "Hull"}});
  const Uuid rejected = unsent()[0].id;
  reject(rejected, "forbidden");
  edit(*store, id, {{"stance", "ask"}});
  const auto before = unsent();
  enter(WithdrawEntry{id});
  CHECK(ids(unsent()) == ids(before));
  REQUIRE(good(store->rejected()).size() == 1);
  CHECK(good(store->rejected())[0].change.id == rejected);
  take(before[0].id);
  enter(WithdrawEntry{id});
  CHECK(summaries(*store).empty());
  CHECK(good(store->rejected()).size() == 1);
  check_whole(*store);
}

TEST_CASE_FIXTURE(ReplicaFixture, "a withdrawal forgets what was wanted of the record") {
  note(*store, "One");
  const Change mine = unsent()[0];
  take(mine.id, std::nullopt, "a");
  enter(OwnEntry{mine.id, "b"});
  REQUIRE(good(replica.wanted(9)).size() == 1);
  enter(WithdrawEntry{mine.record});
  CHECK(good(replica.wanted(9)).empty());
}

TEST_CASE_FIXTURE(
    ReplicaFixture,
    "an erasure takes the record, all under it, unsent and rejected words and drafts") {
  const Uuid id = note(*store, "Erase this");
  take_all();
  edit(*store, id, {{"place", "Hull"}});
  reject(unsent()[0].id, "forbidden");
  edit(*store, id, {{"place", "Leeds"}});
  make(*store, "action", {{"parent", id.text()}, {"text", "Under it"}});
  const Uuid stranger = new_id();
  enter(foreign(stranger, "comment", {{"body", "Known to the hub to be under it"}}));
  good(store->keep_draft(id.text(), "words of the editor"));
  enter(EraseEntry{new_id(), Stamp{foreign_ticks, DeviceId{0xF0}}, id, {stranger}, "seal"});
  CHECK_FALSE(good(read_conversation(*store, id)).has_value());
  CHECK(good(list_actions(*store)).empty());
  CHECK(unsent().empty());
  CHECK(good(store->rejected()).empty());
  CHECK(good(store->drafts()).empty());
  CHECK(good(store->states_of_kind("comment")).empty());
  check_whole(*store);
}

TEST_CASE_FIXTURE(ReplicaFixture, "nothing of an erased record, or under it, comes back") {
  const Uuid id = new_id();
  const Change made = foreign(id, "conversation", {{"summary", "Gone"}});
  enter(made);
  enter(EraseEntry{new_id(), std::nullopt, id, {}, "seal"});
  enter(made);
  enter(foreign(new_id(), "action", {{"parent", id.text()}, {"text", "x"}}));
  CHECK(summaries(*store).empty());
  CHECK(good(list_actions(*store)).empty());
  Save save;
  save.edits.push_back(edit_of("conversation", {{"place", "Hull"}}, id));
  CHECK(error_of(store->save(save)) == "unknown-record");
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "a change that the hub answers with erased erases all there is of the record") {
  const Uuid id = note(*store, "Erased elsewhere");
  edit(*store, id, {{"place", "Hull"}});
  reject(unsent()[1].id, "erased");
  CHECK(unsent().empty());
  CHECK(good(store->rejected()).empty());
  CHECK_FALSE(good(read_conversation(*store, id)).has_value());
}

TEST_CASE_FIXTURE(ReplicaFixture, "an own erasure takes effect when the hub has taken it") {
  const Uuid id = note(*store, "Erase me");
  take_all();
  Save save;
  save.edits.push_back(edit_of("erase", {}, id));
  good(store->save(save));
  take(unsent()[0].id);
  CHECK_FALSE(good(read_conversation(*store, id)).has_value());
  CHECK(unsent().empty());
}

TEST_CASE_FIXTURE(
    ReplicaFixture,
    "an own erasure of history is forgotten when it was taken and leaves the record") {
  const Uuid id = note(*store, "Old");
  take_all();
  Save save;
  save.edits.push_back(edit_of("erase", {}, id));
  save.edits.back().history = true;
  good(store->save(save));
  REQUIRE(unsent().size() == 1);
  CHECK(unsent()[0].history);
  take(unsent()[0].id);
  CHECK(unsent().empty());
  CHECK(read(*store, id).body == "Old");
  check_whole(*store);
}

// The keyed connection sees the pages as SQLite wrote them: what is found here is what a thief with
// the key would find.
std::size_t pages_with(Store& store, const std::string& word) {
  static constexpr Sql kIndexBlocks{
      "SELECT count(*) FROM conversation_index_data WHERE instr(block, ?1) > 0"};
  Statement look = store.database().prepared(kIndexBlocks);
  REQUIRE(good(look.bind(1, word).step()));
  return static_cast<std::size_t>(look.integer(0));
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "after an erasure the index holds no part of its words and the log is empty") {
  const Uuid id = note(*store, "qzxwvutsecret");
  for (int i = 0; i < 30; ++i) note(*store, "other note " + std::to_string(i));
  take_all();
  REQUIRE(pages_with(*store, "qzxwvutsecret") + pages_with(*store, "zxwvutsecret") > 0);
  enter(EraseEntry{new_id(), std::nullopt, id, {}, "seal"});
  for (const char* part : {"qzxwvutsecret", "zxwvutsecret", "wvutsecret", "qzx"}) {
    CAPTURE(part);
    CHECK(pages_with(*store, part) == 0);
  }
  CHECK(std::filesystem::file_size(folder.file("crosstalk.db-wal")) <= 2 * (4096 + 24) + 32);
  check_whole(*store);
}

TEST_CASE_FIXTURE(ReplicaFixture, "a cut that comes by a feed leaves nothing of it in the log") {
  Change whole = foreign(new_id(), "conversation", {{"summary", "S"}, {"place", "Leeds"}});
  enter(whole);
  for (int i = 0; i < 30; ++i) note(*store, "other note " + std::to_string(i));
  Change cut = whole;
  cut.set.erase("place");
  cut.cut = {"place"};
  enter(cut);
  CHECK(std::filesystem::file_size(folder.file("crosstalk.db-wal")) <= 2 * (4096 + 24) + 32);
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "an erasure beside a reader empties the log when the reader is gone") {
  const auto reader = open();
  good(reader->database().execute("PRAGMA busy_timeout = 1"));
  good(store->database().execute("PRAGMA busy_timeout = 1"));
  const Uuid id = note(*store, "One");
  good(reader->database().execute("BEGIN; SELECT count(*) FROM changes"));
  enter(EraseEntry{new_id(), std::nullopt, id, {}, "seal"});
  CHECK(summaries(*store).empty());
  const auto log = folder.file("crosstalk.db-wal");
  CHECK(std::filesystem::file_size(log) > 4096);
  good(reader->database().execute("COMMIT"));
  SUBCASE("at a later checkpoint") { good(store->checkpoint()); }
  SUBCASE("with the next answer") { apply(answer()); }
  CHECK(std::filesystem::file_size(log) <= 2 * (4096 + 24) + 32);
}

TEST_CASE_FIXTURE(ReplicaFixture, "a kiosk forgets a note once the hub has it, and never before") {
  join_as("kiosk");
  const Uuid id = note(*store, "A visitor said this");
  apply(answer());
  CHECK(read(*store, id).body == "A visitor said this");
  const Uuid change = unsent()[0].id;
  take(change);
  CHECK_FALSE(good(read_conversation(*store, id)).has_value());
  CHECK(good(store->changes_of(id)).empty());
  enter(OwnEntry{change, "seal"});
  CHECK(good(replica.wanted(9)).empty());
  check_whole(*store);
}

TEST_CASE_FIXTURE(ReplicaFixture, "a kiosk keeps a note that was rejected") {
  join_as("kiosk");
  const Uuid id = note(*store, "A visitor said this");
  reject(unsent()[0].id, "too-large");
  CHECK(read(*store, id).sync == ItemSync::rejected);
}

}  // namespace
}  // namespace crosstalk
