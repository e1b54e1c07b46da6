#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "sync/hub/hub_store.h"
#include "sync/hub/rights.h"
#include "sync/wire.h"

namespace crosstalk::hub {

/// Whom a call is from, and in which space.
struct Known {
  Space space;
  Caller caller;
};

/// Looked up anew for every call, so that what ended is ended at once, whichever process ended it.
std::variant<Known, Problem> authenticate(HubTransaction& transaction, std::string_view token);

/// The answer where the store has failed.
Problem unavailable(const Error& error);

}  // namespace crosstalk::hub
