#pragma once

#include "storage/database.h"

/// Every SQL statement of the hub's store on SQLite, each with its name.
namespace crosstalk::hub::sql {

inline constexpr Sql kSetting{"SELECT value FROM settings WHERE key = ?1"};
/// Set while the write-ahead log may hold what was removed: it outlives a crash.
inline constexpr std::string_view kLogHoldsRemoved = "log_holds_removed";
inline constexpr Sql kForgetSetting{"DELETE FROM settings WHERE key = ?1"};
inline constexpr Sql kPutSetting{
    "INSERT INTO settings (key, value) VALUES (?1, ?2) "
    "ON CONFLICT (key) DO UPDATE SET value = excluded.value"};

inline constexpr Sql kSpace{
    "SELECT space, name, hub_device, seal_key, sealing_public, sealing_secret, ticks "
    "FROM spaces WHERE space = ?1"};
inline constexpr Sql kSpaceNamed{
    "SELECT space, name, hub_device, seal_key, sealing_public, sealing_secret, ticks "
    "FROM spaces WHERE name = ?1"};
inline constexpr Sql kSpaces{
    "SELECT space, name, hub_device, seal_key, sealing_public, sealing_secret, ticks "
    "FROM spaces ORDER BY name"};
inline constexpr Sql kPutSpace{
    "INSERT INTO spaces (space, name, hub_device, seal_key, sealing_public, sealing_secret, ticks) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
    "ON CONFLICT (space) DO UPDATE SET name = excluded.name"};
inline constexpr Sql kPutTicks{"UPDATE spaces SET ticks = ?2 WHERE space = ?1"};

inline constexpr Sql kMember{
    "SELECT member, name, role, suspended FROM members WHERE space = ?1 AND member = ?2"};
inline constexpr Sql kMembers{
    "SELECT member, name, role, suspended FROM members WHERE space = ?1 ORDER BY name, member"};
inline constexpr Sql kPutMember{
    "INSERT INTO members (space, member, name, role, suspended) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (space, member) DO UPDATE SET name = excluded.name, role = excluded.role, "
    "suspended = excluded.suspended"};

inline constexpr Sql kDevice{
    "SELECT device, member, record, name, token_hash, token_used, invite_hash, joined_ms, "
    "revoked_ms, last_seen_ms, waiting, unconfirmed FROM devices WHERE space = ?1 AND device = "
    "?2"};
inline constexpr Sql kDeviceWithToken{
    "SELECT device, member, record, name, token_hash, token_used, invite_hash, joined_ms, "
    "revoked_ms, last_seen_ms, waiting, unconfirmed FROM devices WHERE space = ?1 AND token_hash = "
    "?2"};
inline constexpr Sql kDevices{
    "SELECT device, member, record, name, token_hash, token_used, invite_hash, joined_ms, "
    "revoked_ms, last_seen_ms, waiting, unconfirmed FROM devices WHERE space = ?1 "
    "ORDER BY joined_ms, device"};
inline constexpr Sql kPutDevice{
    "INSERT INTO devices (space, device, member, record, name, token_hash, token_used, "
    "invite_hash, joined_ms, revoked_ms, last_seen_ms, waiting, unconfirmed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) "
    "ON CONFLICT (space, device) DO UPDATE SET member = excluded.member, "
    "record = excluded.record, name = excluded.name, token_hash = excluded.token_hash, "
    "token_used = excluded.token_used, invite_hash = excluded.invite_hash, "
    "joined_ms = excluded.joined_ms, revoked_ms = excluded.revoked_ms, "
    "last_seen_ms = excluded.last_seen_ms, waiting = excluded.waiting, "
    "unconfirmed = excluded.unconfirmed"};

inline constexpr Sql kInvite{
    "SELECT space, code_hash, role, name, member, uses_left, expires_ms "
    "FROM invites WHERE code_hash = ?1"};
inline constexpr Sql kInvites{
    "SELECT space, code_hash, role, name, member, uses_left, expires_ms "
    "FROM invites WHERE space = ?1 ORDER BY code_hash"};
inline constexpr Sql kPutInvite{
    "INSERT INTO invites (space, code_hash, role, name, member, uses_left, expires_ms) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
    "ON CONFLICT (space, code_hash) DO UPDATE SET uses_left = excluded.uses_left"};

inline constexpr Sql kCalendar{
    "SELECT device, member, secret_hash, salt FROM calendars WHERE space = ?1 AND device = ?2"};
inline constexpr Sql kCalendarWithSecret{
    "SELECT device, member, secret_hash, salt FROM calendars WHERE space = ?1 AND secret_hash = "
    "?2"};
inline constexpr Sql kCalendarsOf{
    "SELECT device, member, secret_hash, salt FROM calendars INDEXED BY calendars_by_member "
    "WHERE space = ?1 AND member = ?2 ORDER BY device"};
inline constexpr Sql kPutCalendar{
    "INSERT INTO calendars (space, device, member, secret_hash, salt) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (space, device) DO UPDATE SET member = excluded.member, "
    "secret_hash = excluded.secret_hash, salt = excluded.salt"};
inline constexpr Sql kRemoveCalendar{"DELETE FROM calendars WHERE space = ?1 AND device = ?2"};

inline constexpr Sql kRecord{
    "SELECT record, kind, author, by_kiosk, parent, for_team, erased "
    "FROM records WHERE space = ?1 AND record = ?2"};
// Without its name SQLite takes the primary key for the sake of the order, and reads all records.
inline constexpr Sql kRecordsUnder{
    "SELECT record, kind, author, by_kiosk, parent, for_team, erased "
    "FROM records INDEXED BY records_by_parent WHERE space = ?1 AND parent = ?2 ORDER BY record"};
inline constexpr Sql kRecordsOfKind{
    "SELECT record FROM records INDEXED BY records_by_kind "
    "WHERE space = ?1 AND kind = ?2 AND erased = 0 ORDER BY record"};
inline constexpr Sql kRecordsOutside{
    "SELECT record FROM records WHERE space = ?1 AND erased = 0 AND NOT EXISTS ("
    "SELECT 1 FROM record_feeds WHERE record_feeds.space = ?1 "
    "AND record_feeds.record = records.record AND record_feeds.feed IN (?2, ?3)) ORDER BY record"};
// The feed leads: a member's own is short, and the kinds of a space are not.
inline constexpr Sql kRecordsIn{
    "SELECT records.record FROM record_feeds INDEXED BY record_feeds_by_feed CROSS JOIN records "
    "ON records.space = record_feeds.space AND records.record = record_feeds.record "
    "WHERE record_feeds.space = ?1 AND record_feeds.feed = ?2 AND records.kind = ?3 "
    "AND records.erased = 0 ORDER BY record_feeds.record"};
inline constexpr Sql kPutRecord{
    "INSERT INTO records (space, record, kind, author, by_kiosk, parent, for_team, erased) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) "
    "ON CONFLICT (space, record) DO UPDATE SET author = excluded.author, "
    "by_kiosk = excluded.by_kiosk, parent = excluded.parent, for_team = excluded.for_team, "
    "erased = excluded.erased"};

inline constexpr Sql kFeedsOf{
    "SELECT feed FROM record_feeds WHERE space = ?1 AND record = ?2 ORDER BY feed"};
inline constexpr Sql kPutFeed{
    "INSERT INTO record_feeds (space, record, feed) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"};
inline constexpr Sql kRemoveFeeds{"DELETE FROM record_feeds WHERE space = ?1 AND record = ?2"};

inline constexpr Sql kLinkingConversations{
    "SELECT conversation FROM links WHERE space = ?1 AND message = ?2 ORDER BY conversation"};
inline constexpr Sql kPutLink{
    "INSERT INTO links (space, message, conversation) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"};
inline constexpr Sql kRemoveLinks{"DELETE FROM links WHERE space = ?1 AND conversation = ?2"};

inline constexpr Sql kChange{"SELECT lowered, content FROM changes WHERE space = ?1 AND id = ?2"};
inline constexpr Sql kChangesOf{
    "SELECT content FROM changes WHERE space = ?1 AND record = ?2 ORDER BY stamp, id"};
inline constexpr Sql kPutChange{
    "INSERT INTO changes (space, id, record, stamp, lowered, content, seal) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
    "ON CONFLICT (space, id) DO UPDATE SET stamp = excluded.stamp, lowered = excluded.lowered, "
    "content = excluded.content, seal = excluded.seal"};
inline constexpr Sql kEachSeal{
    "SELECT id, seal FROM changes WHERE space = ?1 AND record IN (SELECT record FROM record_feeds "
    "WHERE record_feeds.space = ?1 AND feed IN (?2, ?3)) ORDER BY id"};
inline constexpr Sql kRemoveCuts{
    "DELETE FROM cuts WHERE space = ?1 AND change IN "
    "(SELECT id FROM changes WHERE changes.space = ?1 AND record = ?2)"};
inline constexpr Sql kRemoveChanges{"DELETE FROM changes WHERE space = ?1 AND record = ?2"};

inline constexpr Sql kErasure{
    "SELECT id, record, stamp, lowered, history, under, seal "
    "FROM erasures WHERE space = ?1 AND id = ?2"};
inline constexpr Sql kErasures{
    "SELECT id, record, stamp, lowered, history, under, seal "
    "FROM erasures WHERE space = ?1 ORDER BY stamp, id"};
inline constexpr Sql kPutErasure{
    "INSERT INTO erasures (space, id, record, stamp, lowered, history, under, seal) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING"};

inline constexpr Sql kCutsOf{
    "SELECT field FROM cuts WHERE space = ?1 AND change = ?2 ORDER BY field"};
inline constexpr Sql kCuts{
    "SELECT change, field FROM cuts WHERE space = ?1 ORDER BY change, field"};
inline constexpr Sql kPutCut{
    "INSERT INTO cuts (space, change, field) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"};

inline constexpr Sql kAdvanceHead{
    "INSERT INTO heads (space, feed, position) VALUES (?1, ?2, 1) "
    "ON CONFLICT (space, feed) DO UPDATE SET position = position + 1 RETURNING position"};
inline constexpr Sql kAppend{
    "INSERT INTO entries (space, feed, position, mark, kind, subject) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};
inline constexpr Sql kHead{
    "SELECT position, mark, kind, subject FROM entries WHERE space = ?1 AND feed = ?2 "
    "ORDER BY position DESC LIMIT 1"};
inline constexpr Sql kEntryAt{
    "SELECT position, mark, kind, subject FROM entries "
    "WHERE space = ?1 AND feed = ?2 AND position = ?3"};
inline constexpr Sql kEntriesAfter{
    "SELECT position, mark, kind, subject FROM entries "
    "WHERE space = ?1 AND feed = ?2 AND position > ?3 ORDER BY position LIMIT ?4"};

inline constexpr Sql kIntegrityCheck{"PRAGMA integrity_check"};
inline constexpr const char* kDataVersion = "PRAGMA data_version";
inline constexpr const char* kUserVersion = "PRAGMA user_version";
inline constexpr const char* kApplicationId = "PRAGMA application_id";
inline constexpr const char* kTables = "SELECT count(*) FROM sqlite_master";
inline constexpr const char* kBegin = "BEGIN";
inline constexpr const char* kBeginWriting = "BEGIN IMMEDIATE";
inline constexpr const char* kCommit = "COMMIT";
inline constexpr const char* kRollback = "ROLLBACK";
inline constexpr Sql kDanglingEntries{
    "SELECT count(*) FROM entries WHERE kind = 0 AND NOT EXISTS (SELECT 1 FROM changes WHERE "
    "changes.space = entries.space AND changes.id = entries.subject) AND NOT EXISTS ("
    "SELECT 1 FROM records WHERE records.space = entries.space AND records.erased = 1)"};
inline constexpr Sql kUnfedChanges{
    "SELECT count(*) FROM changes WHERE NOT EXISTS (SELECT 1 FROM record_feeds WHERE "
    "record_feeds.space = changes.space AND record_feeds.record = changes.record)"};
inline constexpr Sql kContentOfErased{
    "SELECT count(*) FROM changes JOIN records ON records.space = changes.space AND "
    "records.record = changes.record WHERE records.erased = 1"};

}  // namespace crosstalk::hub::sql
