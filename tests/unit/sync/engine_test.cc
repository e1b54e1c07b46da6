#include "sync/engine.h"

#include <doctest/doctest.h>

#include "tests/unit/sync/engine_fixture.h"

namespace crosstalk {

namespace {

Uuid id_of(const Json& change) { return change_from_json(change).value().id; }

Change note_of_another(std::string_view last_digits) {
  Change change;
  change.id = parse_uuid("0193a5c2-e1f4-7001-8f3a-9c01d2e4" + std::string(last_digits)).value();
  change.record = parse_uuid("0193a5c2-e1f4-7002-8f3a-9c01d2e4" + std::string(last_digits)).value();
  change.stamp = parse_stamp("0193a5c2e1f40001-00000000000000bb").value();
  change.kind = "conversation";
  change.set["summary"] = "From another";
  change.seal = "s";
  return change;
}

}  // namespace

TEST_CASE("a device that has not joined sends nothing") {
  Desk desk(Desk::Joined::no);
  desk.save_and_tell("alone");
  CHECK(desk.idle());
  CHECK_FALSE(desk.engine->wake_at());
  CHECK(desk.engine->state().phase == SyncPhase::not_joined);
  CHECK(desk.engine->state().waiting == 1);
}

TEST_CASE("a join is noticed by the engine that is running") {
  Desk desk(Desk::Joined::no);
  desk.save("alone");
  REQUIRE(desk.idle());
  REQUIRE(desk.store->join(link_to_hub()));
  desk.engine->handle(Saved{}, desk.now());
  CHECK(desk.next_sync().changes.size() == 1);
}

TEST_CASE("the first call asks from the beginning and does not wait") {
  Desk desk;
  const auto request = desk.next_sync();
  CHECK_FALSE(request.cursor);
  CHECK(request.wait == 0);
  CHECK(request.changes.empty());
  CHECK(desk.last.token == "token");
  CHECK(desk.engine->state().phase == SyncPhase::connecting);
}

TEST_CASE("what was saved is pushed in the order of the saves and acknowledged by its ids alone") {
  Desk desk;
  desk.save("one");
  desk.save("two");
  const auto request = desk.next_sync();
  REQUIRE(request.changes.size() == 2);
  CHECK(request.changes[0]["set"]["summary"] == "one");
  HubAnswer answer = desk.quiet();
  answer.taken.push_back({id_of(request.changes[0]), "seal", std::nullopt, {}});
  desk.answer(answer);
  CHECK(desk.engine->state().waiting == 1);
  const auto again = desk.next_sync();
  REQUIRE(again.changes.size() == 1);
  CHECK(again.changes[0]["set"]["summary"] == "two");
}

TEST_CASE("after everything is sent the engine holds one call open for news") {
  Desk desk;
  desk.save("one");
  desk.settle();
  CHECK(desk.idle());
  CHECK(desk.engine->settled());
  CHECK(read_sync_request(desk.last.body)->cursor == "c1");
  CHECK(desk.engine->state().phase == SyncPhase::all_sent);
  CHECK(desk.last.silence_max > limits::kWaitMax);
}

TEST_CASE("a save gives up the call that waits and is pushed at once") {
  Desk desk;
  desk.settle();
  const auto waiting = desk.last.id;
  desk.save_and_tell("news");
  const auto request = desk.next_sync();
  CHECK(desk.gave_up == waiting);
  CHECK(request.changes.size() == 1);
  CHECK(request.wait == 0);
}

TEST_CASE("a save does not disturb the push that is under way") {
  Desk desk;
  desk.save("one");
  desk.next_sync();
  desk.save_and_tell("two");
  CHECK(desk.idle());
  desk.take_all();
  CHECK(desk.next_sync().changes.size() == 1);
}

TEST_CASE("an answer of a call that was given up counts for nothing") {
  Desk desk;
  desk.settle();
  const HttpRequest given_up = desk.last;
  desk.save_and_tell("news");
  const auto push = desk.next_sync();
  HubAnswer answer = desk.quiet();
  answer.taken.push_back({id_of(push.changes[0]), "seal", std::nullopt, {}});
  const auto text = write_sync_answer(answer, read_sync_request(given_up.body)->call);
  desk.engine->handle(Answered{given_up.id, {200, "application/json", "", text}}, desk.now());
  CHECK(desk.engine->state().waiting == 1);
}

TEST_CASE("more that the hub has is asked for at once") {
  Desk desk;
  desk.next_sync();
  HubAnswer answer = desk.quiet();
  answer.entries.emplace_back(note_of_another("b5a6"));
  answer.cursor = "c2";
  answer.more = true;
  desk.answer(answer);
  const auto request = desk.next_sync();
  CHECK(request.cursor == "c2");
  CHECK(request.wait == 0);
  CHECK(desk.engine->totals().received == 1);
}

TEST_CASE("a hub that promises more and brings nothing is not asked in a loop") {
  Desk desk;
  desk.settle();
  HubAnswer answer = desk.quiet();
  answer.more = true;
  desk.answer(answer);
  desk.clock.advance(Milliseconds{0});
  CHECK(desk.engine->last_error()->code == ErrorCode::hub_answer_invalid);
  CHECK(desk.engine->wake_at());
}

TEST_CASE("a call that waits and comes back at once is not asked in a loop") {
  Desk desk;
  desk.settle();
  desk.answer(desk.quiet());
  CHECK(desk.idle());
  REQUIRE(desk.engine->wake_at());
  CHECK(*desk.engine->wake_at() == desk.clock.steady() + limits::kEmptyPollGap);
  desk.clock.advance(limits::kEmptyPollGap);
  CHECK(desk.next_sync().wait > 0);
}

TEST_CASE("a call that waited its time is followed by the next") {
  Desk desk;
  desk.settle();
  desk.clock.advance(limits::kWaitMax);
  desk.answer(desk.quiet());
  CHECK(desk.next_sync().wait > 0);
}

TEST_CASE("an engine that is not live is done when all is sent") {
  EngineOptions options;
  options.live = false;
  Desk desk(Desk::Joined::yes, options);
  desk.save("one");
  desk.next_sync();
  desk.take_all();
  CHECK(desk.idle());
  CHECK(desk.engine->settled());
  CHECK(desk.engine->totals().taken == 1);
}

TEST_CASE("a batch holds no more than it may and the rest is told as waiting") {
  EngineOptions options;
  options.batch_changes_max = 2;
  Desk desk(Desk::Joined::yes, options);
  for (const char* text : {"one", "two", "three"}) desk.save(text);
  const auto request = desk.next_sync();
  CHECK(request.changes.size() == 2);
  CHECK(request.waiting == 1);
  const SyncState state = desk.engine->state();
  CHECK(state.phase == SyncPhase::connecting);
  desk.take_all();
  desk.next_sync();
  CHECK(desk.engine->state().phase == SyncPhase::sending);
  CHECK(desk.engine->state().sent == 2);
  CHECK(desk.engine->state().sending == 3);
}

TEST_CASE("a rejected change is kept and shown, and does not hold up the others") {
  Desk desk;
  desk.save("bad");
  desk.save("good");
  const auto request = desk.next_sync();
  HubAnswer answer = desk.quiet();
  answer.rejected.push_back({id_of(request.changes[0]), "forbidden", "why"});
  answer.taken.push_back({id_of(request.changes[1]), "seal", std::nullopt, {}});
  desk.answer(answer);
  CHECK(desk.engine->state().rejected == 1);
  CHECK(desk.engine->state().phase == SyncPhase::rejected);
  const auto rejected = desk.store->rejected();
  REQUIRE(rejected);
  REQUIRE(rejected->size() == 1);
  CHECK(rejected->front().code == "forbidden");
  CHECK(desk.engine->totals().rejected == 1);
  CHECK(desk.next_sync().changes.empty());
}

TEST_CASE("ids that were not sent are not acknowledged by an answer") {
  EngineOptions options;
  options.batch_changes_max = 1;
  Desk desk(Desk::Joined::yes, options);
  desk.save("one");
  desk.save("two");
  const auto request = desk.next_sync();
  const auto all = Replica(*desk.store).next_batch(10, 1'000'000, true);
  REQUIRE(all);
  REQUIRE(all->changes.size() == 2);
  HubAnswer answer = desk.quiet();
  for (const Change& change : all->changes) {
    answer.taken.push_back({change.id, "seal", std::nullopt, {}});
  }
  desk.answer(answer);
  CHECK(desk.engine->state().waiting == 1);
}

TEST_CASE("an answer that speaks of no change sent is a failure, tried again later") {
  Desk desk;
  desk.save("one");
  desk.next_sync();
  desk.answer(desk.quiet());
  CHECK(desk.engine->state().waiting == 1);
  CHECK(desk.engine->last_error()->code == ErrorCode::hub_answer_invalid);
}

TEST_CASE("what waits for something else is sent again when an answer brought something") {
  Desk desk;
  desk.save("an action of something unknown");
  const auto request = desk.next_sync();
  HubAnswer answer = desk.quiet();
  answer.later.push_back(id_of(request.changes[0]));
  desk.answer(answer);
  CHECK(desk.engine->state().phase == SyncPhase::waiting);
  REQUIRE(desk.next_sync().wait > 0);  // it does not hold up the live update
  answer = desk.quiet();
  answer.entries.emplace_back(note_of_another("b5a6"));
  answer.cursor = "c2";
  desk.answer(answer);
  const auto again = desk.next_sync();
  CHECK(again.changes.size() == 1);
  desk.take_all();
  CHECK(desk.engine->state().phase == SyncPhase::all_sent);
}

TEST_CASE("what waits for something else is sent again by a back-off of its own") {
  Desk desk;
  desk.save("an action of something unknown");
  for (int round = 0; round < 6; ++round) {
    const auto request = desk.next_sync();
    REQUIRE(request.changes.size() == 1);
    HubAnswer answer = desk.quiet();
    answer.later.push_back(id_of(request.changes[0]));
    desk.answer(answer);
    if (desk.next_sync().wait == 0) desk.take_all();
    REQUIRE(desk.idle());
    const auto wake = desk.engine->wake_at();
    REQUIRE(wake);
    CHECK(*wake <= desk.clock.steady() + limits::kRetryMax);
    desk.clock.advance(*wake - desk.clock.steady());
  }
  CHECK(desk.next_sync().changes.size() == 1);
  CHECK(desk.gave_up);
}

TEST_CASE("an own change that is not here is asked for and applied") {
  Desk desk;
  desk.next_sync();
  HubAnswer answer = desk.quiet();
  Change lost = note_of_another("b5a6");
  lost.stamp.device = desk.store->device();
  answer.entries.emplace_back(OwnEntry{lost.id, "s"});
  answer.cursor = "c2";
  desk.answer(answer);

  desk.next();
  REQUIRE(desk.last.url == "https://hub.example.org/talk/v1/have");
  const auto request = read_have_request(desk.last.body);
  REQUIRE(request);
  CHECK(request->want == std::vector<Uuid>{lost.id});
  HaveAnswer back;
  back.incarnation = "first";
  back.changes.push_back(lost);
  desk.respond(200, write_have_answer(back, request->call));
  CHECK(desk.next_sync().wait > 0);
  CHECK(desk.store->state_of(lost.record)->has_value());
}

TEST_CASE("a hub that turns down what is asked back does not hold up the rest") {
  Desk desk;
  desk.next_sync();
  HubAnswer answer = desk.quiet();
  answer.entries.emplace_back(OwnEntry{note_of_another("b5a6").id, "s"});
  answer.cursor = "c2";
  desk.answer(answer);
  desk.next();
  desk.problem(403, problems::kForbidden);
  desk.save_and_tell("news");
  CHECK(desk.next_sync().changes.size() == 1);
}

TEST_CASE("a person who asks is obeyed while a call waits") {
  Desk desk;
  desk.settle();
  desk.engine->handle(SyncNow{}, desk.now());
  CHECK(desk.next_sync().wait == 0);
  CHECK(desk.gave_up);
}

TEST_CASE("an answer that comes too late still shows what another process saved") {
  Desk desk;
  desk.settle();
  REQUIRE(desk.engine->state().phase == SyncPhase::all_sent);
  desk.save("by another process");
  desk.engine->handle(Answered{desk.last.id + 100, {200, "application/json", "", "{}"}},
                      desk.now());
  CHECK(desk.engine->state().phase != SyncPhase::all_sent);
  CHECK(desk.engine->state().waiting > 0);
}

TEST_CASE("a network that came renews the call that waits") {
  Desk desk;
  desk.settle();
  desk.engine->handle(NetworkUp{}, desk.now());
  desk.next_sync();
  CHECK(desk.gave_up);
}

}  // namespace crosstalk
