-- Families and everybody in them, and just enough of classes to know who is active.

-- The lists a school keeps for itself: how a person is related, how a family heard of us, kinds of phone.
CREATE TABLE list_items (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX list_items_label ON list_items (kind, label COLLATE NOCASE) WHERE deleted_at IS NULL;

CREATE TABLE families (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  name_words TEXT NOT NULL DEFAULT '[]',
  address_line1 TEXT,
  address_line2 TEXT,
  city TEXT,
  region TEXT,
  postal_code TEXT,
  country TEXT,
  home_location_id TEXT REFERENCES locations (id),
  referral_source_id TEXT REFERENCES list_items (id),
  flag_text TEXT,
  special_discount TEXT CHECK (special_discount IN ('member', 'employee', 'in_service')),
  preferred_locale TEXT,
  needs_review INTEGER NOT NULL DEFAULT 0 CHECK (needs_review IN (0, 1)),
  review_reason TEXT,
  custom_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(custom_values)),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;

-- A suspension is a row with who, when and why; a family is suspended while one of them is open.
CREATE TABLE family_suspensions (
  id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES families (id),
  reason TEXT NOT NULL,
  suspended_at INTEGER NOT NULL,
  suspended_by TEXT NOT NULL,
  lifted_at INTEGER,
  lifted_by TEXT,
  lift_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX family_suspensions_open ON family_suspensions (family_id)
  WHERE lifted_at IS NULL AND deleted_at IS NULL;
CREATE INDEX family_suspensions_family ON family_suspensions (family_id);

CREATE TABLE guardians (
  id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES families (id),
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  name_words TEXT NOT NULL DEFAULT '[]',
  relationship_id TEXT REFERENCES list_items (id),
  is_primary INTEGER NOT NULL DEFAULT 0 CHECK (is_primary IN (0, 1)),
  may_pick_up INTEGER NOT NULL DEFAULT 1 CHECK (may_pick_up IN (0, 1)),
  lives_with_students INTEGER NOT NULL DEFAULT 1 CHECK (lives_with_students IN (0, 1)),
  birth_date TEXT,
  employer TEXT,
  position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX guardians_family ON guardians (family_id);

CREATE TABLE emails (
  id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES families (id),
  guardian_id TEXT REFERENCES guardians (id),
  address TEXT NOT NULL,
  address_folded TEXT NOT NULL,
  type_id TEXT REFERENCES list_items (id),
  is_primary INTEGER NOT NULL DEFAULT 0 CHECK (is_primary IN (0, 1)),
  bulk_opt_in INTEGER NOT NULL DEFAULT 1 CHECK (bulk_opt_in IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX emails_family ON emails (family_id);
CREATE INDEX emails_address ON emails (address_folded) WHERE deleted_at IS NULL;

CREATE TABLE phones (
  id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES families (id),
  guardian_id TEXT REFERENCES guardians (id),
  number TEXT NOT NULL,
  e164 TEXT,
  search_digits TEXT NOT NULL DEFAULT '[]',
  type_id TEXT REFERENCES list_items (id),
  is_primary INTEGER NOT NULL DEFAULT 0 CHECK (is_primary IN (0, 1)),
  text_opt_in INTEGER NOT NULL DEFAULT 0 CHECK (text_opt_in IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX phones_family ON phones (family_id);
CREATE INDEX phones_e164 ON phones (e164) WHERE deleted_at IS NULL AND e164 IS NOT NULL;

CREATE TABLE students (
  id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES families (id),
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  preferred_name TEXT,
  sort_name TEXT NOT NULL,
  name_words TEXT NOT NULL DEFAULT '[]',
  birth_date TEXT,
  gender TEXT,
  school TEXT,
  school_grade TEXT,
  t_shirt_size TEXT,
  allergies TEXT,
  medications TEXT,
  medical_notes TEXT,
  doctor_name TEXT,
  doctor_phone TEXT,
  insurance_provider TEXT,
  insurance_policy_number TEXT,
  flag_text TEXT,
  photo_file_id TEXT REFERENCES files (id),
  photo_allowed INTEGER CHECK (photo_allowed IN (0, 1)),
  custom_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(custom_values)),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX students_family ON students (family_id);

CREATE TABLE emergency_contacts (
  id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES families (id),
  student_id TEXT REFERENCES students (id),
  name TEXT NOT NULL,
  relationship TEXT,
  phone TEXT,
  phone_e164 TEXT,
  second_phone TEXT,
  may_pick_up INTEGER NOT NULL DEFAULT 0 CHECK (may_pick_up IN (0, 1)),
  position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX emergency_contacts_family ON emergency_contacts (family_id);

-- Who else may collect a child, and who must not.
CREATE TABLE pickups (
  id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES families (id),
  student_id TEXT REFERENCES students (id),
  kind TEXT NOT NULL CHECK (kind IN ('authorised', 'barred')),
  name TEXT NOT NULL,
  relationship TEXT,
  phone TEXT,
  reason TEXT,
  valid_until TEXT,
  document_file_id TEXT REFERENCES files (id),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX pickups_family ON pickups (family_id);

CREATE TABLE notes (
  id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES families (id),
  student_id TEXT REFERENCES students (id),
  body TEXT NOT NULL,
  severity TEXT NOT NULL DEFAULT 'info' CHECK (severity IN ('info', 'important', 'critical')),
  author_id TEXT,
  author_name TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX notes_family ON notes (family_id);

CREATE TABLE keywords (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  color TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX keywords_label ON keywords (kind, label COLLATE NOCASE) WHERE deleted_at IS NULL;

CREATE TABLE keyword_links (
  id TEXT PRIMARY KEY,
  keyword_id TEXT NOT NULL REFERENCES keywords (id),
  entity_id TEXT NOT NULL,
  family_id TEXT REFERENCES families (id),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX keyword_links_pair ON keyword_links (entity_id, keyword_id) WHERE deleted_at IS NULL;
CREATE INDEX keyword_links_keyword ON keyword_links (keyword_id, entity_id) WHERE deleted_at IS NULL;

CREATE TABLE custom_fields (
  id TEXT PRIMARY KEY,
  entity TEXT NOT NULL,
  label TEXT NOT NULL,
  field_type TEXT NOT NULL CHECK (field_type IN ('text', 'number', 'date', 'yes_no', 'choice')),
  choices TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(choices)),
  is_required INTEGER NOT NULL DEFAULT 0 CHECK (is_required IN (0, 1)),
  shown_in_portal INTEGER NOT NULL DEFAULT 0 CHECK (shown_in_portal IN (0, 1)),
  position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;

-- A portal log-in is not a guardian: one person may hold several families, each in its own role.
CREATE TABLE logins (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  email_folded TEXT NOT NULL,
  phc TEXT,
  verified_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX logins_email ON logins (email_folded) WHERE deleted_at IS NULL;

CREATE TABLE family_logins (
  id TEXT PRIMARY KEY,
  login_id TEXT NOT NULL REFERENCES logins (id),
  family_id TEXT NOT NULL REFERENCES families (id),
  guardian_id TEXT REFERENCES guardians (id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'payer', 'viewer', 'pickup_only')),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX family_logins_pair ON family_logins (login_id, family_id) WHERE deleted_at IS NULL;
CREATE INDEX family_logins_family ON family_logins (family_id);

CREATE TABLE programs (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE levels (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  color TEXT,
  position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE classes (
  id TEXT PRIMARY KEY,
  location_id TEXT NOT NULL REFERENCES locations (id),
  program_id TEXT REFERENCES programs (id),
  level_id TEXT REFERENCES levels (id),
  name TEXT NOT NULL,
  capacity INTEGER NOT NULL CHECK (capacity >= 0),
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;

-- `ends_on` is inclusive; NULL means for ever. Only kind 'active' makes a family active.
CREATE TABLE enrollments (
  id TEXT PRIMARY KEY,
  student_id TEXT NOT NULL REFERENCES students (id),
  class_id TEXT NOT NULL REFERENCES classes (id),
  kind TEXT NOT NULL CHECK (kind IN ('active', 'trial', 'makeup', 'single_day', 'wait')),
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT,
  CHECK (ends_on IS NULL OR ends_on >= starts_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX enrollments_student ON enrollments (student_id);
CREATE INDEX enrollments_class ON enrollments (class_id);

CREATE TABLE feature_requests (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  staff_id TEXT,
  author_name TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE feature_request_votes (
  request_id TEXT NOT NULL REFERENCES feature_requests (id),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (request_id, staff_id)
) STRICT, WITHOUT ROWID;

-- One upload of a person: the file, the mapping, what it did. The rows themselves stay in the file.
CREATE TABLE imports (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('csv', 'oneroster')),
  status TEXT NOT NULL CHECK (status IN ('uploaded', 'running', 'done', 'failed', 'undone')),
  file_ids TEXT NOT NULL CHECK (json_valid(file_ids)),
  mapping TEXT CHECK (mapping IS NULL OR json_valid(mapping)),
  task_id TEXT,
  created_by TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIEW living_locations AS SELECT * FROM locations WHERE deleted_at IS NULL;
CREATE VIEW living_staff AS SELECT * FROM staff WHERE deleted_at IS NULL;
CREATE VIEW living_staff_groups AS SELECT * FROM staff_groups WHERE deleted_at IS NULL;
CREATE VIEW living_staff_group_members AS SELECT * FROM staff_group_members WHERE deleted_at IS NULL;
CREATE VIEW living_grants AS SELECT * FROM grants WHERE deleted_at IS NULL;
CREATE VIEW living_list_items AS SELECT * FROM list_items WHERE deleted_at IS NULL;
CREATE VIEW living_families AS SELECT * FROM families WHERE deleted_at IS NULL;
CREATE VIEW living_family_suspensions AS SELECT * FROM family_suspensions WHERE deleted_at IS NULL;
CREATE VIEW living_guardians AS SELECT * FROM guardians WHERE deleted_at IS NULL;
CREATE VIEW living_emails AS SELECT * FROM emails WHERE deleted_at IS NULL;
CREATE VIEW living_phones AS SELECT * FROM phones WHERE deleted_at IS NULL;
CREATE VIEW living_students AS SELECT * FROM students WHERE deleted_at IS NULL;
CREATE VIEW living_emergency_contacts AS SELECT * FROM emergency_contacts WHERE deleted_at IS NULL;
CREATE VIEW living_pickups AS SELECT * FROM pickups WHERE deleted_at IS NULL;
CREATE VIEW living_notes AS SELECT * FROM notes WHERE deleted_at IS NULL;
CREATE VIEW living_keywords AS SELECT * FROM keywords WHERE deleted_at IS NULL;
CREATE VIEW living_keyword_links AS SELECT * FROM keyword_links WHERE deleted_at IS NULL;
CREATE VIEW living_custom_fields AS SELECT * FROM custom_fields WHERE deleted_at IS NULL;
CREATE VIEW living_programs AS SELECT * FROM programs WHERE deleted_at IS NULL;
CREATE VIEW living_levels AS SELECT * FROM levels WHERE deleted_at IS NULL;
CREATE VIEW living_classes AS SELECT * FROM classes WHERE deleted_at IS NULL;
CREATE VIEW living_enrollments AS SELECT * FROM enrollments WHERE deleted_at IS NULL;
CREATE VIEW living_feature_requests AS SELECT * FROM feature_requests WHERE deleted_at IS NULL;
CREATE VIEW living_files AS SELECT * FROM files WHERE deleted_at IS NULL;
