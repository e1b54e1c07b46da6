// Invites, tokens, and how access ends.
#include <doctest/doctest.h>

#include <set>

#include "sync/hub/secrets.h"
#include "tests/hub/hub_fixture.h"

namespace crosstalk::hub::test {
namespace {

std::string problem_of(const JoinOutcome& outcome) {
  const auto* problem = std::get_if<Problem>(&outcome.result);
  return problem == nullptr ? std::string() : problem->type;
}

JoinOutcome join(TestHub& hub, const std::string& code, DeviceId device) {
  return hub.service().join({code, device, "laptop"}, hub.now);
}

std::string token_of(const JoinOutcome& outcome) {
  const auto* answer = std::get_if<JoinAnswer>(&outcome.result);
  REQUIRE(answer != nullptr);
  return answer->token;
}

std::string sync_problem(TestHub& hub, const std::string& token) {
  const TestDevice device{{}, token, {}, {}};
  const SyncOutcome outcome = hub.call(device, Json::array());
  return outcome.problem() == nullptr ? std::string() : outcome.problem()->type;
}

TEST_CASE("a code is typed in any case, with hyphens and with the letters that look like digits") {
  CHECK(code_hash("ABCD-01VW") == code_hash("abcdoivw"));
  CHECK(code_hash("ABCD 01VW") == code_hash("ABCDOLVW"));
  CHECK(code_hash("ABCD01VW") != code_hash("ABCD01VX"));
}

TEST_CASE("codes do not repeat and have no letters that look like digits") {
  SeededRandom random(3);
  std::set<std::string> codes;
  for (int i = 0; i < 1000; ++i) codes.insert(make_code(random));
  CHECK(codes.size() == 1000);
  for (const std::string& code : codes) {
    CHECK(code.size() == 12);
    CHECK(code.find_first_of("ILOUilou") == std::string::npos);
  }
}

TEST_CASE("joining tells the space, the member, the role and the key to seal to") {
  TestHub hub;
  const JoinOutcome outcome =
      join(hub, hub.invite(Role::coordinator), make_device_id(hub.random()));
  const auto* answer = std::get_if<JoinAnswer>(&outcome.result);
  REQUIRE(answer != nullptr);
  CHECK(answer->space == "Test");
  CHECK(parse_uuid(answer->space_id).has_value());
  CHECK(answer->role == "coordinator");
  CHECK(answer->sealing_key.size() == 43);
  CHECK_FALSE(answer->member.nil());
}

TEST_CASE(
    "a repeat before the token was used is let in again with a new token that replaces the first") {
  TestHub hub;
  const std::string code = hub.invite(Role::recorder);
  const DeviceId device = make_device_id(hub.random());
  const JoinOutcome first = join(hub, code, device);
  const JoinOutcome second = join(hub, code, device);
  CHECK(token_of(first) != token_of(second));
  CHECK(std::get<JoinAnswer>(first.result).member == std::get<JoinAnswer>(second.result).member);
  CHECK(sync_problem(hub, token_of(first)) == "unknown-token");
  CHECK(sync_problem(hub, token_of(second)).empty());
  CHECK(problem_of(join(hub, code, device)) == "invite-used");
}

TEST_CASE("an invite lets in as many devices as it was made for") {
  TestHub hub;
  const std::string code = hub.invite(Role::recorder, 2);
  CHECK(problem_of(join(hub, code, make_device_id(hub.random()))).empty());
  CHECK(problem_of(join(hub, code, make_device_id(hub.random()))).empty());
  CHECK(problem_of(join(hub, code, make_device_id(hub.random()))) == "invite-used");
}

TEST_CASE("an expired invite and a mistyped one are told apart") {
  TestHub hub;
  const std::string code = hub.invite(Role::recorder, 1, Milliseconds{1000});
  hub.now += Milliseconds{1000};
  CHECK(problem_of(join(hub, code, make_device_id(hub.random()))) == "invite-expired");
  CHECK(problem_of(join(hub, "NOSUCHC0DE", make_device_id(hub.random()))) == "invite-unknown");
}

TEST_CASE("a device that has joined is told so by a second invite, which is not used up") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  hub.sync(anna, Json::array());
  const std::string code = hub.invite(Role::recorder);
  CHECK(problem_of(join(hub, code, anna.id)) == "already-joined");
  CHECK(problem_of(join(hub, code, make_device_id(hub.random()))).empty());
}

TEST_CASE("a token that no hub gave out is unknown, and no token is its own case") {
  TestHub hub;
  CHECK(sync_problem(hub, std::string(64, '0')) == "unknown-token");
  CHECK(sync_problem(hub, "rubbish") == "unknown-token");
  CHECK(sync_problem(hub, "") == "no-token");
}

TEST_CASE("tokens and codes stand in the store as hashes alone") {
  TestHub hub;
  const std::string code = hub.invite(Role::recorder);
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  auto read = hub.store().read();
  REQUIRE(read);
  const auto parts = read_token(anna.token);
  REQUIRE(parts.has_value());
  const auto device = (*read)->device(parts->space, anna.id);
  REQUIRE(device.has_value());
  CHECK(device->token_hash == parts->hash);
  CHECK((*read)->invite(code_hash(code)).has_value());
}

TEST_CASE("a revoked device gets nothing more, and a new invite makes it a new member") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  const Json note = hub.change(anna, "conversation", {{"summary", "s"}});
  hub.sync(anna, Json::array({note}));
  REQUIRE(revoke_device(hub.store(), anna.id, hub.now));
  CHECK(sync_problem(hub, anna.token) == "revoked");
  // Ids of devices stand in stamps for all to read: an invite must not make anyone somebody else.
  const JoinOutcome again = join(hub, hub.invite(Role::recorder), anna.id);
  REQUIRE(problem_of(again).empty());
  CHECK(std::get<JoinAnswer>(again.result).member != anna.member);
  const TestDevice other{anna.id, token_of(again), {}, {}};
  CHECK_FALSE(names_own(hub.all(other), note));
  CHECK_FALSE(gives(hub.all(other), note));
}

TEST_CASE("a suspended member's devices wait, and go on when that is lifted") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  REQUIRE(suspend_member(hub.store(), "Test", "Anna", true, hub.now, hub.random()));
  CHECK(sync_problem(hub, anna.token) == "forbidden");
  REQUIRE(suspend_member(hub.store(), "Test", "Anna", false, hub.now, hub.random()));
  CHECK(sync_problem(hub, anna.token).empty());
}

TEST_CASE("a new name reaches the devices of the team") {
  TestHub hub;
  TestDevice anna = hub.join(Role::recorder, "Anna");
  hub.pull(anna);
  REQUIRE(rename_member(hub.store(), "Test", "Anna", "Anna B.", hub.now, hub.random()));
  const Json entries = hub.pull(anna);
  REQUIRE(entries.size() == 1);
  CHECK(entries[0]["record"] == anna.member.text());
  CHECK(entries[0]["set"]["name"] == "Anna B.");
}

TEST_CASE("the list of devices tells when each was heard of and what it still holds") {
  TestHub hub;
  const TestDevice anna = hub.join(Role::recorder, "Anna");
  SyncRequest request;
  request.waiting = 12;
  REQUIRE(hub.service().sync(anna.token, request, hub.now).problem() == nullptr);
  const auto rows = list_devices(hub.store(), "Test");
  REQUIRE(rows);
  REQUIRE(rows->size() == 1);
  CHECK(rows->front().device.waiting == 12);
  CHECK(rows->front().device.last_seen == hub.now);
  CHECK(rows->front().member.name == "Anna");
}

TEST_CASE("names, settings and life times that cannot be are told in words") {
  TestHub hub;
  CHECK_FALSE(add_space(hub.store(), "Test", hub.now, hub.random()));
  CHECK_FALSE(add_space(hub.store(), "  ", hub.now, hub.random()));
  CHECK_FALSE(set_space(hub.store(), "Test", "colour", "red", hub.now, hub.random()));
  CHECK_FALSE(set_space(hub.store(), "Test", "retention_days", "-1", hub.now, hub.random()));
  CHECK(set_space(hub.store(), "Test", "retention_days", "365", hub.now, hub.random()));
  CHECK_FALSE(revoke_device(hub.store(), DeviceId{77}, hub.now));
  CHECK(parse_lifetime("30m") == Milliseconds{30 * 60'000});
  CHECK(parse_lifetime("12h") == Milliseconds{12 * 3'600'000});
  CHECK(parse_lifetime("7d") == Milliseconds{7 * 86'400'000});
  for (const char* text : {"", "d", "0d", "7", "7w", "-1d", "1.5h", "99999999999999d"}) {
    CHECK_FALSE(parse_lifetime(text).has_value());
  }
}

}  // namespace
}  // namespace crosstalk::hub::test
