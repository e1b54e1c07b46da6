#include "storage/stamp.h"

#include <algorithm>

namespace crosstalk {
namespace {

constexpr std::size_t kHexLength = 16;
constexpr std::uint64_t kTicksEnd = std::uint64_t{1}
                                    << 63;  // the first half of the 48 bits of milliseconds
constexpr std::int64_t kMillisecondsMax = (std::int64_t{1} << 47) - 1;

}  // namespace

std::string Stamp::text() const { return DeviceId{ticks}.text() + "-" + device.text(); }

std::optional<Stamp> parse_stamp(std::string_view text) {
  if (text.size() != 2 * kHexLength + 1 || text[kHexLength] != '-') return std::nullopt;
  // Ticks and device ids are written alike: 16 lower-case hex digits.
  const auto ticks = parse_device_id(text.substr(0, kHexLength));
  const auto device = parse_device_id(text.substr(kHexLength + 1));
  if (!ticks || !device || ticks->value >= kTicksEnd) return std::nullopt;
  return Stamp{ticks->value, *device};
}

std::uint64_t next_ticks(std::uint64_t greatest, Instant now) {
  const auto milliseconds =
      std::clamp<std::int64_t>(now.time_since_epoch().count(), 0, kMillisecondsMax);
  return std::max(greatest + 1, static_cast<std::uint64_t>(milliseconds) << 16);
}

}  // namespace crosstalk
