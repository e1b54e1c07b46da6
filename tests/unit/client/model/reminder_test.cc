#include "client/model/reminder.h"

#include <doctest/doctest.h>

#include "client/model/owners.h"

namespace crosstalk {
namespace {

const Strings kStrings;
const Day kToday = *day_from_iso("2016-03-18");

ActionView action(const char* due, const char* state = "open", bool mine = true) {
  ActionView made;
  made.due = due;
  made.state = state;
  made.mine = mine;
  return made;
}

TEST_CASE("a reminder counts what is overdue before what is due today") {
  const auto both = reminder_view({action("2016-03-01"), action("2016-03-17"),
                                   action("2016-03-18", "doing"), action("2016-03-19")},
                                  kToday, kStrings);
  REQUIRE(both.has_value());
  CHECK(both->fact == "2 actions of yours are overdue");
  CHECK(both->sentence == "· 1 more is due today");
  const auto today = reminder_view({action("2016-03-18")}, kToday, kStrings);
  REQUIRE(today.has_value());
  CHECK(today->fact == "1 action of yours is due today");
  CHECK(today->sentence.empty());
}

TEST_CASE("there is no reminder of what is done, dropped, later, undated or another's") {
  CHECK_FALSE(reminder_view({action("2016-03-01", "done"), action("2016-03-01", "dropped"),
                             action("2016-03-19"), action(""), action("2016-03-01", "open", false)},
                            kToday, kStrings)
                  .has_value());
}

TEST_CASE("owners to choose from are those of whom a word begins as what is written") {
  const std::vector<std::string> people = {"Anna Lee", "Bert Hall", "Cora Hall-Lee"};
  using Names = std::vector<std::string>;
  CHECK(owners_like(people, "", 5) == people);
  CHECK(owners_like(people, " LE", 5) == Names{"Anna Lee", "Cora Hall-Lee"});
  CHECK(owners_like(people, "nna", 5).empty());
  CHECK(owners_like(people, "bert hall", 5) == people);
  CHECK(owners_like(people, "cora hall-lee", 2) == Names{"Anna Lee", "Cora Hall-Lee"});
}

}  // namespace
}  // namespace crosstalk
