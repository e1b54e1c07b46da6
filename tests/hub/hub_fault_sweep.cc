#include "tests/hub/hub_fault_sweep.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace crosstalk::hub::test {
namespace {

constexpr std::uint64_t kSeed = 7;  // each try throws the same dice

void check_whole(HubStore& store) {
  const auto wrong = good(store.check());
  CHECK_MESSAGE(wrong.empty(), (wrong.empty() ? std::string() : wrong.front()));
}

}  // namespace

Result<std::string> answered(const std::variant<std::string, Problem>& answer) {
  if (const auto* text = std::get_if<std::string>(&answer)) return *text;
  const auto& problem = std::get<Problem>(answer);
  for (const ErrorCode code : {ErrorCode::disk_failed, ErrorCode::disk_full}) {
    if (problem.type == problems::kUnavailable && problem.detail == error_name(code)) {
      return make_error(code);
    }
  }
  return make_error(ErrorCode::hub_rejected_request, problem.type + ": " + problem.detail);
}

// Without what our own way of opening asks first: this is done some ten thousand times.
std::string HubFaultSweep::dump_of(const std::string& store) const {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open_v2(store.c_str(), &database, SQLITE_OPEN_READWRITE, disk.name().c_str()) ==
          SQLITE_OK);
  std::string all = dump(database);
  sqlite3_close_v2(database);
  return all;
}

Result<std::unique_ptr<SqliteStore>> HubFaultSweep::open() {
  return SqliteStore::open(path(), SqliteStore::Missing::make, "life-one",
                           std::make_unique<FaultyJournal>(journal_), disk.name());
}

void HubFaultSweep::fresh_copy(const std::string& from) {
  copy_database(from, path());
  journal_.lines = kept_lines_;
}

void HubFaultSweep::check_erased(SqliteStore& store) const {
  auto write = store.write();
  REQUIRE(write);
  (*write)->put_setting("written", "later");
  REQUIRE((*write)->commit());
  for (const char* end : {"", "-wal"}) {
    std::ifstream file(path() + end, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    CHECK(bytes.find(erased_words) == std::string::npos);
  }
}

void HubFaultSweep::check_after_reopening(const std::vector<std::string>& allowed) {
  const auto store = good(open());
  const bool known = std::find(allowed.begin(), allowed.end(), dump_of(path())) != allowed.end();
  CHECK_MESSAGE(known, "what is there is neither what was there nor what was to be");
  check_whole(*store);
  if (!erased_words.empty() && allowed.size() == 1) check_erased(*store);
}

bool HubFaultSweep::try_once(const Deed& deed, const Wanted& wanted, const FaultKind& kind,
                             std::int64_t n) {
  fresh_copy(folder.file("kept"));
  auto store = good(open());
  SeededRandom random(kSeed);
  disk.fail_call(n, kind.fault, kind.for_good);
  const auto done = deed(*store, random);
  const bool power = kind.fault == FaultyDisk::Fault::power_cut;
  if (power) store.reset();
  const bool met = disk.heal();
  if (!met) {
    CHECK(good(done) == wanted.answer);
    if (!power) check_whole(*store);
    CHECK(dump_of(path()) == wanted.after);
    return false;
  }
  ++faults_met;
  if (power) power_on_after(disk, n);
  if (done) {
    CHECK(*done == wanted.answer);
  } else {
    check_disk_error(done.error(), kind);
  }
  if (power) {
    std::vector<std::string> allowed = {wanted.after};
    if (!done) allowed.push_back(wanted.before);
    check_after_reopening(allowed);
    return true;
  }
  if (!done) {
    CHECK(dump_of(path()) == wanted.before);
    SeededRandom again(kSeed);
    CHECK(good(deed(*store, again)) == wanted.answer);
  }
  store.reset();
  check_after_reopening({wanted.after});
  return true;
}

void HubFaultSweep::keep() {
  copy_database(team.hub.path(), folder.file("kept"));
  kept_lines_ = good(FileJournal(SqliteStore::journal_path(team.hub.path())).read());
}

void HubFaultSweep::sweep(const Deed& deed) {
  keep();
  Wanted wanted;
  fresh_copy(folder.file("kept"));
  {
    const auto store = good(open());
    wanted.before = dump_of(path());
    SeededRandom random(kSeed);
    wanted.answer = good(deed(*store, random));
    wanted.after = dump_of(path());
    check_whole(*store);
  }
  check_after_reopening({wanted.after});
  each_fault(
      [&](const FaultKind& kind, std::int64_t n) { return try_once(deed, wanted, kind, n); });
}

void HubFaultSweep::sweep_call(const Call& call) {
  sweep([&call](HubStore& store, Random& random) {
    HubService service(store, random);
    return answered(call(service));
  });
}

bool HubFaultSweep::try_opening(const std::string& from, const std::string& wanted,
                                const FaultKind& kind, std::int64_t n) {
  fresh_copy(from);
  disk.fail_call(n, kind.fault, kind.for_good);
  {
    const auto store = open();
    if (!store) check_disk_error(store.error(), kind);
  }
  const bool met = disk.heal();
  if (met) ++faults_met;
  if (kind.fault == FaultyDisk::Fault::power_cut && met) power_on_after(disk, n);
  check_after_reopening({wanted});
  return met;
}

void HubFaultSweep::sweep_opening(const std::string& from) {
  const std::string kept = folder.file("opened");
  if (!from.empty()) copy_database(from, kept);
  fresh_copy(kept);
  { CHECK(open()); }
  const std::string wanted = dump_of(path());
  each_fault(
      [&](const FaultKind& kind, std::int64_t n) { return try_opening(kept, wanted, kind, n); });
}

}  // namespace crosstalk::hub::test
