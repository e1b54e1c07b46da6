#pragma once

#include "storage/database.h"

/// The statements of the questions in storage/queries.h, by name.
namespace crosstalk::sql {

// Where the notes stand that a filter lets through, newest first. Parameters: 1 deleted, 2 and 3
// positions from and until, 9 limit, 10 offset, 11 the words to match, 17 those to leave out ('' is
// none), 16 only with an open action; the rest are JSON lists ('[]' is any): 4 settings, 5 places,
// 6 stances, 7 sectors, 8 themes, 12 purposes, 13 reviews, 14 messages and 15 people by the
// hexadecimal of their ids ('own': this device's person), 18 how it is synced.
inline constexpr Sql kListPositions{
    "SELECT c.position FROM conversations AS c INDEXED BY conversations_by_deleted"
    " WHERE c.deleted = ?1 AND c.position >= ?2 AND c.position < ?3"
    " AND (?4 = '[]' OR c.setting IN (SELECT value FROM json_each(?4)))"
    " AND (?5 = '[]' OR c.place IN (SELECT value FROM json_each(?5)))"
    " AND (?6 = '[]' OR c.stance IN (SELECT value FROM json_each(?6)))"
    " AND (?7 = '[]' OR EXISTS (SELECT 1 FROM tags WHERE position = c.position AND list = 'sectors'"
    " AND key IN (SELECT value FROM json_each(?7))))"
    " AND (?8 = '[]' OR EXISTS (SELECT 1 FROM tags WHERE position = c.position AND list = 'themes'"
    " AND key IN (SELECT value FROM json_each(?8))))"
    " AND (?12 = '[]' OR EXISTS (SELECT 1 FROM tags WHERE position = c.position"
    " AND list = 'purposes' AND key IN (SELECT value FROM json_each(?12))))"
    " AND (?13 = '[]' OR c.review IN (SELECT value FROM json_each(?13)))"
    " AND (?14 = '[]' OR EXISTS (SELECT 1 FROM links WHERE position = c.position"
    " AND hex(message) IN (SELECT value FROM json_each(?14))))"
    " AND (?15 = '[]' OR iif(c.own, 'own', hex(c.author)) IN (SELECT value FROM json_each(?15)))"
    " AND (?16 = 0 OR EXISTS (SELECT 1 FROM actions WHERE conversation = c.id AND deleted = 0"
    " AND state NOT IN ('done', 'dropped')))"
    " AND (?17 = '' OR c.position NOT IN (SELECT rowid FROM conversation_index"
    " WHERE conversation_index MATCH ?17))"
    " AND (?18 = '[]' OR (SELECT max(CASE state WHEN 3 THEN 2 WHEN 2 THEN 0 ELSE 1 END) FROM "
    "changes"
    " WHERE record = c.id) IN (SELECT value FROM json_each(?18)))"
    " ORDER BY c.position DESC LIMIT ?9 OFFSET ?10"};
inline constexpr Sql kSearchPositions{
    "SELECT i.rowid FROM conversation_index AS i CROSS JOIN conversations AS c"
    " INDEXED BY conversations_by_deleted ON c.position = i.rowid"
    " WHERE i.conversation_index MATCH ?11 AND i.rowid >= ?2 AND i.rowid < ?3 AND c.deleted = ?1"
    " AND (?4 = '[]' OR c.setting IN (SELECT value FROM json_each(?4)))"
    " AND (?5 = '[]' OR c.place IN (SELECT value FROM json_each(?5)))"
    " AND (?6 = '[]' OR c.stance IN (SELECT value FROM json_each(?6)))"
    " AND (?7 = '[]' OR EXISTS (SELECT 1 FROM tags WHERE position = c.position AND list = 'sectors'"
    " AND key IN (SELECT value FROM json_each(?7))))"
    " AND (?8 = '[]' OR EXISTS (SELECT 1 FROM tags WHERE position = c.position AND list = 'themes'"
    " AND key IN (SELECT value FROM json_each(?8))))"
    " AND (?12 = '[]' OR EXISTS (SELECT 1 FROM tags WHERE position = c.position"
    " AND list = 'purposes' AND key IN (SELECT value FROM json_each(?12))))"
    " AND (?13 = '[]' OR c.review IN (SELECT value FROM json_each(?13)))"
    " AND (?14 = '[]' OR EXISTS (SELECT 1 FROM links WHERE position = c.position"
    " AND hex(message) IN (SELECT value FROM json_each(?14))))"
    " AND (?15 = '[]' OR iif(c.own, 'own', hex(c.author)) IN (SELECT value FROM json_each(?15)))"
    " AND (?16 = 0 OR EXISTS (SELECT 1 FROM actions WHERE conversation = c.id AND deleted = 0"
    " AND state NOT IN ('done', 'dropped')))"
    " AND (?18 = '[]' OR (SELECT max(CASE state WHEN 3 THEN 2 WHEN 2 THEN 0 ELSE 1 END) FROM "
    "changes"
    " WHERE record = c.id) IN (SELECT value FROM json_each(?18)))"
    " ORDER BY i.rowid DESC LIMIT ?9 OFFSET ?10"};
inline constexpr Sql kCountAllConversations{"SELECT conversations FROM totals WHERE deleted = ?1"};

// The row at a position: id, summary, occurred_at_ms, setting, place, stance, review, own,
// versions, sync (0 sent, 1 here, 2 rejected), position.
inline constexpr Sql kReadRow{
    "SELECT c.id, c.summary, c.occurred_at_ms, c.setting, c.place, c.stance, c.review, c.own, "
    "c.versions,"
    " (SELECT max(CASE state WHEN 3 THEN 2 WHEN 2 THEN 0 ELSE 1 END) FROM changes WHERE record = "
    "c.id), c.position"
    " FROM conversations AS c WHERE c.position = ?1"};
inline constexpr Sql kReadBodyStart{
    "SELECT substr(body, 1, ?2) FROM conversations WHERE position = ?1"};

// How often each value of a filter occurs. These read a whole index or table, on a thread of their
// own.
inline constexpr Sql kCountPlaces{
    "SELECT setting, place, stance, count(*) FROM conversations INDEXED BY conversations_by_deleted"
    " WHERE deleted = 0 GROUP BY setting, place, stance"};
inline constexpr Sql kCountTags{"SELECT list, key, count(*) FROM tags GROUP BY list, key"};
inline constexpr Sql kCountTagsInBin{
    "SELECT t.list, t.key, count(*) FROM conversations AS c INDEXED BY conversations_by_deleted"
    " CROSS JOIN tags AS t ON t.position = c.position WHERE c.deleted = 1 GROUP BY t.list, t.key"};
inline constexpr Sql kCountLinks{"SELECT message, count(*) FROM links GROUP BY message"};
inline constexpr Sql kReadMembers{"SELECT id, name FROM members ORDER BY folded, id"};

// One conversation, its author's and its event's names with it. An own note has no `by` until it
// comes back from a hub.
inline constexpr Sql kReadConversation{
    "SELECT c.summary, c.occurred_at_ms, c.setting, c.place, c.stance, c.visibility, c.review, "
    "c.quotable,"
    " c.own, c.deleted, c.changed_since_deleted, c.versions,"
    " ifnull((SELECT name FROM events WHERE id = c.event), ''),"
    " ifnull((SELECT name FROM members WHERE id = ifnull(c.author, iif(c.own, (SELECT member FROM "
    "hub), NULL))), ''),"
    " (SELECT max(CASE state WHEN 3 THEN 2 WHEN 2 THEN 0 ELSE 1 END) FROM changes WHERE record = "
    "c.id), c.body, c.position"
    " FROM conversations AS c WHERE c.id = ?1"};
inline constexpr Sql kReadTags{"SELECT list, key FROM tags WHERE position = ?1 ORDER BY list, key"};
inline constexpr Sql kReadLinks{"SELECT message FROM links WHERE position = ?1 ORDER BY message"};

// An action: id, conversation, text, owner, owner_member, due, state, outcome, own, sync, its
// conversation's summary.
inline constexpr Sql kReadActionsOf{
    "SELECT a.id, a.conversation, a.text, a.owner, a.owner_member, a.due, a.state, a.outcome, "
    "a.own,"
    " (SELECT max(CASE state WHEN 3 THEN 2 WHEN 2 THEN 0 ELSE 1 END) FROM changes WHERE record = "
    "a.id),"
    " ifnull(c.summary, '')"
    " FROM actions AS a LEFT JOIN conversations AS c ON c.id = a.conversation"
    " WHERE a.conversation = ?1 AND a.deleted = 0 ORDER BY a.made, a.id"};
inline constexpr Sql kListActions{
    // reads all actions
    "SELECT a.id, a.conversation, a.text, a.owner, a.owner_member, a.due, a.state, a.outcome, "
    "a.own,"
    " (SELECT max(CASE state WHEN 3 THEN 2 WHEN 2 THEN 0 ELSE 1 END) FROM changes WHERE record = "
    "a.id),"
    " ifnull(c.summary, '')"
    " FROM actions AS a LEFT JOIN conversations AS c ON c.id = a.conversation"
    " WHERE a.deleted = 0 AND ifnull(c.deleted, 0) = 0"
    " ORDER BY a.state IN ('done', 'dropped'), a.due = '', a.due, a.made, a.id"};
inline constexpr Sql kListDeletedActions{
    // reads all actions
    "SELECT a.id, a.conversation, a.text, a.owner, a.owner_member, a.due, a.state, a.outcome, "
    "a.own,"
    " (SELECT max(CASE state WHEN 3 THEN 2 WHEN 2 THEN 0 ELSE 1 END) FROM changes WHERE record = "
    "a.id),"
    " ifnull(c.summary, '')"
    " FROM actions AS a LEFT JOIN conversations AS c ON c.id = a.conversation"
    " WHERE a.deleted = 1 ORDER BY a.made DESC, a.id"};

// Messages.
inline constexpr Sql kReadMessages{
    // reads all messages
    "SELECT id, deleted, merged_into, merged_stamp, merged_change, folded, text FROM messages"};
inline constexpr Sql kFindMessage{
    "SELECT id FROM messages WHERE folded = ?1 AND deleted = 0 ORDER BY id LIMIT 1"};
// Where a message was heard: message, conversation, occurred_at_ms, place.
inline constexpr Sql kReadHeardOf{
    "SELECT l.message, c.id, c.occurred_at_ms, c.place FROM links AS l"
    " CROSS JOIN conversations AS c ON c.position = l.position WHERE l.message = ?1 AND c.deleted "
    "= "
    "0"};
inline constexpr Sql kReadHeard{
    // reads all links
    "SELECT l.message, c.id, c.occurred_at_ms, c.place FROM links AS l NOT INDEXED"
    " CROSS JOIN conversations AS c ON c.position = l.position WHERE c.deleted = 0"};
inline constexpr Sql kReadSectorsOf{
    "SELECT l.message, t.key FROM links AS l CROSS JOIN conversations AS c ON c.position = "
    "l.position"
    " CROSS JOIN tags AS t ON t.position = c.position AND t.list = 'sectors'"
    " WHERE l.message = ?1 AND c.deleted = 0"};
inline constexpr Sql kReadSectors{
    // reads all links
    "SELECT l.message, t.key FROM links AS l NOT INDEXED CROSS JOIN conversations AS c ON "
    "c.position = "
    "l.position"
    " CROSS JOIN tags AS t ON t.position = c.position AND t.list = 'sectors' WHERE c.deleted = 0"};

// What is like a text.
// How many have a word, counted no further than to the limit: common words are in nearly all.
inline constexpr Sql kConversationsWithWord{
    "SELECT count(*) FROM (SELECT 1 FROM conversation_index WHERE conversation_index MATCH ?1 "
    "LIMIT ?2)"};
inline constexpr Sql kSumConversations{"SELECT sum(conversations) FROM totals"};
inline constexpr Sql kSimilarConversations{
    "SELECT i.rowid FROM conversation_index AS i CROSS JOIN conversations AS c ON c.position = "
    "i.rowid"
    " WHERE i.conversation_index MATCH ?1 AND c.deleted = 0 AND c.id IS NOT ?2 ORDER BY i.rank "
    "LIMIT ?3"};
inline constexpr Sql kReadWordsAt{
    "SELECT id, summary, body FROM conversations WHERE position = ?1"};
inline constexpr Sql kReadRowAt{
    "SELECT c.id, c.summary, c.occurred_at_ms, c.setting, c.place, c.stance, c.review, c.own, "
    "c.versions,"
    " (SELECT max(CASE state WHEN 3 THEN 2 WHEN 2 THEN 0 ELSE 1 END) FROM changes WHERE record = "
    "c.id), c.position"
    " FROM conversations AS c WHERE c.position = ?1"};
// FTS5 hands out its tokenizers through a pointer.
inline constexpr Sql kTokenizers{"SELECT fts5(?1)"};

// People, events, places.
inline constexpr Sql kReadMemberName{"SELECT name FROM members WHERE id = ?1"};
inline constexpr Sql kFindMembers{"SELECT id FROM members WHERE folded = ?1 LIMIT 2"};
inline constexpr Sql kListMemberNames{
    "SELECT max(name) FROM members WHERE name <> '' GROUP BY folded"
    " HAVING count(*) = 1 AND max(role) <> 'kiosk' ORDER BY folded"};
inline constexpr Sql kFindEvent{
    "SELECT id FROM events WHERE folded = ?1 AND deleted = 0 ORDER BY id LIMIT 1"};
inline constexpr Sql kReadLastPlaces{
    "SELECT place FROM conversations INDEXED BY conversations_by_deleted"
    " WHERE deleted = 0 AND place <> '' ORDER BY position DESC LIMIT 2000"};

}  // namespace crosstalk::sql
