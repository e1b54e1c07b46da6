#include "sync/hub/canonical_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

namespace crosstalk::hub {
namespace {

// The code units that UTF-16 has for a name: beyond the basic plane a surrogate pair, which sorts
// before U+E000…U+FFFF, so UTF-8's own order would not do.
std::u16string utf16(std::string_view text) {
  std::u16string units;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::uint32_t point = size == 1 ? lead : lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size && at + i < text.size(); ++i) {
      point = point << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    }
    at += size;
    if (point >= 0x10000) {
      point -= 0x10000;
      units += static_cast<char16_t>(0xD800 + (point >> 10));
      units += static_cast<char16_t>(0xDC00 + (point & 0x3FF));
    } else {
      units += static_cast<char16_t>(point);
    }
  }
  return units;
}

// ECMA-262, Number::toString: shortest digits that read back the same, plain from 1e-7 to 1e21.
std::string number_text(double value) {
  if (!std::isfinite(value)) return "null";
  if (value == 0) return "0";
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value),
                                 std::chars_format::scientific);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
  const std::size_t e = text.find('e');
  std::string digits;
  for (const char c : text.substr(0, e)) {
    if (c != '.') digits += c;
  }
  const int exponent = std::atoi(std::string(text.substr(e + 1)).c_str());
  const int count = static_cast<int>(digits.size());
  const int point = exponent + 1;  // digits before the decimal point
  const std::string sign = value < 0 ? "-" : "";
  if (count <= point && point <= 21) {
    return sign + digits + std::string(static_cast<std::size_t>(point - count), '0');
  }
  if (0 < point && point <= 21) {
    return sign + digits.substr(0, static_cast<std::size_t>(point)) + "." +
           digits.substr(static_cast<std::size_t>(point));
  }
  if (-6 < point && point <= 0) {
    return sign + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  }
  const std::string shown = (exponent < 0 ? "-" : "+") + std::to_string(std::abs(exponent));
  return sign + digits.substr(0, 1) + (count > 1 ? "." + digits.substr(1) : "") + "e" + shown;
}

void write(const Json& json, std::string& out);

void write_object(const Json& json, std::string& out) {
  std::vector<std::pair<std::u16string, Json::const_iterator>> members;
  for (auto member = json.begin(); member != json.end(); ++member) {
    members.emplace_back(utf16(member.key()), member);
  }
  std::sort(members.begin(), members.end(),
            [](const auto& left, const auto& right) { return left.first < right.first; });
  out += '{';
  bool first = true;
  for (const auto& [units, member] : members) {
    if (!first) out += ',';
    first = false;
    out += Json(member.key()).dump();
    out += ':';
    write(*member, out);
  }
  out += '}';
}

void write(const Json& json, std::string& out) {
  constexpr double kExact = 9007199254740992.0;  // 2^53: integers up to here are doubles too
  if (json.is_object()) {
    write_object(json, out);
  } else if (json.is_array()) {
    out += '[';
    bool first = true;
    for (const Json& entry : json) {
      if (!first) out += ',';
      first = false;
      write(entry, out);
    }
    out += ']';
  } else if (json.is_number()) {
    const auto value = json.get<double>();
    out += json.is_number_integer() && std::abs(value) <= kExact ? json.dump() : number_text(value);
  } else {
    out += json.dump();
  }
}

}  // namespace

std::string canonical_json(const Json& json) {
  std::string out;
  write(json, out);
  return out;
}

}  // namespace crosstalk::hub
