#pragma once

#include <optional>
#include <span>
#include <vector>

#include "storage/database.h"
#include "storage/hub_answer.h"
#include "storage/projection.h"
#include "storage/result.h"

/// How a device forgets. Each function works inside the caller's transaction.
namespace crosstalk {

/// The records that name one of these as their parent, and those under them, without the given
/// ones.
Result<std::vector<Uuid>> records_under(const Database& database, std::span<const Uuid> records);

/// Notes that words are gone for good: the log is to be emptied of them, and the file swept.
Result<void> note_erased(const Database& database);

/// An erasure: everything of the record and of those under it goes (changes in every state, index,
/// drafts), and stays gone: they are noted, so that whatever still comes of them is dropped. Follow
/// the commit with `empty_log`.
Result<void> erase_record(Database& database, Projector& projector, const EraseEntry& entry);

Result<bool> is_erased(const Database& database, const Uuid& record);

/// A record that left the view. Its acknowledged changes go; the device's own unsent and rejected
/// words stay.
Result<void> withdraw_record(Database& database, Projector& projector, const Uuid& record);

}  // namespace crosstalk
