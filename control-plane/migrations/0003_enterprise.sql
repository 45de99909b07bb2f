-- Owners of many accounts: who they are, how their accounts are grouped, who works for them and what was done.
-- Accounts stay databases of their own; nothing of a school's data is here.

CREATE TABLE enterprises (
  id TEXT PRIMARY KEY CHECK (id GLOB 'ent_*'),
  name TEXT NOT NULL,
  -- The Entra tenants from which people may sign in; empty: none by Microsoft.
  identity_tenants TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(identity_tenants)),
  template_account_id TEXT REFERENCES accounts (id),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A tree: `parent_id` null is a group, any other a subgroup.
CREATE TABLE enterprise_groups (
  id TEXT PRIMARY KEY CHECK (id GLOB 'egr_*'),
  enterprise_id TEXT NOT NULL REFERENCES enterprises (id),
  parent_id TEXT REFERENCES enterprise_groups (id),
  name TEXT NOT NULL,
  is_active INTEGER NOT NULL DEFAULT 0 CHECK (is_active IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER,
  CHECK (parent_id IS NULL OR parent_id <> id)
) STRICT;

CREATE INDEX enterprise_groups_enterprise ON enterprise_groups (enterprise_id, parent_id) WHERE deleted_at IS NULL;
CREATE INDEX enterprise_groups_parent ON enterprise_groups (parent_id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX enterprise_groups_name
  ON enterprise_groups (enterprise_id, coalesce(parent_id, ''), lower(name)) WHERE deleted_at IS NULL;

-- An account stands in at most one group of the tree, so that what is set above it is one path.
CREATE TABLE enterprise_accounts (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id),
  enterprise_id TEXT NOT NULL REFERENCES enterprises (id),
  group_id TEXT REFERENCES enterprise_groups (id),
  owner_name TEXT NOT NULL DEFAULT '',
  contact_name TEXT NOT NULL DEFAULT '',
  contact_email TEXT NOT NULL DEFAULT '',
  contact_phone TEXT NOT NULL DEFAULT '',
  place TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX enterprise_accounts_enterprise ON enterprise_accounts (enterprise_id, account_id);
CREATE INDEX enterprise_accounts_group ON enterprise_accounts (group_id) WHERE group_id IS NOT NULL;

-- `group_id` null is an enterprise user, who may enter every account. Issuer and subject are bound at the first sign-in.
CREATE TABLE enterprise_users (
  id TEXT PRIMARY KEY CHECK (id GLOB 'eus_*'),
  enterprise_id TEXT NOT NULL REFERENCES enterprises (id),
  group_id TEXT REFERENCES enterprise_groups (id),
  level TEXT NOT NULL CHECK (level IN ('admin', 'user')),
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_folded TEXT NOT NULL,
  provider TEXT CHECK (provider IN ('google', 'microsoft')),
  issuer TEXT,
  subject TEXT,
  state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'suspended')),
  invite_token_hash TEXT UNIQUE,
  invite_expires_at INTEGER,
  last_seen_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER,
  CHECK ((issuer IS NULL) = (subject IS NULL)),
  CHECK (state <> 'active' OR subject IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX enterprise_users_identity ON enterprise_users (issuer, subject) WHERE subject IS NOT NULL AND deleted_at IS NULL;
CREATE UNIQUE INDEX enterprise_users_email ON enterprise_users (enterprise_id, email_folded) WHERE deleted_at IS NULL;
CREATE INDEX enterprise_users_group ON enterprise_users (group_id) WHERE deleted_at IS NULL AND group_id IS NOT NULL;

-- Ends with the identity token it came from, unless that is refreshed.
CREATE TABLE enterprise_sessions (
  token_hash TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  user_id TEXT NOT NULL REFERENCES enterprise_users (id),
  provider TEXT NOT NULL CHECK (provider IN ('google', 'microsoft')),
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  refresh_token TEXT,
  ip TEXT,
  user_agent TEXT,
  ended_at INTEGER,
  end_reason TEXT,
  CHECK ((ended_at IS NULL) = (end_reason IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX enterprise_sessions_user ON enterprise_sessions (user_id) WHERE ended_at IS NULL;
CREATE INDEX enterprise_sessions_expires ON enterprise_sessions (expires_at);

-- A sign-in under way: `browser_hash` is of a cookie, so that nobody finishes it in another browser.
CREATE TABLE enterprise_flows (
  state_hash TEXT PRIMARY KEY,
  browser_hash TEXT NOT NULL,
  provider TEXT NOT NULL CHECK (provider IN ('google', 'microsoft')),
  nonce TEXT NOT NULL,
  code_verifier TEXT NOT NULL,
  return_to TEXT NOT NULL,
  invite_hash TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX enterprise_flows_expires ON enterprise_flows (expires_at);

-- The way into one account, good once and for a minute. Once used it says which session of the account came of it.
CREATE TABLE enterprise_handoffs (
  token_hash TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES enterprise_sessions (id),
  user_id TEXT NOT NULL REFERENCES enterprise_users (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  path TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  entered_token_hash TEXT,
  ended_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX enterprise_handoffs_session ON enterprise_handoffs (session_id);
CREATE INDEX enterprise_handoffs_user ON enterprise_handoffs (user_id, created_at) WHERE used_at IS NOT NULL AND ended_at IS NULL;

-- What nobody below may do, whatever their account grants: `group_id` null is the whole enterprise.
CREATE TABLE enterprise_overrides (
  id TEXT PRIMARY KEY,
  enterprise_id TEXT NOT NULL REFERENCES enterprises (id),
  group_id TEXT REFERENCES enterprise_groups (id),
  right_key TEXT NOT NULL,
  max_level TEXT NOT NULL CHECK (max_level IN ('none', 'view')),
  set_by TEXT NOT NULL REFERENCES enterprise_users (id),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX enterprise_overrides_right ON enterprise_overrides (enterprise_id, coalesce(group_id, ''), right_key);
CREATE INDEX enterprise_overrides_group ON enterprise_overrides (group_id);

CREATE TABLE enterprise_audit (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  enterprise_id TEXT NOT NULL,
  -- The group of who did it, as it was then; null is an enterprise user or the house itself.
  group_id TEXT,
  user_id TEXT,
  user_name TEXT NOT NULL,
  user_level TEXT NOT NULL CHECK (user_level IN ('admin', 'user', 'system')),
  action TEXT NOT NULL,
  summary TEXT NOT NULL,
  account_id TEXT,
  subject_id TEXT,
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT CHECK (after IS NULL OR json_valid(after)),
  request_id TEXT,
  ip TEXT
) STRICT;

CREATE INDEX enterprise_audit_enterprise ON enterprise_audit (enterprise_id, seq);
CREATE INDEX enterprise_audit_group ON enterprise_audit (group_id, seq) WHERE group_id IS NOT NULL;
CREATE INDEX enterprise_audit_user ON enterprise_audit (user_id, seq) WHERE user_id IS NOT NULL;

CREATE TRIGGER enterprise_audit_no_update BEFORE UPDATE ON enterprise_audit
BEGIN
  SELECT RAISE(ABORT, 'the audit log only grows');
END;

CREATE TRIGGER enterprise_audit_no_delete BEFORE DELETE ON enterprise_audit
BEGIN
  SELECT RAISE(ABORT, 'the audit log only grows');
END;

-- A write that was sent twice is answered as it was the first time.
CREATE TABLE enterprise_idempotency (
  user_id TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (json_valid(outcome)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX enterprise_idempotency_created ON enterprise_idempotency (created_at);

-- One report, run in every account that its author may enter.
CREATE TABLE generated_reports (
  id TEXT PRIMARY KEY CHECK (id GLOB 'gre_*'),
  enterprise_id TEXT NOT NULL REFERENCES enterprises (id),
  group_id TEXT REFERENCES enterprise_groups (id),
  user_id TEXT NOT NULL REFERENCES enterprise_users (id),
  user_name TEXT NOT NULL,
  is_for_admins INTEGER NOT NULL CHECK (is_for_admins IN (0, 1)),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  workbook_key TEXT,
  zip_key TEXT,
  -- Every account is through: the workbook and the zip are to be made, or made anew.
  files_due_at INTEGER,
  forgotten_at INTEGER
) STRICT;

CREATE INDEX generated_reports_enterprise ON generated_reports (enterprise_id, id);
CREATE INDEX generated_reports_files_due ON generated_reports (files_due_at) WHERE files_due_at IS NOT NULL;
CREATE INDEX generated_reports_kept ON generated_reports (created_at) WHERE forgotten_at IS NULL;

CREATE TABLE generated_report_accounts (
  report_id TEXT NOT NULL REFERENCES generated_reports (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  task_id TEXT,
  run_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  -- How often it was asked for; a retry is another run.
  attempt INTEGER NOT NULL DEFAULT 1,
  row_count INTEGER,
  file_name TEXT,
  error TEXT,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (report_id, account_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX generated_report_accounts_open ON generated_report_accounts (updated_at) WHERE state IN ('waiting', 'running');

-- A new account on its way into the enterprise; `step` is the one that is under way.
CREATE TABLE onboardings (
  id TEXT PRIMARY KEY,
  enterprise_id TEXT NOT NULL REFERENCES enterprises (id),
  account_id TEXT REFERENCES accounts (id),
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  step TEXT NOT NULL,
  error TEXT,
  template_account_id TEXT REFERENCES accounts (id),
  -- All that was asked for but a secret; with it a killed onboarding goes on.
  input TEXT NOT NULL CHECK (json_valid(input)),
  -- A libSQL database's token under MASTER_KEY, until the account holds it.
  sealed_token TEXT,
  created_by TEXT NOT NULL REFERENCES enterprise_users (id),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX onboardings_enterprise ON onboardings (enterprise_id, created_at);
CREATE INDEX onboardings_running ON onboardings (updated_at) WHERE state = 'running';

-- A name of a level, a program or a charge category, given anew in several accounts at once.
CREATE TABLE name_pushes (
  id TEXT PRIMARY KEY,
  enterprise_id TEXT NOT NULL REFERENCES enterprises (id),
  user_id TEXT NOT NULL REFERENCES enterprise_users (id),
  user_name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('level', 'program', 'charge_category')),
  from_name TEXT NOT NULL,
  to_name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'undoing', 'undone')),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX name_pushes_enterprise ON name_pushes (enterprise_id, id);

CREATE TABLE name_push_accounts (
  push_id TEXT NOT NULL REFERENCES name_pushes (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  record_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(record_ids)),
  change_id TEXT,
  -- Waiting with a change waits to be undone; one that could not be undone stays done and says why.
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'undone')),
  error TEXT,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (push_id, account_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX name_push_accounts_waiting ON name_push_accounts (updated_at) WHERE state = 'waiting';

ALTER TABLE guard ADD COLUMN enterprise_actor INTEGER CONSTRAINT guard_enterprise_actor CHECK (enterprise_actor = 1);
ALTER TABLE guard ADD COLUMN row_version INTEGER CONSTRAINT guard_row_version CHECK (row_version = 1);
ALTER TABLE guard ADD COLUMN row_living INTEGER CONSTRAINT guard_row_living CHECK (row_living = 1);
ALTER TABLE guard ADD COLUMN tree_sound INTEGER CONSTRAINT guard_tree_sound CHECK (tree_sound = 1);
ALTER TABLE guard ADD COLUMN last_admin INTEGER CONSTRAINT guard_last_admin CHECK (last_admin = 1);
ALTER TABLE guard ADD COLUMN token_unused INTEGER CONSTRAINT guard_token_unused CHECK (token_unused = 1);

-- When each account is next read into the cross-account store of its enterprise, and when somebody last asked for it
-- by hand. A row whose account has left goes once the store has forgotten it.
CREATE TABLE enterprise_syncs (
  account_id TEXT NOT NULL,
  enterprise_id TEXT NOT NULL,
  next_sync_at INTEGER NOT NULL DEFAULT 0,
  asked_at INTEGER,
  PRIMARY KEY (account_id, enterprise_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX enterprise_syncs_due ON enterprise_syncs (next_sync_at);
CREATE INDEX enterprise_syncs_enterprise ON enterprise_syncs (enterprise_id, asked_at);

CREATE TRIGGER enterprise_syncs_join AFTER INSERT ON enterprise_accounts
BEGIN
  INSERT INTO enterprise_syncs (account_id, enterprise_id) VALUES (NEW.account_id, NEW.enterprise_id)
    ON CONFLICT DO UPDATE SET next_sync_at = 0;
END;

CREATE TRIGGER enterprise_syncs_move AFTER UPDATE OF enterprise_id ON enterprise_accounts
WHEN OLD.enterprise_id <> NEW.enterprise_id
BEGIN
  UPDATE enterprise_syncs SET next_sync_at = 0 WHERE account_id = OLD.account_id AND enterprise_id = OLD.enterprise_id;
  INSERT INTO enterprise_syncs (account_id, enterprise_id) VALUES (NEW.account_id, NEW.enterprise_id)
    ON CONFLICT DO UPDATE SET next_sync_at = 0;
END;

CREATE TRIGGER enterprise_syncs_leave AFTER DELETE ON enterprise_accounts
BEGIN
  UPDATE enterprise_syncs SET next_sync_at = 0 WHERE account_id = OLD.account_id AND enterprise_id = OLD.enterprise_id;
END;

-- Which of the bound stores holds an enterprise's facts; another name here and the next sync builds them there.
CREATE TABLE enterprise_stores (
  enterprise_id TEXT PRIMARY KEY,
  binding TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Keys of the read-only figures for BI tools; only their hashes are kept.
CREATE TABLE enterprise_bi_tokens (
  id TEXT PRIMARY KEY,
  enterprise_id TEXT NOT NULL REFERENCES enterprises (id),
  name TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  created_by TEXT NOT NULL,
  created_by_name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  revoked_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX enterprise_bi_tokens_enterprise ON enterprise_bi_tokens (enterprise_id, created_at);
