-- Dated facts of every account of an enterprise, each a pure function of rows of the account, and what is derived
-- from them by triggers. Nothing here says what is so today: that follows from dates when it is asked.

ALTER TABLE account_syncs ADD COLUMN enterprise_id TEXT NOT NULL DEFAULT '';
-- What the log said at the cursor. An account whose log says something else there was restored from a backup, or its
-- log trimmed beyond the cursor: then it is read anew.
ALTER TABLE account_syncs ADD COLUMN log_mark TEXT NOT NULL DEFAULT '';
ALTER TABLE account_syncs ADD COLUMN posting_seq INTEGER NOT NULL DEFAULT 0;
-- The step of a full build that is under way, and the last key it has read; null when only changes are read.
ALTER TABLE account_syncs ADD COLUMN build_step TEXT DEFAULT 'forget';
ALTER TABLE account_syncs ADD COLUMN build_after TEXT NOT NULL DEFAULT '';
ALTER TABLE account_syncs ADD COLUMN started_at INTEGER;
ALTER TABLE account_syncs ADD COLUMN failed_at INTEGER;
-- Rows of the account that the present or last sync has taken over.
ALTER TABLE account_syncs ADD COLUMN rows_done INTEGER NOT NULL DEFAULT 0;
-- Where the cursor was some hours ago: so far the account's log may be trimmed, and whoever dumps the account meanwhile
-- still finds what has changed since the dump began.
ALTER TABLE account_syncs ADD COLUMN trim_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account_syncs ADD COLUMN trim_noted_at INTEGER;
-- Moved by every page, so that of two syncs of one account at once one loses its whole page.
ALTER TABLE account_syncs ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
CREATE INDEX account_syncs_enterprise ON account_syncs (enterprise_id, account_id);

CREATE TABLE guard (
  sync_version INTEGER CONSTRAINT guard_sync_version CHECK (sync_version IS NULL)
) STRICT;

-- What a search shows of a family is beside its name, so that a result costs one row. `words`: under which it is found,
-- each begun by its kind (n name, e e-mail, p phone from the front, r from the back). `active`: [from, to] of each
-- enrollment of kind active.
CREATE TABLE families (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  enterprise_id TEXT NOT NULL,
  name TEXT NOT NULL,
  city TEXT,
  created_at INTEGER NOT NULL,
  guardians TEXT,
  email TEXT,
  phone TEXT,
  students TEXT NOT NULL DEFAULT '[]',
  words TEXT NOT NULL DEFAULT '[]',
  active TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

-- Guardians, e-mail addresses and phones: what is shown of them, and the folded words under which they are found.
CREATE TABLE contacts (
  account_id TEXT NOT NULL,
  family_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('guardian', 'email', 'phone')),
  id TEXT NOT NULL,
  shown TEXT NOT NULL,
  rank INTEGER NOT NULL,
  words TEXT NOT NULL CHECK (json_valid(words)),
  PRIMARY KEY (account_id, family_id, kind, id)
) STRICT, WITHOUT ROWID;
-- These begin with the id: beginning with the account they would be taken for a way to all of its rows.
CREATE INDEX contacts_id ON contacts (id, account_id);

CREATE TABLE students (
  account_id TEXT NOT NULL,
  family_id TEXT NOT NULL,
  id TEXT NOT NULL,
  first_name TEXT NOT NULL,
  PRIMARY KEY (account_id, family_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX students_id ON students (id, account_id);

-- `places`: [from, to, places] of each version of each slot, within the days of the class.
CREATE TABLE classes (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  program_id TEXT,
  level_id TEXT,
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  slots INTEGER NOT NULL,
  places TEXT NOT NULL CHECK (json_valid(places)),
  PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

-- `seats`: in how many slots of its class the enrollment takes a place, until `fills_to`; of kind active only.
CREATE TABLE enrollments (
  account_id TEXT NOT NULL,
  student_id TEXT NOT NULL,
  id TEXT NOT NULL,
  class_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  slot_count INTEGER,
  is_from_transfer INTEGER NOT NULL,
  is_to_transfer INTEGER NOT NULL,
  seats INTEGER NOT NULL DEFAULT 0,
  fills_to TEXT,
  PRIMARY KEY (account_id, student_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX enrollments_id ON enrollments (id, account_id);
CREATE INDEX enrollments_class ON enrollments (class_id, account_id) WHERE kind = 'active';

-- Levels, programs and charge categories, by name across accounts.
CREATE TABLE names (
  enterprise_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('level', 'program', 'charge_category')),
  name TEXT NOT NULL,
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (enterprise_id, kind, name, account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX names_id ON names (account_id, id);

-- What is still to be paid of lines of charges.
CREATE TABLE open_lines (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  family_id TEXT NOT NULL,
  due_on TEXT NOT NULL,
  open_minor INTEGER NOT NULL CHECK (open_minor > 0),
  PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE account_dues (
  account_id TEXT NOT NULL,
  due_on TEXT NOT NULL,
  open_minor INTEGER NOT NULL,
  PRIMARY KEY (account_id, due_on)
) STRICT, WITHOUT ROWID;

-- Comings and goings of a day; the sum up to a day is what was so at its end.
CREATE TABLE account_days (
  account_id TEXT NOT NULL,
  day TEXT NOT NULL,
  enrollments INTEGER NOT NULL DEFAULT 0,
  filled INTEGER NOT NULL DEFAULT 0,
  places INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (account_id, day)
) STRICT, WITHOUT ROWID;

-- The same by month, with what happened in it. `students_gained`: active at the end of this month and not of the one before;
-- `students_lost`: the other way round. Money is by the day it counts for, in minor units of the account's currency.
CREATE TABLE account_months (
  account_id TEXT NOT NULL,
  month TEXT NOT NULL,
  enrollments INTEGER NOT NULL DEFAULT 0,
  filled INTEGER NOT NULL DEFAULT 0,
  places INTEGER NOT NULL DEFAULT 0,
  started INTEGER NOT NULL DEFAULT 0,
  ended INTEGER NOT NULL DEFAULT 0,
  students_gained INTEGER NOT NULL DEFAULT 0,
  students_lost INTEGER NOT NULL DEFAULT 0,
  revenue_minor INTEGER NOT NULL DEFAULT 0,
  received_minor INTEGER NOT NULL DEFAULT 0,
  receivable_minor INTEGER NOT NULL DEFAULT 0,
  unapplied_minor INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (account_id, month)
) STRICT, WITHOUT ROWID;

-- From the first month at whose end a student is active to the first at whose end not; a change of class does not part it.
CREATE TABLE student_stays (
  account_id TEXT NOT NULL,
  student_id TEXT NOT NULL,
  gained_month TEXT NOT NULL,
  lost_month TEXT NOT NULL,
  PRIMARY KEY (account_id, student_id, gained_month)
) STRICT, WITHOUT ROWID;

-- One typed term is one range of this key, in the order of what matched; the second key is for few of many accounts.
CREATE TABLE search_tokens (
  enterprise_id TEXT NOT NULL,
  token TEXT NOT NULL,
  account_id TEXT NOT NULL,
  family_id TEXT NOT NULL,
  PRIMARY KEY (enterprise_id, token, account_id, family_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_tokens_account ON search_tokens (account_id, token, family_id);

-- What a page has touched and what is derived again at its end, in the same batch; empty in between.
CREATE TABLE stale (
  account_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('family', 'student')),
  id TEXT NOT NULL,
  PRIMARY KEY (account_id, kind, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER families_stale AFTER INSERT ON families BEGIN
  INSERT OR IGNORE INTO stale (account_id, kind, id) VALUES (NEW.account_id, 'family', NEW.id);
END;
CREATE TRIGGER families_words AFTER UPDATE OF words ON families WHEN OLD.words <> NEW.words BEGIN
  DELETE FROM search_tokens WHERE (enterprise_id, token, account_id, family_id) IN (
    SELECT OLD.enterprise_id, value, OLD.account_id, OLD.id FROM json_each(OLD.words)
    WHERE instr(NEW.words, json_quote(value)) = 0);
  INSERT INTO search_tokens (enterprise_id, token, account_id, family_id)
    SELECT NEW.enterprise_id, value, NEW.account_id, NEW.id FROM json_each(NEW.words)
    WHERE instr(OLD.words, json_quote(value)) = 0;
END;
CREATE TRIGGER families_gone AFTER DELETE ON families BEGIN
  DELETE FROM search_tokens WHERE (enterprise_id, token, account_id, family_id) IN (
    SELECT OLD.enterprise_id, value, OLD.account_id, OLD.id FROM json_each(OLD.words));
END;
CREATE TRIGGER contacts_stale_insert AFTER INSERT ON contacts BEGIN
  INSERT OR IGNORE INTO stale (account_id, kind, id) VALUES (NEW.account_id, 'family', NEW.family_id);
END;
CREATE TRIGGER contacts_stale_delete AFTER DELETE ON contacts BEGIN
  INSERT OR IGNORE INTO stale (account_id, kind, id) VALUES (OLD.account_id, 'family', OLD.family_id);
END;
CREATE TRIGGER students_stale_insert AFTER INSERT ON students BEGIN
  INSERT OR IGNORE INTO stale (account_id, kind, id) VALUES (NEW.account_id, 'family', NEW.family_id);
END;
CREATE TRIGGER students_stale_delete AFTER DELETE ON students BEGIN
  INSERT OR IGNORE INTO stale (account_id, kind, id) VALUES (OLD.account_id, 'family', OLD.family_id);
END;

CREATE TRIGGER enrollments_insert AFTER INSERT ON enrollments WHEN NEW.kind = 'active' BEGIN
  INSERT OR IGNORE INTO stale (account_id, kind, id) VALUES (NEW.account_id, 'student', NEW.student_id);
  INSERT OR IGNORE INTO stale (account_id, kind, id)
    SELECT NEW.account_id, 'family', s.family_id FROM students s WHERE s.account_id = NEW.account_id AND s.id = NEW.student_id;
  INSERT INTO account_days (account_id, day, enrollments) SELECT NEW.account_id, NEW.starts_on, 1 WHERE true
    ON CONFLICT DO UPDATE SET enrollments = enrollments + 1;
  INSERT INTO account_days (account_id, day, enrollments) SELECT NEW.account_id, date(NEW.ends_on, '+1 day'), -1 WHERE NEW.ends_on IS NOT NULL
    ON CONFLICT DO UPDATE SET enrollments = enrollments - 1;
  INSERT INTO account_months (account_id, month, started) SELECT NEW.account_id, substr(NEW.starts_on, 1, 7), 1 WHERE NEW.is_from_transfer = 0
    ON CONFLICT DO UPDATE SET started = started + 1;
  INSERT INTO account_months (account_id, month, ended)
    SELECT NEW.account_id, substr(NEW.ends_on, 1, 7), 1 WHERE NEW.ends_on IS NOT NULL AND NEW.is_to_transfer = 0
    ON CONFLICT DO UPDATE SET ended = ended + 1;
END;
CREATE TRIGGER enrollments_delete AFTER DELETE ON enrollments WHEN OLD.kind = 'active' BEGIN
  INSERT OR IGNORE INTO stale (account_id, kind, id) VALUES (OLD.account_id, 'student', OLD.student_id);
  INSERT OR IGNORE INTO stale (account_id, kind, id)
    SELECT OLD.account_id, 'family', s.family_id FROM students s WHERE s.account_id = OLD.account_id AND s.id = OLD.student_id;
  UPDATE account_days SET enrollments = enrollments - 1 WHERE account_id = OLD.account_id AND day = OLD.starts_on;
  UPDATE account_days SET enrollments = enrollments + 1 WHERE account_id = OLD.account_id AND day = date(OLD.ends_on, '+1 day');
  UPDATE account_months SET started = started - 1
    WHERE account_id = OLD.account_id AND month = substr(OLD.starts_on, 1, 7) AND OLD.is_from_transfer = 0;
  UPDATE account_months SET ended = ended - 1
    WHERE account_id = OLD.account_id AND month = substr(OLD.ends_on, 1, 7) AND OLD.is_to_transfer = 0;
  UPDATE account_days SET filled = filled - OLD.seats
    WHERE account_id = OLD.account_id AND day = OLD.starts_on AND OLD.seats > 0;
  UPDATE account_days SET filled = filled + OLD.seats
    WHERE account_id = OLD.account_id AND day = date(OLD.fills_to, '+1 day') AND OLD.seats > 0;
END;
CREATE TRIGGER enrollments_seats AFTER UPDATE OF seats, fills_to ON enrollments
WHEN OLD.seats <> NEW.seats OR OLD.fills_to IS NOT NEW.fills_to BEGIN
  UPDATE account_days SET filled = filled - OLD.seats
    WHERE account_id = OLD.account_id AND day = OLD.starts_on AND OLD.seats > 0;
  UPDATE account_days SET filled = filled + OLD.seats
    WHERE account_id = OLD.account_id AND day = date(OLD.fills_to, '+1 day') AND OLD.seats > 0;
  INSERT INTO account_days (account_id, day, filled) SELECT NEW.account_id, NEW.starts_on, NEW.seats WHERE NEW.seats > 0
    ON CONFLICT DO UPDATE SET filled = filled + excluded.filled;
  INSERT INTO account_days (account_id, day, filled)
    SELECT NEW.account_id, date(NEW.fills_to, '+1 day'), -NEW.seats WHERE NEW.seats > 0 AND NEW.fills_to IS NOT NULL
    ON CONFLICT DO UPDATE SET filled = filled + excluded.filled;
END;

CREATE TRIGGER classes_insert AFTER INSERT ON classes BEGIN
  INSERT INTO account_days (account_id, day, places)
    SELECT NEW.account_id, value ->> 0, sum(value ->> 2) FROM json_each(NEW.places) GROUP BY 2
    ON CONFLICT DO UPDATE SET places = places + excluded.places;
  INSERT INTO account_days (account_id, day, places)
    SELECT NEW.account_id, date(value ->> 1, '+1 day'), -sum(value ->> 2) FROM json_each(NEW.places)
    WHERE value ->> 1 IS NOT NULL GROUP BY 2
    ON CONFLICT DO UPDATE SET places = places + excluded.places;
END;
CREATE TRIGGER classes_delete AFTER DELETE ON classes BEGIN
  INSERT INTO account_days (account_id, day, places)
    SELECT OLD.account_id, value ->> 0, -sum(value ->> 2) FROM json_each(OLD.places) GROUP BY 2
    ON CONFLICT DO UPDATE SET places = places + excluded.places;
  INSERT INTO account_days (account_id, day, places)
    SELECT OLD.account_id, date(value ->> 1, '+1 day'), sum(value ->> 2) FROM json_each(OLD.places)
    WHERE value ->> 1 IS NOT NULL GROUP BY 2
    ON CONFLICT DO UPDATE SET places = places + excluded.places;
END;

CREATE TRIGGER account_days_insert AFTER INSERT ON account_days BEGIN
  INSERT INTO account_months (account_id, month, enrollments, filled, places)
    VALUES (NEW.account_id, substr(NEW.day, 1, 7), NEW.enrollments, NEW.filled, NEW.places)
    ON CONFLICT DO UPDATE SET enrollments = enrollments + excluded.enrollments, filled = filled + excluded.filled,
      places = places + excluded.places;
END;
CREATE TRIGGER account_days_update AFTER UPDATE ON account_days BEGIN
  UPDATE account_months SET enrollments = enrollments + NEW.enrollments - OLD.enrollments,
    filled = filled + NEW.filled - OLD.filled, places = places + NEW.places - OLD.places
  WHERE account_id = NEW.account_id AND month = substr(NEW.day, 1, 7);
END;

CREATE TRIGGER student_stays_insert AFTER INSERT ON student_stays BEGIN
  INSERT INTO account_months (account_id, month, students_gained) VALUES (NEW.account_id, NEW.gained_month, 1)
    ON CONFLICT DO UPDATE SET students_gained = students_gained + 1;
  INSERT INTO account_months (account_id, month, students_lost) SELECT NEW.account_id, NEW.lost_month, 1 WHERE NEW.lost_month < '9999'
    ON CONFLICT DO UPDATE SET students_lost = students_lost + 1;
END;
CREATE TRIGGER student_stays_delete AFTER DELETE ON student_stays BEGIN
  UPDATE account_months SET students_gained = students_gained - 1 WHERE account_id = OLD.account_id AND month = OLD.gained_month;
  UPDATE account_months SET students_lost = students_lost - 1 WHERE account_id = OLD.account_id AND month = OLD.lost_month;
END;

CREATE TRIGGER open_lines_insert AFTER INSERT ON open_lines BEGIN
  INSERT INTO account_dues (account_id, due_on, open_minor) VALUES (NEW.account_id, NEW.due_on, NEW.open_minor)
    ON CONFLICT DO UPDATE SET open_minor = open_minor + excluded.open_minor;
END;
CREATE TRIGGER open_lines_delete AFTER DELETE ON open_lines BEGIN
  UPDATE account_dues SET open_minor = open_minor - OLD.open_minor WHERE account_id = OLD.account_id AND due_on = OLD.due_on;
END;
