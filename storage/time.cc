#include "storage/time.h"

#include <algorithm>

namespace crosstalk {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Instant kFirst = std::chrono::sys_days{std::chrono::year{1} / 1 / 1};
constexpr Instant kEnd = std::chrono::sys_days{std::chrono::year{10000} / 1 / 1};

// Reads a text from left to right; every step says whether it found what it wanted.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  std::optional<int> digits(std::size_t count) {
    if (rest_.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t at = 0; at < count; ++at) {
      const char c = rest_[at];
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }

  bool one_of(std::string_view characters) {
    if (rest_.empty() || characters.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool done() const { return rest_.empty(); }
  char front() const { return rest_.empty() ? '\0' : rest_.front(); }

 private:
  std::string_view rest_;
};

std::optional<Instant> read_date(Cursor& cursor) {
  const auto year = cursor.digits(4);
  if (!year || *year == 0 || !cursor.one_of("-")) return std::nullopt;
  const auto month = cursor.digits(2);
  if (!month || !cursor.one_of("-")) return std::nullopt;
  const auto day = cursor.digits(2);
  if (!day) return std::nullopt;
  const auto date = std::chrono::year{*year} / *month / *day;
  if (!date.ok()) return std::nullopt;
  return Instant{std::chrono::sys_days{date}};
}

std::optional<Milliseconds> read_clock(Cursor& cursor) {
  const auto hour = cursor.digits(2);
  if (!hour || *hour > 23 || !cursor.one_of(":")) return std::nullopt;
  const auto minute = cursor.digits(2);
  if (!minute || *minute > 59 || !cursor.one_of(":")) return std::nullopt;
  const auto second = cursor.digits(2);
  if (!second || *second > 59) return std::nullopt;
  Milliseconds time = hours{*hour} + minutes{*minute} + seconds{*second};
  if (!cursor.one_of(".")) return time;
  int unit = 100;
  bool any = false;
  while (const auto digit = cursor.digits(1)) {
    time += Milliseconds{*digit * unit};
    unit /= 10;  // beyond milliseconds it is 0: finer digits are cut off
    any = true;
  }
  if (!any) return std::nullopt;
  return time;
}

std::optional<Milliseconds> read_offset(Cursor& cursor) {
  if (cursor.one_of("Zz")) return Milliseconds{0};
  const int sign = cursor.front() == '-' ? -1 : 1;
  if (!cursor.one_of("+-")) return std::nullopt;
  const auto hour = cursor.digits(2);
  if (!hour || *hour > 23 || !cursor.one_of(":")) return std::nullopt;
  const auto minute = cursor.digits(2);
  if (!minute || *minute > 59) return std::nullopt;
  return sign * Milliseconds{hours{*hour} + minutes{*minute}};
}

void append(std::string& out, unsigned value, int width) {
  unsigned divisor = 1;
  for (int digit = 1; digit < width; ++digit) divisor *= 10;
  for (; divisor > 0; divisor /= 10) out.push_back(static_cast<char>('0' + value / divisor % 10));
}

// What cannot be written in four digits of a year is written as the nearest that can.
Instant writable(Instant time) { return std::clamp(time, kFirst, kEnd - Milliseconds{1}); }

void append_date(std::string& out, Instant time) {
  const std::chrono::year_month_day date{std::chrono::floor<days>(time)};
  append(out, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  out.push_back('-');
  append(out, static_cast<unsigned>(date.month()), 2);
  out.push_back('-');
  append(out, static_cast<unsigned>(date.day()), 2);
}

void append_clock(std::string& out, Instant time) {
  const std::chrono::hh_mm_ss clock{time - std::chrono::floor<days>(time)};
  append(out, static_cast<unsigned>(clock.hours().count()), 2);
  out.push_back(':');
  append(out, static_cast<unsigned>(clock.minutes().count()), 2);
  out.push_back(':');
  append(out, static_cast<unsigned>(clock.seconds().count()), 2);
}

}  // namespace

std::string format_time(Instant time) {
  time = writable(time);
  std::string out;
  append_date(out, time);
  out.push_back('T');
  append_clock(out, time);
  out.push_back('Z');
  return out;
}

std::string format_time_ms(Instant time) {
  time = writable(time);
  std::string out = format_time(time);
  out.back() = '.';
  const auto milliseconds = time - std::chrono::floor<seconds>(time);
  append(out, static_cast<unsigned>(milliseconds.count()), 3);
  out.push_back('Z');
  return out;
}

std::string format_date(Instant time) {
  std::string out;
  append_date(out, writable(time));
  return out;
}

std::optional<Instant> parse_time(std::string_view text) {
  Cursor cursor(text);
  const auto date = read_date(cursor);
  if (!date || !cursor.one_of("Tt")) return std::nullopt;
  const auto clock = read_clock(cursor);
  if (!clock) return std::nullopt;
  const auto offset = read_offset(cursor);
  if (!offset || !cursor.done()) return std::nullopt;
  const Instant time = *date + *clock - *offset;
  if (time < kFirst || time >= kEnd) return std::nullopt;
  return time;
}

std::optional<Instant> parse_date(std::string_view text) {
  Cursor cursor(text);
  const auto date = read_date(cursor);
  if (!date || !cursor.done()) return std::nullopt;
  return date;
}

}  // namespace crosstalk
