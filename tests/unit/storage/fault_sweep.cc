#include "tests/unit/storage/fault_sweep.h"

#include <sqlite3.h>

#include <algorithm>

namespace crosstalk {
namespace {

constexpr std::int64_t kCallsMax = 5'000;  // no deed here asks the disk for so much

std::vector<std::string> rows_of(const Database& database, const std::string& sql) {
  std::vector<std::string> rows;
  sqlite3_stmt* ask = nullptr;
  REQUIRE(sqlite3_prepare_v2(database.handle(), sql.c_str(), -1, &ask, nullptr) == SQLITE_OK);
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(ask)) == SQLITE_ROW) {
    std::string row;
    for (int column = 0; column < sqlite3_column_count(ask); ++column) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(ask, column));
      row += (column == 0 ? "" : "|") + std::string(text == nullptr ? "NULL" : text);
    }
    rows.push_back(std::move(row));
  }
  sqlite3_finalize(ask);
  REQUIRE(code == SQLITE_DONE);
  return rows;
}

}  // namespace

std::string dump(const Database& database) {
  const auto questions = rows_of(
      database,
      "SELECT 'SELECT ' || (SELECT group_concat('quote(' || name || ')') FROM "
      "pragma_table_info(t.name) WHERE name <> 'log_holds_erased') || ' FROM ' || t.name || ' "
      "ORDER BY 1' FROM pragma_table_list AS "
      "t"
      " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND strict ORDER BY "
      "name");
  std::string all;
  for (const std::string& question : questions) {
    all += question + "\n";
    for (const std::string& row : rows_of(database, question)) all += row + "\n";
  }
  return all;
}

const std::vector<FaultSweep::Kind>& FaultSweep::kinds_of_fault() {
  using Fault = FaultyDisk::Fault;
  static const std::vector<Kind> all = {{"one I/O error", Fault::io_error, false},
                                        {"I/O errors from then on", Fault::io_error, true},
                                        {"one lack of room", Fault::full, false},
                                        {"no room from then on", Fault::full, true},
                                        {"the power goes", Fault::power_cut, true}};
  return all;
}

// Copied while it is open, so that its newest rows are still in the write-ahead log and each try
// begins with what follows a kill.
void FaultSweep::keep_template(const std::function<void(Store&)>& prepare) {
  random = SeededRandom(3);
  for (const char* end : {"", "-wal"}) std::filesystem::remove(folder.file("template.db") + end);
  auto store = open("template.db");
  if (prepare) prepare(*store);
  for (const char* end : {"", "-wal"}) {
    std::filesystem::copy_file(folder.file("template.db") + end, folder.file("kept.db") + end,
                               std::filesystem::copy_options::overwrite_existing);
  }
}

StoreOptions FaultSweep::fresh_copy() {
  for (const char* end : {"", "-wal", "-shm", "-journal"}) {
    std::filesystem::remove(folder.file("tried.db") + end);
    if (!std::filesystem::exists(folder.file("kept.db") + end)) continue;
    std::filesystem::copy_file(folder.file("kept.db") + end, folder.file("tried.db") + end);
  }
  random = SeededRandom(7);
  return on_disk("tried.db");
}

void FaultSweep::check_words(const Error& error, const Kind& kind) {
  CAPTURE(error.detail);
  const bool of_the_disk =
      error.code == ErrorCode::disk_failed ||
      (kind.fault == FaultyDisk::Fault::full && error.code == ErrorCode::disk_full);
  CHECK_MESSAGE(of_the_disk, error_name(error.code));
  CHECK(error.words.size() > 40);
}

void FaultSweep::check_after_reopening(const StoreOptions& how,
                                       const std::vector<std::string>& allowed) {
  const auto store = good(Store::open(how));
  const bool known =
      std::find(allowed.begin(), allowed.end(), dump(store->database())) != allowed.end();
  CHECK_MESSAGE(known, "what is there is neither what was there nor what was to be");
  check_whole(*store);
}

bool FaultSweep::try_once(const Deed& deed, const Wanted& wanted, const Kind& kind,
                          std::int64_t n) {
  const StoreOptions how = fresh_copy();
  auto store = good(Store::open(how));
  disk.fail_call(n, kind.fault, kind.for_good);
  disk_stays_bad = kind.for_good;
  const auto done = deed.run(*store);
  if (kind.fault == FaultyDisk::Fault::power_cut) {
    store.reset();
    if (!disk.heal()) return false;
    ++faults_met;
    // The first of the unsynced writes may have come through, any number of them.
    disk.power_on(static_cast<std::size_t>(n) % (disk.unsynced() + 1));
    if (!done) check_words(done.error(), kind);
    std::vector<std::string> allowed = {wanted.after};
    if (!done) allowed.push_back(wanted.before);
    check_after_reopening(how, allowed);
    return true;
  }
  if (!disk.heal()) {
    CHECK(good(done) == wanted.answer);
    CHECK(dump(store->database()) == wanted.after);
    check_whole(*store);
    return false;
  }
  ++faults_met;
  const std::string now = dump(store->database());
  if (done) {
    CHECK(*done == wanted.answer);
    CHECK(now == wanted.after);
  } else {
    check_words(done.error(), kind);
    CHECK((now == wanted.before || (deed.may_stand_though_failed && now == wanted.after)));
    random = SeededRandom(7);
    CHECK(good(deed.run(*store)) == wanted.answer);
    CHECK(dump(store->database()) == wanted.after);
  }
  store.reset();
  check_after_reopening(how, {wanted.after});
  return true;
}

void FaultSweep::sweep(const std::function<void(Store&)>& prepare, const Deed& deed) {
  keep_template(prepare);
  Wanted wanted;
  {
    const auto store = good(Store::open(fresh_copy()));
    wanted.before = dump(store->database());
    wanted.answer = good(deed.run(*store));
    wanted.after = dump(store->database());
    check_whole(*store);
  }
  check_after_reopening(on_disk("tried.db"), {wanted.after});
  for (const Kind& kind : kinds_of_fault()) {
    const std::string fault = kind.name;
    CAPTURE(fault);
    std::int64_t n = 1;
    for (bool met = true; met; n += deed.step) {
      CAPTURE(n);
      REQUIRE(n < kCallsMax);
      met = try_once(deed, wanted, kind, n);
    }
  }
}

bool FaultSweep::try_opening(const std::string& wanted, const Kind& kind, std::int64_t n) {
  const StoreOptions how = fresh_copy();
  disk.fail_call(n, kind.fault, kind.for_good);
  {
    auto store = Store::open(how);
    if (!store) check_words(store.error(), kind);
  }
  const bool met = disk.heal();
  if (kind.fault == FaultyDisk::Fault::power_cut && met) {
    disk.power_on(static_cast<std::size_t>(n) % (disk.unsynced() + 1));
  }
  if (met) ++faults_met;
  random = SeededRandom(7);
  check_after_reopening(how, {wanted});
  return met;
}

void FaultSweep::sweep_opening(const std::function<void(Store&)>& prepare) {
  if (prepare) keep_template(prepare);
  const std::string wanted = dump(good(Store::open(fresh_copy()))->database());
  for (const Kind& kind : kinds_of_fault()) {
    const std::string fault = kind.name;
    CAPTURE(fault);
    std::int64_t n = 1;
    for (bool met = true; met; ++n) {
      CAPTURE(n);
      REQUIRE(n < kCallsMax);
      met = try_opening(wanted, kind, n);
    }
  }
}

}  // namespace crosstalk
