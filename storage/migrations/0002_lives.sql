R"sql(
-- A hub whose store has gone back in time (sync/PROTOCOL.md): what this device holds is offered to
-- it. While that lasts, the life of the hub's store that it is offered to stands here, and, once
-- all that is held was named, the cursor to go on with.
ALTER TABLE sync_state ADD COLUMN offered_life TEXT;
ALTER TABLE sync_state ADD COLUMN offered_cursor TEXT;

-- What that hub lacks and this device still has to send, erasures (rank 0) first.
CREATE TABLE offers (
  rank INTEGER NOT NULL,          -- 0 an erasure, 1 a change
  stamp BLOB NOT NULL,
  id BLOB NOT NULL,
  PRIMARY KEY (rank, stamp, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX offers_by_id ON offers (id);

-- An erasure's seal is over the records under it too.
ALTER TABLE erased ADD COLUMN under TEXT NOT NULL DEFAULT '[]';
CREATE UNIQUE INDEX erased_by_id ON erased (id) WHERE id IS NOT NULL;
)sql"
