#pragma once

#include <string>

#include "sync/receipt.h"

namespace crosstalk {

/// "412 of 412 on the hub, checked today 10:32", or how many are not, and how many the hub alone
/// holds.
std::string receipt_words(const Receipt& receipt, Instant now);

/// What differs, a line each, at most `lines_max` and then how many more there are: "conversation
/// 0193…, written today 10:02, is on this device alone".
std::string difference_words(const Receipt& receipt, Instant now, std::size_t lines_max);

}  // namespace crosstalk
