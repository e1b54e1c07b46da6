#include "tests/unit/storage/fault_sweep.h"

#include <algorithm>
#include <filesystem>

namespace crosstalk {

std::string dump(const Database& database) { return dump(database.handle()); }

// Copied while it is open, so that each try begins with what follows a kill.
void FaultSweep::keep_template(const std::function<void(Store&)>& prepare) {
  random = SeededRandom(3);
  for (const char* end : {"", "-wal"}) std::filesystem::remove(folder.file("template.db") + end);
  auto store = open("template.db");
  if (prepare) prepare(*store);
  copy_database(folder.file("template.db"), folder.file("kept.db"));
}

StoreOptions FaultSweep::fresh_copy() {
  copy_database(folder.file("kept.db"), folder.file("tried.db"));
  random = SeededRandom(7);
  return on_disk("tried.db");
}

void FaultSweep::check_after_reopening(const StoreOptions& how,
                                       const std::vector<std::string>& allowed) {
  const auto store = good(Store::open(how));
  const bool known =
      std::find(allowed.begin(), allowed.end(), dump(store->database())) != allowed.end();
  CHECK_MESSAGE(known, "what is there is neither what was there nor what was to be");
  check_whole(*store);
}

bool FaultSweep::try_once(const Deed& deed, const Wanted& wanted, const FaultKind& kind,
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
    power_on_after(disk, n);
    if (!done) check_disk_error(done.error(), kind);
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
    check_disk_error(done.error(), kind);
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
  each_fault([&](const FaultKind& kind, std::int64_t n) { return try_once(deed, wanted, kind, n); },
             deed.step);
}

bool FaultSweep::try_opening(const std::string& wanted, const FaultKind& kind, std::int64_t n) {
  const StoreOptions how = fresh_copy();
  disk.fail_call(n, kind.fault, kind.for_good);
  {
    auto store = Store::open(how);
    if (!store) check_disk_error(store.error(), kind);
  }
  const bool met = disk.heal();
  if (kind.fault == FaultyDisk::Fault::power_cut && met) power_on_after(disk, n);
  if (met) ++faults_met;
  random = SeededRandom(7);
  check_after_reopening(how, {wanted});
  return met;
}

void FaultSweep::sweep_opening(const std::function<void(Store&)>& prepare) {
  if (prepare) keep_template(prepare);
  const std::string wanted = dump(good(Store::open(fresh_copy()))->database());
  each_fault([&](const FaultKind& kind, std::int64_t n) { return try_opening(wanted, kind, n); });
}

}  // namespace crosstalk
