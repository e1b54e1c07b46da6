#pragma once

#include <string>
#include <vector>

#include "storage/change.h"
#include "sync/hub/hub_store.h"

namespace crosstalk::hub {

/// Who calls: a device of a member, with what the member may read.
struct Caller {
  Device device;
  Member member;
  std::vector<std::string> feeds;  // of the member
};

/// True where the member may see the record now, by any of their feeds. Of what is not here or
/// erased, false.
bool may_see(HubTransaction& transaction, const Space& space, const Caller& caller,
             const Uuid& record);

/// True where the member may make this change now (protocol, "Who sees what"). `record` is the
/// row of what it changes, nothing where the change makes it. Its parent, if it names one, is here.
bool may_write(HubTransaction& transaction, const Space& space, const Caller& caller,
               const Change& change, const std::optional<Record>& record);

/// True where the member may erase the record, or its history alone. `record` is nothing for one
/// that the hub does not know.
bool may_erase(const Caller& caller, bool history, const std::optional<Record>& record);

}  // namespace crosstalk::hub
