#include "client/cli/plain_text.h"

#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "storage/text.h"
#include "storage/time.h"

namespace crosstalk {
namespace {

constexpr std::size_t kWidthWithoutTerminal = 100;
constexpr std::size_t kWidthLeast = 40;

struct CodePoint {
  utf8proc_int32_t value = 0;
  std::string_view bytes;
};

CodePoint next_code_point(std::string_view text) {
  CodePoint point;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &point.value);
  point.bytes = text.substr(0, size > 0 ? static_cast<std::size_t>(size) : 1);
  if (size <= 0) point.value = 0xFFFD;
  return point;
}

bool turns_direction(utf8proc_int32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

std::string made_harmless(std::string_view text, bool keep_lines) {
  std::string harmless;
  while (!text.empty()) {
    const CodePoint point = next_code_point(text);
    const bool control = point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0);
    if (keep_lines && (point.value == '\n' || point.value == '\t')) {
      harmless += point.bytes;
    } else if (keep_lines && point.value == '\r') {
      // The end of a line written elsewhere; the line feed beside it is enough.
    } else if (control || turns_direction(point.value) || point.value == 0xFFFD) {
      harmless += "\xEF\xBF\xBD";
    } else {
      harmless += point.bytes;
    }
    text.remove_prefix(point.bytes.size());
  }
  return harmless;
}

std::tm local_time(Instant time) {
  const std::time_t seconds =
      std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  std::tm parts{};
  ::localtime_r(&seconds, &parts);
  return parts;
}

std::string formatted(const char* format, const std::tm& parts) {
  std::array<char, 64> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), format, &parts);
  return std::string(text.data(), size);
}

// The English names, whatever the locale: the words around them are English too.
std::string day_and_month(const std::tm& parts) {
  static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return std::to_string(parts.tm_mday) + " " + kMonths.at(static_cast<std::size_t>(parts.tm_mon));
}

std::string weekday(const std::tm& parts) {
  static constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  return kDays.at(static_cast<std::size_t>(parts.tm_wday));
}

long day_number(const std::tm& parts) {
  const std::chrono::year_month_day day{std::chrono::year(parts.tm_year + 1900),
                                        std::chrono::month(static_cast<unsigned>(parts.tm_mon + 1)),
                                        std::chrono::day(static_cast<unsigned>(parts.tm_mday))};
  return std::chrono::sys_days(day).time_since_epoch().count();
}

/// "today", "Tue 24 Nov" or "24 Nov 2016": a weekday only where it helps, a year only where it is
/// another.
std::string said_day(const std::tm& day, const std::tm& now) {
  const long distance = day_number(day) - day_number(now);
  if (distance == 0) return "today";
  if (distance == -1) return "yesterday";
  if (distance == 1) return "tomorrow";
  if (day.tm_year == now.tm_year) return weekday(day) + " " + day_and_month(day);
  return day_and_month(day) + " " + std::to_string(day.tm_year + 1900);
}

std::tm utc_time(Instant time) {
  const std::time_t seconds =
      std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  return parts;
}

}  // namespace

std::string one_line(std::string_view text) { return made_harmless(trimmed(text), false); }

std::string many_lines(std::string_view text) { return made_harmless(text, true); }

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const CodePoint point = next_code_point(text);
    width += static_cast<std::size_t>(std::max(0, utf8proc_charwidth(point.value)));
    text.remove_prefix(point.bytes.size());
  }
  return width;
}

std::string shortened(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  std::string kept;
  std::size_t used = 1;  // for the ellipsis
  while (!text.empty()) {
    const CodePoint point = next_code_point(text);
    used += static_cast<std::size_t>(std::max(0, utf8proc_charwidth(point.value)));
    if (used > width) break;
    kept += point.bytes;
    text.remove_prefix(point.bytes.size());
  }
  return kept + "…";
}

std::string columns(const std::vector<std::vector<std::string>>& rows,
                    const std::vector<std::size_t>& widths_max) {
  std::vector<std::size_t> widths;
  const auto cell = [&](const std::vector<std::string>& row, std::size_t i) {
    const std::size_t bound = i < widths_max.size() ? widths_max[i] : 0;
    return bound == 0 ? row[i] : shortened(row[i], bound);
  };
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], display_width(cell(row, i)));
    }
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    std::size_t gap = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (widths[i] == 0) continue;  // a column in which nothing stands
      const std::string content = cell(row, i);
      line.append(gap, ' ').append(content);
      gap = widths[i] - display_width(content) + 2;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::size_t output_width() {
  winsize size{};
  if (::isatty(STDOUT_FILENO) == 0 || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
      size.ws_col == 0) {
    return kWidthWithoutTerminal;
  }
  return std::max<std::size_t>(size.ws_col, kWidthLeast);
}

std::string said_time(Instant time, Instant now) {
  const std::tm then = local_time(time);
  return said_day(then, local_time(now)) + " " + formatted("%H:%M", then);
}

std::string said_date(std::string_view date, Instant now) {
  const auto day = parse_date(date);
  return day ? said_day(utc_time(*day), utc_time(now)) : std::string(date);
}

std::string counted(std::int64_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

}  // namespace crosstalk
