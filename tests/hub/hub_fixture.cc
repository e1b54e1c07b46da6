#include "tests/hub/hub_fixture.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "sync/hub/sqlite_store.h"

namespace crosstalk::hub::test {

namespace {

std::unique_ptr<HubStore> open_store(const std::string& path) {
  auto store = SqliteStore::open(path, SqliteStore::Missing::make, "life-one");
  REQUIRE(store);
  return std::move(*store);
}

const Json& list(const Json& answer, const char* name) { return answer[name]; }

}  // namespace

TestHub::TestHub(std::uint64_t seed)
    : path_(folder_.file("hub.sqlite")),
      random_(seed),
      store_(open_store(path_)),
      service_(std::make_unique<HubService>(*store_, random_)) {
  REQUIRE(add_space(*store_, "Test", now, random_));
}

std::string TestHub::invite(Role role, std::int64_t uses, Milliseconds lifetime) {
  InviteOptions options;
  options.space = "Test";
  options.role = role;
  options.uses = uses;
  options.lifetime = lifetime;
  const auto code = add_invite(*store_, options, now, random_);
  REQUIRE(code);
  return *code;
}

namespace {

TestDevice let_in(TestHub& hub, const InviteOptions& options) {
  const auto code = add_invite(hub.store(), options, hub.now, hub.random());
  REQUIRE(code);
  TestDevice device;
  device.id = make_device_id(hub.random());
  const JoinOutcome outcome = hub.service().join({*code, device.id, "a device"}, hub.now);
  const auto* answer = std::get_if<JoinAnswer>(&outcome.result);
  REQUIRE(answer != nullptr);
  device.token = answer->token;
  device.member = answer->member;
  hub.now += Milliseconds{1};  // what a device writes from here on is later than what let it in
  return device;
}

}  // namespace

TestDevice TestHub::join(Role role, std::string_view name) {
  InviteOptions options;
  options.space = "Test";
  options.role = role;
  options.name = name;
  options.lifetime = Milliseconds{60'000};
  return let_in(*this, options);
}

TestDevice TestHub::join_as(Role role, std::string_view member) {
  InviteOptions options;
  options.space = "Test";
  options.role = role;
  options.member = member;
  options.lifetime = Milliseconds{60'000};
  return let_in(*this, options);
}

SyncOutcome TestHub::call(const TestDevice& device, const Json& changes,
                          const std::string& cursor) {
  SyncRequest request;
  request.call = "call";
  if (!cursor.empty()) request.cursor = cursor;
  for (const Json& change : changes) request.changes.push_back(change);
  return service_->sync(device.token, request, now);
}

Json TestHub::offer(const TestDevice& device, const Json& changes, const std::string& cursor) {
  SyncRequest request;
  request.call = "call";
  request.offer = true;
  if (!cursor.empty()) request.cursor = cursor;
  for (const Json& change : changes) request.changes.push_back(change);
  const SyncOutcome outcome = service_->sync(device.token, request, now);
  REQUIRE(outcome.problem() == nullptr);
  return *parse_json(outcome.answer());
}

Json TestHub::have(const TestDevice& device, HaveRequest request) {
  request.call = "have";
  const HaveOutcome outcome = service_->have(device.token, request, now);
  const auto* text = std::get_if<std::string>(&outcome.result);
  REQUIRE(text != nullptr);
  return *parse_json(*text);
}

std::string TestHub::snapshot() {
  std::string path = folder_.file("snapshot-" + std::to_string(++snapshots_));
  REQUIRE(store_->backup(path));
  return path;
}

void TestHub::close() {
  service_.reset();
  store_.reset();
}

void TestHub::open_again() {
  store_ = open_store(path_);
  service_ = std::make_unique<HubService>(*store_, random_);
}

void TestHub::put_back(const std::string& snapshot) {
  close();
  for (const char* of : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + of);
  std::filesystem::copy_file(snapshot, path_);
  open_again();
}

Space TestHub::space() {
  auto read = store_->read();
  REQUIRE(read);
  const auto space = (*read)->space_named("Test");
  REQUIRE(space.has_value());
  REQUIRE((*read)->commit());
  return *space;
}

Json TestHub::sync(const TestDevice& device, const Json& changes, const std::string& cursor) {
  const SyncOutcome outcome = call(device, changes, cursor);
  REQUIRE(outcome.problem() == nullptr);
  const auto answer = parse_json(outcome.answer());
  REQUIRE(answer.has_value());
  return *answer;
}

Json TestHub::pull(TestDevice& device) {
  Json entries = Json::array();
  for (int rounds = 0; rounds < 1000; ++rounds) {
    const Json answer = sync(device, Json::array(), device.cursor);
    const auto cursor = string_member(answer, "cursor");
    REQUIRE(cursor.has_value());
    device.cursor = *cursor;
    for (const Json& entry : list(answer, "changes")) entries.push_back(entry);
    if (!answer["more"].get<bool>()) return entries;
  }
  FAIL("the hub never has all");
  return entries;
}

Json TestHub::all(const TestDevice& device) {
  TestDevice fresh = device;
  fresh.cursor.clear();
  return pull(fresh);
}

Json TestHub::change(const TestDevice& device, std::string_view kind, Json set) {
  ticks_ = next_ticks(ticks_, now);
  return {{"id", make_uuid(now, random_).text()},
          {"stamp", Stamp{ticks_, device.id}.text()},
          {"record", make_uuid(now, random_).text()},
          {"kind", kind},
          {"set", std::move(set)}};
}

Json TestHub::edit(const TestDevice& device, const Json& of, Json set) {
  Json json = change(device, of["kind"].get<std::string>(), std::move(set));
  json["record"] = of["record"];
  json["edit"] = true;
  return json;
}

Json TestHub::erase(const TestDevice& device, const Json& of, bool history) {
  Json json = edit(device, of, Json::object());
  json["kind"] = "erase";
  json.erase("set");
  if (history) json["history"] = true;
  return json;
}

bool Team::taken(const TestDevice& device, const Json& change) {
  return took(hub.sync(device, Json::array({change})), change);
}

bool Team::forbidden(const TestDevice& device, const Json& change) {
  return rejection(hub.sync(device, Json::array({change})), change) == "forbidden";
}

Json Team::push(const TestDevice& device, const Json& change) {
  REQUIRE(taken(device, change));
  return change;
}

Json Team::note(const TestDevice& device, const char* visibility) {
  return push(device,
              hub.change(device, "conversation", {{"summary", "s"}, {"visibility", visibility}}));
}

Json Team::under(const TestDevice& device, const char* kind, const Json& note, Json set) {
  set["parent"] = note["record"];
  return push(device, hub.change(device, kind, std::move(set)));
}

Json Team::action(const TestDevice& device, const Json& under_note, const TestDevice& owner) {
  return under(device, "action", under_note,
               {{"text", "do"}, {"owner_member", owner.member.text()}});
}

bool took(const Json& answer, const Json& change) {
  for (const Json& taken : list(answer, "taken")) {
    if (taken["id"] == change["id"]) return true;
  }
  return false;
}

std::string rejection(const Json& answer, const Json& change) {
  for (const Json& rejected : list(answer, "rejected")) {
    if (rejected["id"] == change["id"]) return rejected["code"].get<std::string>();
  }
  return {};
}

bool is_later(const Json& answer, const Json& change) {
  for (const Json& id : list(answer, "later")) {
    if (id == change["id"]) return true;
  }
  return false;
}

Json entry_of(const Json& entries, const Json& change) {
  Json found;
  for (const Json& entry : entries) {
    if (entry.contains("set") && entry["id"] == change["id"]) found = entry;
  }
  return found;
}

bool gives(const Json& entries, const Json& change) { return !entry_of(entries, change).is_null(); }

bool names_own(const Json& entries, const Json& change) {
  for (const Json& entry : entries) {
    if (entry.contains("own") && entry["own"] == change["id"]) return true;
  }
  return false;
}

bool withdraws(const Json& entries, const Json& of) {
  for (const Json& entry : entries) {
    if (entry.contains("kind") && entry["kind"] == "withdraw" && entry["record"] == of["record"]) {
      return true;
    }
  }
  return false;
}

bool erases(const Json& entries, const Json& of) {
  for (const Json& entry : entries) {
    if (!entry.contains("kind") || entry["kind"] != "erase") continue;
    if (entry["record"] == of["record"]) return true;
    for (const Json& under : entry["under"]) {
      if (under == of["record"]) return true;
    }
  }
  return false;
}

}  // namespace crosstalk::hub::test
