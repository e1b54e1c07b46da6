#include "storage/native/system_clock.h"

#include <sodium.h>

#include <chrono>

#include "storage/error.h"

namespace crosstalk {

Instant SystemClock::wall() const {
  return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
}

Milliseconds SystemClock::steady() const {
  return std::chrono::floor<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

SystemRandom::SystemRandom() {
  if (sodium_init() < 0) broken_invariant("libsodium found no source of randomness");
}

void SystemRandom::fill(std::span<std::byte> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

}  // namespace crosstalk
