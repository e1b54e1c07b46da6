#include "client/model/dates.h"

#include <doctest/doctest.h>

#include "storage/time.h"

namespace crosstalk {
namespace {

const Strings kStrings;

/// Friday 18 March 2016.
Day friday() { return *day_from_iso("2016-03-18"); }

std::string understood(std::string_view text, Lean lean = Lean::ahead) {
  const auto day = understand_day(text, friday(), lean, kStrings);
  return day ? iso_of(*day) : "nothing";
}

TEST_CASE("days are said as people say them, with the year when it is not this one") {
  CHECK(day_words(friday(), friday(), kStrings) == "today");
  CHECK(day_words(*day_from_iso("2016-03-17"), friday(), kStrings) == "yesterday");
  CHECK(day_words(*day_from_iso("2016-03-25"), friday(), kStrings) == "Fri 25 March");
  CHECK(day_words(*day_from_iso("2017-01-02"), friday(), kStrings) == "Mon 2 January 2017");
  CHECK(long_day_words(*day_from_iso("2016-04-01"), friday(), kStrings) == "Friday 1 April");
  CHECK(day_heading(friday(), friday(), kStrings) == "Today, Friday 18 March");
  CHECK(short_day_words(*day_from_iso("2016-03-02"), friday(), kStrings) == "2 March");
}

TEST_CASE("a moment is said in the zone of the person") {
  const Zone ahead = [](Instant) { return std::chrono::seconds(3600); };
  const Instant moment = *parse_time("2016-03-17T23:30:00Z");
  const Instant now = *parse_time("2016-03-18T09:00:00Z");
  CHECK(moment_words(moment, now, no_offset, kStrings) == "yesterday 23:30");
  CHECK(moment_words(moment, now, ahead, kStrings) == "today 00:30");
  CHECK(format_time(moment_of(friday(), 30, ahead)) == "2016-03-17T23:30:00Z");
}

TEST_CASE("single words name the day they mean") {
  CHECK(understood("today") == "2016-03-18");
  CHECK(understood(" Tomorrow ") == "2016-03-19");
  CHECK(understood("yesterday", Lean::back) == "2016-03-17");
  CHECK(understood("monday") == "2016-03-21");
  CHECK(understood("Friday") == "2016-03-25");
  CHECK(understood("wed") == "2016-03-23");
  CHECK(understood("next Friday") == "2016-03-25");
  CHECK(understood("next tuesday") == "2016-03-22");
  CHECK(understood("on Sunday") == "2016-03-20");
  CHECK(understood("Tuesday", Lean::back) == "2016-03-15");
  CHECK(understood("last Friday", Lean::back) == "2016-03-11");
}

TEST_CASE("distances are counted from today") {
  CHECK(understood("in two weeks") == "2016-04-01");
  CHECK(understood("2 weeks") == "2016-04-01");
  CHECK(understood("in a month") == "2016-04-18");
  CHECK(understood("in 10 days") == "2016-03-28");
  CHECK(understood("next week") == "2016-03-25");
  CHECK(understood("next month") == "2016-04-18");
  CHECK(understood("3 days ago", Lean::back) == "2016-03-15");
}

TEST_CASE("a day and a month is the next one, or the last one when looking back") {
  CHECK(understood("1 April") == "2016-04-01");
  CHECK(understood("1st of april") == "2016-04-01");
  CHECK(understood("April 1") == "2016-04-01");
  CHECK(understood("2 March") == "2017-03-02");
  CHECK(understood("2 March", Lean::back) == "2016-03-02");
  CHECK(understood("1 December", Lean::back) == "2015-12-01");
  CHECK(understood("Friday 1 April") == "2016-04-01");
  CHECK(understood("1 April 2019") == "2019-04-01");
  CHECK(understood("29 feb") == "2020-02-29");
  CHECK(understood("1/4") == "2016-04-01");
  CHECK(understood("1.4.26") == "2026-04-01");
  CHECK(understood("2016-12-24") == "2016-12-24");
}

TEST_CASE("what is no day is not guessed at") {
  for (const char* text : {"", "soon", "30 February", "31/4/2016", "13 13", "the day", "99999 days",
                           "in weeks", "1/2/3/4", "0/0", "32 March"}) {
    CAPTURE(text);
    CHECK(understood(text) == "nothing");
  }
}

TEST_CASE("a day is read as it is said, weekday and year with it") {
  CHECK(understood("Friday 25 March") == "2016-03-25");
  CHECK(understood("Monday 2 January 2017") == "2017-01-02");
  CHECK(understood("Monday 2 January 2017 maybe") == "nothing");
}

TEST_CASE("a chosen day is typed in words that are read as the same day, else as its figures") {
  const auto typed = [](const char* iso, Lean lean) {
    return day_to_type(*day_from_iso(iso), friday(), lean, kStrings);
  };
  CHECK(typed("2016-03-25", Lean::ahead) == "Friday 25 March");
  CHECK(typed("2017-01-02", Lean::ahead) == "Monday 2 January 2017");
  CHECK(typed("2016-03-10", Lean::back) == "Thursday 10 March");
  for (const Lean lean : {Lean::ahead, Lean::back}) {
    for (int away = -800; away <= 800; ++away) {
      const Day day = friday() + std::chrono::days(away);
      const std::string words = day_to_type(day, friday(), lean, kStrings);
      CHECK(understand_day(words, friday(), lean, kStrings) == day);
    }
  }
}

TEST_CASE("weeks begin on Monday in English") {
  CHECK(first_weekday(kStrings) == 1);
  CHECK(weekday_words(1, kStrings) == "Mon");
}

}  // namespace
}  // namespace crosstalk
