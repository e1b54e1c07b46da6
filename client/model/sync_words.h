#pragma once

#include <string>
#include <vector>

#include "client/model/dates.h"
#include "client/model/strings.h"
#include "storage/store.h"
#include "sync/sync_state.h"

namespace crosstalk {

enum class SyncMark { here, sent, sending, offline, rejected };

/// The sync line: "3 waiting, offline since 14:05".
struct SyncLine {
  SyncMark mark = SyncMark::here;
  std::string state, detail;
  bool danger = false;
  bool can_join = false;  // there is no hub yet, or it wants this device to join again
  bool operator==(const SyncLine&) const = default;
};
SyncLine sync_line(const SyncState& state, Instant now, const Zone& zone, const Strings& strings);

/// The page behind it: a heading, a sentence that explains, and what may be done.
struct SyncPage {
  std::string heading, sentence;
  bool can_try = false, can_join = false;
  std::string hub, space, device, role;  // facts; empty before joining
};
SyncPage sync_page(const SyncState& state, const SyncStatus& status, Instant now, const Zone& zone,
                   const Strings& strings);

/// Notes by where they are.
struct SyncCounts {
  std::int64_t here = 0, sent = 0, reviewed = 0;
};

/// One change that the hub did not take, in words.
struct RejectedView {
  Uuid change, record;
  bool is_note = false;
  std::string fact, sentence;  // "The hub rejected one note: it is longer than 1 MB"
  std::string file_name;       // for "Save it as a file"
  std::string file_text;
};
RejectedView rejected_view(const RejectedChange& rejected, const std::string& summary,
                           const Strings& strings);

/// Why joining failed: title, what was kept, what next.
struct JoinProblem {
  std::string title, kept, next;
};
JoinProblem join_problem(const Error& error, std::int64_t notes, const Strings& strings);

}  // namespace crosstalk
