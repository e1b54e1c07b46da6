#include "sync/hub/sqlite_transaction.h"

#include "storage/json.h"
#include "storage/planted.h"
#include "sync/hub/hex.h"
#include "sync/hub/sqlite_statements.h"

namespace crosstalk::hub {
namespace {

// Civil times are kept as milliseconds, device ids as the same 64 bits with a sign.
std::int64_t ms(Instant time) { return time.time_since_epoch().count(); }
std::int64_t bits(std::uint64_t value) { return static_cast<std::int64_t>(value); }

void bind_one(Statement& statement, int at, const Key& value) {
  statement.bind(at, std::string_view(hex(value)));
}
void bind_one(Statement& statement, int at, Instant value) { statement.bind(at, ms(value)); }
void bind_one(Statement& statement, int at, const std::string& value) {
  statement.bind(at, std::string_view(value));
}
void bind_one(Statement& statement, int at, DeviceId value) {
  statement.bind(at, bits(value.value));
}
void bind_one(Statement& statement, int at, const std::optional<Instant>& value) {
  if (value) {
    statement.bind(at, ms(*value));
  } else {
    statement.bind_null(at);
  }
}
template <typename T>
void bind_one(Statement& statement, int at, const T& value) {
  statement.bind(at, value);
}

template <typename... Values>
void bind_all(Statement& statement, const Values&... values) {
  int at = 0;
  (bind_one(statement, ++at, values), ...);
}

Instant time_at(const Statement& row, int column) {
  return Instant{Milliseconds{row.integer(column)}};
}
std::optional<Instant> optional_time(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return time_at(row, column);
}
DeviceId device_at(const Statement& row, int column) {
  return DeviceId{static_cast<std::uint64_t>(row.integer(column))};
}
bool flag(const Statement& row, int column) { return row.integer(column) != 0; }
// A role that this version does not know may do the least.
Role role_at(const Statement& row, int column) {
  return parse_role(row.text(column)).value_or(Role::kiosk);
}

Space read_space(const Statement& row) {
  Space space;
  space.id = row.uuid(0);
  space.name = row.text(1);
  space.hub_device = device_at(row, 2);
  space.seal_key = key_from_hex(row.text(3));
  space.sealing_public = key_from_hex(row.text(4));
  space.sealing_secret = key_from_hex(row.text(5));
  space.ticks = static_cast<std::uint64_t>(row.integer(6));
  return space;
}

Member read_member(const Statement& row) {
  return Member{row.uuid(0), row.text(1), role_at(row, 2), flag(row, 3)};
}

Device read_device(const Statement& row) {
  Device device;
  device.id = device_at(row, 0);
  device.member = row.uuid(1);
  device.record = row.uuid(2);
  device.name = row.text(3);
  device.token_hash = key_from_hex(row.text(4));
  device.token_used = flag(row, 5);
  device.invite_hash = key_from_hex(row.text(6));
  device.joined = time_at(row, 7);
  device.revoked = optional_time(row, 8);
  device.last_seen = optional_time(row, 9);
  device.waiting = row.integer(10);
  device.unconfirmed = flag(row, 11);
  return device;
}

std::pair<Uuid, Invite> read_invite(const Statement& row) {
  Invite invite;
  invite.code_hash = key_from_hex(row.text(1));
  invite.role = role_at(row, 2);
  invite.name = row.text(3);
  invite.member = row.optional_uuid(4);
  invite.uses_left = row.integer(5);
  invite.expires = time_at(row, 6);
  return {row.uuid(0), invite};
}

CalendarAddress read_calendar(const Statement& row) {
  return CalendarAddress{device_at(row, 0), row.uuid(1), key_from_hex(row.text(2)),
                         key_from_hex(row.text(3))};
}

Record read_record(const Statement& row) {
  return Record{row.uuid(0),          row.text(1),  row.optional_uuid(2), flag(row, 3),
                row.optional_uuid(4), flag(row, 5), flag(row, 6)};
}

Entry read_entry(const Statement& row) {
  Entry entry;
  entry.position = row.integer(0);
  entry.mark = static_cast<std::uint64_t>(row.integer(1));
  entry.kind = static_cast<EntryKind>(row.integer(2));
  entry.subject = row.uuid(3);
  return entry;
}

Uuid read_uuid(const Statement& row) { return row.uuid(0); }
std::string read_text(const Statement& row) { return row.text(0); }

std::string ids_text(const std::vector<Uuid>& ids) {
  Json list = Json::array();
  for (const Uuid& id : ids) list.push_back(id.text());
  return to_text(list);
}

std::vector<Uuid> ids_from(const std::string& text) {
  std::vector<Uuid> ids;
  const auto list = parse_json(text);
  if (!list || !list->is_array()) return ids;
  for (const Json& entry : *list) {
    const auto* word = entry.get_ptr<const std::string*>();
    if (word == nullptr) continue;
    if (const auto id = parse_uuid(*word)) ids.push_back(*id);
  }
  return ids;
}

Erasure read_erasure(const Statement& row) {
  Erasure erasure;
  erasure.id = row.uuid(0);
  erasure.record = row.uuid(1);
  erasure.stamp = row.stamp(2);
  erasure.lowered = flag(row, 3);
  erasure.history = flag(row, 4);
  erasure.under = ids_from(row.text(5));
  erasure.seal = row.text(6);
  return erasure;
}

std::int64_t planted_commits = 0;  // of Bug::position_before_lock

std::optional<Change> change_from_text(const std::string& text) {
  const auto json = parse_json(text);
  if (!json) return std::nullopt;
  return change_from_json(*json);
}

}  // namespace

SqliteTransaction::~SqliteTransaction() {
  if (open_) (void)database_.execute(sql::kRollback);
}

void SqliteTransaction::fail(const Error& error) {
  if (!failure_) failure_ = error;
}

void SqliteTransaction::fail_damaged(const char* what) {
  fail(make_error(ErrorCode::store_damaged, what));
}

template <typename... Values>
void SqliteTransaction::run(const Sql& sql, const Values&... values) {
  if (failure_) return;
  Statement statement = database_.prepared(sql);
  bind_all(statement, values...);
  if (const auto done = statement.run(); !done) fail(done.error());
}

template <typename Read, typename... Values>
auto SqliteTransaction::rows(const Sql& sql, Read read, const Values&... values)
    -> std::vector<decltype(read(std::declval<const Statement&>()))> {
  std::vector<decltype(read(std::declval<const Statement&>()))> out;
  if (failure_) return out;
  Statement statement = database_.prepared(sql);
  bind_all(statement, values...);
  while (true) {
    const auto row = statement.step();
    if (!row) {
      fail(row.error());
      return {};
    }
    if (!*row) return out;
    out.push_back(read(statement));
  }
}

template <typename Read, typename... Values>
auto SqliteTransaction::first(const Sql& sql, Read read, const Values&... values)
    -> std::optional<decltype(read(std::declval<const Statement&>()))> {
  if (failure_) return std::nullopt;
  Statement statement = database_.prepared(sql);
  bind_all(statement, values...);
  const auto row = statement.step();
  if (!row) {
    fail(row.error());
    return std::nullopt;
  }
  if (!*row) return std::nullopt;
  return read(statement);
}

Result<void> SqliteTransaction::commit() {
  if (!open_) broken_invariant("a transaction was committed twice");
  if (removed_ && !failure_) {
    put_setting(sql::kLogHoldsRemoved, "1");
    if (const auto noted = want_sweep(database_); !noted) fail(noted.error());
  }
  if (failure_) return *failure_;
  // Before: were it after, a crash between the two would leave an ending that nobody remembers once
  // an older copy of the store is put back.
  if (!notes_.empty()) {
    if (const auto done = store_.journal_->append(notes_); !done) return done.error();
  }
  if (const auto done = database_.execute(sql::kCommit); !done) return done.error();
  open_ = false;
  if (planted(Bug::position_before_lock)) ++planted_commits;
  if (removed_) store_.log_to_wipe_ = true;
  store_.wipe_log();
  return {};
}

std::optional<std::string> SqliteTransaction::setting(std::string_view key) {
  return first(sql::kSetting, read_text, key);
}
void SqliteTransaction::put_setting(std::string_view key, std::string_view value) {
  run(sql::kPutSetting, key, value);
}

std::optional<Space> SqliteTransaction::space(const Uuid& id) {
  return first(sql::kSpace, read_space, id);
}
std::optional<Space> SqliteTransaction::space_named(std::string_view name) {
  return first(sql::kSpaceNamed, read_space, name);
}
std::vector<Space> SqliteTransaction::spaces() { return rows(sql::kSpaces, read_space); }
void SqliteTransaction::put_space(const Space& space) {
  run(sql::kPutSpace, space.id, space.name, space.hub_device, space.seal_key, space.sealing_public,
      space.sealing_secret, bits(space.ticks));
}
void SqliteTransaction::put_ticks(const Uuid& space, std::uint64_t ticks) {
  run(sql::kPutTicks, space, bits(ticks));
}

std::optional<Member> SqliteTransaction::member(const Uuid& space, const Uuid& id) {
  return first(sql::kMember, read_member, space, id);
}
std::vector<Member> SqliteTransaction::members(const Uuid& space) {
  return rows(sql::kMembers, read_member, space);
}
void SqliteTransaction::put_member(const Uuid& space, const Member& member) {
  run(sql::kPutMember, space, member.id, member.name, role_name(member.role), member.suspended);
}

std::optional<Device> SqliteTransaction::device(const Uuid& space, DeviceId id) {
  return first(sql::kDevice, read_device, space, id);
}
std::optional<Device> SqliteTransaction::device_with_token(const Uuid& space,
                                                           const Key& token_hash) {
  return first(sql::kDeviceWithToken, read_device, space, token_hash);
}
std::vector<Device> SqliteTransaction::devices(const Uuid& space) {
  return rows(sql::kDevices, read_device, space);
}
void SqliteTransaction::put_device(const Uuid& space, const Device& device) {
  run(sql::kPutDevice, space, device.id, device.member, device.record, device.name,
      device.token_hash, device.token_used, device.invite_hash, device.joined, device.revoked,
      device.last_seen, device.waiting, device.unconfirmed);
}

std::optional<std::pair<Uuid, Invite>> SqliteTransaction::invite(const Key& code_hash) {
  return first(sql::kInvite, read_invite, code_hash);
}
void SqliteTransaction::put_invite(const Uuid& space, const Invite& invite) {
  run(sql::kPutInvite, space, invite.code_hash, role_name(invite.role), invite.name, invite.member,
      invite.uses_left, invite.expires);
}

std::vector<Invite> SqliteTransaction::invites(const Uuid& space) {
  const auto read = [](const Statement& row) { return read_invite(row).second; };
  return rows(sql::kInvites, read, space);
}

std::optional<CalendarAddress> SqliteTransaction::calendar(const Uuid& space, DeviceId device) {
  return first(sql::kCalendar, read_calendar, space, device);
}
std::optional<CalendarAddress> SqliteTransaction::calendar_with_secret(const Uuid& space,
                                                                       const Key& secret_hash) {
  return first(sql::kCalendarWithSecret, read_calendar, space, secret_hash);
}
std::vector<CalendarAddress> SqliteTransaction::calendars(const Uuid& space, const Uuid& member) {
  return rows(sql::kCalendarsOf, read_calendar, space, member);
}
void SqliteTransaction::put_calendar(const Uuid& space, const CalendarAddress& address) {
  run(sql::kPutCalendar, space, address.device, address.member, address.secret_hash, address.salt);
}
void SqliteTransaction::remove_calendar(const Uuid& space, DeviceId device) {
  run(sql::kRemoveCalendar, space, device);
}

std::optional<Record> SqliteTransaction::record(const Uuid& space, const Uuid& id) {
  return first(sql::kRecord, read_record, space, id);
}
std::vector<Record> SqliteTransaction::records_under(const Uuid& space, const Uuid& parent) {
  return rows(sql::kRecordsUnder, read_record, space, parent);
}
std::vector<Uuid> SqliteTransaction::records_of_kind(const Uuid& space, std::string_view kind) {
  return rows(sql::kRecordsOfKind, read_uuid, space, kind);
}
std::vector<Uuid> SqliteTransaction::records_outside(const Uuid& space, std::string_view feed,
                                                     std::string_view other_feed) {
  return rows(sql::kRecordsOutside, read_uuid, space, feed, other_feed);
}
std::vector<Uuid> SqliteTransaction::records_in(const Uuid& space, std::string_view feed,
                                                std::string_view kind) {
  return rows(sql::kRecordsIn, read_uuid, space, feed, kind);
}
void SqliteTransaction::put_record(const Uuid& space, const Record& record) {
  run(sql::kPutRecord, space, record.id, record.kind, record.author, record.by_kiosk, record.parent,
      record.for_team, record.erased);
}

std::vector<std::string> SqliteTransaction::feeds_of(const Uuid& space, const Uuid& record) {
  return rows(sql::kFeedsOf, read_text, space, record);
}
void SqliteTransaction::put_feeds(const Uuid& space, const Uuid& record,
                                  const std::vector<std::string>& feeds) {
  run(sql::kRemoveFeeds, space, record);
  for (const std::string& feed : feeds) run(sql::kPutFeed, space, record, feed);
}

std::vector<Uuid> SqliteTransaction::linking_conversations(const Uuid& space, const Uuid& message) {
  return rows(sql::kLinkingConversations, read_uuid, space, message);
}
void SqliteTransaction::put_link(const Uuid& space, const Uuid& message, const Uuid& conversation) {
  run(sql::kPutLink, space, message, conversation);
}

std::optional<StoredChange> SqliteTransaction::change(const Uuid& space, const Uuid& id) {
  const auto read = [](const Statement& row) { return std::pair(flag(row, 0), row.text(1)); };
  const auto row = first(sql::kChange, read, space, id);
  if (!row) return std::nullopt;
  auto change = change_from_text(row->second);
  if (!change) {
    fail_damaged("a change of the store cannot be read");
    return std::nullopt;
  }
  return StoredChange{std::move(*change), row->first};
}

std::vector<Change> SqliteTransaction::changes_of(const Uuid& space, const Uuid& record) {
  std::vector<Change> changes;
  for (const std::string& text : rows(sql::kChangesOf, read_text, space, record)) {
    auto change = change_from_text(text);
    if (!change) {
      fail_damaged("a change of the store cannot be read");
      return {};
    }
    changes.push_back(std::move(*change));
  }
  return changes;
}

void SqliteTransaction::put_change(const Uuid& space, const StoredChange& stored) {
  const Change& change = stored.change;
  run(sql::kPutChange, space, change.id, change.record, change.stamp, stored.lowered,
      to_text(change_to_json(change)), change.seal);
  if (!change.cut.empty()) removed_ = true;
}

void SqliteTransaction::remove_content(const Uuid& space, const Uuid& record) {
  run(sql::kRemoveCuts, space, record);
  run(sql::kRemoveChanges, space, record);
  run(sql::kRemoveFeeds, space, record);
  run(sql::kRemoveLinks, space, record);
  removed_ = true;
}

void SqliteTransaction::each_seal(const Uuid& space, std::string_view feed,
                                  std::string_view other_feed,
                                  const std::function<void(const Uuid&, std::string_view)>& each) {
  if (failure_) return;
  Statement statement = database_.prepared(sql::kEachSeal);
  bind_all(statement, space, feed, other_feed);
  while (true) {
    const auto row = statement.step();
    if (!row) return fail(row.error());
    if (!*row) return;
    each(statement.uuid(0), statement.text(1));
  }
}

std::optional<Erasure> SqliteTransaction::erasure(const Uuid& space, const Uuid& id) {
  return first(sql::kErasure, read_erasure, space, id);
}
std::vector<Erasure> SqliteTransaction::erasures(const Uuid& space) {
  return rows(sql::kErasures, read_erasure, space);
}
void SqliteTransaction::put_erasure(const Uuid& space, const Erasure& erasure) {
  run(sql::kPutErasure, space, erasure.id, erasure.record, erasure.stamp, erasure.lowered,
      erasure.history, ids_text(erasure.under), erasure.seal);
}

std::vector<std::string> SqliteTransaction::cuts_of(const Uuid& space, const Uuid& change) {
  return rows(sql::kCutsOf, read_text, space, change);
}
std::vector<std::pair<Uuid, std::string>> SqliteTransaction::cuts(const Uuid& space) {
  const auto read = [](const Statement& row) { return std::pair(row.uuid(0), row.text(1)); };
  return rows(sql::kCuts, read, space);
}
void SqliteTransaction::put_cut(const Uuid& space, const Uuid& change, std::string_view field) {
  run(sql::kPutCut, space, change, field);
}

void SqliteTransaction::append(const Uuid& space, std::string_view feed, const Entry& entry) {
  const auto read = [](const Statement& row) { return row.integer(0); };
  // Stepped to its end by leaving the scope only: the row is the answer.
  const auto position = first(sql::kAdvanceHead, read, space, feed);
  if (!position) return;
  if (planted(Bug::position_before_lock)) {
    // What was given its place before it had the lock comes when readers are past that place.
    struct Late {
      Uuid space;
      std::string feed;
      Entry entry;
      std::int64_t commit;
    };
    static std::optional<Late> late;
    if (late && late->commit != planted_commits && late->space == space) {
      run(sql::kAppend, space, late->feed, late->entry.position, bits(late->entry.mark),
          static_cast<std::int64_t>(late->entry.kind), late->entry.subject);
      late.reset();
    } else if (*position % 8 == 0 && (!late || late->space != space)) {
      late = Late{space, std::string(feed), entry, planted_commits};
      late->entry.position = *position;
      return;
    }
  }
  run(sql::kAppend, space, feed, *position, bits(entry.mark), static_cast<std::int64_t>(entry.kind),
      entry.subject);
}

std::optional<Entry> SqliteTransaction::head(const Uuid& space, std::string_view feed) {
  return first(sql::kHead, read_entry, space, feed);
}
std::optional<Entry> SqliteTransaction::entry_at(const Uuid& space, std::string_view feed,
                                                 std::int64_t position) {
  return first(sql::kEntryAt, read_entry, space, feed, position);
}
std::vector<Entry> SqliteTransaction::entries_after(const Uuid& space, std::string_view feed,
                                                    std::int64_t position, std::int64_t count_max) {
  return rows(sql::kEntriesAfter, read_entry, space, feed, position, count_max);
}

void SqliteTransaction::note(std::string line) { notes_.push_back(std::move(line)); }

std::vector<std::string> SqliteTransaction::noted() {
  if (failure_) return {};
  auto lines = store_.journal_->read();
  if (lines) return std::move(*lines);
  fail(lines.error());
  return {};
}

}  // namespace crosstalk::hub
