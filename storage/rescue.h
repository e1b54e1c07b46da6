#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "storage/change_rows.h"
#include "storage/page_rows.h"
#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

/// What could be read of another store, as its rows have it.
class Salvage {
 public:
  /// Takes a row of any table; false where it is none that is kept.
  bool take(const Row& row);

  struct ChangeRow {
    Uuid id, record;
    Stamp stamp;
    ChangeState state = ChangeState::unsent;
    std::string seal, rejected_code, rejected_detail, content;
  };
  struct ErasedRow {
    Uuid record;
    std::optional<Uuid> id;
    std::optional<Stamp> stamp;
    std::string seal;
    std::string under;  // JSON
  };

  std::map<Uuid, ChangeRow> changes;    // by id
  std::map<std::string, Draft> drafts;  // by key
  std::map<Uuid, ErasedRow> erased;     // by record
  std::optional<DeviceId> device;       // that the store was of
  std::optional<Uuid> member;           // who that device was to its hub
};

struct RescueReport {
  std::int64_t changes = 0;
  std::int64_t conversations = 0;
  std::int64_t waiting = 0;  // of the changes those that no hub is known to have
  std::int64_t drafts = 0;
};

/// Puts what was salvaged into `store`, which must hold nothing yet (`invalid-value`): one
/// transaction. The store is a device of its own. What the hub had acknowledged is kept as it is,
/// under its id, author and seal; the old device's own with the member that it was. What it had not
/// becomes this device's own, under new ids with the times it had, to be sent by it: a hub takes
/// changes only from the device that made them. Should the old device have sent such a change after
/// all, the new one stands in its place and not beside it. What was rejected stays set aside; what
/// was erased stays erased. The link to the hub is not taken over.
Result<RescueReport> take_salvage(Store& store, const Salvage& salvage);

}  // namespace crosstalk
