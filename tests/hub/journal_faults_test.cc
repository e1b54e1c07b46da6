// What becomes of the hub when its journal cannot be written, was cut short or cannot be read.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "sync/hub/journal_notes.h"
#include "sync/hub/life.h"
#include "sync/hub/restore.h"
#include "sync/hub/sqlite_store.h"
#include "tests/fakes/faulty_journal.h"
#include "tests/hub/hub_fixture.h"

namespace crosstalk::hub::test {
namespace {

TEST_SUITE_BEGIN("journal faults");

namespace files = std::filesystem;

std::string problem_of(HubService& service, const TestDevice& device, Instant now) {
  const SyncOutcome outcome = service.sync(device.token, SyncRequest{}, now);
  return outcome.problem() == nullptr ? std::string() : outcome.problem()->type;
}

/// The team's store, opened once more with a journal that can refuse.
struct JournalFixture {
  Team team;
  JournalLines journal;
  std::unique_ptr<SqliteStore> store = open();
  SeededRandom random{11};
  HubService service{*store, random};

  std::unique_ptr<SqliteStore> open() {
    auto opened = SqliteStore::open(team.hub.path(), SqliteStore::Missing::refuse, "life-one",
                                    std::make_unique<FaultyJournal>(journal));
    REQUIRE(opened);
    return std::move(*opened);
  }
  SyncOutcome send(const TestDevice& device, const Json& change) {
    SyncRequest request;
    request.changes.push_back(change);
    return service.sync(device.token, request, team.hub.now);
  }
  /// Refused while the journal is, and done once it is not.
  void check_refused_then_done(const TestDevice& device, const Json& change) {
    const Json before = team.hub.all(team.cora);
    journal.appends_until_error = 0;
    const SyncOutcome refused = send(device, change);
    REQUIRE(refused.problem() != nullptr);
    CHECK(refused.problem()->type == problems::kUnavailable);
    CHECK(refused.problem()->detail == "disk-full");
    CHECK(refused.moved.empty());
    CHECK(team.hub.all(team.cora) == before);
    journal.appends_until_error = JournalLines::kNever;
    const SyncOutcome done = send(device, change);
    REQUIRE(done.problem() == nullptr);
    CHECK(done.taken == 1);
  }
};

TEST_CASE_FIXTURE(JournalFixture, "nothing is acknowledged whose line the journal refused") {
  const Json note = team.note(team.anna, "team");
  team.push(team.anna, team.hub.edit(team.anna, note, {{"summary", "second"}}));
  check_refused_then_done(team.anna, team.hub.erase(team.anna, note, true));
  check_refused_then_done(team.cora, team.hub.erase(team.cora, note));
  Json role = team.hub.change(team.cora, "member", {{"role", "recorder"}});
  role["record"] = team.cora.member.text();
  role["edit"] = true;
  check_refused_then_done(team.cora, role);
}

TEST_CASE_FIXTURE(JournalFixture, "what needs no line is taken while the journal is refused") {
  journal.appends_until_error = 0;
  const SyncOutcome taken =
      send(team.anna, team.hub.change(team.anna, "conversation", {{"summary", "s"}}));
  REQUIRE(taken.problem() == nullptr);
  CHECK(taken.taken == 1);
  CHECK(journal.lines.empty());
}

TEST_CASE_FIXTURE(JournalFixture, "nobody joins by an invite whose use cannot be noted") {
  const std::string code = team.hub.invite(Role::recorder);
  journal.appends_until_error = 0;
  const auto refused = service.join({code, DeviceId{0xE7}, "a tablet"}, team.hub.now);
  REQUIRE(std::holds_alternative<Problem>(refused.result));
  CHECK(std::get<Problem>(refused.result).type == problems::kUnavailable);
  CHECK_FALSE(refused.failed_guess);
  journal.appends_until_error = JournalLines::kNever;
  const auto joined = service.join({code, DeviceId{0xE7}, "a tablet"}, team.hub.now);
  CHECK(std::holds_alternative<JoinAnswer>(joined.result));
}

TEST_CASE_FIXTURE(JournalFixture, "an access whose end cannot be noted has not ended") {
  journal.appends_until_error = 0;
  const auto refused = revoke_device(*store, team.anna.id, team.hub.now);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::disk_full);
  CHECK(problem_of(service, team.anna, team.hub.now).empty());
  journal.appends_until_error = JournalLines::kNever;
  REQUIRE(revoke_device(*store, team.anna.id, team.hub.now));
  CHECK(problem_of(service, team.anna, team.hub.now) == "revoked");
}

TEST_CASE_FIXTURE(JournalFixture, "a journal that cannot be begun is begun the next time") {
  journal.appends_until_error = 0;
  CHECK_FALSE(begin_journal(*store));
  journal.appends_until_error = JournalLines::kNever;
  const std::size_t torn = journal.lines.size();
  REQUIRE(begin_journal(*store));
  CHECK(journal.lines.size() > torn);
}

TEST_CASE_FIXTURE(JournalFixture, "no new life begins while the journal cannot be read") {
  const std::string old = team.hub.snapshot();
  REQUIRE(revoke_device(*store, team.bert.id, team.hub.now));
  team.push(team.anna, team.hub.change(team.anna, "conversation", {{"summary", "lost"}}));
  team.hub.pull(team.anna);
  store.reset();
  team.hub.put_back(old);
  store = open();
  HubService again(*store, random);
  SyncRequest request;
  request.cursor = team.anna.cursor;
  journal.reads_fail = true;
  const SyncOutcome refused = again.sync(team.anna.token, request, team.hub.now);
  REQUIRE(refused.problem() != nullptr);
  CHECK(refused.problem()->type == problems::kUnavailable);
  CHECK_FALSE(refused.everything_moved);
  journal.reads_fail = false;
  CHECK(again.sync(team.anna.token, request, team.hub.now).everything_moved);
  CHECK(problem_of(again, team.bert, team.hub.now) == "revoked");
}

TEST_CASE_FIXTURE(JournalFixture, "lines that were cut short are passed over, the rest made true") {
  REQUIRE(revoke_device(*store, team.anna.id, team.hub.now));
  const std::string whole = journal.lines.back();
  REQUIRE(begin_journal(*store));
  const std::vector<std::string> all = journal.lines;
  for (std::size_t bytes = 0; bytes < whole.size(); ++bytes) {
    journal.lines = {whole.substr(0, bytes), "no JSON", "[]", R"({"space":7,"revoked":"x"})"};
    auto write = store->write();
    REQUIRE(write);
    CHECK(apply_journal(**write, team.hub.now, random).empty());
    REQUIRE((*write)->commit());
  }
  journal.lines = all;
  auto write = store->write();
  REQUIRE(write);
  apply_journal(**write, team.hub.now, random);
  REQUIRE((*write)->commit());
  CHECK(problem_of(service, team.anna, team.hub.now) == "revoked");
}

/// No file of this process may grow beyond so many bytes while it lives.
class SizeLimit {
 public:
  explicit SizeLimit(std::uintmax_t bytes) : signal_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit limit = before_;
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~SizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    (void)std::signal(SIGXFSZ, signal_);
  }
  SizeLimit(const SizeLimit&) = delete;
  SizeLimit& operator=(const SizeLimit&) = delete;

 private:
  void (*signal_)(int);
  rlimit before_{};
};

TEST_CASE("a file that takes only a part of a line is gone on with, and no whole line is lost") {
  TemporaryFolder folder;
  const std::string path = folder.file("journal");
  FileJournal journal(path);
  REQUIRE(journal.append({"first", "second"}));
  for (std::uintmax_t room = 0; room < 5; ++room) {
    CAPTURE(room);
    const auto before = journal.read();
    REQUIRE(before);
    {
      const SizeLimit limit(files::file_size(path) + room);
      const auto refused = journal.append({"third"});
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == ErrorCode::disk_failed);
    }
    REQUIRE(journal.append({"third"}));
    auto after = journal.read();
    REQUIRE(after);
    CHECK(after->back() == "third");
    for (std::size_t i = 0; i < before->size(); ++i) CHECK((*after)[i] == (*before)[i]);
  }
}

TEST_CASE("a journal that cannot be opened, read or made says so") {
  TemporaryFolder folder;
  FileJournal nowhere(folder.file("no folder/journal"));
  CHECK(nowhere.append({"line"}).error().code == ErrorCode::disk_failed);
  CHECK(nowhere.read()->empty());
  FileJournal of_a_folder(folder.file("."));
  CHECK(of_a_folder.append({"line"}).error().code == ErrorCode::disk_failed);
  CHECK(of_a_folder.read().error().code == ErrorCode::disk_failed);
  FileJournal through_a_file(folder.file("file") + "/journal");
  std::ofstream(folder.file("file")) << "x";
  CHECK(through_a_file.read().error().code == ErrorCode::disk_failed);
}

TEST_CASE("a store is restored with what is left of a journal that was cut short") {
  Team team;
  const std::string backup = team.hub.snapshot();
  REQUIRE(revoke_device(team.hub.store(), team.anna.id, team.hub.now));
  REQUIRE(revoke_device(team.hub.store(), team.bert.id, team.hub.now));
  const std::string journal = SqliteStore::journal_path(team.hub.path());
  files::resize_file(journal, files::file_size(journal) - 10);
  team.hub.close();
  const auto report = restore_store(team.hub.path(), backup, team.hub.now, team.hub.random());
  REQUIRE(report);
  CHECK(report->journal_applied);
  team.hub.open_again();
  CHECK(problem_of(team.hub.service(), team.anna, team.hub.now) == "revoked");
  CHECK(problem_of(team.hub.service(), team.bert, team.hub.now).empty());
  CHECK(problem_of(team.hub.service(), team.cora, team.hub.now).empty());
}

TEST_CASE("a store is not restored while its journal cannot be read, and stays as it was") {
  Team team;
  const std::string backup = team.hub.snapshot();
  const Json note = team.note(team.anna, "team");
  const std::string journal = SqliteStore::journal_path(team.hub.path());
  files::rename(journal, journal + ".away");
  files::create_directory(journal);
  team.hub.close();
  const auto refused = restore_store(team.hub.path(), backup, team.hub.now, team.hub.random());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::disk_failed);
  CHECK_FALSE(files::exists(team.hub.path() + ".restoring"));
  files::remove(journal);
  files::rename(journal + ".away", journal);
  team.hub.open_again();
  CHECK(gives(team.hub.all(team.cora), note));
}

}  // namespace
}  // namespace crosstalk::hub::test
