#pragma once

#include <chrono>
#include <cstddef>
#include <span>

namespace crosstalk {

using Milliseconds = std::chrono::milliseconds;

/// A moment of civil time in UTC, to the millisecond.
using Instant = std::chrono::sys_time<Milliseconds>;

/// The only place where time comes from. Implementations may be called from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  /// What the wall clock of this machine says; may jump either way.
  virtual Instant wall() const = 0;
  /// Time since some fixed moment; never jumps. For waits and retries.
  virtual Milliseconds steady() const = 0;
};

/// The only place where chance comes from. Implementations may be called from any thread.
class Random {
 public:
  virtual ~Random() = default;
  /// Fills `bytes`; for ids and tokens, so the real one is fit for secrets.
  virtual void fill(std::span<std::byte> bytes) = 0;
};

}  // namespace crosstalk
