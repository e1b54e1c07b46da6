#pragma once

#include <span>

#include "storage/database.h"

namespace crosstalk::hub {

/// What the header of a hub's file bears, so that no other database is taken for one ("Xhub").
inline constexpr int kHubApplicationId = 0x58687562;

/// The steps that make a store, oldest first: sync/hub/migrations/NNNN_*.sql. A released step is
/// never edited.
std::span<const char* const> hub_migrations();

/// Brings a store to the newest schema in one transaction, `user_version` counting the steps.
/// Errors: `store-newer` and `store-not-ours` leave the file untouched; a step that fails leaves
/// the schema before it.
Result<void> migrate_hub(Database& database, const std::string& incarnation,
                         std::span<const char* const> steps);

}  // namespace crosstalk::hub
