#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "client/model/strings.h"
#include "storage/clock.h"

namespace crosstalk {

/// The clock on the wall where the person is: how far it is ahead of UTC at a moment.
using Zone = std::function<std::chrono::seconds(Instant)>;

/// Zero, for tests and where no zone is known.
std::chrono::seconds no_offset(Instant moment);

/// A day as people count them, without a zone.
using Day = std::chrono::local_days;

Day day_of(Instant moment, const Zone& zone);
/// The moment when it is `minutes` past midnight there.
Instant moment_of(Day day, int minutes, const Zone& zone);
/// `YYYY-MM-DD`; nothing for anything else.
std::optional<Day> day_from_iso(std::string_view text);
std::string iso_of(Day day);

/// "17:44".
std::string clock_words(Instant moment, const Zone& zone);
/// "today", "yesterday", "tomorrow", else "Fri 25 March"; with the year when it is not this one.
std::string day_words(Day day, Day today, const Strings& strings);
/// "Friday 25 March"; with the year when it is not this one.
std::string long_day_words(Day day, Day today, const Strings& strings);
/// "25 March", as in "Since 2 March".
std::string short_day_words(Day day, Day today, const Strings& strings);
/// "Today, Friday 18 March", "Thursday 17 March": the heads of a list of days.
std::string day_heading(Day day, Day today, const Strings& strings);
/// "today 17:44", "Thu 17 March 14:20".
std::string moment_words(Instant moment, Instant now, const Zone& zone, const Strings& strings);
/// "March 2026": the head of a month.
std::string month_words(std::chrono::year_month month, const Strings& strings);

/// "Mon", above the days of a month. `iso_weekday`: 1 is Monday.
std::string_view weekday_words(unsigned iso_weekday, const Strings& strings);
/// The day that weeks begin with where this language is spoken; 1 is Monday.
unsigned first_weekday(const Strings& strings);

/// Where a day without a year is looked for.
enum class Lean { ahead, back };

/// Understands a day as people write it: "today", "tomorrow", "Friday", "next Friday", "in two
/// weeks", "next month", "1 April", "April 1st", "1/4", "1/4/2026", "2026-04-01". Nothing where it
/// does not.
std::optional<Day> understand_day(std::string_view text, Day today, Lean lean,
                                  const Strings& strings);
/// What to put into a field that is read with this lean, for it to be this day: "Friday 25 March",
/// or YYYY-MM-DD where these words would be another year's.
std::string day_to_type(Day day, Day today, Lean lean, const Strings& strings);

}  // namespace crosstalk
