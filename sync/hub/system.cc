#include "sync/hub/system.h"

#include <sodium.h>

#include "storage/error.h"

namespace crosstalk::hub {

Instant HubClock::wall() const {
  return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
}

Milliseconds HubClock::steady() const {
  return std::chrono::duration_cast<Milliseconds>(
      std::chrono::steady_clock::now().time_since_epoch());
}

HubRandom::HubRandom() {
  if (sodium_init() < 0) broken_invariant("libsodium cannot start");
}

void HubRandom::fill(std::span<std::byte> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

}  // namespace crosstalk::hub
