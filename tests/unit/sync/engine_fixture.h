#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "storage/store.h"
#include "storage/time.h"
#include "sync/engine.h"
#include "sync/wire.h"
#include "tests/fakes/manual_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_folder.h"

namespace crosstalk {

inline HubLink link_to_hub() {
  HubLink link;
  link.url = "https://hub.example.org/talk";
  link.token = "token";
  link.space = "Lakes";
  link.role = "recorder";
  link.member = *parse_uuid("0193a5c2-e1f4-7001-8f3a-00000000000a");
  return link;
}

/// One device with its engine on the table: the test plays hub, network and clock.
class Desk {
 public:
  enum class Joined { yes, no };
  explicit Desk(Joined joined = Joined::yes, EngineOptions options = {}) {
    StoreOptions store_options;
    store_options.path = folder.file("store.db");
    store_options.device = DeviceId{0x7f3a9c01d2e4b5a6};
    store_options.clock = &clock;
    store_options.random = &random;
    auto opened = Store::open(store_options);
    REQUIRE(opened);
    store = std::move(*opened);
    if (joined == Joined::yes) REQUIRE(store->join(link_to_hub()));
    engine = std::make_unique<Engine>(*store, random, options);
  }

  Moment now() const { return {clock.wall(), clock.steady()}; }

  /// Saves a note, without a word to the engine. Gives its record.
  Uuid save(const std::string& summary, const std::string& body = "") {
    Save save;
    RecordEdit note;
    note.kind = kinds::kConversation;
    note.set = {{"summary", summary}, {"body", body}};
    save.edits.push_back(std::move(note));
    const auto saved = store->save(save);
    REQUIRE(saved);
    return saved->front();
  }
  void save_and_tell(const std::string& summary) {
    save(summary);
    engine->handle(Saved{}, now());
  }

  /// What the engine sends now, which must be something.
  HttpRequest next() {
    auto request = engine->next_request(now());
    REQUIRE(request);
    gave_up = request->gives_up;
    last = request->http;
    return last;
  }
  SyncRequest next_sync() {
    next();
    REQUIRE(last.url == "https://hub.example.org/talk/v1/sync");
    const auto request = read_sync_request(last.body);
    REQUIRE(request);
    return *request;
  }
  bool idle() { return !engine->next_request(now()); }

  void respond(int status, std::string body, std::string type = "application/json",
               std::string retry_after = "") {
    engine->handle(
        Answered{last.id, {status, std::move(type), std::move(retry_after), std::move(body)}},
        now());
  }
  void problem(int status, std::string_view type, std::string retry_after = "") {
    Problem document;
    document.type = type;
    document.status = status;
    respond(status, write_problem(document), "application/problem+json", std::move(retry_after));
  }
  void fail(TransportFailureKind kind = TransportFailureKind::unreachable) {
    engine->handle(Failed{last.id, {kind, "simulated"}}, now());
  }

  /// An answer of a hub with nothing to say, to be filled.
  HubAnswer quiet() {
    HubAnswer answer;
    answer.time = clock.wall();
    answer.incarnation = "first";
    answer.cursor = cursor;
    return answer;
  }
  void answer(const HubAnswer& with) {
    respond(200, write_sync_answer(with, read_sync_request(last.body)->call));
  }
  /// Takes every change of the request in hand.
  void take_all() {
    HubAnswer with = quiet();
    const auto request = read_sync_request(last.body);
    for (const Json& change : request->changes) {
      with.taken.push_back({change_from_json(change)->id, "seal", std::nullopt, {}});
    }
    answer(with);
  }
  /// Brings the engine to where it waits for news.
  void settle() {
    for (int step = 0; step < 20; ++step) {
      const auto request = next_sync();
      if (request.wait > 0) return;
      take_all();
    }
    FAIL("the engine does not settle");
  }

  TemporaryFolder folder;
  ManualClock clock;
  SeededRandom random{7};
  std::unique_ptr<Store> store;
  std::unique_ptr<Engine> engine;
  HttpRequest last;
  std::optional<std::uint64_t> gave_up;
  std::string cursor = "c1";
};

}  // namespace crosstalk
