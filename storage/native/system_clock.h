#pragma once

#include <span>

#include "storage/clock.h"

namespace crosstalk {

/// The machine's clocks.
class SystemClock final : public Clock {
 public:
  Instant wall() const override;
  Milliseconds steady() const override;
};

/// The kernel's randomness, by libsodium: fit for secrets. May be used from any thread.
class SystemRandom final : public Random {
 public:
  SystemRandom();
  void fill(std::span<std::byte> bytes) override;
};

}  // namespace crosstalk
