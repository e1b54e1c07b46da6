#pragma once

#include "storage/json.h"
#include "storage/queries.h"
#include "storage/store.h"
#include "sync/receipt.h"

namespace crosstalk {

// The JSON of the verbs (interface.md): stable, absent values null or [].

Json json_of(const ConversationView& conversation);
/// `now` says what is overdue.
Json json_of(const ActionView& action, Instant now);
Json json_of(const MessageView& message);
Json json_of(const Similar& similar);
Json json_of(const SyncStatus& status, std::string_view key_source);
Json json_of(const RejectedChange& rejected);
Json json_of(const Receipt& receipt);  // without its differences
Json json_of_whole(const Receipt& receipt);

/// Not done, not dropped, and due before today (in UTC).
bool overdue(const ActionView& action, Instant now);

std::string_view sync_word(ItemSync sync);  // here, sent, rejected

}  // namespace crosstalk
