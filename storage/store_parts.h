#pragma once

#include <memory>
#include <optional>

#include "storage/change_rows.h"
#include "storage/database.h"
#include "storage/store.h"

namespace crosstalk {

/// What a Store holds; for the files of storage/ that make up the class.
struct Store::Parts {
  std::unique_ptr<Database> database;
  StoreKey key{};
  const Clock* clock = nullptr;
  Random* random = nullptr;
  DeviceId device;
};

/// The link of the `hub` table; nothing before joining.
Result<std::optional<HubLink>> read_hub(const Database& database);

/// Empties the write-ahead log after an erasure, so that no page of what was erased stays behind.
/// Where readers are in the way, the next answer of the hub or `Store::checkpoint` does it.
Result<void> empty_log(Database& database);
/// True from an erasure until the log was emptied.
Result<bool> log_holds_erased(const Database& database);

/// Why fields cannot be saved: `invalid-text`, `invalid-value`, `too-large`; nothing where they
/// can.
Result<void> check_fields(const std::map<std::string, Json>& set);

/// `Store::rebuild` within a transaction of the caller's.
Result<void> rebuild_within(Database& database);

/// True where `text` can be kept: valid UTF-8 without NUL.
bool storable_text(std::string_view text);

}  // namespace crosstalk
