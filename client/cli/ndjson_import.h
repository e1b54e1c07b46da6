#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

struct NdjsonReport {
  std::int64_t added = 0;  // changes
  std::int64_t known = 0;  // here already
  std::int64_t skipped =
      0;  // lines that are no change, or one that is not for a device to write; each was named
};

/// Reads changes, one a line, as this device's own (storage/adopt.h), all in one transaction.
/// `problem` is given one line for each that is skipped. Errors: `file-unreadable` where no line is
/// a change, and those of the store.
Result<NdjsonReport> import_ndjson(Store& store, std::string_view bytes,
                                   const std::function<void(const std::string&)>& problem);

}  // namespace crosstalk
