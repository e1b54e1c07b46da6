#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "storage/change.h"
#include "storage/clock.h"

namespace crosstalk {

/// One entry of `taken`: the hub has the change durably.
struct Taken {
  Uuid id;
  std::string seal;
  std::optional<Stamp> stamp;    // only where the hub lowered it
  std::vector<std::string> cut;  // fields that the hub has cut from it
};

/// One entry of `rejected`, with the hub's stable code (`too-large`, `forbidden`, `erased`,
/// `malformed`, …).
struct Rejected {
  Uuid id;
  std::string code;
  std::string detail;
};

/// The entries of a feed. A change of someone else's; one of this device's own, by id; a record
/// that left the view; an erasure, which is final.
struct OwnEntry {
  Uuid id;
  std::string seal;
};
struct WithdrawEntry {
  Uuid record;
};
struct EraseEntry {
  Uuid id;
  std::optional<Stamp> stamp;
  Uuid record;
  std::vector<Uuid> under;
  std::string seal;
};
using FeedEntry = std::variant<Change, OwnEntry, WithdrawEntry, EraseEntry>;

/// What one answer of `/v1/sync` tells a device, already checked for form (sync/wire.h reads it).
struct HubAnswer {
  Instant time;  // the hub's wall clock
  std::string incarnation;
  std::vector<Taken> taken;
  std::vector<Rejected> rejected;
  std::vector<Uuid> later;
  std::vector<FeedEntry> entries;
  std::optional<std::string> cursor;  // null is not stored
  bool more = false;
};

}  // namespace crosstalk
