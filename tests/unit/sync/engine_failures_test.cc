// What the engine makes of everything that is not an answer to the call in hand.

#include <doctest/doctest.h>

#include "sync/engine.h"
#include "tests/unit/sync/engine_fixture.h"

namespace crosstalk {

namespace {

/// After a failed push: nothing was lost, and the same change goes again when its time has come.
void check_kept_and_sent_again(Desk& desk) {
  const SyncState state = desk.engine->state();
  CHECK(state.waiting == 1);
  CHECK(state.rejected == 0);
  CHECK(state.error);
  CHECK(state.offline_since);
  CHECK(desk.idle());
  const auto wake = desk.engine->wake_at();
  REQUIRE(wake);
  desk.clock.advance(std::max(Milliseconds{0}, *wake - desk.clock.steady()));
  const auto request = desk.next_sync();
  REQUIRE(request.changes.size() == 1);
  CHECK(request.changes[0]["set"]["summary"] == "kept");
  desk.take_all();
  CHECK(desk.engine->state().waiting == 0);
  CHECK_FALSE(desk.engine->state().error);
  CHECK_FALSE(desk.engine->state().offline_since);
}

/// A device whose one change is on its way.
void push(Desk& desk) {
  desk.save("kept");
  REQUIRE(desk.next_sync().changes.size() == 1);
}

/// The random wait may be nothing at all, so the moment is held back by hand where a test needs it
/// in the future.
std::string acknowledging(const Desk& desk, std::string_view call) {
  HubAnswer answer;
  answer.time = desk.clock.wall();
  answer.incarnation = "first";
  answer.cursor = "c9";
  const auto request = read_sync_request(desk.last.body);
  for (const Json& change : request->changes) {
    answer.taken.push_back({change_from_json(change)->id, "seal", std::nullopt, {}});
  }
  return write_sync_answer(answer, std::string(call));
}

}  // namespace

TEST_CASE("a hub that is not reached loses nothing") {
  Desk desk;
  push(desk);
  desk.fail(TransportFailureKind::unreachable);
  CHECK(desk.engine->state().phase == SyncPhase::offline);
  CHECK(desk.engine->state().error->code == ErrorCode::hub_unreachable);
  check_kept_and_sent_again(desk);
}

TEST_CASE("a hub that can't prove who it is gets nothing more and loses nothing") {
  Desk desk;
  push(desk);
  desk.fail(TransportFailureKind::certificate);
  CHECK(desk.engine->state().error->code == ErrorCode::hub_certificate);
  check_kept_and_sent_again(desk);
}

TEST_CASE("a login page with status 200 acknowledges nothing") {
  Desk desk;
  push(desk);
  desk.respond(200, "<html><form>room number</form></html>", "text/html");
  CHECK(desk.engine->state().phase == SyncPhase::login_page);
  check_kept_and_sent_again(desk);
}

TEST_CASE("a redirect acknowledges nothing, whatever it carries") {
  Desk desk;
  push(desk);
  desk.respond(302, acknowledging(desk, *read_sync_request(desk.last.body)->call));
  CHECK(desk.engine->state().phase == SyncPhase::login_page);
  check_kept_and_sent_again(desk);
}

TEST_CASE("an answer that was cut short acknowledges nothing") {
  Desk desk;
  push(desk);
  const auto whole = acknowledging(desk, *read_sync_request(desk.last.body)->call);
  desk.respond(200, whole.substr(0, whole.size() - 1));
  CHECK(desk.engine->state().error->code == ErrorCode::hub_answer_invalid);
  check_kept_and_sent_again(desk);
}

TEST_CASE("an old answer that comes again acknowledges nothing") {
  Desk desk;
  push(desk);
  desk.respond(200, acknowledging(desk, "an earlier call"));
  CHECK(desk.engine->state().error->code == ErrorCode::hub_answer_invalid);
  check_kept_and_sent_again(desk);
}

TEST_CASE("an empty answer acknowledges nothing") {
  Desk desk;
  push(desk);
  desk.respond(200, "");
  check_kept_and_sent_again(desk);
}

TEST_CASE("an answer with another status than 200 acknowledges nothing") {
  Desk desk;
  push(desk);
  desk.respond(202, acknowledging(desk, *read_sync_request(desk.last.body)->call));
  check_kept_and_sent_again(desk);
}

TEST_CASE("a hub with a fault of its own loses nothing") {
  Desk desk;
  push(desk);
  desk.respond(500, "oops", "text/plain");
  CHECK(desk.engine->state().error->code == ErrorCode::hub_answer_invalid);
  check_kept_and_sent_again(desk);
}

TEST_CASE("a request that the hub turns down is tried again for ever") {
  Desk desk;
  push(desk);
  desk.problem(400, problems::kMalformed);
  CHECK(desk.engine->state().error->code == ErrorCode::hub_rejected_request);
  check_kept_and_sent_again(desk);
}

TEST_CASE("retries back off up to five minutes, with jitter") {
  Desk desk;
  push(desk);
  Milliseconds longest{0};
  bool differ = false;
  Milliseconds before{-1};
  for (int failure = 1; failure <= 40; ++failure) {
    desk.fail();
    const auto wake = desk.engine->wake_at();
    REQUIRE(wake);
    const Milliseconds wait = *wake - desk.clock.steady();
    const auto bound =
        failure > 9 ? limits::kRetryMax
                    : std::min(limits::kRetryMax, limits::kRetryFirst * (1 << (failure - 1)));
    CHECK(wait >= Milliseconds{0});
    CHECK(wait <= bound);
    differ = differ || (before >= Milliseconds{0} && wait != before);
    before = wait;
    longest = std::max(longest, wait);
    desk.clock.advance(wait);
    desk.next_sync();
  }
  CHECK(differ);
  CHECK(longest > limits::kRetryMax / 2);
}

TEST_CASE("the time that a busy hub names is waited") {
  Desk desk;
  push(desk);
  desk.problem(503, problems::kUnavailable, "120");
  CHECK(desk.engine->state().error->code == ErrorCode::hub_busy);
  desk.clock.advance(Milliseconds{119'999});
  desk.engine->handle(NetworkUp{}, desk.now());
  CHECK(desk.idle());
  desk.clock.advance(Milliseconds{1'001});
  CHECK(desk.next_sync().changes.size() == 1);
}

TEST_CASE("a person who asks is obeyed at once while retries are held back") {
  Desk desk;
  push(desk);
  desk.problem(429, problems::kTooManyRequests, "3000");
  REQUIRE(desk.idle());
  desk.engine->handle(SyncNow{}, desk.now());
  CHECK(desk.next_sync().changes.size() == 1);
}

TEST_CASE("a network that came ends the back-off") {
  Desk desk;
  push(desk);
  for (int failure = 0; failure < 12; ++failure) {
    desk.fail();
    desk.engine->handle(NetworkUp{}, desk.now());
    desk.next_sync();
  }
  CHECK(desk.engine->state().waiting == 1);
}

TEST_CASE("a save while the hub is out of reach tries it again within seconds") {
  Desk desk;
  push(desk);
  Milliseconds wait{0};
  for (int failure = 0; failure < 60 && wait < limits::kRetryMax / 2; ++failure) {
    desk.fail();
    wait = *desk.engine->wake_at() - desk.clock.steady();
    if (wait >= limits::kRetryMax / 2) break;
    desk.clock.advance(wait);
    desk.next_sync();
  }
  REQUIRE(wait >= limits::kRetryMax / 2);
  desk.save_and_tell("another");
  CHECK(*desk.engine->wake_at() - desk.clock.steady() <= limits::kSaveRetryGap);
}

TEST_CASE("offline since is the moment of the first failure") {
  Desk desk;
  push(desk);
  desk.fail();
  const Instant first = desk.clock.wall();
  desk.clock.advance(Milliseconds{600'000});
  desk.next_sync();
  desk.fail();
  CHECK(desk.engine->state().offline_since == first);
}

TEST_CASE("a revoked device stops, says so and keeps what it has") {
  Desk desk;
  push(desk);
  desk.problem(401, problems::kRevoked);
  CHECK(desk.engine->state().phase == SyncPhase::revoked);
  CHECK(desk.engine->state().waiting == 1);
  desk.clock.advance(Milliseconds{24 * 3'600'000});
  desk.save_and_tell("still writing");
  CHECK(desk.idle());
  CHECK_FALSE(desk.engine->wake_at());

  Engine after_restart(*desk.store, desk.random);
  CHECK_FALSE(after_restart.next_request(desk.now()));
  CHECK(after_restart.state().phase == SyncPhase::revoked);
}

TEST_CASE("a proxy that says 401 revokes nobody") {
  Desk desk;
  push(desk);
  desk.respond(401, "revoked", "text/plain");
  CHECK(desk.engine->state().phase == SyncPhase::offline);
  check_kept_and_sent_again(desk);
}

TEST_CASE("a hub that does not know the device is tried again and may know it later") {
  Desk desk;
  push(desk);
  desk.problem(401, problems::kUnknownToken);
  CHECK(desk.engine->state().phase == SyncPhase::unknown_token);
  check_kept_and_sent_again(desk);
  CHECK(desk.engine->state().phase == SyncPhase::all_sent);
}

TEST_CASE("a word about an old token does not mark the new one") {
  Desk desk;
  push(desk);
  REQUIRE(desk.store->set_ended(problems::kUnknownToken));
  HubLink again = link_to_hub();
  again.token = "a new one";
  REQUIRE(desk.store->join(again));
  desk.problem(401, problems::kUnknownToken);
  CHECK(desk.store->sync_status()->ended.empty());
  CHECK(desk.next_sync().changes.size() == 1);
  CHECK(desk.last.token == "a new one");
}

TEST_CASE("a batch that is too large for the hub is split until it fits") {
  Desk desk;
  for (int each = 0; each < 8; ++each) desk.save("note " + std::to_string(each));
  std::size_t taken = 0;
  for (int call = 0; call < 20 && taken < 8; ++call) {
    const auto request = desk.next_sync();
    if (request.changes.size() > 3) {
      desk.respond(413, "<html>too large</html>", "text/html");
      continue;
    }
    taken += request.changes.size();
    desk.take_all();
  }
  CHECK(taken == 8);
  CHECK(desk.engine->state().rejected == 0);
  CHECK(desk.engine->state().waiting == 0);
}

TEST_CASE("the limits that a hub names are kept to") {
  Desk desk;
  for (int each = 0; each < 8; ++each) desk.save("note " + std::to_string(each));
  desk.next_sync();
  Problem document;
  document.type = problems::kTooLarge;
  document.changes_max = 3;
  desk.respond(413, write_problem(document), "application/problem+json");
  CHECK(desk.next_sync().changes.size() == 3);
  desk.take_all();
  CHECK(desk.next_sync().changes.size() == 3);
}

TEST_CASE("a change that is too large even alone is rejected and the others go on") {
  EngineOptions options;
  options.batch_changes_max = 1;
  Desk desk(Desk::Joined::yes, options);
  desk.save("huge");
  desk.save("small");
  desk.next_sync();
  desk.problem(413, problems::kTooLarge);
  CHECK(desk.engine->state().rejected == 1);
  const auto rejected = desk.store->rejected();
  REQUIRE(rejected);
  REQUIRE(rejected->size() == 1);
  CHECK(rejected->front().code == "too-large");
  const auto request = desk.next_sync();
  REQUIRE(request.changes.size() == 1);
  CHECK(request.changes[0]["set"]["summary"] == "small");
}

TEST_CASE("a hub that was set back takes and gives nothing, and the device keeps its cursor") {
  Desk desk;
  desk.settle();
  desk.save_and_tell("kept");
  desk.next_sync();
  HubAnswer answer = desk.quiet();
  answer.incarnation = "second";
  answer.cursor.reset();
  desk.answer(answer);
  CHECK(desk.engine->state().waiting == 1);
  CHECK(desk.store->sync_status()->cursor == "c1");
  CHECK(desk.store->sync_status()->offering);
  CHECK(desk.engine->state().phase != SyncPhase::all_sent);
}

}  // namespace crosstalk
