// The journal, and putting a backup in the place of a store.
#include <fstream>
#include <iterator>

#include "sync/hub/journal.h"
#include "sync/hub/journal_notes.h"
#include "sync/hub/restore.h"
#include "sync/hub/sqlite_store.h"
#include "sync/hub/store_lock.h"
#include "tests/hub/meeting.h"

namespace crosstalk::hub::test {
namespace {

std::string problem_of(TestHub& hub, const TestDevice& device) {
  const SyncOutcome outcome = hub.call(device, Json::array());
  return outcome.problem() == nullptr ? std::string() : outcome.problem()->type;
}

struct Backed {
  TestHub hub;
  TestDevice anna = hub.join(Role::recorder, "Anna");
  TestDevice bert = hub.join(Role::recorder, "Bert");
  TestDevice cora = hub.join(Role::coordinator, "Cora");

  Json push(const TestDevice& device, const Json& change) {
    REQUIRE(took(hub.sync(device, Json::array({change})), change));
    return change;
  }
  std::string journal() const { return SqliteStore::journal_path(hub.path()); }
  /// As the verb does it, with no hub running.
  RestoreReport restore(const std::string& backup) {
    hub.close();
    const auto report = restore_store(hub.path(), backup, hub.now, hub.random());
    REQUIRE(report);
    hub.open_again();
    return *report;
  }
};

TEST_CASE("a store that was restored twice in one moment is kept twice") {
  Backed hub;
  const std::string backup = hub.hub.snapshot();
  const RestoreReport first = hub.restore(backup);
  const RestoreReport second = hub.restore(backup);
  CHECK(first.kept != second.kept);
  CHECK(std::filesystem::exists(first.kept));
  CHECK(std::filesystem::exists(second.kept));
}

TEST_CASE("a journal keeps its lines in order, and goes on after one that was cut short") {
  TemporaryFolder folder;
  const std::string path = folder.file("journal");
  FileJournal journal(path);
  CHECK(journal.read()->empty());
  REQUIRE(journal.append({"one", "two"}));
  std::ofstream(path, std::ios::app) << "{\"cut sh";
  REQUIRE(FileJournal(path).append({"three"}));
  const auto lines = journal.read();
  REQUIRE(lines);
  CHECK(*lines == std::vector<std::string>{"one", "two", "{\"cut sh", "three"});
}

TEST_CASE("a journal that cannot be written keeps the transaction from being committed") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  const std::string path = SqliteStore::journal_path(hub.path());
  std::filesystem::remove(path);
  std::filesystem::create_directory(path);
  CHECK_FALSE(static_cast<bool>(revoke_device(hub.store(), anna.id, hub.now)));
  CHECK(problem_of(hub, anna).empty());
  std::filesystem::remove(path);
  REQUIRE(revoke_device(hub.store(), anna.id, hub.now));
  CHECK(problem_of(hub, anna) == "revoked");
}

TEST_CASE("access that has ended, roles that were lost and invites that were used stay so") {
  Backed hub;
  const std::string code = hub.hub.invite(Role::recorder);
  const std::string backup = hub.hub.snapshot();
  REQUIRE(revoke_device(hub.hub.store(), hub.anna.id, hub.hub.now));
  hub.push(hub.cora, hub.hub.change(hub.cora, "conversation", {{"summary", "s"}}));
  REQUIRE(suspend_member(hub.hub.store(), "Test", "Bert", true, hub.hub.now, hub.hub.random()));
  const auto joined =
      hub.hub.service().join({code, make_device_id(hub.hub.random()), "x"}, hub.hub.now);
  REQUIRE(std::holds_alternative<JoinAnswer>(joined.result));
  Json demoted = hub.hub.change(hub.cora, "member", {{"role", "recorder"}});
  demoted["record"] = hub.cora.member.text();
  demoted["edit"] = true;
  hub.push(hub.cora, demoted);

  const RestoreReport report = hub.restore(backup);
  CHECK(report.journal_applied);
  CHECK(std::filesystem::exists(report.kept));
  CHECK(problem_of(hub.hub, hub.anna) == "revoked");
  CHECK(problem_of(hub.hub, hub.bert) == "forbidden");
  const auto again =
      hub.hub.service().join({code, make_device_id(hub.hub.random()), "y"}, hub.hub.now);
  REQUIRE(std::holds_alternative<Problem>(again.result));
  CHECK(std::get<Problem>(again.result).type == "invite-used");
  const auto members = list_members(hub.hub.store(), "Test");
  REQUIRE(members);
  for (const Member& member : *members) CHECK(member.role == Role::recorder);
}

TEST_CASE("a token that was replaced is not good again") {
  Backed hub;
  const std::string backup = hub.hub.snapshot();
  REQUIRE(revoke_device(hub.hub.store(), hub.anna.id, hub.hub.now));
  const std::string code = hub.hub.invite(Role::recorder);
  const JoinOutcome again = hub.hub.service().join({code, hub.anna.id, "x"}, hub.hub.now);
  REQUIRE(std::holds_alternative<JoinAnswer>(again.result));
  TestDevice renewed = hub.anna;
  renewed.token = std::get<JoinAnswer>(again.result).token;
  // It stays good where nothing went back: the revocation was of the old token.
  auto write = hub.hub.store().write();
  REQUIRE(write);
  apply_journal(**write, hub.hub.now, hub.hub.random());
  REQUIRE((*write)->commit());
  CHECK(problem_of(hub.hub, renewed).empty());
  hub.restore(backup);
  CHECK_FALSE(problem_of(hub.hub, hub.anna).empty());
  CHECK(problem_of(hub.hub, renewed) == "unknown-token");
}

TEST_CASE("what was erased since the backup is erased before anybody is served") {
  Backed hub;
  const Json note = hub.push(hub.anna, hub.hub.change(hub.anna, "conversation",
                                                      {{"summary", "s"}, {"visibility", "team"}}));
  const Json old = hub.push(hub.anna, hub.hub.change(hub.anna, "conversation",
                                                     {{"summary", "old"}, {"visibility", "team"}}));
  hub.push(hub.anna, hub.hub.edit(hub.anna, old, {{"summary", "new"}}));
  const Json whole = entry_of(hub.hub.all(hub.bert), old);
  const std::string backup = hub.hub.snapshot();
  hub.push(hub.cora, hub.hub.erase(hub.cora, note));
  hub.push(hub.anna, hub.hub.erase(hub.anna, old, true));
  hub.restore(backup);
  const Json given = hub.hub.all(hub.bert);
  CHECK(erases(given, note));
  CHECK_FALSE(gives(given, note));
  CHECK(entry_of(given, old)["cut"] == Json::array({"summary"}));
  // A whole copy that a device still holds does not bring the value back.
  const Json answer = hub.hub.offer(hub.bert, Json::array({whole}));
  REQUIRE(took(answer, old));
  CHECK(answer["taken"][0]["cut"] == Json::array({"summary"}));
}

TEST_CASE("a value that was erased does not come back with a change that the backup lacks") {
  Backed hub;
  const std::string backup = hub.hub.snapshot();
  const Json old = hub.push(hub.anna, hub.hub.change(hub.anna, "conversation",
                                                     {{"summary", "old"}, {"visibility", "team"}}));
  hub.push(hub.anna, hub.hub.edit(hub.anna, old, {{"summary", "new"}}));
  const Json whole = entry_of(hub.hub.all(hub.bert), old);
  hub.push(hub.anna, hub.hub.erase(hub.anna, old, true));
  hub.restore(backup);
  const Json answer = hub.hub.offer(hub.bert, Json::array({whole}));
  REQUIRE(took(answer, old));
  CHECK(answer["taken"][0]["cut"] == Json::array({"summary"}));
}

TEST_CASE("without the journal every device waits until it is confirmed, and no invite is good") {
  Backed hub;
  const std::string code = hub.hub.invite(Role::recorder);
  const std::string backup = hub.hub.snapshot();
  std::filesystem::remove(hub.journal());
  const RestoreReport report = hub.restore(backup);
  CHECK_FALSE(report.journal_applied);
  CHECK(report.devices_waiting == 3);
  CHECK(problem_of(hub.hub, hub.anna) == "forbidden");
  REQUIRE(confirm_device(hub.hub.store(), hub.anna.id));
  CHECK(problem_of(hub.hub, hub.anna).empty());
  CHECK(problem_of(hub.hub, hub.bert) == "forbidden");
  const auto joined =
      hub.hub.service().join({code, make_device_id(hub.hub.random()), "x"}, hub.hub.now);
  CHECK(std::holds_alternative<Problem>(joined.result));
}

TEST_CASE("a restored store is in another life, and what devices hold comes back to it") {
  TestHub hub;
  Visitor anna(hub, Role::recorder, "Anna");
  Visitor cora(hub, Role::coordinator, "Cora");
  anna.sync();
  cora.sync();
  const std::string backup = hub.snapshot();
  const Uuid note = anna.note({{"summary", "after the backup"}, {"visibility", "team"}});
  anna.sync();
  hub.close();
  REQUIRE(restore_store(hub.path(), backup, hub.now, hub.random()));
  hub.open_again();
  anna.sync();
  cora.sync();
  cora.sync();
  CHECK(cora.text(note, "summary") == "after the backup");
}

TEST_CASE("what a device made is taken back under its seal, whatever its member may do by now") {
  TestHub hub;
  Visitor cora(hub, Role::coordinator, "Cora");
  Visitor dora(hub, Role::coordinator, "Dora");
  const std::string backup = hub.snapshot();
  const Uuid fair = cora.save({}, "event", {{"name", "Fair"}});
  cora.sync();
  dora.sync();
  dora.save(cora.status().hub->member, "member", {{"role", "recorder"}});
  dora.sync();
  hub.close();
  REQUIRE(restore_store(hub.path(), backup, hub.now, hub.random()));
  hub.open_again();
  cora.sync();
  CHECK(cora.status().rejected == 0);
  CHECK(cora.receipt().same());
  const Uuid space = hub.space().id;
  auto read = hub.store().read();
  REQUIRE(read);
  CHECK((*read)->member(space, cora.status().hub->member)->role == Role::recorder);
  CHECK((*read)->record(space, fair).has_value());
}

TEST_CASE("a store that is in use is not replaced, nor by what is no hub's store") {
  Backed hub;
  const std::string backup = hub.hub.snapshot();
  {
    const auto lock = StoreLock::take(hub.hub.path(), StoreLock::Use::shared);
    REQUIRE(lock);
    const auto report = restore_store(hub.hub.path(), backup, hub.hub.now, hub.hub.random());
    REQUIRE_FALSE(static_cast<bool>(report));
    CHECK(report.error().code == ErrorCode::store_locked);
  }
  TemporaryFolder folder;
  std::ofstream(folder.file("letter")) << "no database at all, only some words of somebody";
  hub.hub.close();
  for (const std::string& wrong : {folder.file("letter"), folder.file("missing")}) {
    CHECK_FALSE(
        static_cast<bool>(restore_store(hub.hub.path(), wrong, hub.hub.now, hub.hub.random())));
  }
  hub.hub.open_again();
  CHECK(problem_of(hub.hub, hub.anna).empty());
}

TEST_CASE("a journal that was lost is begun anew with all that has ended") {
  Backed hub;
  const std::string backup = hub.hub.snapshot();
  REQUIRE(revoke_device(hub.hub.store(), hub.anna.id, hub.hub.now));
  std::filesystem::remove(hub.journal());
  REQUIRE(begin_journal(hub.hub.store()));
  hub.restore(backup);
  CHECK(problem_of(hub.hub, hub.anna) == "revoked");
}

}  // namespace
}  // namespace crosstalk::hub::test
