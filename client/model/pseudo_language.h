#pragma once

#include <string_view>

namespace crosstalk {

/// The accented English of tests and translators (`pseudo_catalogue`): told apart by these without
/// making it, which takes as long as reading all of the table.
inline constexpr std::string_view kPseudoLanguage = "qps-ploc";
inline constexpr std::string_view kPseudoName = "[Þšéúđó]";

}  // namespace crosstalk
