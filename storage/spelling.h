#pragma once

#include <string_view>

namespace crosstalk {

/// True where `typed` may be `meant` with a slip of the fingers: in words of six letters and more
/// one letter too many or too few, two letters changed round, or a wrong letter that lies beside
/// the right one on the keyboard (or a vowel for a vowel); in words of eight letters and more two
/// of these. Of five letters only two letters changed round, for "house" is no slip of "horse".
/// Both begin with the same letter. Words in lower case.
bool slip_of(std::string_view typed, std::string_view meant);

}  // namespace crosstalk
