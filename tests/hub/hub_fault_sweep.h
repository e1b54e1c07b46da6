#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "sync/hub/sqlite_store.h"
#include "tests/fakes/fault_sweep.h"
#include "tests/fakes/faulty_journal.h"
#include "tests/hub/hub_fixture.h"

namespace crosstalk::hub::test {

/// The value of a result that a test relies on.
template <typename T>
T good(Result<T> result) {
  if (!result) FAIL(error_name(result.error().code), ": ", result.error().detail);
  return std::move(*result);
}

/// The sweep of faults (tests/fakes/fault_sweep.h) for what is done to a hub's store. What must
/// hold each time: a plain error or the answer of a sound disk, what was there before still there,
/// the deed done wholly or not at all, done when tried again, and the store whole when opened anew.
/// The journal lies on a disk of its own, which is sound.
struct HubFaultSweep {
  /// The store that each try begins with a copy of, as a kill would leave it.
  Team team;
  TemporaryFolder folder;
  FaultyDisk disk;
  std::int64_t faults_met = 0;
  /// Words that the deed erases: once it is done and the store opened anew, the next write leaves
  /// them in no file.
  std::string erased_words;

  /// What it gives, as text, to be compared with what it gives on a sound disk.
  using Deed = std::function<Result<std::string>(HubStore&, Random&)>;
  void sweep(const Deed& deed);
  /// The same for a call of a device, as the hub's service answers it.
  using Call = std::function<std::variant<std::string, Problem>(HubService&)>;
  void sweep_call(const Call& call);
  /// The same for opening a store: of nothing where `from` is empty.
  void sweep_opening(const std::string& from);

  std::string path() const { return folder.file("tried"); }
  Instant now() const { return team.hub.now; }
  std::string dump_of(const std::string& store) const;
  Result<std::unique_ptr<SqliteStore>> open();
  /// Keeps a copy of the team's store under "kept", and its journal.
  void keep();
  void fresh_copy(const std::string& from);
  /// Opened anew, what is there is one of these and whole.
  void check_after_reopening(const std::vector<std::string>& allowed);

 private:
  JournalLines journal_;
  std::vector<std::string> kept_lines_;

  struct Wanted {
    std::string before, after, answer;
  };
  void check_erased(SqliteStore& store) const;
  bool try_once(const Deed& deed, const Wanted& wanted, const FaultKind& kind, std::int64_t n);
  bool try_opening(const std::string& from, const std::string& wanted, const FaultKind& kind,
                   std::int64_t n);
};

/// An answer's text; `unavailable` as the error that it names.
Result<std::string> answered(const std::variant<std::string, Problem>& answer);

}  // namespace crosstalk::hub::test
