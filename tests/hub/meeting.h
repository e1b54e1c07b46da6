#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "storage/replica.h"
#include "storage/store.h"
#include "sync/engine.h"
#include "sync/receipt.h"
#include "tests/fakes/manual_clock.h"
#include "tests/hub/hub_fixture.h"

/// Real devices that meet a real hub in one process, call by call.
namespace crosstalk::hub::test {

inline HttpResponse response_of(const std::variant<std::string, Problem>& result) {
  if (const auto* body = std::get_if<std::string>(&result)) {
    return {200, "application/json", "", *body};
  }
  const auto& problem = std::get<Problem>(result);
  return {problem.status, "application/problem+json", "", write_problem(problem)};
}

/// One device: its own store, and an engine that is done when all is sent.
class Visitor {
 public:
  Visitor(TestHub& hub, Role role, const std::string& name, bool is_new = true)
      : hub_(hub), clock(hub.now) {
    open();
    join(role, name, is_new);
  }

  void join(Role role, const std::string& name, bool is_new) {
    InviteOptions options;
    options.space = "Test";
    options.role = role;
    (is_new ? options.name : options.member) = name;
    options.lifetime = Milliseconds{60'000};
    const auto code = add_invite(hub_.store(), options, hub_.now, hub_.random());
    REQUIRE(code);
    const JoinOutcome outcome = hub_.service().join({*code, store->device(), "a device"}, hub_.now);
    const auto* answer = std::get_if<JoinAnswer>(&outcome.result);
    REQUIRE(answer != nullptr);
    HubLink link;
    link.url = "http://127.0.0.1:1";
    link.token = answer->token;
    link.space = answer->space;
    link.role = answer->role;
    link.member = answer->member;
    REQUIRE(store->join(link));
    token = answer->token;
    hub_.now += Milliseconds{1};
  }

  Uuid save(const Uuid& record, std::string_view kind, std::map<std::string, Json> set,
            bool history = false) {
    hub_.now += Milliseconds{1'000};
    clock.set_wall(hub_.now);
    RecordEdit edit;
    edit.record = record;
    edit.kind = kind;
    edit.set = std::move(set);
    edit.history = history;
    Save whole;
    whole.edits.push_back(std::move(edit));
    const auto saved = store->save(whole);
    REQUIRE(saved);
    return saved->front();
  }
  Uuid note(std::map<std::string, Json> set) { return save({}, "conversation", std::move(set)); }
  void edit(const Uuid& record, std::map<std::string, Json> set) {
    save(record, "", std::move(set));
  }

  /// Rounds until there is nothing to do; at most `calls_max` calls.
  void sync(int calls_max = 200) {
    Engine engine(*store, random_, options());
    hub_.now += Milliseconds{1'000};
    clock.set_wall(hub_.now);
    engine.handle(SyncNow{}, moment());
    int made = 0;
    while (auto request = engine.next_request(moment())) {
      if (made++ >= calls_max) return;
      engine.handle(Answered{request->http.id, call(request->http)}, moment());
      last_error = engine.last_error();
      phase = engine.state().phase;
      if (last_error) return;
    }
    phase = engine.state().phase;
  }

  Receipt receipt() {
    ReceiptCheck check(*store, random_);
    for (int made = 0; made < 50; ++made) {
      auto request = check.next();
      REQUIRE(request);
      if (!*request) return check.receipt();
      REQUIRE(check.take(call(**request), clock.wall()));
    }
    FAIL("the receipt never comes");
    return {};
  }

  HttpResponse call(const HttpRequest& request) {
    ++calls;
    if (request.url.ends_with("/v1/have")) {
      const auto have = read_have_request(request.body);
      REQUIRE(have.has_value());
      return response_of(hub_.service().have(request.token, *have, hub_.now).result);
    }
    const auto sync = read_sync_request(request.body);
    REQUIRE(sync.has_value());
    return response_of(hub_.service().sync(request.token, *sync, hub_.now).result);
  }

  std::string text(const Uuid& record, std::string_view field) const {
    const auto state = store->state_of(record);
    REQUIRE(state);
    return *state ? (*state)->text(field) : std::string("(not here)");
  }
  bool holds(const Uuid& record) const {
    const auto changes = store->changes_of(record);
    REQUIRE(changes);
    return !changes->empty();
  }
  SyncStatus status() const {
    const auto status = store->sync_status();
    REQUIRE(status);
    return *status;
  }

  /// A copy of the store as it is now, and putting it back.
  std::string copy() {
    std::string path = folder_.file("copy-" + std::to_string(++copies_));
    REQUIRE(store->backup(path));
    return path;
  }
  void put_back(const std::string& copy) {
    store.reset();
    for (const char* of : {"", "-wal", "-shm"}) std::filesystem::remove(path() + of);
    std::filesystem::copy_file(copy, path());
    open();
  }
  void reopen() {
    store.reset();
    open();
  }

 private:
  std::string path() const { return folder_.file("store.db"); }
  void open() {
    StoreOptions how;
    how.path = path();
    how.device = make_device_id(hub_.random());
    how.clock = &clock;
    how.random = &random_;
    auto opened = Store::open(how);
    REQUIRE(opened);
    store = std::move(*opened);
  }
  Moment moment() const { return {clock.wall(), clock.steady()}; }
  static EngineOptions options() {
    EngineOptions options;
    options.live = false;
    return options;
  }

  TestHub& hub_;
  TemporaryFolder folder_;
  SeededRandom random_{hub_.next_seed()};
  int copies_ = 0;

 public:
  ManualClock clock;
  std::unique_ptr<Store> store;
  std::string token;
  std::optional<Error> last_error;
  SyncPhase phase = SyncPhase::connecting;
  int calls = 0;
};

/// Two recorders and a coordinator of one space.
struct Visitors {
  TestHub hub;
  Visitor anna{hub, Role::recorder, "Anna"};
  Visitor bert{hub, Role::recorder, "Bert"};
  Visitor cora{hub, Role::coordinator, "Cora"};

  void meet() {
    for (int round = 0; round < 3; ++round) {
      for (Visitor* each : {&anna, &bert, &cora}) each->sync();
    }
    for (Visitor* each : {&anna, &bert, &cora}) REQUIRE_FALSE(each->last_error.has_value());
  }
  /// All that a device at the beginning is given, as one text.
  std::string on_hub() {
    TestDevice fresh;
    fresh.id = DeviceId{1};
    fresh.token = cora.token;
    return to_text(hub.all(fresh));
  }
};

}  // namespace crosstalk::hub::test
