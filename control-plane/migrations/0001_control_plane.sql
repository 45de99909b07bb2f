-- What the platform knows about its accounts. Everything a school works with is in the account's own database.

CREATE TABLE database_pool (
  binding TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('free', 'claimed', 'retired')),
  account_id TEXT,
  schema_version INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  claimed_at INTEGER,
  retired_at INTEGER,
  CHECK ((state = 'free') = (claimed_at IS NULL)),
  CHECK (state = 'free' OR account_id IS NOT NULL),
  CHECK (state <> 'free' OR account_id IS NULL)
) STRICT;

CREATE UNIQUE INDEX database_pool_account ON database_pool (account_id) WHERE state = 'claimed';
CREATE INDEX database_pool_free ON database_pool (schema_version DESC, binding) WHERE state = 'free';

CREATE TABLE accounts (
  id TEXT PRIMARY KEY CHECK (id GLOB 'acc_*'),
  url_name TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  plan TEXT NOT NULL CHECK (plan IN ('signature', 'elite', 'premium', 'enterprise')),
  status TEXT NOT NULL CHECK (status IN ('provisioning', 'ready', 'suspended', 'closing', 'closed')),
  closes_at INTEGER,
  location_hint TEXT CHECK (location_hint IN ('wnam', 'enam', 'weur', 'eeur', 'apac', 'oc')),
  driver TEXT CHECK (driver IN ('d1', 'libsql')),
  d1_binding TEXT UNIQUE REFERENCES database_pool (binding),
  database_url TEXT UNIQUE,
  database_token TEXT,
  schema_version INTEGER NOT NULL DEFAULT 0,
  next_due_at INTEGER,
  time_zone TEXT NOT NULL,
  locale TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  phone_region TEXT NOT NULL CHECK (length(phone_region) = 2),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((driver IS 'd1') = (d1_binding IS NOT NULL)),
  CHECK ((driver IS 'libsql') = (database_url IS NOT NULL)),
  CHECK (database_token IS NULL OR driver IS 'libsql'),
  CHECK (driver IS NOT NULL OR status IN ('provisioning', 'closed')),
  CHECK ((status = 'closing') = (closes_at IS NOT NULL))
) STRICT;

CREATE INDEX accounts_due ON accounts (next_due_at, id) WHERE status = 'ready' AND next_due_at IS NOT NULL;
CREATE INDEX accounts_behind ON accounts (schema_version, id) WHERE status <> 'closed';
CREATE INDEX accounts_closing ON accounts (closes_at, id) WHERE status = 'closing';

-- Every URL name an account ever had. A name that was left redirects for ever and is never given to another.
CREATE TABLE account_names (
  name TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  since INTEGER NOT NULL,
  until INTEGER
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX account_names_current ON account_names (account_id) WHERE until IS NULL;

-- Numbered, because two changes can fall into one millisecond and their order matters.
CREATE TABLE account_status_changes (
  seq INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  from_status TEXT,
  to_status TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX account_status_changes_account ON account_status_changes (account_id, seq);

CREATE TABLE migration_runs (
  id TEXT PRIMARY KEY,
  target_version INTEGER NOT NULL,
  after_account_id TEXT NOT NULL DEFAULT '',
  started_at INTEGER NOT NULL,
  handed_out_at INTEGER,
  actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL
) STRICT;

CREATE TABLE migration_results (
  run_id TEXT NOT NULL REFERENCES migration_runs (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
  from_version INTEGER NOT NULL,
  to_version INTEGER,
  error TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (run_id, account_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX migration_results_state ON migration_results (run_id, state, account_id);

CREATE TABLE dead_letters (
  id TEXT PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE,
  account_id TEXT,
  queue TEXT NOT NULL,
  body TEXT NOT NULL,
  error TEXT,
  attempts INTEGER NOT NULL,
  failed_at INTEGER NOT NULL,
  resolved_at INTEGER,
  resolved_by TEXT,
  CHECK ((resolved_at IS NULL) = (resolved_by IS NULL))
) STRICT;

CREATE INDEX dead_letters_open ON dead_letters (failed_at, id) WHERE resolved_at IS NULL;
CREATE INDEX dead_letters_account ON dead_letters (account_id, failed_at, id);

CREATE TABLE control_audit (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  request_id TEXT,
  action TEXT NOT NULL,
  account_id TEXT,
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT CHECK (after IS NULL OR json_valid(after))
) STRICT;

CREATE INDEX control_audit_account ON control_audit (account_id, seq);

CREATE TRIGGER control_audit_no_update BEFORE UPDATE ON control_audit
BEGIN
  SELECT RAISE(ABORT, 'the audit log only grows');
END;

CREATE TRIGGER control_audit_no_delete BEFORE DELETE ON control_audit
BEGIN
  SELECT RAISE(ABORT, 'the audit log only grows');
END;

-- Always empty. A batch asserts with INSERT INTO guard (<column>) SELECT 0 WHERE (<condition>) IS NOT TRUE.
CREATE TABLE guard (
  status_allows INTEGER CONSTRAINT guard_status_allows CHECK (status_allows = 1),
  pool_left INTEGER CONSTRAINT guard_pool_left CHECK (pool_left = 1),
  database_ours INTEGER CONSTRAINT guard_database_ours CHECK (database_ours = 1),
  run_unmoved INTEGER CONSTRAINT guard_run_unmoved CHECK (run_unmoved = 1),
  letter_open INTEGER CONSTRAINT guard_letter_open CHECK (letter_open = 1)
) STRICT;
