#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "storage/clock.h"
#include "sync/hub/hub_store.h"

/// What the journal says (journal.h): one JSON object a line, with ids, hashes and names of fields
/// and never content.
namespace crosstalk::hub {

namespace notes {
/// A device's access has ended; of this token alone, for it may join again.
std::string revoked(const Uuid& space, const Device& device);
/// A token was replaced by another.
std::string token_ended(const Uuid& space, const Key& token_hash);
/// How many uses an invite has left.
std::string invite_used(const Uuid& space, const Invite& invite);
/// A member's rights have changed.
std::string rights(const Uuid& space, const Member& member);
/// An address of a member's calendar leads nowhere any more.
std::string calendar_ended(const Uuid& space, const Key& secret_hash);
std::string erased(const Uuid& space, const Erasure& erasure);
/// Fields were erased from the history of a change.
std::string cut(const Uuid& space, const Uuid& change, const std::vector<std::string>& fields);
}  // namespace notes

using MovedFeeds = std::set<std::pair<Uuid, std::string>>;  // space and feed

/// Makes everything that the journal says true in the store again: ends tokens and invites, takes
/// rights that were lost, erases. Of rights only what was lost: what was gained since is given anew
/// by a coordinator, or comes with what devices offer. Applied again it changes nothing. Lines that
/// it cannot read are passed over. Gives the feeds that got entries.
MovedFeeds apply_journal(HubTransaction& transaction, Instant now, Random& random);

/// Sees to it that the journal holds all that ended before it began: for a store that is older than
/// its journal, or whose journal is gone. Does nothing otherwise.
Result<void> begin_journal(HubStore& store);

/// Before anybody is served: an older copy of the store may have been put back while no hub was
/// running. Begins the journal where there is none, and makes true again what it says has ended.
Result<void> catch_up_with_journal(HubStore& store, Instant now, Random& random);

}  // namespace crosstalk::hub
