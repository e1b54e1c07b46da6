#include "storage/json.h"

#include <doctest/doctest.h>

namespace crosstalk {

TEST_CASE("well-formed JSON is read and written back compactly") {
  const auto json = parse_json(R"( {"b": [1, 2.5, null, true], "a": "\u00e9\n"} )");
  REQUIRE(json);
  CHECK(to_text(*json) == "{\"a\":\"é\\n\",\"b\":[1,2.5,null,true]}");
}

TEST_CASE("whatever is no JSON text is nothing") {
  for (const char* text :
       {"", " ", "{", "}", "[1,]", "{\"a\":1,}", "{'a':1}", "nul", "01", "1 2", "{} x", "\"\\x\"",
        "\"\\ud800\"", "\"\t\"", "NaN", "// c\n1", "[1e999]", "]]]", "{\"a\"}"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_json(text));
  }
}

TEST_CASE("text that is not UTF-8 is no JSON") {
  CHECK_FALSE(parse_json("\"\xff\""));
  CHECK_FALSE(parse_json("\"\xc0\xaf\""));
  CHECK_FALSE(parse_json("\"\xed\xa0\x80\""));
}

TEST_CASE("sixty-four levels are read and sixty-five are not") {
  const std::string open(64, '[');
  const std::string close(64, ']');
  CHECK(parse_json(open + close));
  CHECK_FALSE(parse_json("[" + open + close + "]"));
}

TEST_CASE("a hundred thousand brackets end in nothing, closed or not") {
  const std::string open(100'000, '[');
  CHECK_FALSE(parse_json(open));
  CHECK_FALSE(parse_json(open + std::string(100'000, ']')));
  std::string objects;
  for (int level = 0; level < 100'000; ++level) objects += "{\"a\":";
  CHECK_FALSE(parse_json(objects));
}

TEST_CASE("brackets inside a string do not count as levels") {
  const std::string inside = "\"" + std::string(1000, '[') + "\\\"" + std::string(1000, '{') + "\"";
  const auto json = parse_json(inside);
  REQUIRE(json);
  CHECK(json->is_string());
}

TEST_CASE("a string member is read only where it is one") {
  const auto json = parse_json(R"({"name": "Leeds", "count": 3})");
  REQUIRE(json);
  CHECK(string_member(*json, "name") == "Leeds");
  CHECK_FALSE(string_member(*json, "count"));
  CHECK_FALSE(string_member(*json, "other"));
  CHECK_FALSE(string_member(Json::array(), "name"));
}

}  // namespace crosstalk
