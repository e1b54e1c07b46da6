#include "client/model/dates.h"

#include <array>
#include <cstdio>

#include "storage/time.h"

namespace crosstalk {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

std::string_view weekday_name(unsigned iso_weekday, bool full, const Strings& strings) {
  switch (iso_weekday) {
    case 1:
      return full ? strings("date.monday") : strings("date.mon");
    case 2:
      return full ? strings("date.tuesday") : strings("date.tue");
    case 3:
      return full ? strings("date.wednesday") : strings("date.wed");
    case 4:
      return full ? strings("date.thursday") : strings("date.thu");
    case 5:
      return full ? strings("date.friday") : strings("date.fri");
    case 6:
      return full ? strings("date.saturday") : strings("date.sat");
    default:
      return full ? strings("date.sunday") : strings("date.sun");
  }
}

std::string_view month_name(unsigned month, const Strings& strings) {
  switch (month) {
    case 1:
      return strings("date.january");
    case 2:
      return strings("date.february");
    case 3:
      return strings("date.march");
    case 4:
      return strings("date.april");
    case 5:
      return strings("date.may");
    case 6:
      return strings("date.june");
    case 7:
      return strings("date.july");
    case 8:
      return strings("date.august");
    case 9:
      return strings("date.september");
    case 10:
      return strings("date.october");
    case 11:
      return strings("date.november");
    default:
      return strings("date.december");
  }
}

std::string with_year(const year_month_day& date, Day today, const Strings& strings) {
  const std::string number = std::to_string(static_cast<unsigned>(date.day()));
  const auto month = month_name(static_cast<unsigned>(date.month()), strings);
  if (date.year() == year_month_day(today).year())
    return strings.fill("date.day_month", {number, month});
  const std::string year = std::to_string(static_cast<int>(date.year()));
  return strings.fill("date.day_month_year", {number, month, year});
}

std::string named_day(Day day, Day today, bool full, const Strings& strings) {
  const auto name = weekday_name(std::chrono::weekday(day).iso_encoding(), full, strings);
  return strings.fill("date.weekday_date", {name, with_year(year_month_day(day), today, strings)});
}

}  // namespace

std::chrono::seconds no_offset(Instant) { return std::chrono::seconds(0); }

Day day_of(Instant moment, const Zone& zone) {
  const auto local = moment.time_since_epoch() + zone(moment);
  return Day(std::chrono::floor<days>(local));
}

Instant moment_of(Day day, int minutes, const Zone& zone) {
  const Instant as_if_utc{std::chrono::duration_cast<Milliseconds>(day.time_since_epoch()) +
                          std::chrono::minutes(minutes)};
  // The offset of the guess decides; on the two nights a year when it changes, the second look is
  // the right one.
  const Instant guess = as_if_utc - zone(as_if_utc);
  return as_if_utc - zone(guess);
}

std::optional<Day> day_from_iso(std::string_view text) {
  const auto moment = parse_date(text);
  if (!moment) return std::nullopt;
  return day_of(*moment, no_offset);
}

std::string iso_of(Day day) {
  return format_date(Instant{std::chrono::duration_cast<Milliseconds>(day.time_since_epoch())});
}

std::string clock_words(Instant moment, const Zone& zone) {
  const auto local = moment.time_since_epoch() + zone(moment);
  const auto since =
      std::chrono::duration_cast<std::chrono::minutes>(local - std::chrono::floor<days>(local));
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "%02d:%02d", static_cast<int>(since.count() / 60),
                static_cast<int>(since.count() % 60));
  return text.data();
}

std::string day_words(Day day, Day today, const Strings& strings) {
  if (day == today) return std::string(strings("date.today"));
  if (day == today - days(1)) return std::string(strings("date.yesterday"));
  if (day == today + days(1)) return std::string(strings("date.tomorrow"));
  return named_day(day, today, false, strings);
}

std::string long_day_words(Day day, Day today, const Strings& strings) {
  return named_day(day, today, true, strings);
}

std::string short_day_words(Day day, Day today, const Strings& strings) {
  return with_year(year_month_day(day), today, strings);
}

std::string day_heading(Day day, Day today, const Strings& strings) {
  std::string full = named_day(day, today, true, strings);
  if (day == today) return strings.fill("date.today_heading", {full});
  return full;
}

std::string moment_words(Instant moment, Instant now, const Zone& zone, const Strings& strings) {
  const std::string day = day_words(day_of(moment, zone), day_of(now, zone), strings);
  return strings.fill("date.day_at", {day, clock_words(moment, zone)});
}

std::string_view weekday_words(unsigned iso_weekday, const Strings& strings) {
  return weekday_name(iso_weekday, false, strings);
}

unsigned first_weekday(const Strings& strings) {
  for (const char letter : std::string_view(strings("date.week_begins"))) {
    if (letter >= '1' && letter <= '7') return static_cast<unsigned>(letter - '0');
  }
  return 1;
}

std::string month_words(std::chrono::year_month month, const Strings& strings) {
  const std::string year = std::to_string(static_cast<int>(month.year()));
  return strings.fill("date.month_year",
                      {month_name(static_cast<unsigned>(month.month()), strings), year});
}

}  // namespace crosstalk
