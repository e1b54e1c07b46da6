#pragma once

#include <cstdint>
#include <random>
#include <span>

#include "storage/clock.h"

namespace crosstalk {

/// Chance from a seed: the same seed gives the same bytes.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}

  void fill(std::span<std::byte> bytes) override {
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(engine_() & 0xff);
  }
  /// A number below `end`, which is not 0.
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }
  bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
  std::mt19937_64& engine() { return engine_; }

 private:
  std::mt19937_64 engine_;
};

}  // namespace crosstalk
