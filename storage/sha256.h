#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace crosstalk {

/// SHA-256 (FIPS 180-4) of text that comes in parts. Here because the lowest layers also run in a
/// browser, where no library for it is linked; it compares what is the same, and guards no secret.
class Sha256 {
 public:
  using Digest = std::array<std::uint8_t, 32>;

  void add(std::string_view text);
  /// Of all that was added. Call once, last.
  Digest finish();

 private:
  void take_block(const std::uint8_t* block);

  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::uint8_t, 64> block_{};
  std::size_t filled_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace crosstalk
