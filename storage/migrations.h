#pragma once

#include <span>

#include "storage/result.h"
#include "storage/uuid.h"

namespace crosstalk {

class Database;

/// What a file of ours carries in its header, so that another program's database is not taken for a
/// store ("Xtlk").
inline constexpr int kApplicationId = 0x58746c6b;

/// The steps that make a store, oldest first: storage/migrations/NNNN_*.sql. A released step is
/// never edited.
std::span<const char* const> store_migrations();

/// Brings a store to the newest schema, one transaction for each step, `user_version` counting the
/// steps. `device` is written when the store is new. Errors: `store-newer` for a file of a newer
/// version and `store-not-ours` for another program's database, both left untouched; a step that
/// fails leaves the schema before it.
Result<void> migrate(Database& database, DeviceId device, std::span<const char* const> steps);

}  // namespace crosstalk
