// Stores that older versions wrote (tests/kept/README.md) go on where they were: opened by this
// version, with all that was unsent, and meeting a hub again.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "storage/database.h"
#include "storage/migrations.h"
#include "storage/queries.h"
#include "sync/engine.h"
#include "sync/hub/administration.h"
#include "sync/hub/hub_service.h"
#include "sync/hub/sqlite_migrations.h"
#include "sync/hub/sqlite_store.h"
#include "sync/wire.h"
#include "tests/fakes/manual_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_folder.h"

namespace crosstalk::hub::test {
namespace {

TEST_SUITE_BEGIN("kept stores");

namespace files = std::filesystem;

const files::path kKept = files::path(CROSSTALK_SOURCE_DIR) / "tests" / "kept";
constexpr const char* kColleague = "What a colleague heard";
constexpr const char* kUnsent = "Written on the train, never sent";

template <typename T>
T good(Result<T> result) {
  if (!result) FAIL(error_name(result.error().code), ": ", result.error().detail);
  return std::move(*result);
}
void good(const Result<void>& result) {
  if (!result) FAIL(error_name(result.error().code), ": ", result.error().detail);
}

/// A hub and its devices in one process, on files that are given.
struct Meeting {
  ManualClock clock;
  SeededRandom random{42};
  TemporaryFolder folder;
  std::unique_ptr<SqliteStore> hub;

  void open_hub(const std::string& path) {
    hub = good(SqliteStore::open(path, SqliteStore::Missing::make, "life-one"));
  }
  std::unique_ptr<Store> open_device(const std::string& path, std::uint64_t device = 0xA1) {
    StoreOptions options;
    options.path = path;
    options.key.fill(std::byte{0x5C});
    options.device = DeviceId{device};
    options.clock = &clock;
    options.random = &random;
    return good(Store::open(options));
  }
  void join(Store& store, const std::string& name) {
    InviteOptions options;
    options.space = "Lakes";
    options.role = Role::recorder;
    options.name = name;
    options.lifetime = Milliseconds{60'000};
    const auto code = good(add_invite(*hub, options, clock.wall(), random));
    HubService service(*hub, random);
    const auto outcome = service.join({code, store.device(), name}, clock.wall());
    const auto* answer = std::get_if<JoinAnswer>(&outcome.result);
    REQUIRE(answer != nullptr);
    HubLink link;
    link.url = "http://127.0.0.1:8480";
    link.token = answer->token;
    link.space = answer->space;
    link.role = answer->role;
    link.member = answer->member;
    link.sealing_key = answer->sealing_key;
    good(store.join(link));
    clock.advance(Milliseconds{5});
  }
  /// Until there is nothing to say any more.
  void sync(Store& store) {
    HubService service(*hub, random);
    EngineOptions options;
    options.live = false;
    Engine engine(store, random, options);
    for (int calls = 0; calls < 50; ++calls) {
      clock.advance(Milliseconds{10});
      const Moment now{clock.wall(), clock.steady()};
      const auto request = engine.next_request(now);
      if (!request) return;
      HttpResponse response{200, "application/json", "", ""};
      if (request->http.url.ends_with("/v1/sync")) {
        const auto outcome =
            service.sync(request->http.token, *read_sync_request(request->http.body), clock.wall());
        REQUIRE(outcome.problem() == nullptr);
        response.body = outcome.answer();
      } else {
        const auto outcome =
            service.have(request->http.token, *read_have_request(request->http.body), clock.wall());
        REQUIRE(std::holds_alternative<std::string>(outcome.result));
        response.body = std::get<std::string>(outcome.result);
      }
      engine.handle(Answered{request->http.id, std::move(response)}, now);
    }
    FAIL("the engine does not come to an end");
  }
  static Uuid save(Store& store, const std::string& kind, std::map<std::string, Json> set,
                   Uuid record = {}) {
    Save save;
    RecordEdit edit;
    edit.record = record;
    edit.kind = kind;
    edit.set = std::move(set);
    save.edits.push_back(std::move(edit));
    return good(store.save(save)).front();
  }
  static Uuid note(Store& store, const std::string& words, const std::string& visibility = "team") {
    return save(store, "conversation",
                {{"summary", words}, {"body", words}, {"visibility", visibility}});
  }
  static std::optional<ConversationView> find(const Store& store, const std::string& words) {
    for (const auto& view : good(read_conversations(store, {}))) {
      if (view.body == words) return view;
    }
    return std::nullopt;
  }
};

/// A device and its hub as they were kept, in copies that a test may alter.
struct KeptPair : Meeting {
  std::string device_path = folder.file("crosstalk.db");
  std::string hub_path = folder.file("hub.sqlite");
  std::unique_ptr<Store> device;

  explicit KeptPair(const files::path& device_file) {
    files::path hub_file = device_file;
    hub_file.replace_extension(".hub");
    files::copy_file(device_file, device_path);
    files::copy_file(hub_file, hub_path);
    clock.advance(Milliseconds{3'600'000});
  }
};

std::vector<files::path> kept() {
  std::vector<files::path> found;
  for (const auto& entry : files::directory_iterator(kKept)) {
    if (entry.path().extension() == ".db") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// Runs `check` on every pair.
template <typename Check>
void on_each_pair(const Check& check) {
  const auto all = kept();
  REQUIRE_FALSE(all.empty());
  for (const files::path& file : all) {
    const std::string name = file.filename().string();
    CAPTURE(name);
    KeptPair pair(file);
    check(pair);
  }
}

TEST_CASE("keep a store of this version" * doctest::skip()) {
  Meeting meeting;
  const std::string name = "client-" + std::to_string(store_migrations().size()) + "-hub-" +
                           std::to_string(hub_migrations().size());
  const std::string device_path = (kKept / (name + ".db")).string();
  const std::string hub_path = (kKept / (name + ".hub")).string();
  REQUIRE_FALSE(files::exists(device_path));
  meeting.open_hub(hub_path);
  good(add_space(*meeting.hub, "Lakes", meeting.clock.wall(), meeting.random));
  const auto colleague = meeting.open_device(meeting.folder.file("colleague.db"), 0xC0);
  meeting.join(*colleague, "Colleague");
  const Uuid theirs = Meeting::note(*colleague, kColleague);
  meeting.sync(*colleague);
  const auto device = meeting.open_device(device_path);
  const Uuid first = Meeting::note(*device, "Sent before there was a hub", "mine");
  meeting.join(*device, "Ann");
  const Uuid second = Meeting::note(*device, "Sent to the hub");
  meeting.sync(*device);
  Meeting::save(*device, "", {{"place", "No right to this"}}, theirs);
  meeting.sync(*device);
  const Uuid unsent = Meeting::note(*device, kUnsent, "mine");
  Meeting::save(*device, "action", {{"parent", unsent.text()}, {"text", "Call back"}});
  Meeting::save(*device, "", {{"body", "Sent to the hub, then changed"}}, second);
  good(device->keep_draft("new", R"({"body":"half a new note"})"));
  good(device->keep_draft(first.text(), R"({"body":"half an edit"})"));
  good(device->set_setting("theme", "dark"));
  CHECK(good(device->sync_status()).waiting == 3);
  CHECK(good(device->sync_status()).rejected == 1);
}

TEST_CASE("an older device's store opens with its drafts, unsent notes and all else") {
  on_each_pair([](KeptPair& pair) {
    const auto device = pair.open_device(pair.device_path, 0xFF);
    CHECK(device->device() == DeviceId{0xA1});
    CHECK(good(device->database().ask("PRAGMA user_version")) ==
          std::to_string(store_migrations().size()));
    const auto status = good(device->sync_status());
    CHECK(status.waiting == 3);
    CHECK(status.rejected == 1);
    REQUIRE(status.hub);
    CHECK(status.hub->space == "Lakes");
    CHECK(good(device->draft("new"))->content == R"({"body":"half a new note"})");
    CHECK(good(device->drafts()).size() == 2);
    CHECK(good(device->setting("theme")) == "dark");
    CHECK(good(list_conversations(*device, {})).size() == 4);
    CHECK(Meeting::find(*device, kUnsent)->actions.size() == 1);
    ConversationFilter filter;
    filter.query = "colleague";
    CHECK(good(list_conversations(*device, filter)).size() == 1);
    CHECK(good(device->check()).empty());
  });
}

TEST_CASE("an older device with unsent notes meets the new hub, and all of them arrive") {
  on_each_pair([](KeptPair& pair) {
    pair.open_hub(pair.hub_path);
    const auto device = pair.open_device(pair.device_path);
    pair.sync(*device);
    const auto status = good(device->sync_status());
    CHECK(status.waiting == 0);
    CHECK(status.rejected == 1);
    CHECK(good(device->drafts()).size() == 2);
    const auto other = pair.open_device(pair.folder.file("other.db"), 0xB2);
    pair.join(*other, "Bo");
    pair.sync(*other);
    CHECK(Meeting::find(*other, "Sent to the hub, then changed").has_value());
    CHECK(Meeting::find(*other, kColleague).has_value());
    CHECK_FALSE(Meeting::find(*other, kUnsent).has_value());  // it is its author's alone
    CHECK(good(device->check()).empty());
    CHECK(good(pair.hub->check()).empty());
  });
}

TEST_CASE("a new device with unsent notes meets an older hub, and all of them arrive") {
  on_each_pair([](KeptPair& pair) {
    const auto device = pair.open_device(pair.folder.file("new.db"), 0xB2);
    Meeting::note(*device, kUnsent);
    pair.open_hub(pair.hub_path);
    pair.join(*device, "Bo");
    pair.sync(*device);
    CHECK(good(device->sync_status()).waiting == 0);
    CHECK(Meeting::find(*device, kColleague).has_value());
    const auto older = pair.open_device(pair.device_path);
    pair.sync(*older);
    CHECK(good(list_conversations(*older, {})).size() == 5);
    CHECK(good(pair.hub->check()).empty());
  });
}

TEST_CASE("stores of a newer version are refused in plain words and left untouched") {
  on_each_pair([](KeptPair& pair) {
    const auto bytes = [](const std::string& path) {
      std::ifstream file(path, std::ios::binary);
      return std::string(std::istreambuf_iterator<char>(file), {});
    };
    StoreKey key;
    key.fill(std::byte{0x5C});
    for (const auto& [path, with] : {std::pair(pair.device_path, std::optional(key)),
                                     std::pair(pair.hub_path, std::optional<StoreKey>())}) {
      DatabaseOptions options;
      options.path = path;
      options.key = with;
      good(good(Database::open(options))->execute("PRAGMA user_version = 900"));
    }
    const std::string device = bytes(pair.device_path), hub = bytes(pair.hub_path);
    StoreOptions options;
    options.path = pair.device_path;
    options.key = key;
    options.clock = &pair.clock;
    options.random = &pair.random;
    const auto store = Store::open(options);
    REQUIRE_FALSE(store);
    CHECK(store.error().code == ErrorCode::store_newer);
    CHECK(store.error().words.find("left untouched") != std::string::npos);
    const auto opened = SqliteStore::open(pair.hub_path, SqliteStore::Missing::make, "life");
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::store_newer);
    CHECK(opened.error().words.find("left untouched") != std::string::npos);
    CHECK(bytes(pair.device_path) == device);
    CHECK(bytes(pair.hub_path) == hub);
  });
}

}  // namespace
}  // namespace crosstalk::hub::test
