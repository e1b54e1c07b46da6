#pragma once

#include <optional>
#include <string>
#include <vector>

#include "storage/hub_answer.h"
#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

/// What to send in one call.
struct OutboxBatch {
  std::vector<Change> changes;     // in order of their stamps
  std::int64_t waiting_after = 0;  // changes that this device still holds unsent after this batch
};

/// What applying an answer did, for whoever shows it.
struct Applied {
  std::int64_t taken = 0;
  std::int64_t rejected = 0;
  std::int64_t received = 0;  // changes of others that were new here
  bool changed = false;       // anything that a screen could show
  bool new_life = false;      // the hub's store has gone back in time: nothing of the answer counts
};

/// The sync engine's side of a store (sync/engine.h). Used from the thread of its store.
class Replica {
 public:
  explicit Replica(Store& store);

  /// The unsent changes, least stamp first, at most `changes_max` and `bytes_max` bytes of JSON,
  /// but always one if any waits: a change too large to send must be rejected by name, not block
  /// the rest. Changes that the hub answered with `later` come only when `with_later` (after an
  /// answer that took or brought something, and with each back-off).
  Result<OutboxBatch> next_batch(std::size_t changes_max, std::size_t bytes_max,
                                 bool with_later) const;

  /// True while anything waits that `next_batch(…, false)` would give.
  Result<bool> anything_to_send() const;

  /// The cursor of the last stored answer; nothing is "from the beginning".
  Result<std::optional<std::string>> cursor() const;

  /// Own changes that a feed named and this device does not hold acknowledged: to be asked for by
  /// `want`.
  Result<std::vector<Uuid>> wanted(std::size_t ids_max) const;

  /// Stores an answer in one transaction: acknowledgements, stamps, rejections, changes,
  /// withdrawals, erasures, wants and cursor, in that order. `cursor_sent` is the cursor of the
  /// request: where the stored one is another by now (a second process synced), only
  /// acknowledgements and rejections count. Where the hub's store is in another life, nothing
  /// counts but that: what this device holds is to be offered (offering.h). `wall` is this device's
  /// clock when the answer came, for the offset to the hub's.
  Result<Applied> apply(const HubAnswer& answer, const std::optional<std::string>& cursor_sent,
                        Instant wall);

  /// Stores what `want` brought, as if from a feed, and forgets `asked`.
  Result<Applied> apply_wanted(const std::vector<Change>& changes, const std::vector<Uuid>& asked);

  /// Sets a change aside as rejected (a 413 for a change that was sent alone).
  Result<void> reject(const Rejected& rejected);

 private:
  Store& store_;
};

}  // namespace crosstalk
