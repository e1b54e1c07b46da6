#pragma once

#include <functional>

#include "storage/database.h"
#include "storage/queries.h"
#include "storage/result.h"

/// What the files of queries_*.cc share.
namespace crosstalk {

ItemSync sync_in(const Statement& row, int column);
Instant instant_in(const Statement& row, int column);
/// The row of kReadRow and of kSimilarConversations.
ConversationRow conversation_row(const Statement& row);
/// The row of kReadActionsOf and kListActions; `member` is this device's, once it has joined.
ActionView action_view(const Statement& row, const std::optional<Uuid>& member);
/// Who this device belongs to; nothing before joining.
Result<std::optional<Uuid>> own_member(const Database& database);

/// Calls `each` for every row.
Result<void> for_each_row(Statement& statement, const std::function<void(const Statement&)>& each);
/// The first column of the only row; 0 where there is none.
Result<std::int64_t> count_of(Statement& statement);

}  // namespace crosstalk
