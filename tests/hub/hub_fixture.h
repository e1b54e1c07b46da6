#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "storage/clock.h"
#include "storage/json.h"
#include "sync/hub/administration.h"
#include "sync/hub/hub_service.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_folder.h"

/// What the hub's tests share: a store in a folder of its own, a clock that is told, and devices
/// that speak the wire's JSON.
namespace crosstalk::hub::test {

struct TestDevice {
  DeviceId id;
  std::string token;
  Uuid member;
  std::string cursor;  // of the last `pull`; empty: none
};

/// A hub with one space, "Test", in-process.
class TestHub {
 public:
  explicit TestHub(std::uint64_t seed = 1);

  /// A new device of a new member.
  TestDevice join(Role role, std::string_view name);
  /// A further device of a member, by their name.
  TestDevice join_as(Role role, std::string_view member);
  std::string invite(Role role, std::int64_t uses = 1,
                     Milliseconds lifetime = Milliseconds{60'000});

  /// One call; its answer must be 200. With `cursor` empty it is read from the beginning.
  Json sync(const TestDevice& device, const Json& changes, const std::string& cursor = {});
  /// The same with what the device holds and the hub may have lost.
  Json offer(const TestDevice& device, const Json& changes, const std::string& cursor = {});
  /// One call of /v1/have, which must be answered.
  Json have(const TestDevice& device, HaveRequest request);
  SyncOutcome call(const TestDevice& device, const Json& changes, const std::string& cursor = {});
  /// Everything new for the device since its last pull.
  Json pull(TestDevice& device);
  /// Everything that a device at the beginning would be given.
  Json all(const TestDevice& device);

  /// A change as a device sends it, stamped with the hub's time.
  Json change(const TestDevice& device, std::string_view kind, Json set);
  Json edit(const TestDevice& device, const Json& of, Json set);
  Json erase(const TestDevice& device, const Json& of, bool history = false);

  /// Gives the path of a copy of the store as it is now.
  std::string snapshot();
  /// Puts such a copy in the place of the store, as somebody would who knows no better.
  void put_back(const std::string& snapshot);

  /// As when the hub's program ends, and is started again.
  void close();
  void open_again();

  Space space();
  /// Of the random source of one more device.
  std::uint64_t next_seed() { return ++seeds_; }
  HubStore& store() { return *store_; }
  HubService& service() { return *service_; }
  Random& random() { return random_; }
  const std::string& path() const { return path_; }
  Instant now{Milliseconds{1'700'000'000'000}};

 private:
  TemporaryFolder folder_;
  std::string path_;
  SeededRandom random_;
  std::unique_ptr<HubStore> store_;
  std::unique_ptr<HubService> service_;
  std::uint64_t ticks_ = 0;
  int snapshots_ = 0;
  std::uint64_t seeds_ = 1000;
};

/// Two recorders, a coordinator and a kiosk of one space, and what they do most.
struct Team {
  TestHub hub;
  TestDevice anna = hub.join(Role::recorder, "Anna");
  TestDevice bert = hub.join(Role::recorder, "Bert");
  TestDevice cora = hub.join(Role::coordinator, "Cora");
  TestDevice kiosk = hub.join(Role::kiosk, "Kiosk");

  bool taken(const TestDevice& device, const Json& change);
  bool forbidden(const TestDevice& device, const Json& change);
  /// The change, which the hub must take.
  Json push(const TestDevice& device, const Json& change);
  Json note(const TestDevice& device, const char* visibility);
  /// A record of that kind whose parent is the note.
  Json under(const TestDevice& device, const char* kind, const Json& note,
             Json set = Json::object());
  Json action(const TestDevice& device, const Json& under_note, const TestDevice& owner);
};

/// Questions to an answer's JSON.
bool took(const Json& answer, const Json& change);
std::string rejection(const Json& answer, const Json& change);  // its code; empty: none
bool is_later(const Json& answer, const Json& change);
/// Of a list of entries: whether the change is given whole.
bool gives(const Json& entries, const Json& change);
bool names_own(const Json& entries, const Json& change);
bool withdraws(const Json& entries, const Json& of);
bool erases(const Json& entries, const Json& of);
Json entry_of(const Json& entries, const Json& change);  // null: none

}  // namespace crosstalk::hub::test
