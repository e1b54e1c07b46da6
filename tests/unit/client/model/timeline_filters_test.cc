#include "client/model/timeline_filters.h"

#include <doctest/doctest.h>

#include "client/model/saved_searches.h"
#include "storage/time.h"

namespace crosstalk {
namespace {

const Strings kStrings;
const Instant kNow = *parse_time("2016-03-18T17:44:00Z");  // a Friday

struct Timeline {
  TimelineChoice choice;
  FilterValues values;
  std::vector<SavedSearch> saved;
  std::int64_t found = 0;
  bool complete = true;

  TimelineView view() const {
    const Vocabulary vocabulary;
    const std::string setting = "train";
    return timeline_view({choice, values, saved, found, 1204, complete, setting, vocabulary, kNow,
                          no_offset, kStrings});
  }
  std::vector<std::string> labels(const std::string& row) const {
    std::vector<std::string> labels;
    for (const FilterRow& shown : view().filters) {
      if (shown.name != row) continue;
      for (const FilterChip& chip : shown.chips) labels.push_back(chip.label);
    }
    return labels;
  }
};

std::string when(const std::optional<Instant>& moment) {
  return moment ? format_time(*moment) : std::string("any");
}

TEST_CASE("periods are days on the calendar, and a range ends with its last day") {
  TimelineChoice choice;
  choice.period = Period::last_week;
  auto filter = filter_of(choice, kNow, no_offset);
  CHECK(when(filter.from) == "2016-03-07T00:00:00Z");
  CHECK(when(filter.until) == "2016-03-14T00:00:00Z");
  choice.period = Period::last_month;
  filter = filter_of(choice, kNow, no_offset);
  CHECK(when(filter.from) == "2016-02-01T00:00:00Z");
  CHECK(when(filter.until) == "2016-03-01T00:00:00Z");
  choice = {};
  choice.from = "2016-03-02";
  choice.until = "2016-03-05";
  filter = filter_of(choice, kNow, no_offset);
  CHECK(when(filter.from) == "2016-03-02T00:00:00Z");
  CHECK(when(filter.until) == "2016-03-06T00:00:00Z");
}

TEST_CASE("a period takes the place of a range of days") {
  TimelineChoice choice;
  choice.from = "2016-03-02";
  tap_filter(choice, {"period", "week", "", false});
  CHECK(choice.from.empty());
  CHECK(choice.period == Period::week);
}

TEST_CASE("what is on reaches the store: several values of a row, people, messages, states") {
  Uuid message;
  message.bytes[0] = 7;
  Uuid person;
  person.bytes[0] = 9;
  TimelineChoice choice;
  for (const auto& [row, key] :
       std::vector<std::pair<std::string, std::string>>{{"place", "Leeds"},
                                                        {"place", "Hull"},
                                                        {"purpose", "early-help"},
                                                        {"message", message.text()},
                                                        {"person", "own"},
                                                        {"person", person.text()},
                                                        {"review", "new"},
                                                        {"sync", "waiting"},
                                                        {"action", "open"}}) {
    tap_filter(choice, {row, key, "", false});
  }
  const auto filter = filter_of(choice, kNow, no_offset);
  CHECK(filter.places == std::vector<std::string>{"Hull", "Leeds"});
  CHECK(filter.purposes == std::vector<std::string>{"early-help"});
  CHECK(filter.messages == std::vector<Uuid>{message});
  CHECK(filter.own);
  CHECK(filter.people == std::vector<Uuid>{person});
  CHECK(filter.reviews == std::vector<std::string>{"new"});
  CHECK(filter.syncs == std::vector<ItemSync>{ItemSync::here});
  CHECK(filter.open_action);
}

TEST_CASE("values stand most used first with their counts, and those nobody used after them") {
  Timeline timeline;
  timeline.values.places = {{"Leeds", 1204}, {"Hull", 3}};
  timeline.values.stances = {{"idea", 2}};
  CHECK(timeline.labels("place") == std::vector<std::string>{"Leeds · 1,204", "Hull · 3"});
  const auto stances = timeline.labels("stance");
  REQUIRE(stances.size() == 5);
  CHECK(stances.front() == "Idea · 2");
}

TEST_CASE("a value that is on stays there to be taken off when no note has it any more") {
  Timeline timeline;
  timeline.choice.toggle("place", "Atlantis");
  CHECK(timeline.labels("place") == std::vector<std::string>{"Atlantis"});
  const auto active = timeline.view().active;
  REQUIRE(active.size() == 1);
  CHECK(active[0].label == "Atlantis");
  tap_filter(timeline.choice, active[0]);
  CHECK(timeline.choice.empty());
}

TEST_CASE("what is asked for says how many notes there are, once that is known") {
  Timeline timeline;
  CHECK(timeline.view().found.empty());
  timeline.choice.query = "paper";
  timeline.complete = false;
  timeline.found = 200;
  CHECK(timeline.view().found == "Searching");
  timeline.complete = true;
  timeline.found = 1;
  CHECK(timeline.view().found == "1 note");
}

TEST_CASE("a range of days is one chip that says its days") {
  Timeline timeline;
  timeline.choice.from = "2016-03-02";
  CHECK(timeline.view().active[0].label == "Since 2 March");
  timeline.choice.until = "2016-03-05";
  CHECK(timeline.view().active[0].label == "2 March to 5 March");
  tap_filter(timeline.choice, timeline.view().active[0]);
  CHECK(timeline.choice.empty());
}

TEST_CASE("a search can be saved once, and its name is offered") {
  Timeline timeline;
  CHECK_FALSE(timeline.view().can_save);
  timeline.choice.query = "paper";
  timeline.choice.toggle("place", "Leeds");
  CHECK(timeline.view().can_save);
  CHECK(timeline.view().suggested_name == "paper, Leeds");
  timeline.saved = {{"Papers", timeline.choice}};
  const auto view = timeline.view();
  CHECK_FALSE(view.can_save);
  REQUIRE(view.saved.size() == 1);
  CHECK(view.saved[0].on);
}

TEST_CASE("saved searches come back as they were kept, and what is broken is left out") {
  TimelineChoice choice;
  choice.query = "“signed last” -paper";
  choice.period = Period::last_month;
  choice.toggle("place", "Łódź");
  choice.toggle("person", "own");
  choice.bin = true;
  TimelineChoice days;
  days.from = "2016-03-02";
  const std::vector<SavedSearch> searches = {{"One", choice}, {"Two", days}};
  CHECK(read_saved_searches(saved_searches_text(searches)) == searches);
  for (const char* broken : {"", "{}", "[1, null]", "[{\"name\": \"x\"}]", "[{\"name\": 3}]",
                             "[{\"name\": \"x\", \"from\": \"yesterday\", \"values\": [1]}]"}) {
    CAPTURE(broken);
    CHECK(read_saved_searches(broken).empty());
  }
}

TEST_CASE("one name is one search") {
  TimelineChoice paper, trust;
  paper.query = "paper";
  trust.query = "trust";
  auto searches = with_search({{"Mine", paper}}, {"Mine", trust});
  REQUIRE(searches.size() == 1);
  CHECK(searches[0].choice == trust);
  searches = with_search(searches, {"Other", paper});
  searches = with_name(searches, "Mine", "Other");
  REQUIRE(searches.size() == 1);
  CHECK(searches[0].name == "Other");
  CHECK(searches[0].choice == trust);
  CHECK(with_name(searches, "Other", "").size() == 1);
  CHECK(without_search(searches, "Other").empty());
}

}  // namespace
}  // namespace crosstalk
