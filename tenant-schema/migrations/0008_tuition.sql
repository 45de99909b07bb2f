-- Where a price comes from, and the acts that bill many families at once.

ALTER TABLE guard ADD COLUMN promo_left INTEGER CONSTRAINT guard_promo_left CHECK (promo_left IS NULL);

CREATE TABLE billing_schedules (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  cycle TEXT NOT NULL CHECK (cycle IN ('month_session', 'calendar_month', 'four_weeks')),
  position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX billing_schedules_name ON billing_schedules (name COLLATE NOCASE) WHERE deleted_at IS NULL;

-- `tiers`: rows of {upTo, amountMinor} by the number of `tier_axis`; without them one amount.
CREATE TABLE tuition_rates (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('flat', 'per_hour', 'per_slot')),
  amount_minor INTEGER CHECK (amount_minor >= 0),
  tier_axis TEXT CHECK (tier_axis IN ('classes', 'hours', 'slots')),
  tiers TEXT CHECK (tiers IS NULL OR json_valid(tiers)),
  position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT,
  CHECK ((amount_minor IS NULL) = (tiers IS NOT NULL)),
  CHECK ((tiers IS NULL) = (tier_axis IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX tuition_rates_name ON tuition_rates (name COLLATE NOCASE) WHERE deleted_at IS NULL;

-- How a class may be billed; the first by position is the default, an enrollment may choose another.
CREATE TABLE class_tuitions (
  id TEXT PRIMARY KEY,
  class_id TEXT NOT NULL REFERENCES classes (id),
  billing_schedule_id TEXT NOT NULL REFERENCES billing_schedules (id),
  tuition_rate_id TEXT NOT NULL REFERENCES tuition_rates (id),
  position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX class_tuitions_pair ON class_tuitions (class_id, billing_schedule_id, tuition_rate_id) WHERE deleted_at IS NULL;

-- `rows`: what is off for the n-th class (row) of the n-th student (column); `special`: for members, employees, in service.
CREATE TABLE discount_schedules (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  class_axis TEXT NOT NULL CHECK (class_axis IN ('one_at_a_time', 'one_at_a_time_per_student', 'total')),
  unit TEXT NOT NULL CHECK (unit IN ('classes', 'hours')),
  student_axis TEXT NOT NULL CHECK (student_axis IN ('one_at_a_time', 'total')),
  rows TEXT NOT NULL CHECK (json_valid(rows)),
  special TEXT NOT NULL CHECK (json_valid(special)),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX discount_schedules_name ON discount_schedules (name COLLATE NOCASE) WHERE deleted_at IS NULL;

-- A code is unique for ever, also against deleted ones: an old flyer must not give a new discount.
CREATE TABLE promo_codes (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('percent', 'amount', 'switch_schedule', 'force_trial')),
  percent_bp INTEGER CHECK (percent_bp BETWEEN 1 AND 10000),
  amount_minor INTEGER CHECK (amount_minor > 0),
  billing_schedule_id TEXT REFERENCES billing_schedules (id),
  is_combinable INTEGER NOT NULL DEFAULT 0 CHECK (is_combinable IN (0, 1)),
  program_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(program_ids)),
  starts_on TEXT,
  expires_on TEXT,
  most_uses INTEGER CHECK (most_uses > 0),
  most_uses_family INTEGER CHECK (most_uses_family > 0),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX promo_codes_code ON promo_codes (upper(code));

-- The narrowest applies: program and location, program, location, everything.
CREATE TABLE tax_rates (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  rate_bp INTEGER NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),
  program_id TEXT REFERENCES programs (id),
  location_id TEXT REFERENCES locations (id),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX tax_rates_scope ON tax_rates (coalesce(program_id, ''), coalesce(location_id, '')) WHERE deleted_at IS NULL;

ALTER TABLE programs ADD COLUMN discount_schedule_id TEXT REFERENCES discount_schedules (id);
ALTER TABLE classes ADD COLUMN allows_proration INTEGER NOT NULL DEFAULT 1 CHECK (allows_proration IN (0, 1));
ALTER TABLE classes ADD COLUMN is_tax_exempt INTEGER NOT NULL DEFAULT 0 CHECK (is_tax_exempt IN (0, 1));
ALTER TABLE classes ADD COLUMN own_tax_bp INTEGER CHECK (own_tax_bp BETWEEN 0 AND 10000);
ALTER TABLE enrollments ADD COLUMN class_tuition_id TEXT REFERENCES class_tuitions (id);
ALTER TABLE enrollments ADD COLUMN tuition_override_minor INTEGER CHECK (tuition_override_minor >= 0);
ALTER TABLE enrollments ADD COLUMN override_expires_on TEXT;
ALTER TABLE enrollments ADD COLUMN override_reason TEXT;
ALTER TABLE enrollments ADD COLUMN promo_code_id TEXT REFERENCES promo_codes (id);
CREATE INDEX enrollments_promo ON enrollments (promo_code_id) WHERE promo_code_id IS NOT NULL AND deleted_at IS NULL;
ALTER TABLE students ADD COLUMN special_discount TEXT CHECK (special_discount IN ('member', 'employee', 'in_service'));

-- Yearly or one-time fees of a family or of each student. `next_on` of a member defers theirs; an amount replaces it.
CREATE TABLE anniversary_fees (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  per TEXT NOT NULL CHECK (per IN ('family', 'student')),
  program_id TEXT REFERENCES programs (id),
  category_id TEXT REFERENCES charge_categories (id),
  months INTEGER CHECK (months > 0),
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  location_amounts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(location_amounts)),
  family_cap_minor INTEGER CHECK (family_cap_minor >= 0),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE anniversary_exceptions (
  id TEXT PRIMARY KEY,
  fee_id TEXT NOT NULL REFERENCES anniversary_fees (id),
  family_id TEXT NOT NULL REFERENCES families (id),
  student_id TEXT REFERENCES students (id),
  amount_minor INTEGER CHECK (amount_minor >= 0),
  next_on TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX anniversary_exceptions_who ON anniversary_exceptions (fee_id, family_id, coalesce(student_id, '')) WHERE deleted_at IS NULL;

-- One act over many families: seen first (`previewed`), then approved and done by a background task. A run that waits for
-- its hour has `due_at`. `prepared_through`: the last family that the preview has looked at.
CREATE TABLE billing_runs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('tuition', 'late', 'anniversary', 'apply_credits', 'payments', 'credits', 'drops', 'statements')),
  title TEXT NOT NULL,
  input TEXT NOT NULL CHECK (json_valid(input)),
  state TEXT NOT NULL CHECK (state IN ('preparing', 'previewed', 'waiting', 'running', 'done', 'cancelled', 'undone')),
  rules_id TEXT REFERENCES price_rules (id),
  automation_id TEXT,
  period_from TEXT,
  period_to TEXT,
  prepared_through TEXT,
  row_count INTEGER NOT NULL DEFAULT 0,
  total_minor INTEGER NOT NULL DEFAULT 0,
  done_count INTEGER NOT NULL DEFAULT 0,
  done_minor INTEGER NOT NULL DEFAULT 0,
  task_id TEXT,
  due_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX billing_runs_recent ON billing_runs (kind, id);
CREATE INDEX billing_runs_due ON billing_runs (due_at) WHERE due_at IS NOT NULL;

-- A line of a preview and what became of it. `payload`: what exactly would be written; `was_minor`: the same of last time.
CREATE TABLE billing_run_rows (
  run_id TEXT NOT NULL REFERENCES billing_runs (id),
  position INTEGER NOT NULL,
  family_id TEXT NOT NULL,
  student_id TEXT,
  enrollment_id TEXT,
  difference TEXT CHECK (difference IN ('new', 'gone', 'changed', 'same', 'zero', 'billed')),
  label TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  was_minor INTEGER,
  is_ticked INTEGER NOT NULL CHECK (is_ticked IN (0, 1)),
  payload TEXT CHECK (payload IS NULL OR json_valid(payload)),
  state TEXT NOT NULL CHECK (state IN ('planned', 'done', 'skipped', 'failed')),
  record_id TEXT,
  problem TEXT,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX billing_run_rows_family ON billing_run_rows (run_id, family_id);

-- What bills itself: on a day of each month at an hour of the school's zone a run is prepared, staff are told, and after
-- the wait it goes on unless somebody stops it. `next_at`: the next time anything is to be done.
CREATE TABLE billing_automations (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('tuition', 'late', 'anniversary', 'apply_credits', 'payments', 'statements')),
  name TEXT NOT NULL,
  input TEXT NOT NULL CHECK (json_valid(input)),
  day_of_month INTEGER NOT NULL CHECK (day_of_month BETWEEN 1 AND 28),
  minute_of_day INTEGER NOT NULL CHECK (minute_of_day BETWEEN 0 AND 1439),
  wait_hours INTEGER NOT NULL CHECK (wait_hours BETWEEN 0 AND 240),
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  next_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX billing_automations_due ON billing_automations (next_at) WHERE next_at IS NOT NULL AND deleted_at IS NULL;

CREATE VIEW living_billing_schedules AS SELECT * FROM billing_schedules WHERE deleted_at IS NULL;
CREATE VIEW living_tuition_rates AS SELECT * FROM tuition_rates WHERE deleted_at IS NULL;
CREATE VIEW living_class_tuitions AS SELECT * FROM class_tuitions WHERE deleted_at IS NULL;
CREATE VIEW living_discount_schedules AS SELECT * FROM discount_schedules WHERE deleted_at IS NULL;
CREATE VIEW living_promo_codes AS SELECT * FROM promo_codes WHERE deleted_at IS NULL;
CREATE VIEW living_tax_rates AS SELECT * FROM tax_rates WHERE deleted_at IS NULL;
CREATE VIEW living_anniversary_fees AS SELECT * FROM anniversary_fees WHERE deleted_at IS NULL;
CREATE VIEW living_anniversary_exceptions AS SELECT * FROM anniversary_exceptions WHERE deleted_at IS NULL;
CREATE VIEW living_billing_runs AS SELECT * FROM billing_runs WHERE deleted_at IS NULL;
CREATE VIEW living_billing_automations AS SELECT * FROM billing_automations WHERE deleted_at IS NULL;

CREATE TRIGGER billing_schedules_log_insert AFTER INSERT ON billing_schedules BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('billing_schedules', NEW.id, 'insert');
END;
CREATE TRIGGER billing_schedules_log_update AFTER UPDATE ON billing_schedules BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('billing_schedules', NEW.id, 'update');
END;
CREATE TRIGGER billing_schedules_log_delete AFTER DELETE ON billing_schedules BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('billing_schedules', OLD.id, 'delete');
END;
CREATE TRIGGER tuition_rates_log_insert AFTER INSERT ON tuition_rates BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('tuition_rates', NEW.id, 'insert');
END;
CREATE TRIGGER tuition_rates_log_update AFTER UPDATE ON tuition_rates BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('tuition_rates', NEW.id, 'update');
END;
CREATE TRIGGER tuition_rates_log_delete AFTER DELETE ON tuition_rates BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('tuition_rates', OLD.id, 'delete');
END;
CREATE TRIGGER class_tuitions_log_insert AFTER INSERT ON class_tuitions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('class_tuitions', NEW.id, 'insert');
END;
CREATE TRIGGER class_tuitions_log_update AFTER UPDATE ON class_tuitions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('class_tuitions', NEW.id, 'update');
END;
CREATE TRIGGER class_tuitions_log_delete AFTER DELETE ON class_tuitions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('class_tuitions', OLD.id, 'delete');
END;
CREATE TRIGGER discount_schedules_log_insert AFTER INSERT ON discount_schedules BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('discount_schedules', NEW.id, 'insert');
END;
CREATE TRIGGER discount_schedules_log_update AFTER UPDATE ON discount_schedules BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('discount_schedules', NEW.id, 'update');
END;
CREATE TRIGGER discount_schedules_log_delete AFTER DELETE ON discount_schedules BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('discount_schedules', OLD.id, 'delete');
END;
CREATE TRIGGER promo_codes_log_insert AFTER INSERT ON promo_codes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('promo_codes', NEW.id, 'insert');
END;
CREATE TRIGGER promo_codes_log_update AFTER UPDATE ON promo_codes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('promo_codes', NEW.id, 'update');
END;
CREATE TRIGGER promo_codes_log_delete AFTER DELETE ON promo_codes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('promo_codes', OLD.id, 'delete');
END;
CREATE TRIGGER tax_rates_log_insert AFTER INSERT ON tax_rates BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('tax_rates', NEW.id, 'insert');
END;
CREATE TRIGGER tax_rates_log_update AFTER UPDATE ON tax_rates BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('tax_rates', NEW.id, 'update');
END;
CREATE TRIGGER tax_rates_log_delete AFTER DELETE ON tax_rates BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('tax_rates', OLD.id, 'delete');
END;
CREATE TRIGGER anniversary_fees_log_insert AFTER INSERT ON anniversary_fees BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('anniversary_fees', NEW.id, 'insert');
END;
CREATE TRIGGER anniversary_fees_log_update AFTER UPDATE ON anniversary_fees BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('anniversary_fees', NEW.id, 'update');
END;
CREATE TRIGGER anniversary_fees_log_delete AFTER DELETE ON anniversary_fees BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('anniversary_fees', OLD.id, 'delete');
END;
CREATE TRIGGER anniversary_exceptions_log_insert AFTER INSERT ON anniversary_exceptions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('anniversary_exceptions', NEW.id, 'insert');
END;
CREATE TRIGGER anniversary_exceptions_log_update AFTER UPDATE ON anniversary_exceptions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('anniversary_exceptions', NEW.id, 'update');
END;
CREATE TRIGGER anniversary_exceptions_log_delete AFTER DELETE ON anniversary_exceptions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('anniversary_exceptions', OLD.id, 'delete');
END;
CREATE TRIGGER billing_runs_log_insert AFTER INSERT ON billing_runs BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('billing_runs', NEW.id, 'insert');
END;
CREATE TRIGGER billing_runs_log_update AFTER UPDATE ON billing_runs BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('billing_runs', NEW.id, 'update');
END;
CREATE TRIGGER billing_runs_log_delete AFTER DELETE ON billing_runs BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('billing_runs', OLD.id, 'delete');
END;
CREATE TRIGGER billing_automations_log_insert AFTER INSERT ON billing_automations BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('billing_automations', NEW.id, 'insert');
END;
CREATE TRIGGER billing_automations_log_update AFTER UPDATE ON billing_automations BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('billing_automations', NEW.id, 'update');
END;
CREATE TRIGGER billing_automations_log_delete AFTER DELETE ON billing_automations BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('billing_automations', OLD.id, 'delete');
END;
