#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "sync/hub/hub_store.h"

namespace crosstalk::hub {

/// A place in a feed: the last entry that was read, by position and mark. Position 0 is the
/// beginning and has no mark.
struct Place {
  std::int64_t position = 0;
  std::uint64_t mark = 0;
};

/// Where a reader stands, in the feeds that it has and no other. Opaque on the wire, and proven by
/// a key of the space, so that a mark that is not found means that the store went back in time and
/// not that somebody made a cursor up.
struct Cursor {
  std::string incarnation;
  std::map<std::string, Place> feeds;
  Place head;  // of the feed of everything, when the cursor was given
};

std::string write_cursor(const Space& space, const Cursor& cursor);
/// Nothing for a text that this space's hub did not give out.
std::optional<Cursor> read_cursor(const Space& space, std::string_view text);

}  // namespace crosstalk::hub
