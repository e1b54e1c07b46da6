#include "storage/uuid.h"

#include <algorithm>
#include <cstring>
#include <span>

namespace crosstalk {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::size_t kUuidLength = 36;
constexpr std::size_t kDeviceIdLength = 16;

bool hyphen_at(std::size_t position) {
  return position == 8 || position == 13 || position == 18 || position == 23;
}

std::optional<std::uint8_t> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
  return std::nullopt;
}

char lower(char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string Uuid::text() const {
  std::string out;
  out.reserve(kUuidLength);
  for (const std::uint8_t byte : bytes) {
    if (hyphen_at(out.size())) out.push_back('-');
    out.push_back(kHexDigits[byte >> 4]);
    out.push_back(kHexDigits[byte & 0xf]);
  }
  return out;
}

std::optional<Uuid> parse_uuid(std::string_view text) {
  if (text.size() != kUuidLength) return std::nullopt;
  Uuid id;
  std::size_t digits = 0;
  for (std::size_t at = 0; at < kUuidLength; ++at) {
    if (hyphen_at(at)) {
      if (text[at] != '-') return std::nullopt;
      continue;
    }
    const auto digit = hex_digit(lower(text[at]));
    if (!digit) return std::nullopt;
    std::uint8_t& byte = id.bytes[digits / 2];
    byte = static_cast<std::uint8_t>(byte << 4 | *digit);
    ++digits;
  }
  return id;
}

Uuid make_uuid(Instant now, Random& random) {
  Uuid id;
  random.fill(std::as_writable_bytes(std::span(id.bytes)));
  // A clock set before 1970 still has to give an id; the randomness keeps it unique.
  auto milliseconds =
      static_cast<std::uint64_t>(std::max<std::int64_t>(0, now.time_since_epoch().count()));
  for (std::size_t at = 6; at-- > 0;) {
    id.bytes[at] = static_cast<std::uint8_t>(milliseconds & 0xff);
    milliseconds >>= 8;
  }
  id.bytes[6] = static_cast<std::uint8_t>(0x70 | (id.bytes[6] & 0x0f));  // version 7
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));  // variant
  return id;
}

std::string DeviceId::text() const {
  std::string out(kDeviceIdLength, '0');
  for (std::size_t at = 0; at < kDeviceIdLength; ++at) {
    out[at] = kHexDigits[(value >> (60 - 4 * at)) & 0xf];
  }
  return out;
}

std::optional<DeviceId> parse_device_id(std::string_view text) {
  if (text.size() != kDeviceIdLength) return std::nullopt;
  DeviceId id;
  for (const char c : text) {
    const auto digit = hex_digit(c);
    if (!digit) return std::nullopt;
    id.value = id.value << 4 | *digit;
  }
  return id;
}

DeviceId make_device_id(Random& random) {
  DeviceId id;
  while (id.value == 0) random.fill(std::as_writable_bytes(std::span(&id.value, 1)));
  return id;
}

}  // namespace crosstalk

std::size_t std::hash<crosstalk::Uuid>::operator()(const crosstalk::Uuid& id) const noexcept {
  // The last eight bytes are random in every version that we make; ids of others differ in the
  // first eight at least.
  std::uint64_t head = 0;
  std::uint64_t tail = 0;
  std::memcpy(&head, id.bytes.data(), sizeof head);
  std::memcpy(&tail, id.bytes.data() + sizeof head, sizeof tail);
  return static_cast<std::size_t>(tail ^ (head * 0x9e3779b97f4a7c15U));
}
