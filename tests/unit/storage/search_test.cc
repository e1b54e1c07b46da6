#include "storage/search.h"

#include "storage/find.h"
#include "tests/unit/storage/store_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("search of the index");

using Names = std::vector<std::string>;

SearchExpression asked(const Store& store, const std::string& typed) {
  return good(search_expression(store.database(), typed));
}

TEST_CASE_FIXTURE(StoreFixture, "a search becomes words, phrases and what is left out") {
  const auto store = open();
  CHECK(asked(*store, "Shared ca").wanted == "\"shared\" AND \"ca\"*");
  CHECK(asked(*store, "\"Gdańsk's trust\" x").wanted == "\"gdansk s trust\" AND \"x\"*");
  CHECK(asked(*store, "trust -\"health trust\" -nhs").wanted ==
        "(\"trust\") NOT (\"health trust\" OR \"nhs\")");
  CHECK(asked(*store, "-nhs").wanted.empty());
  CHECK(asked(*store, "-nhs").unwanted == "\"nhs\"");
  CHECK(asked(*store, "?!").hopeless);
  CHECK_FALSE(asked(*store, "\"").hopeless);
}

TEST_CASE_FIXTURE(StoreFixture, "phrases, minus and stars find what they say") {
  const auto store = open();
  note(*store, "signed last spring");
  note(*store, "last signed in spring");
  note(*store, "agreements signed");
  CHECK(found(*store, "\"signed last\"") == Names{"signed last spring"});
  CHECK(found(*store, "signed -spring") == Names{"agreements signed"});
  CHECK(found(*store, "signed -\"signed last\"") ==
        Names{"agreements signed", "last signed in spring"});
  CHECK(found(*store, "-spring") == Names{"agreements signed"});
  CHECK(found(*store, "-spring -agreements").empty());
  CHECK(found(*store, "agree* signed") == Names{"agreements signed"});
  CHECK(found(*store, "agree signed").empty());
  CHECK(found(*store, "\"").size() == 3);
  CHECK(found(*store, "!!!").empty());
}

TEST_CASE_FIXTURE(StoreFixture, "case and accents make no difference, in phrases and minus too") {
  const auto store = open();
  note(*store, "Élan vital at Gdańsk");
  CHECK(found(*store, "\"ELAN Vital\"").size() == 1);
  CHECK(found(*store, "vital -gdansk").empty());
}

TEST_CASE_FIXTURE(StoreFixture,
                  "no bytes at all make a search that the index does not understand") {
  const auto store = open();
  note(*store, "said \"yes\" OR not");
  SeededRandom dice{20};
  constexpr std::string_view kSigns[] = {"\"", "-",   "*",    "(", ")", " ", ":", "^", "+",   "AND",
                                         "OR", "NOT", "NEAR", "{", "}", "“", "”", "'", "yes", "é"};
  for (int round = 0; round < 3'000; ++round) {
    std::string typed;
    const auto length = dice.below(24);
    for (std::uint64_t part = 0; part < length; ++part) {
      if (dice.below(2) == 0) {
        typed += kSigns[dice.below(std::size(kSigns))];
      } else {
        typed += static_cast<char>(dice.below(256));
      }
    }
    CAPTURE(round);
    CAPTURE(typed);
    ConversationFilter filter;
    filter.query = typed;
    filter.limit = 1;
    REQUIRE(static_cast<bool>(find_positions(*store, filter)));
    const auto marker = SearchMarker::open(store->database(), typed);
    REQUIRE(static_cast<bool>(marker));
    for (const TextRange& mark : marker->marks(typed, 100)) {
      REQUIRE(mark.begin < mark.end);
      REQUIRE(mark.end <= typed.size());
    }
  }
}

Names marked(const Store& store, const std::string& typed, const std::string& text) {
  Names words;
  const SearchMarker marker = good(SearchMarker::open(store.database(), typed));
  for (const TextRange& mark : marker.marks(text, 100)) {
    words.push_back(text.substr(mark.begin, mark.end - mark.begin));
  }
  return words;
}

TEST_CASE_FIXTURE(StoreFixture, "what was found is marked as the index compares it") {
  const auto store = open();
  const std::string text = "Signed in GDAŃSK last spring, and the signing was last.";
  CHECK(marked(*store, "sign", text) == Names{"Signed", "signing"});
  CHECK(marked(*store, "gdansk x", text) == Names{"GDAŃSK"});
  CHECK(marked(*store, "\"last spring\"", text) == Names{"last spring"});
  CHECK(marked(*store, "last -signed", text) == Names{"last", "last"});
  CHECK(marked(*store, "-signed", text).empty());
  CHECK(marked(*store, "", text).empty());
}

TEST_CASE("an excerpt shows the first mark with the words around it") {
  const std::string text =
      "Their agreement with the trust was signed last spring\nand still nothing has been shared, "
      "she says, and the paper was never what stopped it, for the people who sign are not those "
      "who share.";
  const std::size_t at = text.find("nothing");
  const Excerpt excerpt = excerpt_of(text, {{at, at + 7}});
  CHECK(excerpt.text.starts_with("…last spring and still nothing has been shared"));
  CHECK(excerpt.text.ends_with("…"));
  REQUIRE(excerpt.marks.size() == 1);
  CHECK(excerpt.text.substr(excerpt.marks[0].begin, 7) == "nothing");
  CHECK(excerpt_of("short nothing", {{6, 13}}).text == "short nothing");
  CHECK(excerpt_of(text, {}).text.empty());
}

}  // namespace
}  // namespace crosstalk
