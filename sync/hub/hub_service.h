#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "storage/clock.h"
#include "sync/hub/calendar.h"
#include "sync/hub/hub_store.h"
#include "sync/wire.h"

namespace crosstalk::hub {

/// What came of one call of /v1/sync.
struct SyncOutcome {
  /// The body of the answer (JSON), or why there is none.
  std::variant<std::string, Problem> result;

  /// For whoever holds a call that has nothing to tell until a feed moves: the device, its feeds,
  /// and whether there is nothing to tell.
  Uuid space;
  DeviceId device;
  std::vector<std::string> feeds;
  bool nothing_new = false;

  /// Feeds of the space that got entries by this call.
  std::set<std::string> moved;
  bool everything_moved = false;  // the store began a new life: all who wait must be told
  std::int64_t taken = 0, rejected = 0;

  /// True where only a write would note that the device was heard of: call `note_heard`.
  bool note_due = false;

  const Problem* problem() const { return std::get_if<Problem>(&result); }
  const std::string& answer() const;
};

struct HaveOutcome {
  std::variant<std::string, Problem> result;
  Uuid space;
  std::set<std::string> moved;
};

struct JoinOutcome {
  std::variant<JoinAnswer, Problem> result;
  Uuid space;
  std::set<std::string> moved;
  bool failed_guess = false;  // the code is none of ours: to be counted against who asks
};

/// Where a member's calendar is, or why there is none.
using CalendarOutcome = std::variant<CalendarAnswer, Problem>;

/// What the path of a calendar's address names.
struct CalendarPath {
  std::string secret;
  CalendarForm form = CalendarForm::todos;
};
/// Nothing for a path of another form; whether the secret is one it does not tell.
std::optional<CalendarPath> read_calendar_path(std::string_view path);

/// All of the hub but its sockets and threads: told a request and the time, it answers. It holds no
/// state of its own, so any number may work on stores of one file, one for each thread. The
/// simulator runs it in-process. A store that fails is answered as 503 `unavailable`.
class HubService {
 public:
  /// Both must outlive it.
  HubService(HubStore& store, Random& random) : store_(store), random_(random) {}

  /// A whole call: durable when it returns.
  SyncOutcome sync(std::string_view token, const SyncRequest& request, Instant now);

  /// The same for a request without changes whose device was heard of before, without a write:
  /// what a call that waits is looked at with. Nothing where only `sync` can answer.
  std::optional<SyncOutcome> poll(std::string_view token, const SyncRequest& request, Instant now);

  /// Notes when a device was heard of and what it still holds.
  Result<void> note_heard(std::string_view token, std::int64_t waiting, Instant now);

  /// Compares what a device holds with what is here, and gives back what it wants. Writes where
  /// `have_writes` says so.
  HaveOutcome have(std::string_view token, const HaveRequest& request, Instant now);
  static bool have_writes(const HaveRequest& request) {
    return request.greatest.has_value() || !request.ids.empty();
  }
  JoinOutcome join(const JoinRequest& request, Instant now);

  /// The address that the device has, without a write; nothing where one has to be made.
  std::optional<CalendarOutcome> calendar_known(std::string_view token);
  /// The address that the device has, made where there is none. With `renew` all addresses of its
  /// member end, and it gets a new one.
  CalendarOutcome calendar_address(std::string_view token, bool renew, Instant now);
  /// The calendar at a path, as text; `not-found` for a secret that is none, or none any more.
  std::variant<std::string, Problem> calendar(const CalendarPath& path, Instant now);

 private:
  HubStore& store_;
  Random& random_;
};

}  // namespace crosstalk::hub
