R"sql(
-- Copies of erased words stay where SQLite moved them from, until the file is swept
-- (storage/sweep.h): `wanted` counts the transactions that erased or cut, `swept` is as far as the
-- last sweep got that came to its end.
CREATE TABLE sweeping (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  wanted INTEGER NOT NULL,
  swept INTEGER NOT NULL
) STRICT;
INSERT INTO sweeping (one, wanted, swept)
  SELECT 1, EXISTS (SELECT 1 FROM erasures) OR EXISTS (SELECT 1 FROM cuts), 0;

-- What an erasure takes away; without it each one reads all links of its space.
CREATE INDEX links_by_conversation ON links (space, conversation);
)sql"
