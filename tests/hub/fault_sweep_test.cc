// Every call of the disk fails once in everything that is done to a hub's store: see
// hub_fault_sweep.h for what must hold.
#include <doctest/doctest.h>

#include <filesystem>

#include "sync/hub/journal_notes.h"
#include "sync/hub/life.h"
#include "sync/hub/restore.h"
#include "tests/hub/hub_fault_sweep.h"

namespace crosstalk::hub::test {
namespace {

TEST_SUITE_BEGIN("hub fault sweep");

namespace files = std::filesystem;

struct SweepFixture : HubFaultSweep {
  TestDevice dora = team.hub.join(Role::coordinator, "Dora");
  Json note = team.note(team.anna, "team");
  Json hidden = team.note(team.bert, "mine");
  Json comment = team.under(team.bert, "comment", note, {{"body", "What Bert thinks"}});
  Json action = team.action(team.anna, note, team.bert);
  Json second = team.push(team.anna, team.hub.edit(team.anna, note, {{"summary", "second"}}));

  SyncRequest request(const Json& changes, const std::string& cursor = {}) const {
    SyncRequest request;
    request.call = "call";
    if (!cursor.empty()) request.cursor = cursor;
    for (const Json& change : changes) request.changes.push_back(change);
    return request;
  }
  void sweep_sync(const TestDevice& device, const SyncRequest& request) {
    sweep_call(
        [&](HubService& service) { return service.sync(device.token, request, now()).result; });
  }
  void sweep_void(const std::function<Result<void>(HubStore&, Random&)>& deed) {
    sweep([&](HubStore& store, Random& random) -> Result<std::string> {
      if (const auto done = deed(store, random); !done) return done.error();
      return std::string();
    });
  }
};

TEST_CASE_FIXTURE(SweepFixture, "a store is made wholly or can be made again") {
  sweep_opening({});
  CHECK(faults_met > 50);
}

TEST_CASE_FIXTURE(SweepFixture, "a store opens with all that it had, or says why not") {
  sweep_opening(team.hub.path());
  CHECK(faults_met > 20);
}

TEST_CASE_FIXTURE(SweepFixture, "a store of an older schema is brought up to date wholly or not") {
  sweep_opening((files::path(CROSSTALK_SOURCE_DIR) / "tests/kept/client-1-hub-1.hub").string());
  CHECK(faults_met > 50);
}

TEST_CASE_FIXTURE(SweepFixture, "a batch is taken wholly or not at all") {
  const Json fresh = team.hub.change(team.anna, "conversation", {{"visibility", "team"}});
  Json below = team.hub.change(team.anna, "comment", {{"body", std::string(9'000, 'x')}});
  below["set"]["parent"] = fresh["record"];
  const Json message = team.hub.change(team.anna, "message", {{"text", "Heard again and again"}});
  const std::string link = "messages/" + message["record"].get<std::string>();
  const Json edited = team.hub.edit(team.anna, note, {{link, true}, {"place", "Lyon"}});
  const Json rejected = team.hub.edit(team.anna, hidden, {{"summary", "not hers"}});
  sweep_sync(team.anna, request(Json::array({fresh, below, message, edited, rejected})));
  CHECK(faults_met > 50);
}

TEST_CASE_FIXTURE(SweepFixture, "a record is erased with all under it or not at all") {
  erased_words = "What Bert thinks";
  sweep_sync(team.cora, request(Json::array({team.hub.erase(team.cora, note)})));
  CHECK(faults_met > 50);
}

TEST_CASE_FIXTURE(SweepFixture, "a history is erased wholly or not at all") {
  team.push(team.anna, team.hub.edit(team.anna, note, {{"summary", "What Anna said in haste"}}));
  team.push(team.anna, team.hub.edit(team.anna, note, {{"summary", "third"}}));
  erased_words = "What Anna said in haste";
  sweep_sync(team.anna, request(Json::array({team.hub.erase(team.anna, note, true)})));
  CHECK(faults_met > 50);
}

TEST_CASE_FIXTURE(SweepFixture, "a role is taken with all that its member may not see any more") {
  Json role = team.hub.change(team.cora, "member", {{"role", "recorder"}});
  role["record"] = dora.member.text();
  role["edit"] = true;
  sweep_sync(team.cora, request(Json::array({role})));
  CHECK(faults_met > 50);
}

TEST_CASE_FIXTURE(SweepFixture, "a note is withdrawn from the team wholly or not at all") {
  sweep_sync(team.anna,
             request(Json::array({team.hub.edit(team.anna, note, {{"visibility", "mine"}})})));
  CHECK(faults_met > 50);
}

TEST_CASE_FIXTURE(SweepFixture, "a page of a feed is what a sound disk gives, or unavailable") {
  sweep_sync(team.cora, request(Json::array()));
  sweep_call([this](HubService& service) -> std::variant<std::string, Problem> {
    const auto outcome = service.poll(team.bert.token, request(Json::array()), now());
    if (!outcome) return std::string("only a write can answer");
    return outcome->result;
  });
  CHECK(faults_met > 20);
}

TEST_CASE_FIXTURE(SweepFixture, "holdings are compared as on a sound disk, or unavailable") {
  HaveRequest have;
  have.hashes["000"] = "000000000000000000000000";
  have.ids[note["id"].get<std::string>()] = "another seal";
  have.ids[hidden["id"].get<std::string>()] = "what Anna may not see";
  have.want = {*parse_uuid(second["id"].get<std::string>())};
  have.greatest = Stamp{next_ticks(0, now() + Milliseconds{50'000}), DeviceId{1}};
  sweep_call(
      [&](HubService& service) { return service.have(team.anna.token, have, now()).result; });
  CHECK(faults_met > 50);
}

TEST_CASE_FIXTURE(SweepFixture, "a device joins wholly or not at all") {
  const std::string code = team.hub.invite(Role::recorder);
  sweep_call([&](HubService& service) -> std::variant<std::string, Problem> {
    const JoinOutcome outcome = service.join({code, DeviceId{0xE7}, "a tablet"}, now());
    if (const auto* problem = std::get_if<Problem>(&outcome.result)) return *problem;
    return write_join_answer(std::get<JoinAnswer>(outcome.result));
  });
  CHECK(faults_met > 50);
}

TEST_CASE_FIXTURE(SweepFixture, "addresses of a calendar are made anew wholly or not at all") {
  const TestDevice tablet = team.hub.join_as(Role::recorder, "Bert");
  for (const std::string& token : {team.bert.token, tablet.token}) {
    const auto first = team.hub.service().calendar_address(token, false, now());
    REQUIRE(std::holds_alternative<CalendarAnswer>(first));
  }
  sweep_call([&](HubService& service) -> std::variant<std::string, Problem> {
    const auto outcome = service.calendar_address(team.bert.token, true, now());
    if (const auto* problem = std::get_if<Problem>(&outcome)) return *problem;
    return write_calendar_answer(std::get<CalendarAnswer>(outcome));
  });
  CHECK(faults_met > 20);
}

TEST_CASE_FIXTURE(SweepFixture, "a calendar is what a sound disk gives, or unavailable") {
  const auto made = team.hub.service().calendar_address(team.bert.token, false, now());
  REQUIRE(std::holds_alternative<CalendarAnswer>(made));
  const auto path = read_calendar_path(std::get<CalendarAnswer>(made).todos);
  REQUIRE(path.has_value());
  sweep_call([&](HubService& service) { return service.calendar(*path, now()); });
  CHECK(faults_met > 10);
}

TEST_CASE_FIXTURE(SweepFixture, "when a device was heard of is noted or it is said why not") {
  sweep_void([this](HubStore& store, Random& random) {
    return HubService(store, random).note_heard(team.anna.token, 4, now());
  });
  CHECK(faults_met > 10);
}

TEST_CASE_FIXTURE(SweepFixture, "a space and an invite are made wholly or not at all") {
  sweep([this](HubStore& store, Random& random) -> Result<std::string> {
    const auto space = add_space(store, "Lakes", now(), random);
    if (!space) return space.error();
    return space->id.text();
  });
  InviteOptions options;
  options.space = "Test";
  options.member = "Anna";
  options.lifetime = Milliseconds{60'000};
  sweep([&](HubStore& store, Random& random) { return add_invite(store, options, now(), random); });
  CHECK(faults_met > 50);
}

TEST_CASE_FIXTURE(SweepFixture, "an access is ended, and a member renamed, wholly or not at all") {
  sweep_void([this](HubStore& store, Random& /*random*/) {
    return revoke_device(store, team.anna.id, now());
  });
  sweep_void([this](HubStore& store, Random& random) {
    return suspend_member(store, "Test", "Bert", true, now(), random);
  });
  sweep_void([this](HubStore& store, Random& random) {
    return rename_member(store, "Test", "Bert", "Bertha", now(), random);
  });
  sweep_void([this](HubStore& store, Random& random) {
    return set_space(store, "Test", "retention_days", "30", now(), random);
  });
  CHECK(faults_met > 100);
}

TEST_CASE_FIXTURE(SweepFixture, "lists are what a sound disk gives, or it is said why not") {
  sweep([](HubStore& store, Random& /*random*/) -> Result<std::string> {
    const auto spaces = list_spaces(store);
    if (!spaces) return spaces.error();
    const auto members = list_members(store, "Test");
    if (!members) return members.error();
    const auto devices = list_devices(store, "Test");
    if (!devices) return devices.error();
    std::string all;
    for (const Space& space : *spaces) all += space.name + "\n";
    for (const Member& member : *members) all += member.name + "\n";
    for (const DeviceRow& row : *devices) all += row.device.name + " of " + row.member.name + "\n";
    return all;
  });
  CHECK(faults_met > 5);
}

TEST_CASE_FIXTURE(SweepFixture, "a device that waits is confirmed or goes on waiting") {
  {
    const Uuid space = team.hub.space().id;
    auto write = team.hub.store().write();
    REQUIRE(write);
    auto device = (*write)->device(space, team.bert.id);
    REQUIRE(device);
    device->unconfirmed = true;
    (*write)->put_device(space, *device);
    REQUIRE((*write)->commit());
  }
  sweep_void(
      [this](HubStore& store, Random& /*random*/) { return confirm_device(store, team.bert.id); });
  CHECK(faults_met > 10);
}

TEST_CASE_FIXTURE(SweepFixture, "a new life begins with all of the journal or not at all") {
  const std::string old = team.hub.snapshot();
  REQUIRE(revoke_device(team.hub.store(), team.anna.id, now()));
  team.push(team.cora, team.hub.erase(team.cora, note));
  team.hub.pull(team.cora);
  team.hub.put_back(old);
  sweep_sync(team.cora, request(Json::array(), team.cora.cursor));
  CHECK(faults_met > 50);
}

TEST_CASE_FIXTURE(SweepFixture, "a journal is begun with all that has ended or not at all") {
  REQUIRE(revoke_device(team.hub.store(), team.anna.id, now()));
  sweep_void([](HubStore& store, Random& /*random*/) { return begin_journal(store); });
  CHECK(faults_met > 10);
}

TEST_CASE_FIXTURE(SweepFixture, "a check says what is wrong with the store, not with its disk") {
  sweep([](HubStore& store, Random& /*random*/) -> Result<std::string> {
    const auto wrong = store.check();
    if (!wrong) return wrong.error();
    return wrong->empty() ? std::string("whole") : wrong->front();
  });
  CHECK(faults_met > 10);
}

TEST_CASE_FIXTURE(SweepFixture, "a backup is whole or it is not there") {
  sweep([this](HubStore& store, Random& /*random*/) -> Result<std::string> {
    const std::string copy = folder.file("backup");
    files::remove(copy);
    if (const auto done = store.backup(copy); !done) {
      CHECK_FALSE(files::exists(copy));
      CHECK_FALSE(files::exists(copy + ".partial"));
      // What it says is where the copy could not go; what kept it from going there is for the log.
      CHECK(done.error().code == ErrorCode::file_unwritable);
      const bool full = done.error().detail.find("full") != std::string::npos;
      return make_error(full ? ErrorCode::disk_full : ErrorCode::disk_failed);
    }
    disk.heal();
    return dump_of(copy);
  });
  CHECK(faults_met > 20);
}

TEST_CASE_FIXTURE(SweepFixture, "a backup is put in the place of a store wholly or not at all") {
  const std::string backup = team.hub.snapshot();
  REQUIRE(revoke_device(team.hub.store(), team.anna.id, now()));
  team.push(team.bert, team.hub.edit(team.bert, hidden, {{"summary", "after the backup"}}));
  const auto restore = [&]() {
    SeededRandom random(7);
    return restore_store(path(), backup, now(), random, disk.name());
  };
  const std::string kept = folder.file("kept");
  keep();
  fresh_copy(kept);
  files::copy_file(SqliteStore::journal_path(team.hub.path()), SqliteStore::journal_path(path()));
  const std::string before = dump_of(path());
  good(restore());
  const std::string after = dump_of(path());
  CHECK(before != after);
  each_fault([&](const FaultKind& kind, std::int64_t n) {
    fresh_copy(kept);
    disk.fail_call(n, kind.fault, kind.for_good);
    const auto done = restore();
    const bool met = disk.heal();
    if (met && kind.fault == FaultyDisk::Fault::power_cut) power_on_after(disk, n);
    if (met) ++faults_met;
    if (!done) {
      check_disk_error(done.error(), kind);
      check_after_reopening({before});
      if (kind.for_good) return met;  // what it does when tried again the other kinds show
      good(restore());
    }
    check_after_reopening({after});
    return met;
  });
  CHECK(faults_met > 100);
}

}  // namespace
}  // namespace crosstalk::hub::test
