#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace crosstalk {

/// The plural categories of Unicode CLDR. English uses `one` and `other`, Welsh all six.
enum class Plural { zero, one, two, few, many, other, count };

/// "zero", "one" … "other": as catalogues name them.
std::string_view plural_name(Plural plural);

/// How a language counts: which form stands for a number, and which forms there are. Cardinal rules
/// for whole numbers, from CLDR 44 (supplemental/plurals.xml).
struct PluralRule {
  Plural (*form)(std::int64_t count) = nullptr;
  std::span<const Plural> forms;  ///< all that `form` gives, `other` last
};

/// The rule of a language (BCP 47; what follows a "-" does not matter). One that is not known
/// counts as English does.
PluralRule plural_rule(std::string_view language);

}  // namespace crosstalk
