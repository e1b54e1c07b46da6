#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/change.h"
#include "storage/database.h"
#include "storage/result.h"

namespace crosstalk {

/// Where a change stands between this device and the hub. The numbers are those of the table
/// `changes`.
enum class ChangeState { unsent = 0, later = 1, acknowledged = 2, rejected = 3 };

/// A change as the table has it.
struct HeldChange {
  Change change;  // with its seal, once acknowledged
  ChangeState state = ChangeState::unsent;
};

/// The least to know of a change without reading its content.
struct ChangeMark {
  ChangeState state = ChangeState::unsent;
  std::string seal;
  Uuid record;
};

/// Reads the content of a row. Nothing only where the store is damaged.
std::optional<Change> change_from_content(std::string_view content, std::string_view seal);

Result<std::optional<HeldChange>> read_change(const Database& database, const Uuid& id);
Result<std::optional<ChangeMark>> read_change_mark(const Database& database, const Uuid& id);
/// The kind of a record that is here; nothing where there is none.
Result<std::optional<std::string>> read_kind(const Database& database, const Uuid& record);
/// All changes of a record, rejected ones too, least stamp first.
Result<std::vector<HeldChange>> read_changes_of(const Database& database, const Uuid& record);
/// The same without rejected ones: what merging takes.
Result<std::vector<Change>> read_merged_changes_of(const Database& database, const Uuid& record);

/// The ids in the first column of all rows of a question without parameters.
Result<std::vector<Uuid>> read_ids(const Database& database, const Sql& sql);

Result<void> insert_change(Database& database, const Change& change, ChangeState state);
/// Writes stamp, content, seal and state of a change that is there; a rejection's reason goes.
Result<void> update_change(Database& database, const Change& change, ChangeState state);

/// The device's own row: id, the greatest accepted stamp it has ever seen, and the offset to the
/// hub's clock.
struct DeviceRow {
  DeviceId id;
  Stamp greatest;
  Milliseconds offset{0};
};
Result<DeviceRow> read_device(const Database& database);

}  // namespace crosstalk
