R"sql(
-- What a hub remembers. Spaces share nothing, so the space leads every key. Ids and stamps are
-- 16 bytes, keys and hashes hex.
CREATE TABLE settings (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE spaces (
  space BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  hub_device INTEGER NOT NULL,
  seal_key TEXT NOT NULL,
  sealing_public TEXT NOT NULL,
  sealing_secret TEXT NOT NULL,
  ticks INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
  space BLOB NOT NULL,
  member BLOB NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  suspended INTEGER NOT NULL,
  PRIMARY KEY (space, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE devices (
  space BLOB NOT NULL,
  device INTEGER NOT NULL,
  member BLOB NOT NULL,
  record BLOB NOT NULL,
  name TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  token_used INTEGER NOT NULL,
  invite_hash TEXT NOT NULL,
  joined_ms INTEGER NOT NULL,
  revoked_ms INTEGER,    -- NULL: may sync
  last_seen_ms INTEGER,  -- NULL: never
  waiting INTEGER NOT NULL,
  PRIMARY KEY (space, device)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX devices_by_token ON devices (space, token_hash);

CREATE TABLE invites (
  space BLOB NOT NULL,
  code_hash TEXT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  member BLOB,  -- NULL: whoever joins becomes a new member
  uses_left INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  PRIMARY KEY (space, code_hash)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX invites_by_code ON invites (code_hash);

CREATE TABLE records (
  space BLOB NOT NULL,
  record BLOB NOT NULL,
  kind TEXT NOT NULL,
  author BLOB,  -- NULL: the hub
  by_kiosk INTEGER NOT NULL,
  parent BLOB,
  for_team INTEGER NOT NULL,
  erased INTEGER NOT NULL,
  PRIMARY KEY (space, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX records_by_parent ON records (space, parent) WHERE parent IS NOT NULL;
CREATE INDEX records_by_kind ON records (space, kind);

CREATE TABLE record_feeds (
  space BLOB NOT NULL,
  record BLOB NOT NULL,
  feed TEXT NOT NULL,
  PRIMARY KEY (space, record, feed)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
  space BLOB NOT NULL,
  message BLOB NOT NULL,
  conversation BLOB NOT NULL,
  PRIMARY KEY (space, message, conversation)
) STRICT, WITHOUT ROWID;

-- With a rowid: the content may be large, and would make the tree of a table without one deep.
CREATE TABLE changes (
  space BLOB NOT NULL,
  id BLOB NOT NULL,
  record BLOB NOT NULL,
  stamp BLOB NOT NULL,  -- compares as its text does
  lowered INTEGER NOT NULL,
  content TEXT NOT NULL,  -- the change as feeds give it, JSON
  PRIMARY KEY (space, id)
) STRICT;
CREATE INDEX changes_by_record ON changes (space, record, stamp, id);

CREATE TABLE erasures (
  space BLOB NOT NULL,
  id BLOB NOT NULL,
  record BLOB NOT NULL,
  stamp BLOB NOT NULL,  -- compares as its text does
  lowered INTEGER NOT NULL,
  history INTEGER NOT NULL,
  under TEXT NOT NULL,  -- JSON array of record ids
  seal TEXT NOT NULL,
  PRIMARY KEY (space, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE heads (
  space BLOB NOT NULL,
  feed TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (space, feed)
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
  space BLOB NOT NULL,
  feed TEXT NOT NULL,
  position INTEGER NOT NULL,
  mark INTEGER NOT NULL,
  kind INTEGER NOT NULL,  -- 0 change, 1 withdraw, 2 erase
  subject BLOB NOT NULL,
  PRIMARY KEY (space, feed, position)
) STRICT, WITHOUT ROWID;
)sql"
