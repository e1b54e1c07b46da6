// What every implementation of HubStore must do.
#include <atomic>
#include <thread>

#include "tests/hub/store_backends.h"
#include "tests/support/seeded_random.h"

namespace crosstalk::hub::test {
namespace {

Uuid some_id() {
  static SeededRandom random(11);
  return make_uuid(Instant{Milliseconds{1'700'000'000'000}}, random);
}

Space some_space(const char* name) {
  Space space;
  space.id = some_id();
  space.name = name;
  space.hub_device = DeviceId{0xF000000000000001};
  space.seal_key.fill(std::byte{1});
  space.sealing_public.fill(std::byte{2});
  space.sealing_secret.fill(std::byte{3});
  return space;
}

Space with_space(HubStore& store, const char* name = "Test") {
  const Space space = some_space(name);
  auto write = store.write();
  REQUIRE(write);
  (*write)->put_space(space);
  REQUIRE((*write)->commit());
  return space;
}

StoredChange some_change(const Uuid& record, std::uint64_t ticks) {
  StoredChange stored;
  stored.change.id = some_id();
  stored.change.record = record;
  stored.change.stamp = Stamp{ticks, DeviceId{0xFFFFFFFFFFFFFFFF}};
  stored.change.kind = "conversation";
  stored.change.set["summary"] = std::string("a\0b \xF0\x9F\x98\x80", 8);
  stored.change.seal = "seal";
  stored.lowered = ticks % 2 == 1;
  return stored;
}

TEST_CASE_TEMPLATE("what was committed is there for another connection, what was not is nowhere",
                   Backend, CROSSTALK_HUB_STORES) {
  Backend backend;
  const auto store = backend.open();
  const auto other = backend.open();
  const Space space = with_space(*store);
  {
    auto write = store->write();
    REQUIRE(write);
    (*write)->put_setting("left", "behind");
  }
  auto read = other->read();
  REQUIRE(read);
  const auto found = (*read)->space(space.id);
  REQUIRE(found.has_value());
  CHECK(found->name == "Test");
  CHECK(found->hub_device == space.hub_device);
  CHECK(found->seal_key == space.seal_key);
  CHECK(found->sealing_public == space.sealing_public);
  CHECK(found->sealing_secret == space.sealing_secret);
  CHECK_FALSE((*read)->setting("left").has_value());
  CHECK((*read)->setting("incarnation") == "life");
  CHECK_FALSE((*read)->space(some_id()).has_value());
}

TEST_CASE_TEMPLATE("a reader sees one moment, whatever is committed meanwhile", Backend,
                   CROSSTALK_HUB_STORES) {
  Backend backend;
  const auto store = backend.open();
  const auto other = backend.open();
  auto read = other->read();
  REQUIRE(read);
  CHECK((*read)->spaces().empty());
  with_space(*store);
  CHECK((*read)->spaces().empty());
  REQUIRE((*read)->commit());
  auto again = other->read();
  REQUIRE(again);
  CHECK((*again)->spaces().size() == 1);
}

TEST_CASE_TEMPLATE("changes come back as they were, least stamp first", Backend,
                   CROSSTALK_HUB_STORES) {
  Backend backend;
  const auto store = backend.open();
  const Space space = with_space(*store);
  const Space other = with_space(*store, "Other");
  const Uuid record = some_id();
  const StoredChange second = some_change(record, 0x7FFFFFFFFFFF0001);
  const StoredChange first = some_change(record, 2);
  auto write = store->write();
  REQUIRE(write);
  (*write)->put_change(space.id, second);
  (*write)->put_change(space.id, first);
  const auto changes = (*write)->changes_of(space.id, record);
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].id == first.change.id);
  CHECK(changes[1].id == second.change.id);
  const auto stored = (*write)->change(space.id, second.change.id);
  REQUIRE(stored.has_value());
  CHECK(change_to_json(stored->change) == change_to_json(second.change));
  CHECK(stored->lowered);
  CHECK_FALSE((*write)->change(other.id, second.change.id).has_value());
  (*write)->remove_content(space.id, record);
  CHECK((*write)->changes_of(space.id, record).empty());
  REQUIRE((*write)->commit());
}

TEST_CASE_TEMPLATE("records, feeds, links and erasures are found by their keys", Backend,
                   CROSSTALK_HUB_STORES) {
  Backend backend;
  const auto store = backend.open();
  const Space space = with_space(*store);
  auto write = store->write();
  REQUIRE(write);
  HubTransaction& t = **write;
  Record parent{some_id(), "conversation", some_id(), true, std::nullopt, false, false};
  const Record child{some_id(), "action", std::nullopt, false, parent.id, false, false};
  t.put_record(space.id, parent);
  t.put_record(space.id, child);
  REQUIRE(t.records_under(space.id, parent.id).size() == 1);
  CHECK(t.records_under(space.id, parent.id)[0].id == child.id);
  CHECK(t.record(space.id, parent.id)->author == parent.author);
  CHECK(t.record(space.id, parent.id)->by_kiosk);
  t.put_feeds(space.id, parent.id, {"all", "team"});
  t.put_feeds(space.id, child.id, {"all"});
  CHECK(t.feeds_of(space.id, parent.id) == std::vector<std::string>{"all", "team"});
  CHECK(t.records_outside(space.id, "team", "m:x") == std::vector<Uuid>{child.id});
  CHECK(t.records_of_kind(space.id, "action") == std::vector<Uuid>{child.id});
  t.put_feeds(space.id, parent.id, {"all"});
  CHECK(t.feeds_of(space.id, parent.id) == std::vector<std::string>{"all"});
  parent.erased = true;
  t.put_record(space.id, parent);
  CHECK(t.record(space.id, parent.id)->erased);
  CHECK(t.records_outside(space.id, "team", "m:x") == std::vector<Uuid>{child.id});
  t.put_link(space.id, child.id, parent.id);
  t.put_link(space.id, child.id, parent.id);
  CHECK(t.linking_conversations(space.id, child.id) == std::vector<Uuid>{parent.id});
  const Erasure erasure{some_id(), parent.id, Stamp{5, DeviceId{6}}, true, false, {child.id}, "s"};
  t.put_erasure(space.id, erasure);
  const auto kept = t.erasure(space.id, erasure.id);
  REQUIRE(kept.has_value());
  CHECK(kept->under == erasure.under);
  CHECK(kept->stamp == erasure.stamp);
  CHECK(kept->lowered);
  REQUIRE(t.commit());
}

TEST_CASE_TEMPLATE("people, devices and invites are found by their keys", Backend,
                   CROSSTALK_HUB_STORES) {
  Backend backend;
  const auto store = backend.open();
  const Space space = with_space(*store);
  auto write = store->write();
  REQUIRE(write);
  HubTransaction& t = **write;
  Member member{some_id(), "Anna", Role::coordinator, false};
  t.put_member(space.id, member);
  member.suspended = true;
  t.put_member(space.id, member);
  REQUIRE(t.members(space.id).size() == 1);
  CHECK(t.member(space.id, member.id)->suspended);
  CHECK(t.member(space.id, member.id)->role == Role::coordinator);
  Device device;
  device.id = DeviceId{0xFEDCBA9876543210};
  device.member = member.id;
  device.name = "laptop";
  device.token_hash.fill(std::byte{7});
  device.joined = Instant{Milliseconds{1'700'000'000'123}};
  t.put_device(space.id, device);
  const auto found = t.device_with_token(space.id, device.token_hash);
  REQUIRE(found.has_value());
  CHECK(found->id == device.id);
  CHECK(found->joined == device.joined);
  CHECK_FALSE(found->revoked.has_value());
  device.revoked = Instant{Milliseconds{-5}};
  t.put_device(space.id, device);
  CHECK(t.device(space.id, device.id)->revoked == device.revoked);
  CHECK(t.devices(space.id).size() == 1);
  Invite invite;
  invite.code_hash.fill(std::byte{9});
  invite.role = Role::kiosk;
  invite.uses_left = 3;
  t.put_invite(space.id, invite);
  const auto invited = t.invite(invite.code_hash);
  REQUIRE(invited.has_value());
  CHECK(invited->first == space.id);
  CHECK(invited->second.role == Role::kiosk);
  CHECK(invited->second.uses_left == 3);
  REQUIRE(t.commit());
}

TEST_CASE_TEMPLATE(
    "calendars are found by device, by secret and by member, and go with their device", Backend,
    CROSSTALK_HUB_STORES) {
  Backend backend;
  const auto store = backend.open();
  const Space space = with_space(*store);
  const Space other = with_space(*store, "Other");
  auto write = store->write();
  REQUIRE(write);
  HubTransaction& t = **write;
  CalendarAddress address;
  address.device = DeviceId{0xFEDCBA9876543210};
  address.member = some_id();
  address.secret_hash.fill(std::byte{4});
  address.salt.fill(std::byte{5});
  t.put_calendar(space.id, address);
  const auto found = t.calendar_with_secret(space.id, address.secret_hash);
  REQUIRE(found.has_value());
  CHECK(found->device == address.device);
  CHECK(found->member == address.member);
  CHECK(found->salt == address.salt);
  CHECK_FALSE(t.calendar_with_secret(other.id, address.secret_hash).has_value());
  CalendarAddress anew = address;
  anew.secret_hash.fill(std::byte{6});
  t.put_calendar(space.id, anew);
  CHECK_FALSE(t.calendar_with_secret(space.id, address.secret_hash).has_value());
  CHECK(t.calendar(space.id, address.device)->secret_hash == anew.secret_hash);
  CHECK(t.calendars(space.id, address.member).size() == 1);
  CHECK(t.calendars(space.id, some_id()).empty());
  t.remove_calendar(space.id, address.device);
  CHECK_FALSE(t.calendar(space.id, address.device).has_value());
  REQUIRE(t.commit());
}

TEST_CASE_TEMPLATE("the records of a kind in a feed are given, without those that were erased",
                   Backend, CROSSTALK_HUB_STORES) {
  Backend backend;
  const auto store = backend.open();
  const Space space = with_space(*store);
  auto write = store->write();
  REQUIRE(write);
  HubTransaction& t = **write;
  const Record action{some_id(), "action", std::nullopt, false, std::nullopt, false, false};
  const Record elsewhere{some_id(), "action", std::nullopt, false, std::nullopt, false, false};
  const Record note{some_id(), "conversation", std::nullopt, false, std::nullopt, false, false};
  const Record erased{some_id(), "action", std::nullopt, false, std::nullopt, false, true};
  for (const Record& record : {action, elsewhere, note, erased}) t.put_record(space.id, record);
  for (const Record& record : {action, note, erased}) t.put_feeds(space.id, record.id, {"m:x"});
  t.put_feeds(space.id, elsewhere.id, {"all"});
  CHECK(t.records_in(space.id, "m:x", "action") == std::vector<Uuid>{action.id});
  CHECK(t.records_in(space.id, "m:y", "action").empty());
  REQUIRE(t.commit());
}

TEST_CASE_TEMPLATE("positions of a feed begin at 1 and have no holes, a roll-back leaves none",
                   Backend, CROSSTALK_HUB_STORES) {
  Backend backend;
  const auto store = backend.open();
  const Space space = with_space(*store);
  const Entry entry{EntryKind::withdraw, some_id(), (std::uint64_t{1} << 53) - 1, 0};
  for (const bool kept : {true, false, true}) {
    auto write = store->write();
    REQUIRE(write);
    (*write)->append(space.id, "team", entry);
    if (kept) REQUIRE((*write)->commit());
  }
  auto read = store->read();
  REQUIRE(read);
  const auto entries = (*read)->entries_after(space.id, "team", 0, 10);
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].position == 1);
  CHECK(entries[1].position == 2);
  CHECK(entries[1].mark == entry.mark);
  CHECK(entries[1].kind == EntryKind::withdraw);
  CHECK((*read)->head(space.id, "team")->position == 2);
  CHECK_FALSE((*read)->head(space.id, "all").has_value());
  CHECK((*read)->entry_at(space.id, "team", 1)->subject == entry.subject);
  CHECK_FALSE((*read)->entry_at(space.id, "team", 3).has_value());
  CHECK((*read)->entries_after(space.id, "team", 1, 10).size() == 1);
}

TEST_CASE_TEMPLATE("two writers at once leave no entry behind that a reader has passed", Backend,
                   CROSSTALK_HUB_STORES) {
  Backend backend;
  const auto store = backend.open();
  const Space space = with_space(*store);
  constexpr int kEach = 40;
  std::atomic<bool> writing = true;
  const auto write_some = [&] {
    const auto mine = backend.open();
    for (int i = 0; i < kEach; ++i) {
      auto write = mine->write();
      REQUIRE(write);
      (*write)->append(space.id, "team", Entry{EntryKind::change, Uuid{}, 1, 0});
      REQUIRE((*write)->commit());
    }
  };
  std::int64_t seen = 0;
  std::int64_t place = 0;
  const auto look = [&](HubStore& reading) {
    auto read = reading.read();
    REQUIRE(read);
    for (const Entry& entry : (*read)->entries_after(space.id, "team", place, 1000)) {
      ++seen;
      place = entry.position;
    }
  };
  std::jthread reader([&] {
    const auto mine = backend.open();
    while (writing) look(*mine);
  });
  {
    std::jthread first(write_some);
    std::jthread second(write_some);
  }
  writing = false;
  reader.join();
  look(*store);
  CHECK(seen == 2 * kEach);
  CHECK(place == 2 * kEach);
}

TEST_CASE_TEMPLATE("the version tells of what others have committed, and of nothing else", Backend,
                   CROSSTALK_HUB_STORES) {
  Backend backend;
  const auto store = backend.open();
  const auto other = backend.open();
  const auto before = store->version();
  REQUIRE(before);
  with_space(*store);
  const auto own = store->version();
  REQUIRE(own);
  CHECK(*own == *before);
  with_space(*other, "Other");
  const auto after = store->version();
  REQUIRE(after);
  CHECK(*after != *before);
}

TEST_CASE_TEMPLATE("a copy holds what the store held, and overwrites nothing", Backend,
                   CROSSTALK_HUB_STORES) {
  Backend backend;
  const auto store = backend.open();
  const Space space = with_space(*store);
  TemporaryFolder elsewhere;
  const std::string path = elsewhere.file("copy");
  REQUIRE(store->backup(path));
  CHECK_FALSE(store->backup(path));
  auto copy = SqliteStore::open(path, SqliteStore::Missing::refuse, "");
  REQUIRE(copy);
  auto read = (*copy)->read();
  REQUIRE(read);
  CHECK((*read)->space(space.id).has_value());
  CHECK((*read)->setting("incarnation") == "life");
}

TEST_CASE_TEMPLATE("a store that is whole has nothing to complain of", Backend,
                   CROSSTALK_HUB_STORES) {
  Backend backend;
  const auto store = backend.open();
  with_space(*store);
  const auto wrong = store->check();
  REQUIRE(wrong);
  CHECK(wrong->empty());
}

}  // namespace
}  // namespace crosstalk::hub::test
