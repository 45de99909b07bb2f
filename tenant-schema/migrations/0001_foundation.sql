-- The ground every later table stands on: guards, audit, effects, jobs, and who may enter.
-- Ids are TEXT and most tables WITHOUT ROWID: a rowid table with a TEXT key costs two written rows, this one.
-- Instants are epoch ms, dates are ISO text and inclusive, `now` is always a parameter.

-- Always empty. A batch carries INSERT INTO guard (<kind>) SELECT 0 WHERE (<condition>) IS NOT TRUE;
-- a condition that is false or NULL inserts a row, its named CHECK refuses it, and the whole batch rolls back.
CREATE TABLE guard (
  session_live INTEGER CONSTRAINT guard_session_live CHECK (session_live IS NULL),
  rights_current INTEGER CONSTRAINT guard_rights_current CHECK (rights_current IS NULL),
  row_version INTEGER CONSTRAINT guard_row_version CHECK (row_version IS NULL),
  row_living INTEGER CONSTRAINT guard_row_living CHECK (row_living IS NULL),
  not_enrolled INTEGER CONSTRAINT guard_not_enrolled CHECK (not_enrolled IS NULL),
  not_suspended INTEGER CONSTRAINT guard_not_suspended CHECK (not_suspended IS NULL),
  not_undone INTEGER CONSTRAINT guard_not_undone CHECK (not_undone IS NULL),
  last_owner INTEGER CONSTRAINT guard_last_owner CHECK (last_owner IS NULL),
  task_cursor INTEGER CONSTRAINT guard_task_cursor CHECK (task_cursor IS NULL),
  token_unused INTEGER CONSTRAINT guard_token_unused CHECK (token_unused IS NULL)
) STRICT;

CREATE TABLE settings (
  id TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  version INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Numbers for people (receipt 1042) and versions that a batch compares; changed only inside a batch.
CREATE TABLE counters (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counters (name, value) VALUES ('rights_version', 1);

-- Sizes kept by triggers, because count(*) reads every row.
CREATE TABLE tallies (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO tallies (name, value) VALUES
  ('families', 0), ('families.active', 0), ('families.suspended', 0), ('families.review', 0),
  ('students', 0), ('students.active', 0);

-- The day, in the account's time zone, up to which the derived Active flags have been turned. The lists stay
-- right when it is old: they look at rows whose flag was due to change since.
CREATE TABLE account_day (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  today TEXT NOT NULL
) STRICT;
INSERT INTO account_day (id, today) VALUES (1, '2000-01-01');

CREATE TABLE locations (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  phone TEXT,
  email TEXT,
  address_line1 TEXT,
  address_line2 TEXT,
  city TEXT,
  region TEXT,
  postal_code TEXT,
  country TEXT,
  position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  name_words TEXT NOT NULL DEFAULT '[]',
  username TEXT NOT NULL,
  username_folded TEXT NOT NULL,
  email TEXT,
  email_folded TEXT,
  phone TEXT,
  phone_e164 TEXT,
  title TEXT,
  bio TEXT,
  photo_file_id TEXT,
  birth_date TEXT,
  hired_on TEXT,
  address_line1 TEXT,
  address_line2 TEXT,
  city TEXT,
  region TEXT,
  postal_code TEXT,
  country TEXT,
  emergency_contact_name TEXT,
  emergency_contact_phone TEXT,
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  deactivated_at INTEGER,
  deactivated_by TEXT,
  deactivated_reason TEXT,
  custom_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(custom_values)),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX staff_username ON staff (username_folded) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX staff_email ON staff (email_folded) WHERE deleted_at IS NULL AND email_folded IS NOT NULL;
CREATE INDEX staff_by_name ON staff (is_active, sort_name, id);

-- Apart from staff, so that no read of a person and no audit row can ever carry a password hash.
CREATE TABLE staff_passwords (
  staff_id TEXT PRIMARY KEY REFERENCES staff (id),
  phc TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE staff_groups (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  description TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX staff_groups_name ON staff_groups (name COLLATE NOCASE) WHERE deleted_at IS NULL;

CREATE TABLE staff_group_members (
  id TEXT PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES staff_groups (id),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX staff_group_members_pair ON staff_group_members (staff_id, group_id) WHERE deleted_at IS NULL;
CREATE INDEX staff_group_members_group ON staff_group_members (group_id);

-- A grant = (right, level, one location or all, own classes only), given to a group or to one person.
CREATE TABLE grants (
  id TEXT PRIMARY KEY,
  group_id TEXT REFERENCES staff_groups (id),
  staff_id TEXT REFERENCES staff (id),
  right_key TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('view', 'full')),
  location_id TEXT REFERENCES locations (id),
  own_classes_only INTEGER NOT NULL DEFAULT 0 CHECK (own_classes_only IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT,
  CHECK ((group_id IS NULL) <> (staff_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX grants_staff ON grants (staff_id) WHERE staff_id IS NOT NULL;
CREATE INDEX grants_group ON grants (group_id) WHERE group_id IS NOT NULL;

-- Staff and families sign in here, enterprise users in the control plane; a session that an enterprise user
-- derived carries that session and ends with it. Only the SHA-256 of a token is stored.
CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  id TEXT NOT NULL,
  staff_id TEXT REFERENCES staff (id),
  login_id TEXT,
  enterprise_session_id TEXT,
  enterprise_user TEXT,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  idle_expires_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ip TEXT,
  user_agent TEXT,
  ended_at INTEGER,
  end_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_staff ON sessions (staff_id) WHERE ended_at IS NULL;
CREATE INDEX sessions_login ON sessions (login_id) WHERE ended_at IS NULL AND login_id IS NOT NULL;

CREATE TABLE password_resets (
  token_hash TEXT PRIMARY KEY,
  staff_id TEXT REFERENCES staff (id),
  login_id TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;

-- Exact counts for the lock-out: `subject` is a hash of the log-in name or of the address it came from.
CREATE TABLE login_attempts (
  subject TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  PRIMARY KEY (subject, window_start)
) STRICT, WITHOUT ROWID;

-- Audit. One change is one act of one actor; its rows say what each record was before and after.
CREATE TABLE changes (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id TEXT,
  actor_name TEXT NOT NULL,
  via TEXT NOT NULL,
  request_id TEXT,
  ip TEXT,
  action TEXT NOT NULL,
  summary TEXT NOT NULL,
  right_key TEXT,
  group_id TEXT,
  undo_of TEXT,
  undone_by TEXT,
  undo_until INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_actor ON changes (actor_id, id) WHERE actor_id IS NOT NULL;
CREATE INDEX changes_group ON changes (group_id, id) WHERE group_id IS NOT NULL;

-- `subject_id` is the record whose history shows the row (the family of a student, the person of a grant);
-- `person_id` is the person whose erasure must null before and after.
CREATE TABLE change_rows (
  change_id TEXT NOT NULL REFERENCES changes (id),
  position INTEGER NOT NULL,
  entity TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  subject_id TEXT,
  person_id TEXT,
  op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete', 'restore')),
  before TEXT,
  after TEXT,
  PRIMARY KEY (change_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_rows_subject ON change_rows (subject_id, change_id) WHERE subject_id IS NOT NULL;

-- What changed, in order, for the cross-account sync and for a consistent dump; written by triggers. It is
-- trimmed only behind every cursor and never loses its newest row, so `seq` never starts again.
CREATE TABLE change_log (
  seq INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  op TEXT NOT NULL
) STRICT;

-- The same key with the same fingerprint answers the stored outcome; with another, an error.
CREATE TABLE idempotency (
  actor_id TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  outcome TEXT,
  change_id TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (actor_id, key)
) STRICT, WITHOUT ROWID;

-- Effects that leave the account (mail, SMS, webhooks, live frames): committed with the change, relayed after,
-- done only when the consumer has committed its own job_runs row.
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  topic TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  change_id TEXT,
  created_at INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  relayed_at INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  done_at INTEGER,
  cancelled_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (not_before) WHERE done_at IS NULL AND cancelled_at IS NULL;

CREATE TABLE job_runs (
  job_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  finished_at INTEGER NOT NULL,
  outcome TEXT
) STRICT, WITHOUT ROWID;

-- Background tasks a person started: progress, result, and the cursor from which a crashed one goes on.
CREATE TABLE tasks (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  staff_id TEXT,
  actor_name TEXT NOT NULL,
  input TEXT NOT NULL CHECK (json_valid(input)),
  cursor INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER,
  result TEXT CHECK (result IS NULL OR json_valid(result)),
  error TEXT,
  change_group TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  heartbeat_at INTEGER,
  finished_at INTEGER,
  cancel_requested_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX tasks_staff ON tasks (staff_id, id);
CREATE INDEX tasks_open ON tasks (status, id) WHERE status IN ('queued', 'running');

CREATE TABLE files (
  id TEXT PRIMARY KEY,
  r2_key TEXT NOT NULL,
  owner_kind TEXT NOT NULL,
  owner_id TEXT,
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  uploaded_by TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX files_owner ON files (owner_id) WHERE owner_id IS NOT NULL;

-- A merged record answers under its old id; a row counts only while its change has not been undone.
CREATE TABLE id_redirects (
  from_id TEXT PRIMARY KEY,
  to_id TEXT NOT NULL,
  change_id TEXT NOT NULL REFERENCES changes (id)
) STRICT, WITHOUT ROWID;

-- What another system calls a record of ours; the key of repeated imports.
CREATE TABLE external_ids (
  source TEXT NOT NULL,
  key TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (source, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX external_ids_id ON external_ids (id);

-- Whoever may do what changed: every cached actor of this account is reloaded at its next statement.
CREATE TRIGGER rights_grants_insert AFTER INSERT ON grants BEGIN
  UPDATE counters SET value = value + 1 WHERE name = 'rights_version';
END;
CREATE TRIGGER rights_grants_update AFTER UPDATE ON grants BEGIN
  UPDATE counters SET value = value + 1 WHERE name = 'rights_version';
END;
CREATE TRIGGER rights_members_insert AFTER INSERT ON staff_group_members BEGIN
  UPDATE counters SET value = value + 1 WHERE name = 'rights_version';
END;
CREATE TRIGGER rights_members_update AFTER UPDATE ON staff_group_members BEGIN
  UPDATE counters SET value = value + 1 WHERE name = 'rights_version';
END;
CREATE TRIGGER rights_groups_update AFTER UPDATE ON staff_groups BEGIN
  UPDATE counters SET value = value + 1 WHERE name = 'rights_version';
END;
CREATE TRIGGER rights_staff_update AFTER UPDATE OF is_active, deleted_at, first_name, last_name, email ON staff BEGIN
  UPDATE counters SET value = value + 1 WHERE name = 'rights_version';
END;
