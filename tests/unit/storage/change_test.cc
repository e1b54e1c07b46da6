#include "storage/change.h"

#include <doctest/doctest.h>

#include <string>

namespace crosstalk {
namespace {

constexpr const char* kWhole = R"({
  "id": "0193a5c2-e1f4-7001-8f3a-9c01d2e4b5a6",
  "stamp": "0193a5c2e1f40001-7f3a9c01d2e4b5a6",
  "record": "0193a5c2-e1f4-7001-8f3a-000000000001",
  "kind": "conversation",
  "edit": true,
  "set": {"summary": "Nobody phones back", "themes/risk": true, "order": 2.5, "place": null},
  "base": {"body": ["0193a5c2-e1f4-7001-8f3a-000000000002"]},
  "mends": ["0193a5c2-e1f4-7001-8f3a-000000000003"],
  "cut": ["stance"],
  "by": "0193a5c2-e1f4-7001-8f3a-000000000004",
  "seal": "c2VhbA",
  "colour": {"of": ["later", "versions"]}
})";

Json whole() { return *parse_json(kWhole); }

}  // namespace

TEST_CASE("a change is read with all that it holds") {
  const auto change = change_from_json(whole());
  REQUIRE(change);
  CHECK(change->id.text() == "0193a5c2-e1f4-7001-8f3a-9c01d2e4b5a6");
  CHECK(change->stamp.text() == "0193a5c2e1f40001-7f3a9c01d2e4b5a6");
  CHECK(change->record.text() == "0193a5c2-e1f4-7001-8f3a-000000000001");
  CHECK(change->kind == "conversation");
  CHECK(change->edit);
  CHECK(change->set.size() == 4);
  CHECK(change->set.at("themes/risk") == true);
  CHECK(change->set.at("place").is_null());
  CHECK(change->base.at("body").size() == 1);
  CHECK(change->mends.size() == 1);
  CHECK(change->cut == std::vector<std::string>{"stance"});
  REQUIRE(change->by);
  CHECK(change->by->text() == "0193a5c2-e1f4-7001-8f3a-000000000004");
  CHECK(change->seal == "c2VhbA");
}

TEST_CASE("what is read is written back equal, unknown members too") {
  const auto change = change_from_json(whole());
  REQUIRE(change);
  CHECK(change_to_json(*change) == whole());
}

TEST_CASE("the wire form leaves out what the hub adds") {
  const auto change = change_from_json(whole());
  REQUIRE(change);
  const Json wire = change_to_wire(*change);
  CHECK_FALSE(wire.contains("by"));
  CHECK_FALSE(wire.contains("seal"));
  CHECK(wire["colour"] == whole()["colour"]);
  CHECK(change_bytes(*change) == to_text(wire).size());
}

TEST_CASE("a new record's change needs no more than id, stamp, record, kind and set") {
  const auto change = change_from_json(*parse_json(
      R"({"id": "0193a5c2-e1f4-7001-8f3a-9c01d2e4b5a6",
          "stamp": "0193a5c2e1f40001-7f3a9c01d2e4b5a6",
          "record": "0193a5c2-e1f4-7001-8f3a-000000000001", "kind": "something-new", "set": {}})"));
  REQUIRE(change);
  CHECK_FALSE(change->edit);
  const Json wire = change_to_wire(*change);
  CHECK(wire.size() == 5);
  CHECK(wire["set"] == Json::object());
}

TEST_CASE("an erasure needs no set, and nothing else does without") {
  Json json = whole();
  json.erase("set");
  CHECK_FALSE(change_from_json(json));
  json["kind"] = "erase";
  json["history"] = true;
  const auto change = change_from_json(json);
  REQUIRE(change);
  CHECK(change->history);
  CHECK_FALSE(change_to_wire(*change).contains("set"));
}

TEST_CASE("a change whose members are not well formed is nothing") {
  const std::pair<const char*, const char*> wrong[] = {
      {"id", "null"},
      {"id", "7"},
      {"id", "\"x\""},
      {"id", "\"00000000-0000-0000-0000-000000000000\""},
      {"id", "\"0193a5c2e1f470018f3a9c01d2e4b5a6\""},
      {"stamp", "null"},
      {"stamp", "\"0193a5c2e1f40001\""},
      {"stamp", "\"ffffffffffffffff-7f3a9c01d2e4b5a6\""},
      {"record", "null"},
      {"record", "\"mine\""},
      {"kind", "null"},
      {"kind", "\"\""},
      {"kind", "[]"},
      {"set", "null"},
      {"set", "[]"},
      {"set", "\"text\""},
      {"set", "{\"a\": {}}"},
      {"set", "{\"a\": [1]}"},
      {"edit", "1"},
      {"edit", "null"},
      {"base", "[]"},
      {"base", "{\"body\": \"x\"}"},
      {"base", "{\"body\": [1]}"},
      {"base", "{\"body\": [\"x\"]}"},
      {"mends", "{}"},
      {"mends", "[null]"},
      {"cut", "\"body\""},
      {"cut", "[1]"},
      {"history", "\"yes\""},
      {"by", "7"},
      {"seal", "7"}};
  for (const auto& one : wrong) {
    CAPTURE(one.first);
    CAPTURE(one.second);
    Json json = whole();
    json[one.first] = *parse_json(one.second);
    CHECK_FALSE(change_from_json(json));
  }
}

TEST_CASE("what is no object is no change") {
  for (const char* text : {"null", "[]", "7", "\"change\"", "{}"}) {
    CAPTURE(text);
    CHECK_FALSE(change_from_json(*parse_json(text)));
  }
}

TEST_CASE("each missing member makes a change nothing") {
  for (const char* member : {"id", "stamp", "record", "kind", "set"}) {
    CAPTURE(member);
    Json json = whole();
    json.erase(member);
    CHECK_FALSE(change_from_json(json));
  }
}

TEST_CASE("a hub that does not know who wrote a change says null") {
  Json json = whole();
  json["by"] = nullptr;
  json["seal"] = nullptr;
  const auto change = change_from_json(json);
  REQUIRE(change);
  CHECK_FALSE(change->by);
  CHECK(change->seal.empty());
}

TEST_CASE("text of any length and script is kept exactly") {
  Json json = whole();
  const std::string long_text(900'000, 'x');
  json["set"] = {{"body", "العربية 👩‍👩‍👧‍👦 \n\t\"\\"},
                 {"summary", long_text},
                 {"strange field\n", "kept"}};
  const auto change = change_from_json(*parse_json(to_text(json)));
  REQUIRE(change);
  CHECK(change_to_json(*change) == json);
  CHECK(change_bytes(*change) > 900'000);
}

}  // namespace crosstalk
