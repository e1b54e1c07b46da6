#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "storage/planted.h"

namespace crosstalk::simulation {

/// A deliberate bug, and the invariants whose checkers may be the one that finds it.
struct PlantedBug {
  Bug bug;
  std::string_view name;
  std::vector<std::string_view> found_by;
  std::uint64_t seed = 1;  // from which to look: most show with the first few
};
const std::vector<PlantedBug>& planted_bugs();  // without `none`

/// Puts the bug of that name into the program; an empty name takes out what was there. False where
/// there is none of that name.
bool plant(std::string_view name);

}  // namespace crosstalk::simulation
