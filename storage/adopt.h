#pragma once

#include <cstdint>
#include <span>

#include "storage/change.h"
#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

/// The id under which a device takes up another's change: the same each time, and still a UUIDv7 of
/// the same moment.
Uuid adopted_id(const Uuid& id, DeviceId device);

struct AdoptReport {
  std::int64_t added = 0;
  std::int64_t known = 0;  // here already, or taken up before
  std::int64_t left_out =
      0;  // not for a device to write: erasures, members, devices, spaces; or of an erased record
};

/// Takes up the history that another store exported, as this device's own words: a hub takes
/// changes only from the device that made them. So each change gets an id of its own (made of the
/// old one and this device, hence the same when the file is read again) and keeps record, time and
/// order; what names it as base names the new id. Ids that are here already, under the old name or
/// the new, add nothing. All of it is one transaction, and waits to be sent. Errors:
/// `invalid-text`, those of writing.
Result<AdoptReport> adopt_changes(Store& store, std::span<const Change> changes);

}  // namespace crosstalk
