-- Through whom a school is paid. Keys are sealed (secrets.ts); nothing here is of use without the master key.

CREATE TABLE payment_processors (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id),
  kind TEXT NOT NULL CHECK (kind IN ('stripe', 'sandbox')),
  publishable_key TEXT NOT NULL,
  secret_key TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Each address that a processor calls has its own secret and remembers whose events come there, so that a rotation, or
-- a change to another processor, does not lose the events that are still on their way. Of the token only its hash.
CREATE TABLE payment_webhook_paths (
  token_hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  kind TEXT NOT NULL CHECK (kind IN ('stripe', 'sandbox')),
  webhook_secret TEXT,
  created_at INTEGER NOT NULL,
  ends_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX payment_webhook_paths_current ON payment_webhook_paths (account_id) WHERE ends_at IS NULL;
CREATE INDEX payment_webhook_paths_account ON payment_webhook_paths (account_id);

ALTER TABLE guard ADD COLUMN processor_unmoved INTEGER CONSTRAINT guard_processor_unmoved CHECK (processor_unmoved = 1);
