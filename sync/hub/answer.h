#pragma once

#include <optional>
#include <string>
#include <vector>

#include "storage/hub_answer.h"
#include "sync/hub/cursor.h"
#include "sync/hub/rights.h"

namespace crosstalk::hub {

/// What an answer gives of the feeds.
struct Reading {
  std::vector<FeedEntry> entries;
  std::string cursor;
  bool more = false;
};

/// True where the cursor is of this life of the store: every place that it names is found again.
bool found_again(HubTransaction& transaction, const Space& space, const Cursor& cursor,
                 std::string_view incarnation);

/// A cursor that stands where `cursor` does (nothing: before the first entry of each of the
/// reader's feeds), with the head of now.
std::string standing_cursor(HubTransaction& transaction, const Space& space, const Caller& caller,
                            const std::optional<Cursor>& cursor, const std::string& incarnation);

/// The entries after the cursor (nothing: from the beginning) in all feeds of the reader, as they
/// are at this moment: content is given, and a withdrawal told, by what the reader may see now.
Reading read_feeds(HubTransaction& transaction, const Space& space, const Caller& caller,
                   const std::optional<Cursor>& cursor, const std::string& incarnation);

}  // namespace crosstalk::hub
