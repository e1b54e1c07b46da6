R"sql(
-- FTS5 notes in the index's own version that words were taken out of it (secure-delete), in the
-- transaction that first does so, but goes on believing so where that transaction is undone: the
-- next one leaves the note out, and after a restart the index cannot be read. So words are put in
-- and taken out here, once, before anybody's. The first goes to the file when the row comes again.
INSERT INTO conversation_index (rowid, summary) VALUES (-9223372036854775808, 'x');
INSERT INTO conversation_index (conversation_index, rowid, summary)
  VALUES ('delete', -9223372036854775808, 'x');
INSERT INTO message_index (rowid, text) VALUES (-9223372036854775808, 'x');
INSERT INTO message_index (message_index, rowid, text)
  VALUES ('delete', -9223372036854775808, 'x');
)sql"
