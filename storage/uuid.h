#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "storage/clock.h"

namespace crosstalk {

/// An id of a record or a change: 128 bits, written `0193a5c2-e1f4-7001-8f3a-9c01d2e4b5a6` (RFC
/// 9562). Compares as its text does. The default is nil, which no record has.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  auto operator<=>(const Uuid&) const = default;
  bool nil() const { return *this == Uuid{}; }
  /// 36 characters, lower case.
  std::string text() const;
};

/// Reads the 36-character form in either case; nothing for anything else.
std::optional<Uuid> parse_uuid(std::string_view text);

/// A UUIDv7 (RFC 9562, 5.7) of that moment.
Uuid make_uuid(Instant now, Random& random);

/// One installation, made at first start, before any hub is known. Written as 16 hex digits.
struct DeviceId {
  std::uint64_t value = 0;

  auto operator<=>(const DeviceId&) const = default;
  std::string text() const;
};

/// 16 lower-case hex digits; nothing for anything else.
std::optional<DeviceId> parse_device_id(std::string_view text);

/// Never 0.
DeviceId make_device_id(Random& random);

}  // namespace crosstalk

template <>
struct std::hash<crosstalk::Uuid> {
  std::size_t operator()(const crosstalk::Uuid& id) const noexcept;
};
