R"sql(
-- A store that goes back in time (sync/PROTOCOL.md): what devices offer is compared by id and seal,
-- so both stand in an index that is read without the contents.
ALTER TABLE changes ADD COLUMN seal TEXT NOT NULL DEFAULT '';
UPDATE changes SET seal = ifnull(json_extract(content, '$.seal'), '');
CREATE INDEX changes_by_seal ON changes (space, id, record, seal);
CREATE INDEX record_feeds_by_feed ON record_feeds (space, feed, record);

-- Fields that were erased from the history of a change, also of changes that are not here (any
-- more): a device may still offer the whole one.
CREATE TABLE cuts (
  space BLOB NOT NULL,
  change BLOB NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (space, change, field)
) STRICT, WITHOUT ROWID;
INSERT INTO cuts (space, change, field)
  SELECT changes.space, changes.id, fields.value
  FROM changes, json_each(changes.content, '$.cut') AS fields;

-- 1: restored without the journal, so that nobody knows whether this token had ended since.
ALTER TABLE devices ADD COLUMN unconfirmed INTEGER NOT NULL DEFAULT 0;
)sql"
