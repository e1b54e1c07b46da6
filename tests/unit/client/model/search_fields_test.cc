#include "client/model/search_fields.h"

#include <doctest/doctest.h>

#include "storage/time.h"

namespace crosstalk {
namespace {

const Strings kStrings;
const Vocabulary kVocabulary;
const Instant kNow = *parse_time("2016-03-18T17:44:00Z");  // a Friday

struct Search {
  FilterValues values;

  Search() {
    values.places = {{"Leeds", 3}, {"Leek", 1}, {"Market Hall", 2}};
    values.people = {{*parse_uuid("0190a000-0000-7000-8000-000000000001"), "Kit Ashworth"}};
  }
  FieldSources sources() const { return {values, kVocabulary, day_of(kNow, no_offset), kStrings}; }
  TimelineChoice read(std::string_view typed) const { return choice_of_search(typed, sources()); }
};

using Values = std::vector<std::string>;

TEST_CASE("words that name a filter are taken out of a search, and the rest stays words") {
  const TimelineChoice choice = Search().read("signed place:leeds sector:housing \"last spring\"");
  CHECK(choice.query == "signed \"last spring\"");
  CHECK(choice.values.at("place") == Values{"Leeds"});
  CHECK(choice.values.at("sector") == Values{"housing"});
}

TEST_CASE("a name is found by its beginning only where no other begins so") {
  const Search search;
  CHECK(search.read("place:market").values.at("place") == Values{"Market Hall"});
  CHECK(search.read("place:\"Market Hall\" paper").values.at("place") == Values{"Market Hall"});
  const TimelineChoice unclear = search.read("place:lee");
  CHECK(unclear.values.empty());
  CHECK(unclear.query == "place:lee");
  TimelineChoice typing;
  const auto words = field_words("place:market");
  REQUIRE(words.size() == 1);
  CHECK_FALSE(put_field(typing, words[0], search.sources(), NameMatch::whole));
  CHECK(typing == TimelineChoice());
}

TEST_CASE("a colon in other words, in quotes or with nothing after it is text") {
  const Search search;
  for (const char* text : {"note: call back", "\"is:mine\" paper", "is: this", "10:30 place:",
                           "http://example.org", "is:purple", "before:whenever", "-is:mine"}) {
    CAPTURE(text);
    const TimelineChoice choice = search.read(text);
    CHECK(choice.query == text);
    CHECK_FALSE(choice.filtered());
  }
}

TEST_CASE("before and after leave the month or day out, since and on take it in") {
  const Search search;
  CHECK(search.read("before:2016-03").until == "2016-02-29");
  CHECK(search.read("after:2016-03").from == "2016-04-01");
  CHECK(search.read("since:2016-03").from == "2016-03-01");
  CHECK(search.read("since:monday").from == "2016-03-14");
  CHECK(search.read("before:2016").until == "2015-12-31");
  const TimelineChoice month = search.read("on:2016-02 paper");
  CHECK(month.from == "2016-02-01");
  CHECK(month.until == "2016-02-29");
  const TimelineChoice between = search.read("after:2016-01-09 before:2016-01-20");
  CHECK(between.from == "2016-01-10");
  CHECK(between.until == "2016-01-19");
  CHECK(search.read("on:2016-13").query == "on:2016-13");
}

TEST_CASE("who wrote it, what it is and what it has are said in a word") {
  const Search search;
  CHECK(search.read("is:mine").values.at("person") == Values{"own"});
  CHECK(search.read("by:me").values.at("person") == Values{"own"});
  CHECK(search.read("by:kit").values.at("person") ==
        Values{"0190a000-0000-7000-8000-000000000001"});
  CHECK(search.read("IS:Waiting").values.at("sync") == Values{"waiting"});
  CHECK(search.read("is:in-report").values.at("review") == Values{"in-report"});
  CHECK(search.read("has:action").values.at("action") == Values{"open"});
  CHECK(search.read("is:bin").bin);
}

TEST_CASE("each example in the help is understood by the whole of its name") {
  const Search search;
  std::string examples(kStrings("settings.help.search_fields"));
  examples += ' ';
  examples += kStrings("settings.help.search_days");
  std::erase(examples, ',');
  const auto words = field_words(examples);
  CHECK(words.size() == 14);
  for (const FieldWord& word : words) {
    CAPTURE(word.field);
    TimelineChoice choice;
    CHECK(put_field(choice, word, search.sources(), NameMatch::whole));
    CHECK(choice.filtered());
  }
}

TEST_CASE("a word of a search is finished by what stands after it, or by its closing quote") {
  CHECK_FALSE(field_words("place:Leeds")[0].finished);
  CHECK(field_words("place:Leeds ")[0].finished);
  CHECK(field_words("place:\"Market Hall\"")[0].finished);
  const auto open = field_words("place:\"Market Ha");
  REQUIRE(open.size() == 1);
  CHECK_FALSE(open[0].finished);
  CHECK(open[0].value == "Market Ha");
}

}  // namespace
}  // namespace crosstalk
