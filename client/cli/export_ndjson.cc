#include "client/cli/exports.h"
#include "storage/json.h"

namespace crosstalk {

Result<std::int64_t> export_ndjson(const Store& store, const ByteSink& sink) {
  std::int64_t count = 0;
  Result<void> written;
  const auto read = store.for_each_change([&](const Change& change) {
    written = sink(to_text(change_to_json(change)) + "\n");
    if (written) ++count;
    return static_cast<bool>(written);
  });
  if (!written) return written.error();
  if (!read) return read.error();
  return count;
}

}  // namespace crosstalk
