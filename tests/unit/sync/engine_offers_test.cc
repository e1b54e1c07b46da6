// What the engine sends to a hub whose store has gone back in time.
#include <doctest/doctest.h>

#include "tests/unit/sync/engine_fixture.h"

namespace crosstalk {

namespace {

/// A device with one acknowledged note and one unsent, whose hub has just begun another life.
struct SetBack : Desk {
  SetBack() {
    save("held");
    settle();
    save_and_tell("unsent");
    next_sync();
    begin_life("second");
  }
  void begin_life(const std::string& name) {
    HubAnswer other = quiet();
    other.incarnation = name;
    other.cursor.reset();
    answer(other);
  }
  void wait() { clock.advance(limits::kOfferWaitMax); }
  HaveRequest next_have() {
    next();
    REQUIRE(last.url == "https://hub.example.org/talk/v1/have");
    const auto request = read_have_request(last.body);
    REQUIRE(request);
    return *request;
  }
  void respond_have(HaveAnswer with) {
    respond(200, write_have_answer(with, read_have_request(last.body)->call));
  }
  /// Answers the naming: all that was named is missing.
  void miss_all(const HaveRequest& request) {
    HaveAnswer missing;
    missing.incarnation = "second";
    missing.cursor = "before all";
    for (const auto& [id, seal] : request.ids) missing.missing.push_back(*parse_uuid(id));
    respond_have(missing);
  }
};

}  // namespace

TEST_CASE("what is held is named after a random wait, with its seals and the greatest stamp") {
  SetBack desk;
  CHECK(desk.idle());
  REQUIRE(desk.engine->wake_at());
  CHECK(*desk.engine->wake_at() <= desk.clock.steady() + limits::kOfferWaitMax);
  desk.wait();
  const HaveRequest request = desk.next_have();
  REQUIRE(request.ids.size() == 1);
  CHECK(request.ids.begin()->second == "seal");
  CHECK(request.greatest.has_value());
  CHECK_FALSE(request.more);
  CHECK(request.want.empty());
}

TEST_CASE("a person who asks does not wait for the offer") {
  SetBack desk;
  desk.engine->handle(SyncNow{}, desk.now());
  CHECK(desk.next_have().ids.size() == 1);
}

TEST_CASE(
    "what is missing is sent with its seal and the cursor of have, and only then what is unsent") {
  SetBack desk;
  desk.wait();
  desk.miss_all(desk.next_have());
  const SyncRequest offer = desk.next_sync();
  CHECK(offer.offer);
  CHECK(offer.cursor == "before all");
  REQUIRE(offer.changes.size() == 1);
  CHECK(offer.changes[0]["seal"] == "seal");
  CHECK(offer.changes[0]["set"]["summary"] == "held");
  CHECK(desk.engine->state().phase == SyncPhase::sending);
  CHECK(desk.store->sync_status()->cursor == "c1");
  HubAnswer answer = desk.quiet();
  answer.incarnation = "second";
  answer.cursor = "before all, head of now";
  answer.taken.push_back({change_from_json(offer.changes[0])->id, "seal", std::nullopt, {}});
  desk.answer(answer);
  CHECK_FALSE(desk.store->sync_status()->offering);
  const SyncRequest rest = desk.next_sync();
  CHECK_FALSE(rest.offer);
  CHECK(rest.cursor == "before all, head of now");
  REQUIRE(rest.changes.size() == 1);
  CHECK(rest.changes[0]["set"]["summary"] == "unsent");
  CHECK_FALSE(rest.changes[0].contains("seal"));
}

TEST_CASE("an offer that is not answered for is made again and not given up") {
  SetBack desk;
  desk.wait();
  desk.miss_all(desk.next_have());
  desk.next_sync();
  desk.fail();
  CHECK(desk.store->sync_status()->offering);
  desk.clock.advance(limits::kRetryMax);
  CHECK(desk.next_sync().offer);
}

TEST_CASE("a hub that begins another life while it is named to is named to anew") {
  SetBack desk;
  desk.wait();
  desk.next_have();
  HaveAnswer other;
  other.incarnation = "third";
  other.cursor = "of the third";
  desk.respond_have(other);
  CHECK(desk.store->sync_status()->offering);
  desk.wait();
  desk.miss_all(desk.next_have());  // of the second: counts for nothing
  desk.wait();
  CHECK(desk.next_have().ids.size() == 1);
}

TEST_CASE("a hub that goes back again and again is not asked in a loop") {
  EngineOptions options;
  options.live = false;
  Desk desk(Desk::Joined::yes, options);
  desk.save("held");
  desk.next_sync();
  desk.take_all();
  int calls = 0;
  desk.engine->handle(SyncNow{}, desk.now());
  while (auto request = desk.engine->next_request(desk.now())) {
    REQUIRE(++calls < 20);
    desk.last = request->http;
    if (desk.last.url.ends_with("/v1/have")) {
      HaveAnswer other;
      other.incarnation = "life " + std::to_string(calls);
      other.cursor = "c";
      desk.respond(200, write_have_answer(other, read_have_request(desk.last.body)->call));
    } else {
      HubAnswer other = desk.quiet();
      other.incarnation = "life " + std::to_string(calls);
      other.cursor.reset();
      desk.answer(other);
    }
  }
  CHECK(desk.engine->last_error());
  CHECK(desk.engine->wake_at());
}

TEST_CASE("an answer without another cursor but of another life counts for nothing") {
  Desk desk;
  desk.settle();
  desk.save_and_tell("kept");
  const SyncRequest request = desk.next_sync();
  HubAnswer answer = desk.quiet();
  answer.incarnation = "second";
  answer.taken.push_back({change_from_json(request.changes[0])->id, "seal", std::nullopt, {}});
  desk.answer(answer);
  CHECK(desk.engine->state().waiting == 1);
  CHECK(desk.store->sync_status()->offering);
}

TEST_CASE("what is wanted is asked for in smaller parts when it is too much for one answer") {
  Desk desk;
  desk.settle();
  HubAnswer answer = desk.quiet();
  for (int i = 0; i < 8; ++i) {
    answer.entries.emplace_back(OwnEntry{make_uuid(desk.clock.wall(), desk.random), "s"});
  }
  desk.answer(answer);
  desk.next();
  REQUIRE(read_have_request(desk.last.body)->want.size() == 8);
  desk.problem(413, problems::kTooLarge);
  desk.next();
  CHECK(read_have_request(desk.last.body)->want.size() == 4);
}

}  // namespace crosstalk
