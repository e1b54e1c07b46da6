#include "storage/time.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/seeded_random.h"

namespace crosstalk {

TEST_CASE("a time in UTC is read and written alike") {
  for (const char* text :
       {"2026-11-23T10:00:00Z", "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z",
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2999-06-15T12:30:45Z",
        "2024-02-29T00:00:00Z", "2000-02-29T00:00:00Z", "1900-02-28T00:00:00Z"}) {
    const auto time = parse_time(text);
    CAPTURE(text);
    REQUIRE(time);
    CHECK(format_time(*time) == text);
  }
}

TEST_CASE("an offset is taken off") {
  CHECK(parse_time("2026-11-23T10:00:00+01:00") == parse_time("2026-11-23T09:00:00Z"));
  CHECK(parse_time("2026-11-23T10:00:00-05:30") == parse_time("2026-11-23T15:30:00Z"));
  CHECK(parse_time("2026-01-01T00:30:00+14:00") == parse_time("2025-12-31T10:30:00Z"));
  CHECK(parse_time("2026-11-23T10:00:00-00:00") == parse_time("2026-11-23T10:00:00Z"));
  CHECK(parse_time("2026-11-23t10:00:00z") == parse_time("2026-11-23T10:00:00Z"));
}

TEST_CASE("a fraction is kept to the millisecond") {
  const auto time = parse_time("2026-11-23T10:00:00.1234567891234567890Z");
  REQUIRE(time);
  CHECK(format_time_ms(*time) == "2026-11-23T10:00:00.123Z");
  CHECK(format_time(*time) == "2026-11-23T10:00:00Z");
  CHECK(parse_time("2026-11-23T10:00:00.5Z") ==
        *parse_time("2026-11-23T10:00:00Z") + Milliseconds{500});
  CHECK(format_time_ms(Instant{Milliseconds{-1}}) == "1969-12-31T23:59:59.999Z");
}

TEST_CASE("a day that no calendar has is no time") {
  for (const char* day : {"2026-02-30", "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01",
                          "2026-00-01", "2026-01-00", "2026-01-32", "0000-01-01"}) {
    CAPTURE(day);
    CHECK_FALSE(parse_date(day));
    CHECK_FALSE(parse_time(std::string(day) + "T10:00:00Z"));
  }
}

TEST_CASE("whatever is not RFC 3339 is no time") {
  for (const char* text : {"",
                           "2026-11-23",
                           "2026-11-23T10:00Z",
                           "2026-11-23T10:00:00",
                           "2026-11-23 10:00:00Z",
                           "2026-11-23T24:00:00Z",
                           "2026-11-23T10:60:00Z",
                           "2026-11-23T10:00:00.Z",
                           "2026-11-23T10:00:00+1:00",
                           "2026-11-23T10:00:00+0100",
                           "2026-11-23T10:00:00+24:00",
                           "2026-11-23T10:00:00+01:60",
                           "2026-11-23T10:00:00ZZ",
                           "2026-11-23T10:00:00Z ",
                           " 2026-11-23T10:00:00Z",
                           "26-11-23T10:00:00Z",
                           "+2026-11-23T10:00:00Z",
                           "20261123T100000Z",
                           "2026-11-23T1o:00:00Z",
                           "tomorrow"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time(text));
  }
}

TEST_CASE("a leap second is refused") {
  CHECK_FALSE(parse_time("2016-12-31T23:59:60Z"));
  CHECK(parse_time("2016-12-31T23:59:59Z"));
}

TEST_CASE("an offset cannot lead out of the years that can be written") {
  CHECK_FALSE(parse_time("0001-01-01T00:00:00+00:01"));
  CHECK_FALSE(parse_time("9999-12-31T23:59:59-00:01"));
  CHECK(parse_time("0001-01-01T00:01:00+00:01"));
}

TEST_CASE("a date is its first moment in UTC") {
  const auto date = parse_date("2026-11-23");
  REQUIRE(date);
  CHECK(format_time(*date) == "2026-11-23T00:00:00Z");
  CHECK(format_date(*date + Milliseconds{86'399'999}) == "2026-11-23");
  for (const char* text :
       {"", "2026-11-2", "2026-11-233", "23.11.2026", "2026/11/23", "2026-11-23T"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("any moment is written so that it is read back as itself") {
  SeededRandom random(5);
  const auto first = parse_time("0001-01-01T00:00:00Z")->time_since_epoch().count();
  const auto last = parse_time("9999-12-31T23:59:59Z")->time_since_epoch().count();
  for (int round = 0; round < 2000; ++round) {
    const auto span = static_cast<std::size_t>(last - first);
    const Instant time{Milliseconds{first + static_cast<std::int64_t>(random.below(span))}};
    CHECK(parse_time(format_time_ms(time)) == time);
  }
}

TEST_CASE("moments beyond all calendars are written as the nearest that can be") {
  CHECK(format_time(Instant::max()) == "9999-12-31T23:59:59Z");
  CHECK(format_time(Instant::min()) == "0001-01-01T00:00:00Z");
  CHECK(format_date(Instant::max()) == "9999-12-31");
}

}  // namespace crosstalk
