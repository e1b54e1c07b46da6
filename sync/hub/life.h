#pragma once

#include <string>

#include "storage/clock.h"
#include "sync/hub/hub_store.h"

/// The lives of a store that goes back in time: each time it is found older than what it has told,
/// a new one begins.
namespace crosstalk::hub {

/// A name for a life: 96 random bits.
std::string make_incarnation(Random& random);

std::string incarnation_of(HubTransaction& transaction);

/// Begins a new life, in which everything that the journal says is true again. Gives its name.
std::string begin_life(HubTransaction& transaction, Instant now, Random& random);

}  // namespace crosstalk::hub
