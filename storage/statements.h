#pragma once

#include <array>

#include "storage/database.h"

/// Every statement of a device's store but its migrations and pragmas, by name. Parameters are
/// numbered where they are used more than once. Whole tables are read only by what says so;
/// storage/statements' test looks at the plans of the rest.
namespace crosstalk::sql {

// The device and its hub.
inline constexpr Sql kMakeDevice{
    "INSERT INTO device (one, id, greatest_stamp, offset_ms) VALUES (1, ?1, ?2, 0)"};
inline constexpr Sql kReadDevice{"SELECT id, greatest_stamp, offset_ms FROM device"};
inline constexpr Sql kRaiseGreatest{
    "UPDATE device SET greatest_stamp = ?1 WHERE greatest_stamp < ?1"};
inline constexpr Sql kSetOffset{"UPDATE device SET offset_ms = ?1"};
inline constexpr Sql kReadHub{
    "SELECT url, token, space, role, member, sealing_key, certificate_pin FROM hub"};
inline constexpr Sql kWriteHub{
    "INSERT OR REPLACE INTO hub (one, url, token, space, role, member, sealing_key, "
    "certificate_pin)"
    " VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)"};
inline constexpr Sql kReadSyncState{
    "SELECT cursor, last_sync_ms, ended, incarnation FROM sync_state"};
inline constexpr Sql kSetEnded{"UPDATE sync_state SET ended = ?1"};
inline constexpr Sql kForgetCursor{"UPDATE sync_state SET cursor = NULL"};
inline constexpr Sql kSetCursor{"UPDATE sync_state SET cursor = ?1, incarnation = ?2"};
inline constexpr Sql kSetLastSync{"UPDATE sync_state SET last_sync_ms = ?1"};
inline constexpr Sql kSetLogHoldsErased{"UPDATE sync_state SET log_holds_erased = ?1"};
inline constexpr Sql kReadLogHoldsErased{"SELECT log_holds_erased FROM sync_state"};

// Getting what was erased out of the file's bytes. The hub's store has the same table.
inline constexpr Sql kWantSweep{"UPDATE sweeping SET wanted = wanted + 1"};
inline constexpr Sql kReadSweeping{"SELECT wanted, swept FROM sweeping"};
inline constexpr Sql kNoteSwept{"UPDATE sweeping SET swept = ?1 WHERE swept < ?1"};
// FTS5 keeps the totals of an index in memory. Where SQLite rolls back by itself, in the middle of
// FTS5's reading them, FTS5 takes what it has not read for read, and the next transaction writes it
// down. An ordinary rollback makes it forget them.
inline constexpr const char* kForgetIndexTotals =
    "BEGIN;"
    "INSERT INTO conversation_index (conversation_index) VALUES ('flush');"
    "INSERT INTO message_index (message_index) VALUES ('flush');"
    "ROLLBACK";
// FTS5 leaves an index of one part as it is, so there must be a second to merge it with.
inline constexpr std::array kMergeIndexes{
    "INSERT INTO conversation_index (rowid, summary) VALUES (-9223372036854775808, 'x');"
    "INSERT INTO conversation_index (conversation_index) VALUES ('optimize');"
    "INSERT INTO conversation_index (conversation_index, rowid, summary)"
    " VALUES ('delete', -9223372036854775808, 'x')",
    "INSERT INTO message_index (rowid, text) VALUES (-9223372036854775808, 'x');"
    "INSERT INTO message_index (message_index) VALUES ('optimize');"
    "INSERT INTO message_index (message_index, rowid, text)"
    " VALUES ('delete', -9223372036854775808, 'x')"};

// An offer to a hub whose store has gone back in time.
inline constexpr Sql kReadOffering{"SELECT offered_life, offered_cursor FROM sync_state"};
inline constexpr Sql kBeginOffering{
    "UPDATE sync_state SET offered_life = ?1, offered_cursor = NULL"};
inline constexpr Sql kSetOfferedCursor{"UPDATE sync_state SET offered_cursor = ?1"};
inline constexpr Sql kEndOffering{
    "UPDATE sync_state SET cursor = offered_cursor, incarnation = offered_life,"
    " offered_life = NULL, offered_cursor = NULL WHERE offered_life IS NOT NULL"};
inline constexpr Sql kCancelOffering{
    "UPDATE sync_state SET offered_life = NULL, offered_cursor = NULL"};
inline constexpr Sql kClearOffers{"DELETE FROM offers"};
inline constexpr Sql kCountOffers{"SELECT count(*) FROM offers"};
inline constexpr Sql kAnyOffer{"SELECT 1 FROM offers LIMIT 1"};
inline constexpr Sql kForgetOffer{"DELETE FROM offers WHERE id = ?1"};
inline constexpr Sql kForgetGoneOffers{
    "DELETE FROM offers WHERE rank = 1"
    " AND NOT EXISTS (SELECT 1 FROM changes WHERE changes.id = offers.id AND state = 2)"};
inline constexpr Sql kOfferChange{
    "INSERT OR IGNORE INTO offers (rank, stamp, id)"
    " SELECT 1, stamp, id FROM changes WHERE id = ?1 AND state = 2"};
inline constexpr Sql kOfferErasure{
    "INSERT OR IGNORE INTO offers (rank, stamp, id)"
    " SELECT 0, stamp, id FROM erased WHERE id = ?1 AND stamp IS NOT NULL"};
inline constexpr Sql kReadOfferedErasures{
    "SELECT record, erased.id, erased.stamp, seal, under FROM offers"
    " CROSS JOIN erased ON erased.id = offers.id WHERE rank = 0 ORDER BY offers.stamp, offers.id"};
inline constexpr Sql kReadOfferedChanges{
    "SELECT content, seal FROM offers CROSS JOIN changes ON changes.id = offers.id"
    " WHERE rank = 1 AND state = 2 ORDER BY offers.stamp, offers.id"};
inline constexpr Sql kUnacknowledge{
    "UPDATE changes SET state = 1, seal = '' WHERE id = ?1 AND state = 2"};
// Reads the whole table, page by page.
inline constexpr Sql kReadHeld{
    "SELECT id, seal, 0 FROM changes WHERE id > ?1 AND state = 2"
    " UNION ALL SELECT id, seal, 1 FROM erased WHERE id > ?1 AND stamp IS NOT NULL"
    " ORDER BY id LIMIT ?2"};
inline constexpr Sql kCountHeld{
    "SELECT (SELECT count(*) FROM changes WHERE state = 2)"
    " + (SELECT count(*) FROM erased WHERE id IS NOT NULL AND stamp IS NOT NULL)"};

inline constexpr Sql kDataVersion{"PRAGMA data_version"};

// Changes. State: 0 unsent, 1 later, 2 acknowledged, 3 rejected.
inline constexpr Sql kInsertChange{
    "INSERT INTO changes (id, record, stamp, state, bytes, seal, content)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};
inline constexpr Sql kUpdateChange{
    "UPDATE changes SET stamp = ?2, state = ?3, bytes = ?4, seal = ?5, content = ?6,"
    " rejected_code = '', rejected_detail = '' WHERE id = ?1"};
inline constexpr Sql kAcknowledgeChange{
    "UPDATE changes SET state = 2, seal = ?2, rejected_code = '', rejected_detail = '' WHERE id = "
    "?1"};
inline constexpr Sql kRejectChange{
    "UPDATE changes SET state = 3, seal = '', rejected_code = ?2, rejected_detail = ?3 WHERE id = "
    "?1"};
inline constexpr Sql kResendChange{
    "UPDATE changes SET state = 0, rejected_code = '', rejected_detail = ''"
    " WHERE id = ?1 AND state = 3"};
inline constexpr Sql kPostponeChange{"UPDATE changes SET state = 1 WHERE id = ?1 AND state = 0"};
inline constexpr Sql kDeleteChange{"DELETE FROM changes WHERE id = ?1"};
inline constexpr Sql kDeleteAcknowledgedOf{"DELETE FROM changes WHERE record = ?1 AND state = 2"};
inline constexpr Sql kDeleteUnacknowledgedOf{
    "DELETE FROM changes WHERE record = ?1 AND state <> 2"};
inline constexpr Sql kDeleteChangesOf{"DELETE FROM changes WHERE record = ?1"};
inline constexpr Sql kReadChange{
    "SELECT content, seal, state, rejected_code, rejected_detail, bytes FROM changes WHERE id = "
    "?1"};
inline constexpr Sql kReadChangeMark{"SELECT state, seal, record FROM changes WHERE id = ?1"};
inline constexpr Sql kReadChangesOf{
    "SELECT content, seal, state FROM changes WHERE record = ?1 ORDER BY stamp, id"};
inline constexpr Sql kReadAllChanges{
    // reads the whole table; sorts numbers alone, for contents may be large. Without its limit
    // SQLite would drop the order of the inner question.
    "SELECT content, seal FROM (SELECT number AS n FROM changes ORDER BY stamp, id LIMIT -1)"
    " CROSS JOIN changes ON number = n"};
inline constexpr Sql kGreatestWaiting{
    "SELECT stamp FROM changes WHERE state < 2 ORDER BY stamp DESC, id DESC LIMIT 1"};
inline constexpr Sql kCountWaiting{"SELECT count(*) FROM changes WHERE state < 2"};
inline constexpr Sql kAnyUnsent{"SELECT 1 FROM changes WHERE state < 2 AND state = 0 LIMIT 1"};
inline constexpr Sql kReadWaiting{
    "SELECT content, bytes FROM changes WHERE state < 2 AND state <= ?1 ORDER BY stamp, id"};
inline constexpr Sql kCountRejected{"SELECT count(*) FROM changes WHERE state = 3"};
inline constexpr Sql kReadRejected{
    "SELECT content, rejected_code, rejected_detail, bytes FROM changes WHERE state = 3"
    " ORDER BY stamp, id"};
// The worst state of a record's changes: 2 rejected, 1 not with the hub yet, 0 sent.
inline constexpr Sql kRecordSync{
    "SELECT max(CASE state WHEN 3 THEN 2 WHEN 2 THEN 0 ELSE 1 END) FROM changes WHERE record = ?1"};

// Checks.
inline constexpr Sql kCipherIntegrity{"PRAGMA cipher_integrity_check"};
inline constexpr Sql kIntegrity{"PRAGMA integrity_check"};
inline constexpr Sql kForeignKeys{"PRAGMA foreign_key_check"};
inline constexpr Sql kCheckConversationIndex{
    "INSERT INTO conversation_index (conversation_index, rank) VALUES ('integrity-check', 1)"};
inline constexpr Sql kCheckMessageIndex{
    "INSERT INTO message_index (message_index, rank) VALUES ('integrity-check', 1)"};
inline constexpr Sql kCheckTotals{
    // reads all conversations
    "SELECT deleted FROM totals AS t WHERE conversations <> (SELECT count(*) FROM conversations AS "
    "c WHERE c.deleted = t.deleted)"};
inline constexpr Sql kReadChangeRows{
    // reads the whole table
    "SELECT number, id, record, stamp, content FROM changes ORDER BY number"};

// Making anew what is made from changes. While these run no trigger does, for what it would take
// out of an index may not be in it.
inline constexpr Sql kEmptyConversationIndex{
    "INSERT INTO conversation_index (conversation_index) VALUES ('delete-all')"};
inline constexpr Sql kEmptyMessageIndex{
    "INSERT INTO message_index (message_index) VALUES ('delete-all')"};
inline constexpr Sql kDeleteAllRecords{"DELETE FROM records"};
inline constexpr Sql kDeleteAllConversations{"DELETE FROM conversations"};
inline constexpr Sql kDeleteAllTags{"DELETE FROM tags"};
inline constexpr Sql kDeleteAllLinks{"DELETE FROM links"};
inline constexpr Sql kDeleteAllActions{"DELETE FROM actions"};
inline constexpr Sql kDeleteAllMessages{"DELETE FROM messages"};
inline constexpr Sql kDeleteAllMembers{"DELETE FROM members"};
inline constexpr Sql kDeleteAllEvents{"DELETE FROM events"};
inline constexpr Sql kZeroTotals{"UPDATE totals SET conversations = 0"};

// What is to be asked for, and what is gone for good.
inline constexpr Sql kWant{"INSERT OR IGNORE INTO wanted (id) VALUES (?1)"};
inline constexpr Sql kForgetWanted{"DELETE FROM wanted WHERE id = ?1"};
inline constexpr Sql kForgetWantedOf{
    "DELETE FROM wanted WHERE id IN (SELECT id FROM changes WHERE record = ?1)"};
inline constexpr Sql kReadWanted{"SELECT id FROM wanted ORDER BY id LIMIT ?1"};
inline constexpr Sql kMarkErased{
    "INSERT INTO erased (record, id, stamp, seal, under) VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT (record) DO UPDATE SET id = ifnull(excluded.id, id),"
    " stamp = ifnull(excluded.stamp, stamp), seal = iif(excluded.id IS NULL, seal, excluded.seal),"
    " under = iif(excluded.id IS NULL, under, excluded.under)"};
inline constexpr Sql kIsErased{"SELECT 1 FROM erased WHERE record = ?1"};

// Drafts and settings.
inline constexpr Sql kWriteDraft{
    "INSERT OR REPLACE INTO drafts (key, content, changed_ms) VALUES (?1, ?2, ?3)"};
inline constexpr Sql kDeleteDraft{"DELETE FROM drafts WHERE key = ?1"};
inline constexpr Sql kReadDraft{"SELECT key, content, changed_ms FROM drafts WHERE key = ?1"};
inline constexpr Sql kReadDrafts{
    "SELECT key, content, changed_ms FROM drafts ORDER BY changed_ms DESC, key"};
inline constexpr Sql kWriteSetting{"INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)"};
inline constexpr Sql kReadSetting{"SELECT value FROM settings WHERE name = ?1"};

// Records of every kind.
inline constexpr Sql kWriteRecord{
    "INSERT INTO records (id, kind, parent, deleted) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, parent = excluded.parent,"
    " deleted = excluded.deleted"};
inline constexpr Sql kReadRecord{"SELECT kind FROM records WHERE id = ?1"};
inline constexpr Sql kDeleteRecord{"DELETE FROM records WHERE id = ?1"};
inline constexpr Sql kReadUnder{"SELECT id FROM records WHERE parent IS NOT NULL AND parent = ?1"};
inline constexpr Sql kReadOfKind{"SELECT id FROM records WHERE kind = ?1 ORDER BY id"};
inline constexpr Sql kReadChangedRecords{"SELECT DISTINCT record FROM changes ORDER BY record"};
inline constexpr Sql kReadRecordsWithoutChanges{
    "SELECT id FROM records WHERE NOT EXISTS (SELECT 1 FROM changes WHERE record = records.id)"
    " UNION SELECT id FROM conversations WHERE id NOT IN (SELECT id FROM records)"
    " UNION SELECT id FROM actions WHERE id NOT IN (SELECT id FROM records)"
    " UNION SELECT id FROM messages WHERE id NOT IN (SELECT id FROM records)"
    " UNION SELECT position FROM tags WHERE position NOT IN (SELECT position FROM conversations)"
    " UNION SELECT position FROM links WHERE position NOT IN (SELECT position FROM conversations)"};

// What their merge amounts to.
inline constexpr Sql kReadPosition{
    "SELECT position, occurred_at_ms FROM conversations WHERE id = ?1"};
inline constexpr Sql kLastPosition{
    "SELECT max(position) FROM conversations WHERE position >= ?1 AND position < ?2"};
inline constexpr Sql kInsertConversation{
    "INSERT INTO conversations (position, id, occurred_at_ms, deleted, changed_since_deleted, own, "
    "versions,"
    " quotable, setting, place, stance, visibility, review, event, author, summary, body)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"};
inline constexpr Sql kUpdateConversation{
    "UPDATE conversations SET position = ?1, occurred_at_ms = ?3, deleted = ?4, "
    "changed_since_deleted = ?5,"
    " own = ?6, versions = ?7, quotable = ?8, setting = ?9, place = ?10, stance = ?11, visibility "
    "= ?12,"
    " review = ?13, event = ?14, author = ?15, summary = ?16, body = ?17 WHERE id = ?2"};
inline constexpr Sql kDeleteConversation{"DELETE FROM conversations WHERE id = ?1"};
inline constexpr Sql kDeleteTags{"DELETE FROM tags WHERE position = ?1"};
inline constexpr Sql kInsertTag{"INSERT INTO tags (position, list, key) VALUES (?1, ?2, ?3)"};
inline constexpr Sql kDeleteLinks{"DELETE FROM links WHERE position = ?1"};
inline constexpr Sql kInsertLink{"INSERT INTO links (position, message) VALUES (?1, ?2)"};
inline constexpr Sql kWriteAction{
    "INSERT OR REPLACE INTO actions (id, conversation, made, deleted, own, owner_member, due, "
    "state, owner, text,"
    " outcome) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"};
inline constexpr Sql kDeleteAction{"DELETE FROM actions WHERE id = ?1"};
inline constexpr Sql kWriteMessage{
    "INSERT INTO messages (id, deleted, merged_into, merged_stamp, merged_change, folded, text)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
    " ON CONFLICT (id) DO UPDATE SET deleted = excluded.deleted, merged_into = "
    "excluded.merged_into,"
    " merged_stamp = excluded.merged_stamp, merged_change = excluded.merged_change,"
    " folded = excluded.folded, text = excluded.text"};
inline constexpr Sql kDeleteMessage{"DELETE FROM messages WHERE id = ?1"};
inline constexpr Sql kWriteMember{
    "INSERT OR REPLACE INTO members (id, name, folded, role) VALUES (?1, ?2, ?3, ?4)"};
inline constexpr Sql kDeleteMember{"DELETE FROM members WHERE id = ?1"};
inline constexpr Sql kWriteEvent{
    "INSERT OR REPLACE INTO events (id, name, folded, deleted) VALUES (?1, ?2, ?3, ?4)"};
inline constexpr Sql kDeleteEvent{"DELETE FROM events WHERE id = ?1"};

// The same values as the statements that write them, in the same order: a row where the table has
// just these.
inline constexpr Sql kSameRecord{
    "SELECT 1 FROM records WHERE id = ?1 AND kind = ?2 AND parent IS ?3 AND deleted = ?4"};
inline constexpr Sql kSameConversation{
    "SELECT 1 FROM conversations WHERE position = ?1 AND id = ?2 AND occurred_at_ms = ?3 AND "
    "deleted = ?4"
    " AND changed_since_deleted = ?5 AND own = ?6 AND versions = ?7 AND quotable = ?8 AND setting "
    "= ?9"
    " AND place = ?10 AND stance = ?11 AND visibility = ?12 AND review = ?13 AND event IS ?14"
    " AND author IS ?15 AND summary = ?16 AND body = ?17"};
inline constexpr Sql kHasTag{"SELECT 1 FROM tags WHERE position = ?1 AND list = ?2 AND key = ?3"};
inline constexpr Sql kHasLink{"SELECT 1 FROM links WHERE position = ?1 AND message = ?2"};
inline constexpr Sql kCountTagsAndLinks{
    "SELECT (SELECT count(*) FROM tags WHERE position = ?1)"
    " + (SELECT count(*) FROM links WHERE position = ?1)"};
inline constexpr Sql kSameAction{
    "SELECT 1 FROM actions WHERE id = ?1 AND conversation IS ?2 AND made = ?3 AND deleted = ?4 AND "
    "own = ?5"
    " AND owner_member IS ?6 AND due = ?7 AND state = ?8 AND owner = ?9 AND text = ?10 AND outcome "
    "= ?11"};
inline constexpr Sql kSameMessage{
    "SELECT 1 FROM messages WHERE id = ?1 AND deleted = ?2 AND merged_into IS ?3 AND merged_stamp "
    "IS ?4"
    " AND merged_change IS ?5 AND folded = ?6 AND text = ?7"};
inline constexpr Sql kSameMember{
    "SELECT 1 FROM members WHERE id = ?1 AND name = ?2 AND folded = ?3 AND role = ?4"};
inline constexpr Sql kSameEvent{
    "SELECT 1 FROM events WHERE id = ?1 AND name = ?2 AND folded = ?3 AND deleted = ?4"};

}  // namespace crosstalk::sql
