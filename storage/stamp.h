#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/clock.h"
#include "storage/uuid.h"

namespace crosstalk {

/// The order of changes: a hybrid logical clock (48-bit Unix milliseconds, 16-bit counter) and the
/// device that wrote. Compares as its text does: 16 hex digits, `-`, the device id.
struct Stamp {
  std::uint64_t ticks = 0;  // milliseconds << 16 | counter
  DeviceId device;

  auto operator<=>(const Stamp&) const = default;
  std::string text() const;
  /// The milliseconds part.
  Instant time() const { return Instant{Milliseconds{static_cast<std::int64_t>(ticks >> 16)}}; }
};

/// Nothing for anything but the exact form; a time in the last half of the 48 bits is not a stamp
/// either.
std::optional<Stamp> parse_stamp(std::string_view text);

/// The next tick after `greatest` that is not before `now`; a full counter carries into the
/// milliseconds.
std::uint64_t next_ticks(std::uint64_t greatest, Instant now);

}  // namespace crosstalk
