-- Through whom a school texts. Tokens are sealed (secrets.ts); nothing here is of use without the master key.

-- The school's number, or a service of the provider that picks one. `path_token` is part of the addresses that the
-- provider calls with what becomes of a text, so it must be known with every text; what is looked up is its hash.
CREATE TABLE message_providers (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id),
  kind TEXT NOT NULL CHECK (kind IN ('twilio', 'simulator')),
  provider_account TEXT NOT NULL,
  auth_token TEXT NOT NULL,
  messaging_service TEXT,
  from_number TEXT,
  path_token TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (messaging_service IS NOT NULL OR from_number IS NOT NULL)
) STRICT;

-- The secret that an address is signed with stays with the address: what is still on its way when a school changes its
-- provider is taken and believed until `ends_at`.
CREATE TABLE message_webhook_paths (
  token_hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  kind TEXT NOT NULL CHECK (kind IN ('twilio', 'simulator')),
  provider_account TEXT NOT NULL,
  auth_token TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ends_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX message_webhook_paths_current ON message_webhook_paths (account_id) WHERE ends_at IS NULL;
CREATE INDEX message_webhook_paths_account ON message_webhook_paths (account_id);

ALTER TABLE guard ADD COLUMN messaging_unmoved INTEGER CONSTRAINT guard_messaging_unmoved CHECK (messaging_unmoved = 1);
