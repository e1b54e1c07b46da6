#include "client/model/strings.h"

#include <doctest/doctest.h>

#include <set>

namespace crosstalk {
namespace {

TEST_CASE("every key of the table stands there once and says something") {
  std::set<std::string_view> keys;
  for (const EnglishText& entry : kEnglish) {
    CAPTURE(entry.key);
    CHECK(keys.insert(entry.key).second);
    CHECK_FALSE(entry.one.empty());
  }
}

TEST_CASE("a count chooses its plural and is written with separators") {
  const Strings strings;
  CHECK(strings.count("timeline.find", 1) == "Find in 1 note");
  CHECK(strings.count("timeline.find", 1204) == "Find in 1,204 notes");
  CHECK(strings.count("heard.times", 1) == "Heard once");
  CHECK(strings.number(-1234567) == "-1,234,567");
  CHECK(strings.number(100) == "100");
}

TEST_CASE("values take the place of their numbers, and only theirs") {
  const Strings strings;
  CHECK(strings.fill("action.who_by", {"Dana", "Friday"}) == "Dana, by Friday");
  CHECK(strings.fill("toast.done", {"{0} stays"}) == "Done: {0} stays");
}

TEST_CASE(
    "a language with six plurals gets the form for each count, and English where it says nothing") {
  Catalogue welsh{.language = "cy", .name = "Cymraeg", .entries = {}};
  welsh.entries["heard.sectors"] = {{Plural::zero, "zero {n}"}, {Plural::one, "one {n}"},
                                    {Plural::two, "two {n}"},   {Plural::few, "few {n}"},
                                    {Plural::many, "many {n}"}, {Plural::other, "other {n}"}};
  const Strings strings(welsh);
  CHECK(strings.language() == "cy");
  CHECK(strings.count("heard.sectors", 0) == "zero 0");
  CHECK(strings.count("heard.sectors", 2) == "two 2");
  CHECK(strings.count("heard.sectors", 3) == "few 3");
  CHECK(strings.count("heard.sectors", 6) == "many 6");
  CHECK(strings.count("heard.sectors", 7) == "other 7");
  CHECK(strings("capture.save") == "Save note");
  const auto missing = missing_keys(welsh);
  CHECK(missing.size() == kEnglish.size() - 1);
}

}  // namespace
}  // namespace crosstalk
