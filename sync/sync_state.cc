#include "sync/sync_state.h"

namespace crosstalk {

bool SyncState::operator==(const SyncState& other) const {
  const auto same_error = [&] {
    if (!error || !other.error) return error.has_value() == other.error.has_value();
    return error->code == other.error->code && error->words == other.error->words;
  };
  return phase == other.phase && waiting == other.waiting && rejected == other.rejected &&
         sent == other.sent && sending == other.sending && offline_since == other.offline_since &&
         last_sync == other.last_sync && same_error();
}

}  // namespace crosstalk
