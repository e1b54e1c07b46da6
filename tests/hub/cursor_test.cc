// Cursors, and a store that is not the one a device knows.
#include "sync/hub/cursor.h"

#include <doctest/doctest.h>

#include "sync/hub/canonical_json.h"
#include "tests/hub/hub_fixture.h"

namespace crosstalk::hub::test {
namespace {

void put_incarnation(TestHub& hub, std::string_view incarnation) {
  auto write = hub.store().write();
  REQUIRE(write);
  (*write)->put_setting("incarnation", incarnation);
  REQUIRE((*write)->commit());
}

void check_gives_nothing(const Json& answer) {
  CHECK(answer["cursor"].is_null());
  for (const char* list : {"taken", "rejected", "later", "changes"}) CHECK(answer[list].empty());
}

TEST_CASE("a cursor of another life takes and gives nothing") {
  TestHub hub;
  TestDevice anna = hub.join(Role::recorder, "Anna");
  hub.pull(anna);
  put_incarnation(hub, "life-two");
  const Json note = hub.change(anna, "conversation", {{"summary", "s"}});
  const Json answer = hub.sync(anna, Json::array({note}), anna.cursor);
  check_gives_nothing(answer);
  CHECK(answer["incarnation"] == "life-two");
  CHECK(hub.sync(anna, Json::array({note}))["taken"].size() == 1);
}

TEST_CASE("a cursor whose mark is not found again takes and gives nothing") {
  TestHub hub;
  TestDevice anna = hub.join(Role::recorder, "Anna");
  // The same places with other marks, as after a snapshot was put back and written on.
  auto read = hub.store().read();
  REQUIRE(read);
  const auto space = (*read)->space_named("Test");
  REQUIRE(space.has_value());
  REQUIRE((*read)->commit());
  hub.pull(anna);
  auto cursor = read_cursor(*space, anna.cursor);
  REQUIRE(cursor.has_value());
  Cursor changed = *cursor;
  changed.feeds.at("team").mark ^= 1;
  check_gives_nothing(hub.sync(anna, Json::array(), write_cursor(*space, changed)));
  changed = *cursor;
  changed.head.position += 5;
  check_gives_nothing(hub.sync(anna, Json::array(), write_cursor(*space, changed)));
}

TEST_CASE("a cursor that somebody made up takes and gives nothing") {
  TestHub hub;
  TestDevice anna = hub.join(Role::recorder, "Anna");
  hub.pull(anna);
  std::string altered = anna.cursor;
  altered[10] = altered[10] == 'A' ? 'B' : 'A';
  for (const std::string& cursor : {std::string("rubbish"), std::string("."), altered}) {
    check_gives_nothing(hub.sync(anna, Json::array(), cursor));
  }
}

TEST_CASE("nothing new is an empty answer with the same place") {
  TestHub hub;
  TestDevice anna = hub.join(Role::recorder, "Anna");
  hub.pull(anna);
  const SyncOutcome outcome = hub.call(anna, Json::array(), anna.cursor);
  CHECK(outcome.nothing_new);
  CHECK(outcome.answer().size() < 600);
  const auto poll = hub.service().poll(anna.token, {}, hub.now);
  REQUIRE(poll.has_value());
  CHECK_FALSE(poll->nothing_new);
}

TEST_CASE("want gives what the member may see, and names no more") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  const TestDevice bert = hub.join(Role::recorder, "Bert");
  const TestDevice kiosk = hub.join(Role::kiosk, "Kiosk");
  const Json hidden = hub.change(anna, "conversation", {{"summary", "s"}});
  const Json open = hub.change(anna, "conversation", {{"visibility", "team"}});
  hub.sync(anna, Json::array({hidden, open}));
  HaveRequest request;
  request.call = "c";
  request.want = {*parse_uuid(hidden["id"].get<std::string>()),
                  *parse_uuid(open["id"].get<std::string>())};
  const auto wanted = [&](const TestDevice& device) {
    const HaveOutcome outcome = hub.service().have(device.token, request, hub.now);
    const auto* text = std::get_if<std::string>(&outcome.result);
    REQUIRE(text != nullptr);
    return *parse_json(*text);
  };
  const Json own = wanted(anna);
  CHECK(own["changes"].size() == 2);
  CHECK(own["cursor"].is_null());
  CHECK(own["call"] == "c");
  const Json others = wanted(bert);
  CHECK(others["changes"].size() == 1);
  CHECK(gives(others["changes"], open));
  const HaveOutcome turned = hub.service().have(kiosk.token, request, hub.now);
  REQUIRE(std::holds_alternative<Problem>(turned.result));
  CHECK(std::get<Problem>(turned.result).status == 403);
}

TEST_CASE("canonical JSON sorts by UTF-16 units and writes numbers as ECMAScript does") {
  // The example of RFC 8785, 3.2.2, its numbers and the sorting test of 3.2.3.
  const auto json = parse_json(
      R"({"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001,)"
      R"(-0.0,1e21,123456789012345680000],)"
      R"("string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]})");
  REQUIRE(json.has_value());
  CHECK(canonical_json(*json) ==
        "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1e+"
        "21,"
        "123456789012345680000],\"string\":\"\xE2\x82\xAC$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  const auto names =
      parse_json(R"({"\ufb33":1,"\ud83d\ude00":2,"\u20ac":3,"\r":4,"1":5,"\u0080":6,"\u00f6":7})");
  REQUIRE(names.has_value());
  CHECK(canonical_json(*names) ==
        "{\"\\r\":4,\"1\":5,\"\xC2\x80\":6,"
        "\"\xC3\xB6\":7,\"\xE2\x82\xAC\":3,\"\xF0\x9F\x98\x80\":"
        "2,\"\xEF\xAC\xB3\":1}");
}

}  // namespace
}  // namespace crosstalk::hub::test
