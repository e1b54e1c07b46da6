R"sql(
-- Copies of erased words stay where SQLite moved them from, until the file is swept
-- (storage/sweep.h): `wanted` counts erasures, withdrawals and cuts, in their transactions;
-- `swept` is as far as the last sweep got that came to its end. What was withdrawn or cut before
-- left no trace, so whoever has met a hub begins with something to sweep.
CREATE TABLE sweeping (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  wanted INTEGER NOT NULL,
  swept INTEGER NOT NULL
) STRICT;
INSERT INTO sweeping (one, wanted, swept)
  SELECT 1, last_sync_ms IS NOT NULL OR EXISTS (SELECT 1 FROM erased), 0 FROM sync_state;
)sql"
