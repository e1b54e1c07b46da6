R"sql(
-- Changes are the truth; every other table of records is what their merge amounts to, written anew
-- in the transaction that changes it, so that lists need no merging. Ids are 16 bytes, stamps 16
-- bytes that compare as their text does.

CREATE TABLE device (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  greatest_stamp BLOB NOT NULL,   -- the greatest accepted stamp that this device has ever seen
  offset_ms INTEGER NOT NULL      -- the hub's clock less ours, as last measured
) STRICT;

CREATE TABLE hub (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  url TEXT NOT NULL,
  token TEXT NOT NULL,
  space TEXT NOT NULL,
  role TEXT NOT NULL,
  member BLOB NOT NULL,
  sealing_key TEXT NOT NULL,
  certificate_pin TEXT NOT NULL
) STRICT;

CREATE TABLE sync_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  cursor TEXT,                    -- NULL: from the beginning
  incarnation TEXT NOT NULL DEFAULT '',
  last_sync_ms INTEGER,
  ended TEXT NOT NULL DEFAULT '',
  -- 1: the write-ahead log must still be emptied after an erasure
  log_holds_erased INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO sync_state (one) VALUES (1);

CREATE TABLE changes (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  record BLOB NOT NULL,
  stamp BLOB NOT NULL,
  state INTEGER NOT NULL,         -- 0 unsent, 1 later, 2 acknowledged, 3 rejected
  bytes INTEGER NOT NULL,         -- of the change as it is sent
  seal TEXT NOT NULL DEFAULT '',
  rejected_code TEXT NOT NULL DEFAULT '',
  rejected_detail TEXT NOT NULL DEFAULT '',
  content TEXT NOT NULL           -- JSON, without the seal
) STRICT;
CREATE INDEX changes_by_record ON changes (record, state);
CREATE INDEX changes_waiting ON changes (stamp, id, state, bytes) WHERE state < 2;
CREATE INDEX changes_rejected ON changes (stamp, id) WHERE state = 3;

-- Own changes that a feed named and that this device does not hold acknowledged.
CREATE TABLE wanted (id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Records that were erased, for good: whatever still comes of them is dropped.
CREATE TABLE erased (
  record BLOB PRIMARY KEY,
  id BLOB,                        -- the erasure itself, where it is known
  stamp BLOB,
  seal TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
  key TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  changed_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Every record that this device has changes of, whatever its kind.
CREATE TABLE records (
  id BLOB PRIMARY KEY,
  kind TEXT NOT NULL,
  parent BLOB,
  deleted INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX records_by_parent ON records (parent) WHERE parent IS NOT NULL;
CREATE INDEX records_by_kind ON records (kind, id);

-- `position` orders by `occurred_at`: seconds since 1970 times 2^24, then a number that tells notes
-- of one second apart. It is the rowid of table and index alike, so that the newest matches of a
-- search come first without sorting.
CREATE TABLE conversations (
  position INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  occurred_at_ms INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  changed_since_deleted INTEGER NOT NULL,
  own INTEGER NOT NULL,
  versions INTEGER NOT NULL,      -- concurrent versions of the body
  quotable INTEGER NOT NULL,
  setting TEXT NOT NULL,
  place TEXT NOT NULL,
  stance TEXT NOT NULL,
  visibility TEXT NOT NULL,
  review TEXT NOT NULL,
  event BLOB,
  author BLOB,
  summary TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX conversations_by_deleted ON conversations (deleted, position, setting, place, stance);

-- How many there are, for counting rows reads all of them.
CREATE TABLE totals (deleted INTEGER PRIMARY KEY, conversations INTEGER NOT NULL) STRICT;
INSERT INTO totals (deleted, conversations) VALUES (0, 0), (1, 0);

-- Tags and links stand in the order of the list as well, so that a filter reads them side by side
-- with it.
CREATE TABLE tags (
  position INTEGER NOT NULL,
  list TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (position, list, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
  position INTEGER NOT NULL,
  message BLOB NOT NULL,
  PRIMARY KEY (position, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_message ON links (message, position);

CREATE TABLE actions (
  id BLOB PRIMARY KEY,
  conversation BLOB,
  made BLOB NOT NULL,             -- the least stamp
  deleted INTEGER NOT NULL,
  own INTEGER NOT NULL,
  owner_member BLOB,
  due TEXT NOT NULL,
  state TEXT NOT NULL,
  owner TEXT NOT NULL,
  text TEXT NOT NULL,
  outcome TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX actions_by_conversation ON actions (conversation);

CREATE TABLE messages (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  deleted INTEGER NOT NULL,
  merged_into BLOB,
  merged_stamp BLOB,              -- stamp and id of the change that says so: circles are cut at
                                  -- the greatest
  merged_change BLOB,
  folded TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX messages_by_words ON messages (folded);

CREATE TABLE members (
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  role TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  deleted INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The indexes follow their tables by triggers, so that no way of writing can forget them.
CREATE VIRTUAL TABLE conversation_index USING fts5 (
  summary, body, place, content = 'conversations', content_rowid = 'position',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE VIRTUAL TABLE message_index USING fts5 (
  text, content = 'messages', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2');
-- What is deleted leaves the index at once and not at some later merge of its parts.
INSERT INTO conversation_index (conversation_index, rank) VALUES ('secure-delete', 1);
INSERT INTO message_index (message_index, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER conversations_inserted AFTER INSERT ON conversations BEGIN
  INSERT INTO conversation_index (rowid, summary, body, place)
    VALUES (new.position, new.summary, new.body, new.place);
  UPDATE totals SET conversations = conversations + 1 WHERE deleted = new.deleted;
END;
CREATE TRIGGER conversations_deleted AFTER DELETE ON conversations BEGIN
  INSERT INTO conversation_index (conversation_index, rowid, summary, body, place)
    VALUES ('delete', old.position, old.summary, old.body, old.place);
  UPDATE totals SET conversations = conversations - 1 WHERE deleted = old.deleted;
END;
CREATE TRIGGER conversations_binned AFTER UPDATE ON conversations
  WHEN old.deleted <> new.deleted
BEGIN
  UPDATE totals SET conversations = conversations - 1 WHERE deleted = old.deleted;
  UPDATE totals SET conversations = conversations + 1 WHERE deleted = new.deleted;
END;
CREATE TRIGGER conversations_updated AFTER UPDATE ON conversations
  WHEN old.position <> new.position OR old.summary <> new.summary OR old.body <> new.body
    OR old.place <> new.place
BEGIN
  INSERT INTO conversation_index (conversation_index, rowid, summary, body, place)
    VALUES ('delete', old.position, old.summary, old.body, old.place);
  INSERT INTO conversation_index (rowid, summary, body, place)
    VALUES (new.position, new.summary, new.body, new.place);
END;
CREATE TRIGGER messages_inserted AFTER INSERT ON messages BEGIN
  INSERT INTO message_index (rowid, text) VALUES (new.number, new.text);
END;
CREATE TRIGGER messages_deleted AFTER DELETE ON messages BEGIN
  INSERT INTO message_index (message_index, rowid, text) VALUES ('delete', old.number, old.text);
END;
CREATE TRIGGER messages_updated AFTER UPDATE ON messages WHEN old.text <> new.text BEGIN
  INSERT INTO message_index (message_index, rowid, text) VALUES ('delete', old.number, old.text);
  INSERT INTO message_index (rowid, text) VALUES (new.number, new.text);
END;
)sql"
