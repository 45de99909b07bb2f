-- What is taught, when and where. A class meets in slots; what a slot is like is dated, so that a change from a day on
-- leaves what was before as it was. Meetings are never stored: they follow from slots, sessions, closures and exceptions.

ALTER TABLE guard ADD COLUMN place_left INTEGER CONSTRAINT guard_place_left CHECK (place_left IS NULL);
ALTER TABLE guard ADD COLUMN one_enrollment INTEGER CONSTRAINT guard_one_enrollment CHECK (one_enrollment IS NULL);
ALTER TABLE guard ADD COLUMN queue_turn INTEGER CONSTRAINT guard_queue_turn CHECK (queue_turn IS NULL);
ALTER TABLE guard ADD COLUMN versions_apart INTEGER CONSTRAINT guard_versions_apart CHECK (versions_apart IS NULL);
ALTER TABLE guard ADD COLUMN token_left INTEGER CONSTRAINT guard_token_left CHECK (token_left IS NULL);
ALTER TABLE guard ADD COLUMN no_attendance INTEGER CONSTRAINT guard_no_attendance CHECK (no_attendance IS NULL);

ALTER TABLE programs ADD COLUMN description TEXT;
ALTER TABLE programs ADD COLUMN color TEXT;
ALTER TABLE programs ADD COLUMN is_financial_only INTEGER NOT NULL DEFAULT 0 CHECK (is_financial_only IN (0, 1));
ALTER TABLE levels ADD COLUMN description TEXT;
CREATE UNIQUE INDEX programs_name ON programs (name COLLATE NOCASE) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX levels_name ON levels (name COLLATE NOCASE) WHERE deleted_at IS NULL;

CREATE TABLE rooms (
  id TEXT PRIMARY KEY,
  location_id TEXT NOT NULL REFERENCES locations (id),
  name TEXT NOT NULL,
  capacity INTEGER CHECK (capacity >= 0),
  color TEXT,
  position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX rooms_name ON rooms (location_id, name COLLATE NOCASE) WHERE deleted_at IS NULL;

-- A term. A class that is linked to sessions meets only within them. `auto_drop`: enrollments end with it; `rolling`:
-- they go on into the next; `ongoing`: a season that may have no end.
CREATE TABLE class_sessions (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('ongoing', 'rolling', 'auto_drop')),
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  registration_starts_on TEXT,
  registration_ends_on TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT,
  CHECK (ends_on IS NULL OR ends_on >= starts_on),
  CHECK (ends_on IS NOT NULL OR kind = 'ongoing')
) STRICT, WITHOUT ROWID;

CREATE TABLE session_links (
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES class_sessions (id),
  class_id TEXT NOT NULL REFERENCES classes (id),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX session_links_pair ON session_links (class_id, session_id) WHERE deleted_at IS NULL;
CREATE INDEX session_links_session ON session_links (session_id);

-- Days on which nothing meets, nothing is billed, or both: everywhere, at one location, in one program or in one class.
CREATE TABLE closures (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  effect TEXT NOT NULL CHECK (effect IN ('closure', 'billing', 'both')),
  location_id TEXT REFERENCES locations (id),
  program_id TEXT REFERENCES programs (id),
  class_id TEXT REFERENCES classes (id),
  note TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT,
  CHECK (ends_on >= starts_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX closures_days ON closures (ends_on, starts_on) WHERE deleted_at IS NULL;

-- Whether a class is future, active or over follows from its dates; only `is_archived` is decided by hand.
ALTER TABLE classes ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
ALTER TABLE classes ADD COLUMN description TEXT;
ALTER TABLE classes ADD COLUMN image_file_id TEXT REFERENCES files (id);
ALTER TABLE classes ADD COLUMN is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1));
ALTER TABLE classes ADD COLUMN gender TEXT CHECK (gender IN ('female', 'male'));
ALTER TABLE classes ADD COLUMN school_grade TEXT;
ALTER TABLE classes ADD COLUMN min_age_years INTEGER;
ALTER TABLE classes ADD COLUMN min_age_months INTEGER;
ALTER TABLE classes ADD COLUMN min_age_days INTEGER;
ALTER TABLE classes ADD COLUMN max_age_years INTEGER;
ALTER TABLE classes ADD COLUMN max_age_months INTEGER;
ALTER TABLE classes ADD COLUMN max_age_days INTEGER;
ALTER TABLE classes ADD COLUMN is_online INTEGER NOT NULL DEFAULT 1 CHECK (is_online IN (0, 1));
ALTER TABLE classes ADD COLUMN shows_openings INTEGER NOT NULL DEFAULT 1 CHECK (shows_openings IN (0, 1));
ALTER TABLE classes ADD COLUMN takes_registration INTEGER NOT NULL DEFAULT 1 CHECK (takes_registration IN (0, 1));
ALTER TABLE classes ADD COLUMN takes_trials INTEGER NOT NULL DEFAULT 1 CHECK (takes_trials IN (0, 1));
ALTER TABLE classes ADD COLUMN takes_makeups INTEGER NOT NULL DEFAULT 1 CHECK (takes_makeups IN (0, 1));
ALTER TABLE classes ADD COLUMN takes_single_days INTEGER NOT NULL DEFAULT 0 CHECK (takes_single_days IN (0, 1));
ALTER TABLE classes ADD COLUMN offers_places INTEGER NOT NULL DEFAULT 1 CHECK (offers_places IN (0, 1));
ALTER TABLE classes ADD COLUMN offers_regardless INTEGER NOT NULL DEFAULT 0 CHECK (offers_regardless IN (0, 1));
ALTER TABLE classes ADD COLUMN registration_starts_on TEXT;
ALTER TABLE classes ADD COLUMN registration_ends_on TEXT;
ALTER TABLE classes ADD COLUMN priority_starts_on TEXT;
ALTER TABLE classes ADD COLUMN priority_ends_on TEXT;
ALTER TABLE classes ADD COLUMN priority_keyword_id TEXT REFERENCES keywords (id);
ALTER TABLE classes ADD COLUMN custom_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(custom_values));
CREATE INDEX classes_name ON classes (sort_name, id) WHERE deleted_at IS NULL;
CREATE INDEX classes_current ON classes (sort_name, id) WHERE deleted_at IS NULL AND is_archived = 0;
-- Those that are not over yet, without reading the years behind them.
CREATE INDEX classes_live ON classes (coalesce(ends_on, '9999-12-31')) WHERE deleted_at IS NULL;

-- The words of a class's name, so that one typed word is one range. `sort_name` is folded words with single blanks.
UPDATE classes SET sort_name = lower(trim(name));
CREATE TRIGGER classes_words_insert AFTER INSERT ON classes WHEN NEW.deleted_at IS NULL BEGIN
  INSERT INTO search_tokens (scope, token, sort_name, id)
    SELECT DISTINCT 'cn', substr(value, 1, 40), NEW.sort_name, NEW.id
    FROM json_each('[' || replace(json_quote(NEW.sort_name), ' ', '","') || ']') WHERE value <> '';
END;
CREATE TRIGGER classes_words_update AFTER UPDATE OF sort_name, deleted_at ON classes
WHEN OLD.sort_name <> NEW.sort_name OR (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) BEGIN
  DELETE FROM search_tokens WHERE (scope, token, sort_name, id) IN (
    SELECT 'cn', substr(value, 1, 40), OLD.sort_name, OLD.id
    FROM json_each('[' || replace(json_quote(OLD.sort_name), ' ', '","') || ']'));
  INSERT INTO search_tokens (scope, token, sort_name, id)
    SELECT DISTINCT 'cn', substr(value, 1, 40), NEW.sort_name, NEW.id
    FROM json_each('[' || replace(json_quote(NEW.sort_name), ' ', '","') || ']')
    WHERE value <> '' AND NEW.deleted_at IS NULL;
END;
CREATE TRIGGER classes_words_delete AFTER DELETE ON classes WHEN OLD.deleted_at IS NULL BEGIN
  DELETE FROM search_tokens WHERE (scope, token, sort_name, id) IN (
    SELECT 'cn', substr(value, 1, 40), OLD.sort_name, OLD.id
    FROM json_each('[' || replace(json_quote(OLD.sort_name), ' ', '","') || ']'));
END;

-- A weekly meeting of a class, as long as it lives; enrollments, marks and exceptions name it.
CREATE TABLE slots (
  id TEXT PRIMARY KEY,
  class_id TEXT NOT NULL REFERENCES classes (id),
  position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX slots_class ON slots (class_id);

-- What a slot is like from one day to another; versions of one slot never overlap. Weekdays as in ISO 8601: 1 is Monday.
-- `capacity` NULL takes the class's. A meeting may end after midnight; it belongs to the day on which it starts.
CREATE TABLE slot_versions (
  id TEXT PRIMARY KEY,
  slot_id TEXT NOT NULL REFERENCES slots (id),
  class_id TEXT NOT NULL REFERENCES classes (id),
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  start_minute INTEGER NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
  duration_minutes INTEGER NOT NULL CHECK (duration_minutes BETWEEN 1 AND 1440),
  room_id TEXT REFERENCES rooms (id),
  capacity INTEGER CHECK (capacity >= 0),
  instructor_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(instructor_ids)),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT,
  CHECK (ends_on IS NULL OR ends_on >= starts_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX slot_versions_slot ON slot_versions (slot_id, starts_on) WHERE deleted_at IS NULL;
CREATE INDEX slot_versions_class ON slot_versions (class_id) WHERE deleted_at IS NULL;
CREATE INDEX slot_versions_weekday ON slot_versions (weekday, slot_id) WHERE deleted_at IS NULL;

-- What differs on one date. A meeting is named by its slot and the date it falls on by rule (`meets_on`), also when it
-- was moved to another (`moved_on`). NULL takes what the slot says.
CREATE TABLE meeting_exceptions (
  id TEXT PRIMARY KEY,
  slot_id TEXT NOT NULL REFERENCES slots (id),
  class_id TEXT NOT NULL REFERENCES classes (id),
  meets_on TEXT NOT NULL,
  is_cancelled INTEGER NOT NULL DEFAULT 0 CHECK (is_cancelled IN (0, 1)),
  moved_on TEXT,
  start_minute INTEGER CHECK (start_minute BETWEEN 0 AND 1439),
  duration_minutes INTEGER CHECK (duration_minutes BETWEEN 1 AND 1440),
  room_id TEXT REFERENCES rooms (id),
  reason TEXT,
  money_effect TEXT NOT NULL DEFAULT 'none' CHECK (money_effect IN ('none', 'credit', 'extend')),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX meeting_exceptions_meeting ON meeting_exceptions (slot_id, meets_on) WHERE deleted_at IS NULL;
CREATE INDEX meeting_exceptions_date ON meeting_exceptions (meets_on) WHERE deleted_at IS NULL;
CREATE INDEX meeting_exceptions_moved ON meeting_exceptions (moved_on) WHERE deleted_at IS NULL AND moved_on IS NOT NULL;

-- Who stands in for whom at one meeting; `substitute_id` NULL: nobody.
CREATE TABLE meeting_substitutes (
  id TEXT PRIMARY KEY,
  slot_id TEXT NOT NULL REFERENCES slots (id),
  class_id TEXT NOT NULL REFERENCES classes (id),
  meets_on TEXT NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  substitute_id TEXT REFERENCES staff (id),
  reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX meeting_substitutes_meeting ON meeting_substitutes (slot_id, meets_on, staff_id) WHERE deleted_at IS NULL;
CREATE INDEX meeting_substitutes_date ON meeting_substitutes (meets_on) WHERE deleted_at IS NULL;
CREATE INDEX meeting_substitutes_who ON meeting_substitutes (substitute_id, meets_on) WHERE deleted_at IS NULL AND substitute_id IS NOT NULL;

CREATE TABLE staff_absences (
  id TEXT PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT,
  CHECK (ends_on >= starts_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_absences_staff ON staff_absences (staff_id, ends_on) WHERE deleted_at IS NULL;

CREATE VIEW living_rooms AS SELECT * FROM rooms WHERE deleted_at IS NULL;
CREATE VIEW living_class_sessions AS SELECT * FROM class_sessions WHERE deleted_at IS NULL;
CREATE VIEW living_session_links AS SELECT * FROM session_links WHERE deleted_at IS NULL;
CREATE VIEW living_closures AS SELECT * FROM closures WHERE deleted_at IS NULL;
CREATE VIEW living_slots AS SELECT * FROM slots WHERE deleted_at IS NULL;
CREATE VIEW living_slot_versions AS SELECT * FROM slot_versions WHERE deleted_at IS NULL;
CREATE VIEW living_meeting_exceptions AS SELECT * FROM meeting_exceptions WHERE deleted_at IS NULL;
CREATE VIEW living_meeting_substitutes AS SELECT * FROM meeting_substitutes WHERE deleted_at IS NULL;
CREATE VIEW living_staff_absences AS SELECT * FROM staff_absences WHERE deleted_at IS NULL;

CREATE TRIGGER rooms_log_insert AFTER INSERT ON rooms BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('rooms', NEW.id, 'insert');
END;
CREATE TRIGGER rooms_log_update AFTER UPDATE ON rooms BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('rooms', NEW.id, 'update');
END;
CREATE TRIGGER rooms_log_delete AFTER DELETE ON rooms BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('rooms', OLD.id, 'delete');
END;
CREATE TRIGGER class_sessions_log_insert AFTER INSERT ON class_sessions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('class_sessions', NEW.id, 'insert');
END;
CREATE TRIGGER class_sessions_log_update AFTER UPDATE ON class_sessions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('class_sessions', NEW.id, 'update');
END;
CREATE TRIGGER class_sessions_log_delete AFTER DELETE ON class_sessions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('class_sessions', OLD.id, 'delete');
END;
CREATE TRIGGER session_links_log_insert AFTER INSERT ON session_links BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('session_links', NEW.id, 'insert');
END;
CREATE TRIGGER session_links_log_update AFTER UPDATE ON session_links BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('session_links', NEW.id, 'update');
END;
CREATE TRIGGER session_links_log_delete AFTER DELETE ON session_links BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('session_links', OLD.id, 'delete');
END;
CREATE TRIGGER closures_log_insert AFTER INSERT ON closures BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('closures', NEW.id, 'insert');
END;
CREATE TRIGGER closures_log_update AFTER UPDATE ON closures BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('closures', NEW.id, 'update');
END;
CREATE TRIGGER closures_log_delete AFTER DELETE ON closures BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('closures', OLD.id, 'delete');
END;
CREATE TRIGGER slots_log_insert AFTER INSERT ON slots BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('slots', NEW.id, 'insert');
END;
CREATE TRIGGER slots_log_update AFTER UPDATE ON slots BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('slots', NEW.id, 'update');
END;
CREATE TRIGGER slots_log_delete AFTER DELETE ON slots BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('slots', OLD.id, 'delete');
END;
CREATE TRIGGER slot_versions_log_insert AFTER INSERT ON slot_versions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('slot_versions', NEW.id, 'insert');
END;
CREATE TRIGGER slot_versions_log_update AFTER UPDATE ON slot_versions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('slot_versions', NEW.id, 'update');
END;
CREATE TRIGGER slot_versions_log_delete AFTER DELETE ON slot_versions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('slot_versions', OLD.id, 'delete');
END;
CREATE TRIGGER meeting_exceptions_log_insert AFTER INSERT ON meeting_exceptions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('meeting_exceptions', NEW.id, 'insert');
END;
CREATE TRIGGER meeting_exceptions_log_update AFTER UPDATE ON meeting_exceptions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('meeting_exceptions', NEW.id, 'update');
END;
CREATE TRIGGER meeting_exceptions_log_delete AFTER DELETE ON meeting_exceptions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('meeting_exceptions', OLD.id, 'delete');
END;
CREATE TRIGGER meeting_substitutes_log_insert AFTER INSERT ON meeting_substitutes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('meeting_substitutes', NEW.id, 'insert');
END;
CREATE TRIGGER meeting_substitutes_log_update AFTER UPDATE ON meeting_substitutes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('meeting_substitutes', NEW.id, 'update');
END;
CREATE TRIGGER meeting_substitutes_log_delete AFTER DELETE ON meeting_substitutes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('meeting_substitutes', OLD.id, 'delete');
END;
CREATE TRIGGER staff_absences_log_insert AFTER INSERT ON staff_absences BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('staff_absences', NEW.id, 'insert');
END;
CREATE TRIGGER staff_absences_log_update AFTER UPDATE ON staff_absences BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('staff_absences', NEW.id, 'update');
END;
CREATE TRIGGER staff_absences_log_delete AFTER DELETE ON staff_absences BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('staff_absences', OLD.id, 'delete');
END;
