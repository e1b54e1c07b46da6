R"sql(
-- Where a member's actions are read without a token, by whoever knows the address: one for each
-- device that asked. The secret in the address is not here, only its hash: it is made from the
-- device's token and this salt whenever the device asks (sync/PROTOCOL.md, "A member's calendar").
CREATE TABLE calendars (
  space BLOB NOT NULL,
  device INTEGER NOT NULL,
  member BLOB NOT NULL,
  secret_hash TEXT NOT NULL,
  salt TEXT NOT NULL,
  PRIMARY KEY (space, device)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX calendars_by_secret ON calendars (space, secret_hash);
CREATE INDEX calendars_by_member ON calendars (space, member);
)sql"
