-- What is asked ACROSS accounts. Filled by the sync from each account's change log; never the truth about anything.

-- How far each account has been read, and when: what is shown says how old it is.
CREATE TABLE account_syncs (
  account_id TEXT PRIMARY KEY,
  cursor_seq INTEGER NOT NULL DEFAULT 0,
  synced_at INTEGER,
  error TEXT
) STRICT, WITHOUT ROWID;
