#include "client/model/outing.h"

#include <doctest/doctest.h>

#include "storage/time.h"

namespace crosstalk {
namespace {

const Strings kStrings;

Outing trip() {
  Outing outing;
  outing.name = "London to Leeds";
  outing.setting = "train";
  outing.place = "East Coast line";
  outing.started = outing.carried_on = *parse_time("2016-03-18T17:44:00Z");
  return outing;
}

Day day(std::string_view iso) { return *day_from_iso(iso); }

TEST_CASE("an outing is kept as text and read back, and nothing is made of other text") {
  Outing outing = trip();
  outing.event_like = true;
  outing.event = "Spring \"workshop\"";
  outing.notes = 3;
  CHECK(outing_from(outing_text(outing)) == outing);
  for (const char* other : {"", "{}", "[]", "trip", "{\"started\":\"soon\"}"}) {
    CAPTURE(other);
    CHECK_FALSE(outing_from(other));
  }
}

TEST_CASE("an outing is fresh on its day, asks on the next, and is over after that") {
  Outing outing = trip();
  CHECK(outing_age(outing, day("2016-03-18"), no_offset) == OutingAge::fresh);
  CHECK(outing_age(outing, day("2016-03-19"), no_offset) == OutingAge::asks);
  CHECK(outing_age(outing, day("2016-03-20"), no_offset) == OutingAge::over);
  outing.carried_on = *parse_time("2016-03-19T08:00:00Z");
  CHECK(outing_age(outing, day("2016-03-19"), no_offset) == OutingAge::fresh);
  CHECK(outing_age(outing, day("2016-03-20"), no_offset) == OutingAge::asks);
}

TEST_CASE("a clock that was set back makes an outing no older") {
  CHECK(outing_age(trip(), day("2016-03-01"), no_offset) == OutingAge::fresh);
}

TEST_CASE("an outing fills in only what a note does not say, and takes off only that") {
  NoteDraft draft;
  draft.setting = "corridor";
  fill_in(draft, trip());
  CHECK(draft.setting == "corridor");
  CHECK(draft.place == "East Coast line");
  take_off(draft, trip());
  CHECK(draft.setting == "corridor");
  CHECK(draft.place.empty());
}

TEST_CASE("the line of an outing says where, what and how many notes") {
  const auto line = [](const Outing& outing, std::string_view today) {
    const OutingView view = outing_view(outing, Vocabulary(), day(today), no_offset, kStrings);
    return view.fact + " | " + view.sentence + " | " + view.end;
  };
  Outing outing = trip();
  outing.notes = 3;
  CHECK(line(outing, "2016-03-18") == "On a train, London to Leeds | 3 notes. | End trip");
  outing.notes = 1;
  CHECK(line(outing, "2016-03-19") ==
        "On a train, London to Leeds | Still running since yesterday. 1 note. | End trip");
  outing.name.clear();
  outing.notes = 0;
  CHECK(line(outing, "2016-03-18") == "On a train, East Coast line | No notes yet. | End trip");
  outing = {};
  outing.event_like = true;
  outing.started = trip().started;
  CHECK(line(outing, "2016-03-18") == "Event | No notes yet. | End event");
}

}  // namespace
}  // namespace crosstalk
