#include "storage/search_text.h"

#include <doctest/doctest.h>

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("search text");

using Terms = std::vector<SearchTerm>;

TEST_CASE("words stand for themselves, and the one being typed is a beginning") {
  CHECK(read_search("shared ca") == Terms{{"shared"}, {"ca", false, true}});
  CHECK(read_search("  shared   ca  ") == Terms{{"shared"}, {"ca", false, true}});
}

TEST_CASE("words in quotes are one term, whichever quotes a keyboard makes") {
  CHECK(read_search("\"signed last spring\" nothing") ==
        Terms{{"signed last spring"}, {"nothing", false, true}});
  CHECK(read_search("“signed last”") == Terms{{"signed last"}});
  CHECK(read_search("\"signed\"last") == Terms{{"signed"}, {"last", false, true}});
}

TEST_CASE("a minus before a word or a phrase leaves it out, and it is never a beginning") {
  CHECK(read_search("-council") == Terms{{"council", true}});
  CHECK(read_search("trust -\"health trust\"") == Terms{{"trust"}, {"health trust", true}});
  CHECK(read_search("-coun* x") == Terms{{"coun", true, true}, {"x", false, true}});
}

TEST_CASE("a star makes any word a beginning") {
  CHECK(read_search("agree* signed") == Terms{{"agree", false, true}, {"signed", false, true}});
  CHECK(read_search("\"last spr\"* x") == Terms{{"last spr", false, true}, {"x", false, true}});
}

TEST_CASE("a quote that is not closed and a minus inside a word are taken as typed") {
  CHECK(read_search("\"signed last") == Terms{{"signed"}, {"last", false, true}});
  CHECK(read_search("5\" pipe") == Terms{{"5\""}, {"pipe", false, true}});
  CHECK(read_search("well-known") == Terms{{"well-known", false, true}});
  CHECK(read_search("a - b") == Terms{{"a"}, {"b", false, true}});
  CHECK(read_search("--x") == Terms{{"--x", false, true}});
}

TEST_CASE("what is nothing but signs asks for nothing") {
  for (const char* typed : {"", " ", "\"", "\"\"", "-", "- -", "*", "-\"", "“", "\" \"", "-*"}) {
    CAPTURE(typed);
    CHECK(read_search(typed).empty());
  }
}

TEST_CASE("of a page that was pasted in the first words count") {
  std::string page;
  for (int word = 0; word < 1'000; ++word) page += "word ";
  CHECK(read_search(page).size() == kSearchTermsMax);
}

}  // namespace
}  // namespace crosstalk
