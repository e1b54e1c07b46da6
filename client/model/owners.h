#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crosstalk {

/// The names to choose from while an owner is written: those of which a word begins as what is
/// written, or all while nothing is, or once a name stands there whole. At most `count_max`, in the
/// order of `people`.
std::vector<std::string> owners_like(const std::vector<std::string>& people,
                                     std::string_view written, std::size_t count_max);

}  // namespace crosstalk
