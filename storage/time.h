#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/clock.h"

namespace crosstalk {

/// `2026-11-23T10:00:00Z`; seconds, as records hold it.
std::string format_time(Instant time);
/// `2026-11-23T10:00:00.000Z`; milliseconds, as the hub's answers hold it.
std::string format_time_ms(Instant time);
/// `2026-11-23`, the day in UTC.
std::string format_date(Instant time);

/// RFC 3339 with any offset and fraction (cut to milliseconds), from year 0001 to 9999; nothing for
/// anything else (30 February too). A leap second (`:60`) is refused: no record could hold it, and
/// to shift it would alter what was said.
std::optional<Instant> parse_time(std::string_view text);
/// `YYYY-MM-DD`, as its first moment in UTC; nothing for anything else.
std::optional<Instant> parse_date(std::string_view text);

}  // namespace crosstalk
