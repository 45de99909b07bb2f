-- The family portal: who signs in and to which family, what the school tells and asks, carts, and what staff are told.

-- The family that a guardian's session is at work on; one log-in may open several.
ALTER TABLE sessions ADD COLUMN family_id TEXT REFERENCES families (id);
CREATE INDEX password_resets_login ON password_resets (login_id) WHERE login_id IS NOT NULL;

-- One-time codes by mail, to sign in without a password or to prove an address; only a keyed hash is stored.
CREATE TABLE login_codes (
  id TEXT PRIMARY KEY,
  email_folded TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('sign_in', 'verify')),
  code_hash TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX login_codes_email ON login_codes (email_folded, created_at);

CREATE TABLE passkeys (
  id TEXT PRIMARY KEY,
  login_id TEXT NOT NULL REFERENCES logins (id),
  credential_id TEXT NOT NULL,
  public_key TEXT NOT NULL,
  counter INTEGER NOT NULL,
  transports TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(transports)),
  name TEXT NOT NULL,
  last_used_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX passkeys_credential ON passkeys (credential_id) WHERE deleted_at IS NULL;
CREATE INDEX passkeys_login ON passkeys (login_id);

CREATE TABLE passkey_challenges (
  challenge TEXT PRIMARY KEY,
  login_id TEXT REFERENCES logins (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- An invitation to a family, good for 48 hours; the person who takes it up gets that role.
CREATE TABLE family_invites (
  id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES families (id),
  guardian_id TEXT REFERENCES guardians (id),
  email TEXT NOT NULL,
  email_folded TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'payer', 'viewer', 'pickup_only')),
  token_hash TEXT NOT NULL,
  invited_by TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  accepted_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX family_invites_token ON family_invites (token_hash);
CREATE INDEX family_invites_family ON family_invites (family_id);

-- News and announcements; a location of NULL means every one. Days are those of the account's clock, both inclusive.
CREATE TABLE news_items (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL DEFAULT '',
  image_file_id TEXT REFERENCES files (id),
  location_id TEXT REFERENCES locations (id),
  is_on_landing INTEGER NOT NULL DEFAULT 1 CHECK (is_on_landing IN (0, 1)),
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX news_items_shown ON news_items (starts_on) WHERE deleted_at IS NULL;

-- A policy and its texts; an answer belongs to the text that was answered. The last answer of a family (or of one of its
-- students) to a policy counts, all of them stay.
CREATE TABLE policies (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('family', 'student', 'photo', 'transaction')),
  title TEXT NOT NULL,
  is_required INTEGER NOT NULL DEFAULT 1 CHECK (is_required IN (0, 1)),
  is_public INTEGER NOT NULL DEFAULT 1 CHECK (is_public IN (0, 1)),
  may_be_rejected INTEGER NOT NULL DEFAULT 0 CHECK (may_be_rejected IN (0, 1)),
  may_be_withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (may_be_withdrawn IN (0, 1)),
  shown_for TEXT CHECK (shown_for IN ('one_time_payment', 'recurring_payment', 'refund')),
  current_version_id TEXT,
  position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE policy_versions (
  id TEXT PRIMARY KEY,
  policy_id TEXT NOT NULL REFERENCES policies (id),
  number INTEGER NOT NULL,
  body TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX policy_versions_number ON policy_versions (policy_id, number) WHERE deleted_at IS NULL;
CREATE TABLE policy_answers (
  id TEXT PRIMARY KEY,
  policy_id TEXT NOT NULL REFERENCES policies (id),
  policy_version_id TEXT NOT NULL REFERENCES policy_versions (id),
  family_id TEXT NOT NULL REFERENCES families (id),
  student_id TEXT REFERENCES students (id),
  answer TEXT NOT NULL CHECK (answer IN ('accepted', 'rejected')),
  answered_at INTEGER NOT NULL,
  login_id TEXT REFERENCES logins (id),
  staff_id TEXT REFERENCES staff (id),
  answered_by TEXT NOT NULL,
  ip TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX policy_answers_family ON policy_answers (family_id, policy_id, answered_at);

-- What a family has chosen and not yet sent off; one unfinished cart a family. Places are rows of place_holds. While its
-- payment is under way a cart is `paying`: what was enrolled and charged stands, and is taken back if the payment fails.
CREATE TABLE carts (
  id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES families (id),
  login_id TEXT REFERENCES logins (id),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paying', 'submitted', 'abandoned')),
  promo_code TEXT,
  attempt_id TEXT REFERENCES payment_attempts (id),
  outcome TEXT CHECK (outcome IS NULL OR json_valid(outcome)),
  submitted_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX carts_open ON carts (family_id) WHERE state IN ('open', 'paying') AND deleted_at IS NULL;
CREATE INDEX carts_family ON carts (family_id, submitted_at);
CREATE INDEX carts_attempt ON carts (attempt_id) WHERE attempt_id IS NOT NULL;
CREATE TABLE cart_items (
  id TEXT PRIMARY KEY,
  cart_id TEXT NOT NULL REFERENCES carts (id),
  family_id TEXT NOT NULL REFERENCES families (id),
  kind TEXT NOT NULL CHECK (kind IN ('active', 'trial', 'single_day', 'wait')),
  class_id TEXT NOT NULL REFERENCES classes (id),
  student_id TEXT NOT NULL REFERENCES students (id),
  slot_ids TEXT CHECK (slot_ids IS NULL OR json_valid(slot_ids)),
  starts_on TEXT NOT NULL,
  hold_id TEXT REFERENCES place_holds (id),
  note TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX cart_items_cart ON cart_items (cart_id);

-- What families did and asked for, as staff are told of it. `number` orders them and is what a live feed resumes from;
-- it is taken anew whenever an item changes. `concerns_on`: a request for a day that has passed expires.
CREATE TABLE activity_items (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  nature TEXT NOT NULL CHECK (nature IN ('info', 'request')),
  state TEXT NOT NULL DEFAULT 'new'
    CHECK (state IN ('new', 'in_review', 'waiting_for_family', 'approved', 'denied', 'expired', 'dismissed', 'withdrawn')),
  family_id TEXT NOT NULL REFERENCES families (id),
  student_id TEXT REFERENCES students (id),
  class_id TEXT REFERENCES classes (id),
  enrollment_id TEXT REFERENCES enrollments (id),
  location_id TEXT REFERENCES locations (id),
  login_id TEXT REFERENCES logins (id),
  summary TEXT NOT NULL,
  facts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(facts)),
  concerns_on TEXT,
  happened_at INTEGER NOT NULL,
  claimed_by TEXT REFERENCES staff (id),
  claimed_at INTEGER,
  decided_by TEXT REFERENCES staff (id),
  decided_at INTEGER,
  decision_text TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX activity_items_number ON activity_items (number);
CREATE INDEX activity_items_open ON activity_items (happened_at)
  WHERE state IN ('new', 'in_review', 'waiting_for_family') AND deleted_at IS NULL;
CREATE INDEX activity_items_happened ON activity_items (happened_at);
-- One pending request of a kind for an enrollment.
CREATE UNIQUE INDEX activity_items_one_request ON activity_items (enrollment_id, kind)
  WHERE nature = 'request' AND enrollment_id IS NOT NULL AND state IN ('new', 'in_review', 'waiting_for_family')
    AND deleted_at IS NULL;
CREATE INDEX activity_items_family ON activity_items (family_id, happened_at);
INSERT INTO counters (name, value) VALUES ('activity_number', 0);
CREATE TRIGGER activity_items_renumber AFTER UPDATE ON activity_items WHEN NEW.version <> OLD.version BEGIN
  UPDATE counters SET value = value + 1 WHERE name = 'activity_number';
  UPDATE activity_items SET number = (SELECT value FROM counters WHERE name = 'activity_number') WHERE id = NEW.id;
END;

-- What a guardian wants to be told and how; without a row the school's default holds.
CREATE TABLE notification_choices (
  id TEXT PRIMARY KEY,
  login_id TEXT NOT NULL REFERENCES logins (id),
  topic TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('email', 'sms', 'push')),
  is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX notification_choices_topic ON notification_choices (login_id, topic, channel) WHERE deleted_at IS NULL;

-- The school's own words for a mail; without a row the built-in ones hold.
CREATE TABLE mail_templates (
  id TEXT PRIMARY KEY,
  template_key TEXT NOT NULL,
  language TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX mail_templates_key ON mail_templates (template_key, language) WHERE deleted_at IS NULL;

-- The private calendar address of a family.
CREATE TABLE family_feeds (
  id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES families (id),
  login_id TEXT REFERENCES logins (id),
  token_hash TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX family_feeds_token ON family_feeds (token_hash) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX family_feeds_owner ON family_feeds (family_id, login_id) WHERE deleted_at IS NULL;

-- Meet the Staff, and what families are told of a location.
ALTER TABLE staff ADD COLUMN is_in_portal INTEGER NOT NULL DEFAULT 0 CHECK (is_in_portal IN (0, 1));
ALTER TABLE staff ADD COLUMN portal_position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE locations ADD COLUMN portal_text TEXT;
ALTER TABLE locations ADD COLUMN image_file_id TEXT REFERENCES files (id);

CREATE VIEW living_logins AS SELECT * FROM logins WHERE deleted_at IS NULL;
CREATE VIEW living_family_logins AS SELECT * FROM family_logins WHERE deleted_at IS NULL;
CREATE VIEW living_passkeys AS SELECT * FROM passkeys WHERE deleted_at IS NULL;
CREATE VIEW living_family_invites AS SELECT * FROM family_invites WHERE deleted_at IS NULL;
CREATE VIEW living_news_items AS SELECT * FROM news_items WHERE deleted_at IS NULL;
CREATE VIEW living_policies AS SELECT * FROM policies WHERE deleted_at IS NULL;
CREATE VIEW living_policy_versions AS SELECT * FROM policy_versions WHERE deleted_at IS NULL;
CREATE VIEW living_policy_answers AS SELECT * FROM policy_answers WHERE deleted_at IS NULL;
CREATE VIEW living_carts AS SELECT * FROM carts WHERE deleted_at IS NULL;
CREATE VIEW living_cart_items AS SELECT * FROM cart_items WHERE deleted_at IS NULL;
CREATE VIEW living_activity_items AS SELECT * FROM activity_items WHERE deleted_at IS NULL;
CREATE VIEW living_notification_choices AS SELECT * FROM notification_choices WHERE deleted_at IS NULL;
CREATE VIEW living_mail_templates AS SELECT * FROM mail_templates WHERE deleted_at IS NULL;
CREATE VIEW living_family_feeds AS SELECT * FROM family_feeds WHERE deleted_at IS NULL;

CREATE TRIGGER passkeys_log_insert AFTER INSERT ON passkeys BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('passkeys', NEW.id, 'insert');
END;
CREATE TRIGGER passkeys_log_update AFTER UPDATE ON passkeys BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('passkeys', NEW.id, 'update');
END;
CREATE TRIGGER passkeys_log_delete AFTER DELETE ON passkeys BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('passkeys', OLD.id, 'delete');
END;
CREATE TRIGGER family_invites_log_insert AFTER INSERT ON family_invites BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('family_invites', NEW.id, 'insert');
END;
CREATE TRIGGER family_invites_log_update AFTER UPDATE ON family_invites BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('family_invites', NEW.id, 'update');
END;
CREATE TRIGGER family_invites_log_delete AFTER DELETE ON family_invites BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('family_invites', OLD.id, 'delete');
END;
CREATE TRIGGER news_items_log_insert AFTER INSERT ON news_items BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('news_items', NEW.id, 'insert');
END;
CREATE TRIGGER news_items_log_update AFTER UPDATE ON news_items BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('news_items', NEW.id, 'update');
END;
CREATE TRIGGER news_items_log_delete AFTER DELETE ON news_items BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('news_items', OLD.id, 'delete');
END;
CREATE TRIGGER policies_log_insert AFTER INSERT ON policies BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('policies', NEW.id, 'insert');
END;
CREATE TRIGGER policies_log_update AFTER UPDATE ON policies BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('policies', NEW.id, 'update');
END;
CREATE TRIGGER policies_log_delete AFTER DELETE ON policies BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('policies', OLD.id, 'delete');
END;
CREATE TRIGGER policy_versions_log_insert AFTER INSERT ON policy_versions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('policy_versions', NEW.id, 'insert');
END;
CREATE TRIGGER policy_versions_log_update AFTER UPDATE ON policy_versions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('policy_versions', NEW.id, 'update');
END;
CREATE TRIGGER policy_versions_log_delete AFTER DELETE ON policy_versions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('policy_versions', OLD.id, 'delete');
END;
CREATE TRIGGER policy_answers_log_insert AFTER INSERT ON policy_answers BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('policy_answers', NEW.id, 'insert');
END;
CREATE TRIGGER policy_answers_log_update AFTER UPDATE ON policy_answers BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('policy_answers', NEW.id, 'update');
END;
CREATE TRIGGER policy_answers_log_delete AFTER DELETE ON policy_answers BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('policy_answers', OLD.id, 'delete');
END;
CREATE TRIGGER carts_log_insert AFTER INSERT ON carts BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('carts', NEW.id, 'insert');
END;
CREATE TRIGGER carts_log_update AFTER UPDATE ON carts BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('carts', NEW.id, 'update');
END;
CREATE TRIGGER carts_log_delete AFTER DELETE ON carts BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('carts', OLD.id, 'delete');
END;
CREATE TRIGGER cart_items_log_insert AFTER INSERT ON cart_items BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('cart_items', NEW.id, 'insert');
END;
CREATE TRIGGER cart_items_log_update AFTER UPDATE ON cart_items BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('cart_items', NEW.id, 'update');
END;
CREATE TRIGGER cart_items_log_delete AFTER DELETE ON cart_items BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('cart_items', OLD.id, 'delete');
END;
CREATE TRIGGER activity_items_log_insert AFTER INSERT ON activity_items BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('activity_items', NEW.id, 'insert');
END;
CREATE TRIGGER activity_items_log_update AFTER UPDATE ON activity_items BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('activity_items', NEW.id, 'update');
END;
CREATE TRIGGER activity_items_log_delete AFTER DELETE ON activity_items BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('activity_items', OLD.id, 'delete');
END;
CREATE TRIGGER notification_choices_log_insert AFTER INSERT ON notification_choices BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('notification_choices', NEW.id, 'insert');
END;
CREATE TRIGGER notification_choices_log_update AFTER UPDATE ON notification_choices BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('notification_choices', NEW.id, 'update');
END;
CREATE TRIGGER notification_choices_log_delete AFTER DELETE ON notification_choices BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('notification_choices', OLD.id, 'delete');
END;
CREATE TRIGGER mail_templates_log_insert AFTER INSERT ON mail_templates BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('mail_templates', NEW.id, 'insert');
END;
CREATE TRIGGER mail_templates_log_update AFTER UPDATE ON mail_templates BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('mail_templates', NEW.id, 'update');
END;
CREATE TRIGGER mail_templates_log_delete AFTER DELETE ON mail_templates BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('mail_templates', OLD.id, 'delete');
END;
CREATE TRIGGER family_feeds_log_insert AFTER INSERT ON family_feeds BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('family_feeds', NEW.id, 'insert');
END;
CREATE TRIGGER family_feeds_log_update AFTER UPDATE ON family_feeds BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('family_feeds', NEW.id, 'update');
END;
CREATE TRIGGER family_feeds_log_delete AFTER DELETE ON family_feeds BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('family_feeds', OLD.id, 'delete');
END;

-- Whether a picture is shown by anything is asked with every picture.
CREATE INDEX news_items_image ON news_items (image_file_id) WHERE image_file_id IS NOT NULL;
CREATE INDEX classes_image ON classes (image_file_id) WHERE image_file_id IS NOT NULL;
CREATE INDEX staff_photo ON staff (photo_file_id) WHERE photo_file_id IS NOT NULL;
CREATE INDEX locations_image ON locations (image_file_id) WHERE image_file_id IS NOT NULL;

-- A family that has log-ins keeps one that manages it.
ALTER TABLE guard ADD COLUMN family_owner INTEGER CONSTRAINT guard_family_owner CHECK (family_owner IS NULL);
