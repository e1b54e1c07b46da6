#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

/// Takes the next bytes of a file.
using ByteSink = std::function<Result<void>(std::string_view)>;

/// Each writes what this device holds and is not in the bin, and gives the number of what it wrote:
/// conversations for csv and md, open actions for ics, changes for ndjson (all history, the bin
/// too). Errors: those of the store and of `sink`.

/// The columns of interface.md, oldest conversation first, a row for each action.
Result<std::int64_t> export_csv(const Store& store, const ByteSink& sink);

/// One change a line as JSON (sync/PROTOCOL.md, "A change"), in the order of their stamps.
Result<std::int64_t> export_ndjson(const Store& store, const ByteSink& sink);

/// A VTODO (RFC 5545) for each action that is open or doing.
Result<std::int64_t> export_ics(const Store& store, const ByteSink& sink);

/// A digest for people: recurring messages by their reach, open actions, then the conversations by
/// day.
Result<std::int64_t> export_markdown(const Store& store, const ByteSink& sink);

}  // namespace crosstalk
