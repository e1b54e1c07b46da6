#include "client/model/catalogue.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "client/model/strings.h"

namespace crosstalk {
namespace {

bool names(const std::vector<std::string>& lines, const std::string& line) {
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

Catalogue read(std::string_view json) {
  auto catalogue = parse_catalogue(json);
  REQUIRE(catalogue);
  return *std::move(catalogue);
}

}  // namespace

TEST_CASE("a language is read from its file, and speaks") {
  const Catalogue catalogue = read(R"({"language": "cy", "name": "Cymraeg", "texts": {
      "nav.new_note": "Nodyn newydd", "number.thousands": ".",
      "heard.times": {"zero": "0", "one": "unwaith", "two": "ddwywaith", "few": "tair", "many": "6",
                      "other": "{n} gwaith"}}})");
  const Strings strings(catalogue);
  CHECK(strings.language() == "cy");
  CHECK(strings("nav.new_note") == "Nodyn newydd");
  CHECK(strings.count("heard.times", 2) == "ddwywaith");
  CHECK(strings.count("heard.times", 4000) == "4.000 gwaith");
  CHECK(strings("capture.save") == "Save note");
  CHECK(catalogue_faults(catalogue).empty());
}

TEST_CASE("what a language lacks is named, and what would be shown wrong") {
  const Catalogue catalogue = read(R"({"language": "cy", "name": "Cymraeg", "texts": {
      "no.such.key": "x", "action.who_by": "{0} erbyn", "toast.done": "Wedi: {0} {3}",
      "heard.sectors": {"one": "{n} sector", "other": "sectorau"}}})");
  const auto faults = catalogue_faults(catalogue);
  CHECK(names(faults, "no.such.key: no text has this key"));
  CHECK(names(faults, "action.who_by: lacks {1}"));
  CHECK(names(faults, "toast.done: there is nothing for {3}"));
  CHECK(names(faults, "heard.sectors: lacks the form few"));
  CHECK(names(faults, "heard.sectors: lacks {n}"));
  CHECK(names(missing_keys(catalogue), "nav.new_note"));
  CHECK(missing_keys(catalogue).size() == kEnglish.size() - 3);
}

TEST_CASE("a file that is no catalogue says what is wrong with it") {
  const auto detail = [](std::string_view json) {
    const auto catalogue = parse_catalogue(json);
    REQUIRE_FALSE(catalogue);
    CHECK(catalogue.error().code == ErrorCode::file_unreadable);
    return catalogue.error().detail;
  };
  CHECK(detail("{").find("not JSON") != std::string::npos);
  CHECK(detail(R"({"name": "X", "texts": {}})").find("language") != std::string::npos);
  CHECK(detail(R"({"language": "x", "name": "X"})").find("texts") != std::string::npos);
  CHECK(detail(R"({"language": "x", "name": "X", "texts": {"a": 1}})").find("a: neither") !=
        std::string::npos);
  CHECK(detail(R"({"language": "x", "name": "X", "texts": {"a": {"lots": "b"}}})").find("lots") !=
        std::string::npos);
}

TEST_CASE("the accented English has every text, longer, with all its places") {
  const Catalogue pseudo = pseudo_catalogue();
  CHECK(missing_keys(pseudo).empty());
  CHECK(catalogue_faults(pseudo).empty());
  const Strings strings(pseudo);
  CHECK(strings("capture.save") == "[Šáv̂é ñóţé~~]");
}

TEST_CASE("numbers choose the forms of their language as CLDR says") {
  const auto form = [](const char* language, std::int64_t n) {
    return std::string(plural_name(plural_rule(language).form(n)));
  };
  CHECK(form("en", 1) == "one");
  CHECK(form("en", 0) == "other");
  CHECK(form("xx", 1) == "one");
  CHECK(form("fr", 0) == "one");
  CHECK(form("cy-GB", 6) == "many");
  CHECK(form("pl", 22) == "few");
  CHECK(form("pl", 12) == "many");
  CHECK(form("pl", 112) == "many");
  CHECK(form("gd", 11) == "one");
  CHECK(form("gd", 19) == "few");
  CHECK(form("gd", 20) == "other");
  CHECK(form("ga", 7) == "many");
  CHECK(form("ar", 103) == "few");
  CHECK(form("ar", 111) == "many");
  CHECK(form("ar", 100) == "other");
  CHECK(form("zh", 1) == "other");
}

TEST_CASE("a language lists every form that its rule gives") {
  for (const char* language : {"en", "fr", "cy", "pl", "gd", "ga", "ar", "zh"}) {
    CAPTURE(language);
    const PluralRule rule = plural_rule(language);
    for (std::int64_t n = 0; n < 1000; ++n) {
      const Plural form = rule.form(n);
      CHECK(std::find(rule.forms.begin(), rule.forms.end(), form) != rule.forms.end());
    }
  }
}

}  // namespace crosstalk
