#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "storage/clock.h"
#include "storage/error.h"

namespace crosstalk {

/// What the sync line is about, the most important first where several hold.
enum class SyncPhase {
  not_joined,     // on this device only
  revoked,        // the hub has ended this device's access; nothing is lost
  unknown_token,  // the hub does not know this device: join again, nothing is lost
  login_page,     // something in between answers with a page of its own
  offline,        // the last try did not reach a hub that works; `error` says why
  failed,         // this device's own store could not be read or written; `error` says why
  connecting,     // not heard from the hub yet since the start
  sending,        // under way: `sent` of `sending`
  waiting,        // reached, but some changes are still not taken (`later`, or just saved)
  all_sent,       // nothing is unsent, rejected or `later`
  rejected,       // all sent but what the hub rejected
};

/// A copy for whoever shows it. Counts are of changes.
struct SyncState {
  SyncPhase phase = SyncPhase::not_joined;
  std::int64_t waiting = 0;  // unsent and `later`
  std::int64_t rejected = 0;
  std::int64_t sent = 0, sending = 0;    // since something began to wait: "Sending 3 of 12"
  std::optional<Instant> offline_since;  // set while phase is login_page, offline or failed
  std::optional<Instant> last_sync;      // the last whole answer of the hub
  std::optional<Error> error;  // why the last try failed; gone with the next that does not

  bool operator==(const SyncState& other) const;
};

}  // namespace crosstalk
