#include "storage/spelling.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace crosstalk {
namespace {

constexpr std::size_t kSwappedLeast = 5;  // letters
constexpr std::size_t kOneSlipLeast = 6;
constexpr std::size_t kTwoSlipsLeast = 8;
constexpr std::size_t kLettersMax = 24;
constexpr int kFar = 9;

bool vowel(char letter) {
  return std::string_view("aeiouy").find(letter) != std::string_view::npos;
}

bool beside(char left, char right) {
  constexpr std::array<std::string_view, 3> kKeys = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  for (std::size_t row = 0; row < kKeys.size(); ++row) {
    const auto at = kKeys[row].find(left);
    if (at == std::string_view::npos) continue;
    for (std::size_t other = 0; other < kKeys.size(); ++other) {
      const auto to = kKeys[other].find(right);
      if (to == std::string_view::npos) continue;
      const std::size_t rows = row > other ? row - other : other - row;
      const std::size_t columns = at > to ? at - to : to - at;
      return rows <= 1 && columns <= 1;
    }
  }
  return false;
}

int wrong_letter(char typed, char meant) {
  if (typed == meant) return 0;
  return beside(typed, meant) || (vowel(typed) && vowel(meant)) ? 1 : kFar;
}

bool swapped(std::string_view typed, std::string_view meant) {
  if (typed.size() != meant.size()) return false;
  const auto [left, right] = std::mismatch(typed.begin(), typed.end(), meant.begin());
  if (left == typed.end() || left + 1 == typed.end()) return false;
  return *left == *(right + 1) && *(left + 1) == *right &&
         std::equal(left + 2, typed.end(), right + 2);
}

// How many slips lie between two words: optimal string alignment, three rows of its table.
int slips(std::string_view typed, std::string_view meant) {
  std::array<std::array<int, kLettersMax + 1>, 3> rows{};
  for (std::size_t column = 0; column <= meant.size(); ++column)
    rows[0][column] = static_cast<int>(column);
  for (std::size_t line = 1; line <= typed.size(); ++line) {
    auto& now = rows[line % 3];
    const auto& before = rows[(line - 1) % 3];
    const auto& two_before = rows[(line + 1) % 3];
    now[0] = static_cast<int>(line);
    for (std::size_t column = 1; column <= meant.size(); ++column) {
      const char left = typed[line - 1], right = meant[column - 1];
      int least = std::min(before[column], now[column - 1]) + 1;
      least = std::min(least, before[column - 1] + wrong_letter(left, right));
      const bool round = line > 1 && column > 1 && left == meant[column - 2] &&
                         typed[line - 2] == right && left != right;
      if (round) least = std::min(least, two_before[column - 2] + 1);
      now[column] = least;
    }
  }
  return rows[typed.size() % 3][meant.size()];
}

}  // namespace

bool slip_of(std::string_view typed, std::string_view meant) {
  if (typed == meant || typed.empty() || meant.empty() || typed[0] != meant[0]) return false;
  const std::size_t longer = std::max(typed.size(), meant.size());
  const std::size_t shorter = std::min(typed.size(), meant.size());
  if (shorter < kSwappedLeast || longer > kLettersMax) return false;
  if (shorter < kOneSlipLeast) return swapped(typed, meant);
  const int most = shorter >= kTwoSlipsLeast ? 2 : 1;
  if (longer - shorter > static_cast<std::size_t>(most)) return false;
  return slips(typed, meant) <= most;
}

}  // namespace crosstalk
