#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "storage/result.h"
#include "storage/store.h"
#include "sync/receipt.h"
#include "sync/transport.h"

namespace crosstalk {

struct RoundsResult {
  std::int64_t sent = 0;      // taken by the hub
  std::int64_t received = 0;  // changes of others that were new here
  std::int64_t rejected = 0;
};

/// The `sync` verb: rounds until nothing waits that the hub can take and it has no more, then ends.
/// Blocks its thread. A hub that is not reached is an error after one try of at most 10 s; what was
/// done before it stays done. Errors: `not-joined`, `hub-unreachable`, `login-page`,
/// `hub-answer-invalid`, `hub-busy`, `hub-certificate`, `device-revoked`, `device-unknown`,
/// `hub-rejected-request`, and those of the store.
Result<RoundsResult> sync_rounds(Store& store);
Result<RoundsResult> sync_rounds(Store& store, Transport& transport);

/// Syncs, then compares what this device and the hub hold, and keeps the receipt (sync/receipt.h).
/// Where the hub lacks what it had acknowledged, that is offered to it again, and compared once
/// more. Errors as those of `sync_rounds`.
Result<Receipt> check_hub(Store& store);
Result<Receipt> check_hub(Store& store, Transport& transport);

/// Joins the hub of a link (sync/join_link.h) and stores where this device belongs. `device_name`
/// is what a coordinator's list calls this device. A repeat after a lost answer works. What was
/// written before stays and is sent at the next sync. A device that its hub does not know any more
/// (`unknown-token`) may join the same space again, with the same device id. Errors:
/// `invalid-link`, `insecure-link`, `already-joined`, `invite-invalid` (not known to the hub or
/// expired: the words say which), `invite-used`, `hub-unreachable`, `login-page`,
/// `hub-answer-invalid`, `hub-busy`, `hub-certificate`, `hub-rejected-request`, and those of the
/// store. Nothing is changed on failure.
Result<HubLink> join_hub(Store& store, std::string_view link, std::string_view device_name);
Result<HubLink> join_hub(Store& store, std::string_view link, std::string_view device_name,
                         Transport& transport);

}  // namespace crosstalk
