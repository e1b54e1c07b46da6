// Every call of the disk fails once in every deed of a store: see fault_sweep.h for what must hold.
#include "tests/unit/storage/sweep_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("fault sweep");

TEST_CASE_FIXTURE(SweepFixture, "a new note is saved wholly or not at all, its draft with it") {
  sweep(
      lived(), {[this](Store& store) {
        Save save;
        save.edits.push_back(edit_of(
            "conversation",
            {{"summary", "New"}, {"body", "New words"}, {"place", "Oslo"}, {"themes/risk", true}}));
        save.edits.front().record = new_id();
        save.edits.front().fresh = true;
        save.edits.push_back(
            edit_of("action", {{"parent", save.edits.front().record.text()}, {"text", "Call"}}));
        save.draft = "new";
        return ids_of(store.save(save));
      }});
  CHECK(faults_met > 20);
}

TEST_CASE_FIXTURE(SweepFixture, "an edit is saved wholly or not at all") {
  sweep(lived(), {[this](Store& store) {
          Save save;
          save.edits.push_back(edit_of("", {{"body", "Other words"}, {"place", "Rome"}}, noted));
          save.edits.push_back(edit_of("", {{"deleted", true}}, sent));
          save.draft = noted.text();
          return ids_of(store.save(save));
        }});
  CHECK(faults_met > 20);
}

TEST_CASE_FIXTURE(SweepFixture, "a long note is saved wholly or not at all") {
  sweep(lived(), {[](Store& store) {
          Save save;
          save.edits.push_back(edit_of("conversation", {{"body", std::string(20'000, 'x')}}));
          return ids_of(store.save(save));
        }});
  CHECK(faults_met > 50);
}

TEST_CASE_FIXTURE(SweepFixture, "an answer of the hub is stored wholly or not at all") {
  sweep(
      lived(), {[this](Store& store) {
        Replica replica(store);
        const auto batch = replica.next_batch(500, 1 << 20, true);
        if (!batch) return Result<std::string>(batch.error());
        HubAnswer answer = answer_with("cursor-2");
        answer.time = clock.wall() + Milliseconds{9000};
        REQUIRE(batch->changes.size() == 2);
        answer.taken.push_back({batch->changes[0].id, "seal-2", std::nullopt, {}});
        answer.rejected.push_back({batch->changes[1].id, "forbidden", "because"});
        foreign_ticks = std::uint64_t{1'795'450'000'000} << 16;
        const Uuid record = new_id();
        answer.entries.push_back(foreign(record, "conversation", {{"body", "Fresh news"}}));
        answer.entries.push_back(foreign(foreign_note, "conversation", {{"place", "Bern"}}, true));
        answer.entries.push_back(WithdrawEntry{sent});
        answer.entries.push_back(OwnEntry{new_id(), "seal"});
        return count_of(replica.apply(answer, std::string("cursor-1"), clock.wall()));
      }});
  CHECK(faults_met > 20);
}

TEST_CASE_FIXTURE(SweepFixture, "an erasure is done wholly or not at all") {
  sweep(lived(), {[this](Store& store) {
                    Replica replica(store);
                    HubAnswer answer = answer_with("cursor-2");
                    EraseEntry erase;
                    erase.id = Uuid{{1}};
                    erase.record = noted;
                    erase.seal = "seal";
                    answer.entries.push_back(erase);
                    const auto applied =
                        replica.apply(answer, std::string("cursor-1"), clock.wall());
                    if (!applied) return Result<std::string>(applied.error());
                    return nothing_of(store.checkpoint());
                  },
                  true});
  CHECK(faults_met > 20);
}

TEST_CASE_FIXTURE(SweepFixture,
                  "a draft is the one before or the one now, and no other is touched") {
  sweep(lived(), {[](Store& store) {
          return nothing_of(store.keep_draft("new", R"({"body":"half a note and a word"})"));
        }});
  CHECK(faults_met > 10);
}

TEST_CASE_FIXTURE(SweepFixture, "a search on a bad disk finds the same or says why not") {
  sweep(lived(), {[](Store& store) -> Result<std::string> {
          ConversationFilter filter;
          filter.query = "train";
          const auto rows = list_conversations(store, filter);
          if (!rows) return rows.error();
          const auto similar = find_similar(store, "a training that was cancelled", 5);
          if (!similar) return similar.error();
          const auto whole = read_conversations(store, {});
          if (!whole) return whole.error();
          std::string all;
          for (const auto& row : *rows) all += row.summary + "\n";
          for (const auto& one : similar->conversations) all += one.conversation.summary + "\n";
          for (const auto& one : *whole) all += one.body + one.author + "\n";
          return all;
        }});
  CHECK(faults_met > 3);
}

TEST_CASE_FIXTURE(SweepFixture, "what the log holds is folded into the file, now or later") {
  sweep(lived(), {[](Store& store) { return nothing_of(store.checkpoint()); }, true});
  CHECK(faults_met > 10);
}

TEST_CASE_FIXTURE(SweepFixture, "joining and discarding are done wholly or not at all") {
  sweep([](Store& store) { note(store, words); }, {[this](Store& store) {
          return nothing_of(store.join(HubLink{"http://127.0.0.1:8480", "token", "Space",
                                               "recorder", member, "key", "pin"}));
        }});
  sweep(
      [this](Store& store) {
        live(store);
        good(Replica(store).reject({good(store.changes_of(noted)).front().id, "forbidden", ""}));
      },
      {[](Store& store) {
        const auto rejected = store.rejected();
        if (!rejected) return Result<std::string>(rejected.error());
        REQUIRE(rejected->size() == 1);
        return nothing_of(store.discard_rejected(rejected->front().change.id));
      }});
  CHECK(faults_met > 20);
}

TEST_CASE_FIXTURE(SweepFixture,
                  "a backup is whole or it is not there, and the store is untouched") {
  sweep(lived(), {[this](Store& store) -> Result<std::string> {
          const std::string path = folder.file("backup.db");
          std::filesystem::remove(path);
          if (const auto done = store.backup(path); !done) {
            CHECK((disk_stays_bad || !std::filesystem::exists(path)));
            return done.error();
          }
          disk.heal();
          return dump(good(Store::open(on_disk("backup.db")))->database());
        }});
  CHECK(faults_met > 20);
}

TEST_CASE_FIXTURE(SweepFixture, "what is made anew from changes is made wholly or not at all") {
  sweep(lived(), {[](Store& store) { return nothing_of(store.rebuild()); }});
  CHECK(faults_met > 20);
}

TEST_CASE_FIXTURE(SweepFixture, "a store that is made is made wholly or can be made again") {
  sweep_opening({});
  CHECK(faults_met > 50);
}

TEST_CASE_FIXTURE(SweepFixture,
                  "a store opens with all that it had, or says why not and opens later") {
  sweep_opening(lived());
  CHECK(faults_met > 50);
}

}  // namespace
}  // namespace crosstalk
