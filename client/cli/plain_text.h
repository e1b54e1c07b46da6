#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "storage/clock.h"

namespace crosstalk {

/// A text for one line of a terminal: white space folded, control characters and those that turn
/// the direction of writing shown as U+FFFD, so that a note can't rewrite what stands beside it.
std::string one_line(std::string_view text);

/// The same for text of several lines; its lines and tabs stay.
std::string many_lines(std::string_view text);

/// Columns that a terminal gives the text.
std::size_t display_width(std::string_view text);

/// At most `width` columns, with "…" at the end where something was left out.
std::string shortened(std::string_view text, std::size_t width);

/// Cells in columns with two spaces between; the last column may be as wide as it likes.
/// `widths_max` bounds the others, 0 is no bound.
std::string columns(const std::vector<std::vector<std::string>>& rows,
                    const std::vector<std::size_t>& widths_max);

/// How many columns standard output has; 100 where it is no terminal.
std::size_t output_width();

/// The moment as people say it, in the machine's time zone: "today 14:05", "yesterday 09:30", "Tue
/// 24 Nov 14:05", "24 Nov 2016".
std::string said_time(Instant time, Instant now);

/// A day (YYYY-MM-DD) as people say it: "today", "tomorrow", "yesterday", "Fri 4 Dec", "4 Dec
/// 2016"; as it is where it is no date. `today` is the day in UTC, as dates are.
std::string said_date(std::string_view date, Instant now);

/// "1 conversation", "3 conversations".
std::string counted(std::int64_t count, std::string_view noun);

}  // namespace crosstalk
