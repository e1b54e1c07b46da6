#pragma once

#include "storage/clock.h"

namespace crosstalk {

/// A clock that stands still until a test moves it.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start = Instant{Milliseconds{1'795'500'000'000}}) : wall_(start) {}

  Instant wall() const override { return wall_; }
  Milliseconds steady() const override { return steady_; }

  void advance(Milliseconds time) {
    wall_ += time;
    steady_ += time;
  }
  /// The wall clock jumps, as wall clocks do.
  void set_wall(Instant wall) { wall_ = wall; }

 private:
  Instant wall_;
  Milliseconds steady_{0};
};

}  // namespace crosstalk
