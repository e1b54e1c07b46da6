#include "sync/wire.h"

#include <doctest/doctest.h>

#include "sync/buckets.h"
#include "sync/limits.h"

namespace crosstalk {

namespace {

constexpr std::string_view kId = "0193a5c2-e1f4-7001-8f3a-9c01d2e4b5a6";
constexpr std::string_view kRecord = "0193a5c2-e1f4-7001-8f3a-9c01d2e4b5a7";
constexpr std::string_view kStamp = "0193a5c2e1f40001-7f3a9c01d2e4b5a6";

Uuid uuid(std::string_view text) { return parse_uuid(text).value(); }

Json whole_answer() {
  return {{"call", "k3v9x2"},
          {"time", "2026-11-23T10:00:00.000Z"},
          {"incarnation", "first"},
          {"taken", Json::array()},
          {"rejected", Json::array()},
          {"later", Json::array()},
          {"changes", Json::array()},
          {"cursor", "c1"},
          {"more", false}};
}

Change some_change() {
  Change change;
  change.id = uuid(kId);
  change.stamp = parse_stamp(kStamp).value();
  change.record = uuid(kRecord);
  change.kind = "conversation";
  change.set["summary"] = "Water again";
  return change;
}

}  // namespace

TEST_CASE("a request in which every member is missing asks for everything from the beginning") {
  const auto request = read_sync_request("{}");
  REQUIRE(request);
  CHECK_FALSE(request->call);
  CHECK_FALSE(request->cursor);
  CHECK(request->changes.empty());
  CHECK(request->waiting == 0);
  CHECK(request->wait == 0);
}

TEST_CASE("a request is read back as it was written") {
  SyncRequest request;
  request.call = "k3v9x2";
  request.cursor = "c7";
  request.changes.push_back(change_to_wire(some_change()));
  request.waiting = 12;
  request.wait = 55;
  const auto read = read_sync_request(write_sync_request(request));
  REQUIRE(read);
  CHECK(read->call == request.call);
  CHECK(read->cursor == request.cursor);
  CHECK(read->changes == request.changes);
  CHECK(read->waiting == 12);
  CHECK(read->wait == 55);
}

TEST_CASE("a request passes over members that it does not know") {
  CHECK(read_sync_request(R"({"wait": 1, "colour": {"deep": [1]}})"));
}

TEST_CASE("a wait beyond what a hub holds is brought within bounds") {
  CHECK(read_sync_request(R"({"wait": 3600})")->wait == limits::kWaitMax.count());
  CHECK(read_sync_request(R"({"wait": -1})")->wait == 0);
  CHECK(read_sync_request(R"({"wait": 18446744073709551615})")->wait == limits::kWaitMax.count());
}

TEST_CASE("a request whose members have the wrong type is malformed") {
  for (const char* text : {"", "[]", "null", "{", R"({"call": 7})", R"({"cursor": {}})",
                           R"({"changes": {}})", R"({"wait": "1"})", R"({"waiting": 1.5})"}) {
    CAPTURE(text);
    CHECK_FALSE(read_sync_request(text));
  }
}

TEST_CASE("a malformed change does not spoil the request that holds it") {
  const auto request = read_sync_request(R"({"changes": [5, {"id": "nonsense"}]})");
  REQUIRE(request);
  CHECK(request->changes.size() == 2);
}

TEST_CASE("an answer is read back as it was written") {
  HubAnswer answer;
  answer.time = Instant{Milliseconds{1'795'428'000'123}};
  answer.incarnation = "first";
  answer.taken.push_back({uuid(kId), "seal", parse_stamp(kStamp), {"summary"}});
  answer.rejected.push_back({uuid(kRecord), "too-large", "1000001 bytes"});
  answer.later.push_back(uuid(kRecord));
  Change change = some_change();
  change.by = uuid(kRecord);
  change.seal = "s1";
  answer.entries.emplace_back(change);
  answer.entries.emplace_back(OwnEntry{uuid(kId), "s2"});
  answer.entries.emplace_back(WithdrawEntry{uuid(kRecord)});
  answer.entries.emplace_back(
      EraseEntry{uuid(kId), parse_stamp(kStamp), uuid(kRecord), {uuid(kId)}, "s3"});
  answer.cursor = "c2";
  answer.more = true;

  const auto read = read_sync_answer(write_sync_answer(answer, "k3v9x2"), "k3v9x2");
  REQUIRE(read);
  CHECK(read->time == answer.time);
  CHECK(read->incarnation == "first");
  REQUIRE(read->taken.size() == 1);
  CHECK(read->taken[0].seal == "seal");
  CHECK(read->taken[0].stamp == parse_stamp(kStamp));
  CHECK(read->taken[0].cut == std::vector<std::string>{"summary"});
  REQUIRE(read->rejected.size() == 1);
  CHECK(read->rejected[0].code == "too-large");
  CHECK(read->later == answer.later);
  REQUIRE(read->entries.size() == 4);
  CHECK(std::get<Change>(read->entries[0]).seal == "s1");
  CHECK(std::get<OwnEntry>(read->entries[1]).id == uuid(kId));
  CHECK(std::get<WithdrawEntry>(read->entries[2]).record == uuid(kRecord));
  CHECK(std::get<EraseEntry>(read->entries[3]).under == std::vector<Uuid>{uuid(kId)});
  CHECK(read->cursor == "c2");
  CHECK(read->more);
}

TEST_CASE("an answer that lacks any member is no answer") {
  REQUIRE(read_sync_answer(to_text(whole_answer()), "k3v9x2"));
  for (const char* name :
       {"call", "time", "incarnation", "taken", "rejected", "later", "changes", "cursor", "more"}) {
    CAPTURE(name);
    Json answer = whole_answer();
    answer.erase(name);
    CHECK_FALSE(read_sync_answer(to_text(answer), "k3v9x2"));
  }
}

TEST_CASE("an answer to another call is no answer") {
  CHECK_FALSE(read_sync_answer(to_text(whole_answer()), "another"));
  Json answer = whole_answer();
  answer["call"] = nullptr;
  CHECK_FALSE(read_sync_answer(to_text(answer), "k3v9x2"));
}

TEST_CASE("an answer that was cut short is no answer, wherever the cut is") {
  const std::string whole = to_text(whole_answer());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    REQUIRE_FALSE(read_sync_answer(std::string_view(whole).substr(0, size), "k3v9x2"));
  }
}

TEST_CASE("an answer with one malformed entry is no answer") {
  const auto with = [](const char* list, Json entry) {
    Json answer = whole_answer();
    answer[list].push_back(std::move(entry));
    return read_sync_answer(to_text(answer), "k3v9x2");
  };
  CHECK_FALSE(with("taken", {{"id", "nonsense"}, {"seal", "s"}}));
  CHECK_FALSE(with("taken", {{"id", kId}}));
  CHECK_FALSE(with("taken", {{"id", kId}, {"seal", "s"}, {"stamp", "late"}}));
  CHECK_FALSE(with("rejected", {{"id", kId}}));
  CHECK_FALSE(with("later", 7));
  CHECK_FALSE(with("changes", {{"own", kId}}));
  CHECK_FALSE(with("changes", {{"kind", "withdraw"}}));
  CHECK_FALSE(with("changes", {{"kind", "erase"}, {"id", kId}}));
  CHECK_FALSE(with("changes", {{"kind", "conversation"}, {"id", kId}}));
}

TEST_CASE("an answer may hold members that this version does not know") {
  Json answer = whole_answer();
  answer["weather"] = "fine";
  answer["taken"].push_back({{"id", kId}, {"seal", "s"}, {"receipt", 4}});
  CHECK(read_sync_answer(to_text(answer), "k3v9x2"));
}

TEST_CASE("a change of a kind that this version does not know is read as a change") {
  Change change = some_change();
  change.kind = "song";
  const auto entry = feed_entry_from_json(change_to_json(change));
  REQUIRE(entry);
  CHECK(std::get<Change>(*entry).kind == "song");
}

TEST_CASE("what a device asks back is read as it was written") {
  HaveRequest request;
  request.call = "k3v9x2";
  request.want = {uuid(kId), uuid(kRecord)};
  const auto read = read_have_request(write_have_request(request));
  REQUIRE(read);
  CHECK(read->want == request.want);
  CHECK(read->ids.empty());

  HaveAnswer answer;
  answer.incarnation = "first";
  answer.changes.push_back(some_change());
  const auto back = read_have_answer(write_have_answer(answer, "k3v9x2"), "k3v9x2");
  REQUIRE(back);
  REQUIRE(back->changes.size() == 1);
  CHECK(back->changes[0].set.at("summary") == "Water again");
  CHECK_FALSE(back->cursor);
  CHECK_FALSE(read_have_answer(write_have_answer(answer, "k3v9x2"), "another"));
}

TEST_CASE("what is listed is read as it was written, and need not be there") {
  HaveRequest request;
  request.list = {"5a6", "fff"};
  const auto read = read_have_request(write_have_request(request));
  REQUIRE(read);
  CHECK(read->list == request.list);
  CHECK_FALSE(read_have_request(R"({"list":"5a6"})"));
  request.list.assign(kBucketCount + 1, "000");
  CHECK_FALSE(read_have_request(write_have_request(request)));

  HaveAnswer answer;
  CHECK_FALSE(read_have_answer(write_have_answer(answer, "k3v9x2"), "k3v9x2")->held);
  answer.held = {{"5a6", {uuid(kId)}}, {"fff", {}}};
  const std::string text = write_have_answer(answer, "k3v9x2");
  CHECK(read_have_answer(text, "k3v9x2")->held == answer.held);
  Json wrong = *parse_json(text);
  for (const Json& held : {Json(7), Json{{"5a6", "id"}}, Json{{"5a6", {"no id"}}}}) {
    wrong["held"] = held;
    CHECK_FALSE(read_have_answer(to_text(wrong), "k3v9x2"));
  }
}

TEST_CASE("joining is read as it was written") {
  const auto request = read_join_request(write_join_request({"CODE", DeviceId{7}, "laptop"}));
  REQUIRE(request);
  CHECK(request->code == "CODE");
  CHECK(request->device == DeviceId{7});
  CHECK(request->name == "laptop");
  CHECK_FALSE(read_join_request(R"({"code": "", "device": "0000000000000007"})"));
  CHECK_FALSE(read_join_request(R"({"code": "C", "device": "7"})"));

  const JoinAnswer answer{"token", "Lakes", std::string(kId), uuid(kRecord), "recorder", "key"};
  const auto read = read_join_answer(write_join_answer(answer));
  REQUIRE(read);
  CHECK(read->token == "token");
  CHECK(read->member == uuid(kRecord));
  CHECK(read->role == "recorder");
}

TEST_CASE("a token that could begin another header is no token") {
  const JoinAnswer answer{"a\r\nX: y", "Lakes", std::string(kId), uuid(kRecord), "recorder", "key"};
  CHECK_FALSE(read_join_answer(write_join_answer(answer)));
}

TEST_CASE("a problem document keeps the limits that it names") {
  Problem problem;
  problem.type = problems::kTooLarge;
  problem.status = 413;
  problem.changes_max = 500;
  problem.bytes_max = 1024;
  const auto read = read_problem(write_problem(problem));
  REQUIRE(read);
  CHECK(read->type == "too-large");
  CHECK(read->changes_max == 500);
  CHECK(read->bytes_max == 1024);
  CHECK_FALSE(read_problem("<html>"));
  CHECK_FALSE(read_problem(R"({"title": "no type"})"));
}

}  // namespace crosstalk
