#pragma once

#include "storage/clock.h"

namespace crosstalk::hub {

/// The machine's clocks.
class HubClock : public Clock {
 public:
  Instant wall() const override;
  Milliseconds steady() const override;
};

/// libsodium's, fit for secrets.
class HubRandom : public Random {
 public:
  HubRandom();
  void fill(std::span<std::byte> bytes) override;
};

}  // namespace crosstalk::hub
