#pragma once

#include <set>
#include <string>

#include "storage/change_rows.h"
#include "storage/database.h"
#include "storage/hub_answer.h"
#include "storage/projection.h"
#include "storage/replica.h"

namespace crosstalk {

/// Takes what a hub says into a store, inside the caller's transaction (sync/PROTOCOL.md, "One
/// call"). The records that it touches are projected by `finish`, each once, however many of their
/// changes came.
class Applier {
 public:
  static Result<Applier> of(Database& database);

  Result<void> take(const Taken& taken);
  Result<void> reject(const Rejected& rejected);
  Result<void> postpone(const Uuid& id);
  Result<void> enter(const FeedEntry& entry);
  /// A change as a feed gives it, of whomever.
  Result<void> apply(const Change& change);

  /// Call once, last, before the commit.
  Result<Applied> finish();

 private:
  Applier(Database& database, Projector projector, DeviceRow device, bool kiosk)
      : database_(database), projector_(projector), device_(device), kiosk_(kiosk) {}

  Result<void> enter_own(const OwnEntry& own);
  Result<void> erase(const EraseEntry& entry);
  Result<void> take_erasure(const Change& erasure, const Taken& taken);
  Result<void> forget_note(const Change& note);
  Result<void> update(const Change& incoming, HeldChange& held);
  Result<bool> drop(const Change& change);

  Database& database_;
  Projector projector_;
  DeviceRow device_;
  bool kiosk_;
  std::set<Uuid> touched_;
  Applied applied_;
};

/// The hub's clock against ours, and when it was last heard of.
Result<void> note_answer(Database& database, const HubAnswer& answer, Instant wall);

/// Finishes and commits, and empties the log where something was erased.
Result<Applied> commit_applied(Store& store, Transaction& transaction, Applier& applier);

}  // namespace crosstalk
