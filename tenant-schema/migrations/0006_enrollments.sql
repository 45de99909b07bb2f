-- Who is in what, who waits, who came. Places are counted per slot and date from `slot_loads`, never from flags.

-- `slot_ids` NULL: every slot of the class. One-day kinds start and end on their day. `is_over_capacity`: somebody with
-- the right to do so enrolled although there was no place. The wait_* columns are a waiting entry's place in the queue:
-- it is served in the order of `wait_rank`; an offer counts until `wait_expires_at`, swept or not.
ALTER TABLE enrollments ADD COLUMN slot_ids TEXT CHECK (slot_ids IS NULL OR json_valid(slot_ids));
ALTER TABLE enrollments ADD COLUMN session_id TEXT REFERENCES class_sessions (id);
ALTER TABLE enrollments ADD COLUMN is_over_capacity INTEGER NOT NULL DEFAULT 0 CHECK (is_over_capacity IN (0, 1));
ALTER TABLE enrollments ADD COLUMN overridden TEXT;
ALTER TABLE enrollments ADD COLUMN note TEXT;
ALTER TABLE enrollments ADD COLUMN drop_reason_id TEXT REFERENCES list_items (id);
ALTER TABLE enrollments ADD COLUMN drop_note TEXT;
ALTER TABLE enrollments ADD COLUMN dropped_at INTEGER;
ALTER TABLE enrollments ADD COLUMN transferred_from_id TEXT REFERENCES enrollments (id);
ALTER TABLE enrollments ADD COLUMN transferred_to_id TEXT REFERENCES enrollments (id);
ALTER TABLE enrollments ADD COLUMN wait_rank INTEGER;
ALTER TABLE enrollments ADD COLUMN wait_state TEXT CHECK (wait_state IN ('queued', 'offered', 'accepted', 'declined', 'skipped'));
ALTER TABLE enrollments ADD COLUMN wait_offered_at INTEGER;
ALTER TABLE enrollments ADD COLUMN wait_expires_at INTEGER;
ALTER TABLE enrollments ADD COLUMN waits_for_siblings INTEGER NOT NULL DEFAULT 0 CHECK (waits_for_siblings IN (0, 1));
CREATE INDEX enrollments_waiting ON enrollments (class_id, wait_rank) WHERE kind = 'wait' AND deleted_at IS NULL;
CREATE INDEX enrollments_starts ON enrollments (starts_on, id) WHERE deleted_at IS NULL;
CREATE INDEX enrollments_kinds ON enrollments (kind, starts_on, id) WHERE kind <> 'active' AND deleted_at IS NULL;
CREATE INDEX enrollments_ends ON enrollments (ends_on, id) WHERE deleted_at IS NULL AND ends_on IS NOT NULL;
-- Those of a class that are not over yet, without reading the years behind them.
CREATE INDEX enrollments_live ON enrollments (class_id, coalesce(ends_on, '9999-12-31'), starts_on, kind) WHERE deleted_at IS NULL;
DROP INDEX enrollments_class;

-- Places in a cart or in a dialog of staff; one that has expired never counts, swept or not.
CREATE TABLE place_holds (
  id TEXT PRIMARY KEY,
  class_id TEXT NOT NULL REFERENCES classes (id),
  slot_ids TEXT CHECK (slot_ids IS NULL OR json_valid(slot_ids)),
  student_id TEXT REFERENCES students (id),
  holder_id TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  expires_at INTEGER NOT NULL,
  released_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX place_holds_live ON place_holds (class_id, expires_at) WHERE released_at IS NULL AND deleted_at IS NULL;

-- By how many the students of a slot grow or shrink on a day (somebody who leaves is missed on the day after the last
-- one); kept by triggers, defined by slot_loads_source. A class without slots counts under its own id.
CREATE TABLE slot_loads (
  slot_id TEXT NOT NULL,
  day TEXT NOT NULL,
  change INTEGER NOT NULL,
  PRIMARY KEY (slot_id, day)
) STRICT, WITHOUT ROWID;
CREATE VIEW slot_load_changes AS
SELECT e.class_id, coalesce(s.id, e.class_id) AS slot_id, d.value ->> 0 AS day, d.value ->> 1 AS change
FROM enrollments e LEFT JOIN slots s
  ON s.class_id = e.class_id AND s.deleted_at IS NULL AND (e.slot_ids IS NULL OR instr(e.slot_ids, s.id) > 0)
JOIN json_each(json_array(json_array(e.starts_on, 1), json_array(date(e.ends_on, '+1 day'), -1))) d
WHERE e.deleted_at IS NULL AND e.kind <> 'wait' AND d.value ->> 0 IS NOT NULL;
CREATE VIEW slot_loads_source AS
SELECT slot_id, day, sum(change) AS change FROM slot_load_changes GROUP BY 1, 2 HAVING sum(change) <> 0;
-- How many take a slot on one day, so that nobody adds up the years before it. The day is the account's as it was last
-- turned; another day is counted from here, forwards or backwards, so a day that was not turned only costs a little.
CREATE TABLE slot_heads (
  slot_id TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  students INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER slot_loads_head_insert AFTER INSERT ON slot_loads BEGIN
  INSERT INTO slot_heads (slot_id, day, students) SELECT NEW.slot_id, today, 0 FROM account_day WHERE true
    ON CONFLICT DO NOTHING;
  UPDATE slot_heads SET students = students + NEW.change WHERE slot_id = NEW.slot_id AND day >= NEW.day AND NEW.change <> 0;
END;
CREATE TRIGGER slot_loads_head_update AFTER UPDATE OF change ON slot_loads BEGIN
  UPDATE slot_heads SET students = students + NEW.change - OLD.change WHERE slot_id = NEW.slot_id AND day >= NEW.day;
END;
CREATE TRIGGER slot_loads_head_delete AFTER DELETE ON slot_loads WHEN OLD.change <> 0 BEGIN
  UPDATE slot_heads SET students = students - OLD.change WHERE slot_id = OLD.slot_id AND day >= OLD.day;
END;
CREATE TRIGGER account_day_heads AFTER UPDATE OF today ON account_day WHEN NEW.today > OLD.today BEGIN
  UPDATE slot_heads SET day = NEW.today, students = students
      + (SELECT sum(l.change) FROM slot_loads l WHERE l.slot_id = slot_heads.slot_id AND l.day > slot_heads.day AND l.day <= NEW.today)
    WHERE day < NEW.today
      AND EXISTS (SELECT 1 FROM slot_loads l WHERE l.slot_id = slot_heads.slot_id AND l.day > slot_heads.day AND l.day <= NEW.today);
END;
INSERT INTO slot_loads SELECT * FROM slot_loads_source;
CREATE TRIGGER enrollments_load_insert AFTER INSERT ON enrollments BEGIN
  INSERT INTO slot_loads (slot_id, day, change)
    SELECT slot_id, NEW.starts_on, 1 FROM (SELECT coalesce(s.id, NEW.class_id) AS slot_id FROM (SELECT 1) LEFT JOIN slots s
      ON s.class_id = NEW.class_id AND s.deleted_at IS NULL AND (NEW.slot_ids IS NULL OR instr(NEW.slot_ids, s.id) > 0)) WHERE NEW.deleted_at IS NULL AND NEW.kind <> 'wait'
    ON CONFLICT DO UPDATE SET change = change + excluded.change;
  INSERT INTO slot_loads (slot_id, day, change)
    SELECT slot_id, date(NEW.ends_on, '+1 day'), -1 FROM (SELECT coalesce(s.id, NEW.class_id) AS slot_id FROM (SELECT 1) LEFT JOIN slots s
      ON s.class_id = NEW.class_id AND s.deleted_at IS NULL AND (NEW.slot_ids IS NULL OR instr(NEW.slot_ids, s.id) > 0)) WHERE NEW.deleted_at IS NULL AND NEW.kind <> 'wait' AND NEW.ends_on IS NOT NULL
    ON CONFLICT DO UPDATE SET change = change + excluded.change;
END;
CREATE TRIGGER enrollments_load_update AFTER UPDATE OF class_id, kind, starts_on, ends_on, slot_ids, deleted_at ON enrollments BEGIN
  INSERT INTO slot_loads (slot_id, day, change)
    SELECT slot_id, OLD.starts_on, -1 FROM (SELECT coalesce(s.id, OLD.class_id) AS slot_id FROM (SELECT 1) LEFT JOIN slots s
      ON s.class_id = OLD.class_id AND s.deleted_at IS NULL AND (OLD.slot_ids IS NULL OR instr(OLD.slot_ids, s.id) > 0)) WHERE OLD.deleted_at IS NULL AND OLD.kind <> 'wait'
    ON CONFLICT DO UPDATE SET change = change + excluded.change;
  INSERT INTO slot_loads (slot_id, day, change)
    SELECT slot_id, date(OLD.ends_on, '+1 day'), 1 FROM (SELECT coalesce(s.id, OLD.class_id) AS slot_id FROM (SELECT 1) LEFT JOIN slots s
      ON s.class_id = OLD.class_id AND s.deleted_at IS NULL AND (OLD.slot_ids IS NULL OR instr(OLD.slot_ids, s.id) > 0)) WHERE OLD.deleted_at IS NULL AND OLD.kind <> 'wait' AND OLD.ends_on IS NOT NULL
    ON CONFLICT DO UPDATE SET change = change + excluded.change;
  INSERT INTO slot_loads (slot_id, day, change)
    SELECT slot_id, NEW.starts_on, 1 FROM (SELECT coalesce(s.id, NEW.class_id) AS slot_id FROM (SELECT 1) LEFT JOIN slots s
      ON s.class_id = NEW.class_id AND s.deleted_at IS NULL AND (NEW.slot_ids IS NULL OR instr(NEW.slot_ids, s.id) > 0)) WHERE NEW.deleted_at IS NULL AND NEW.kind <> 'wait'
    ON CONFLICT DO UPDATE SET change = change + excluded.change;
  INSERT INTO slot_loads (slot_id, day, change)
    SELECT slot_id, date(NEW.ends_on, '+1 day'), -1 FROM (SELECT coalesce(s.id, NEW.class_id) AS slot_id FROM (SELECT 1) LEFT JOIN slots s
      ON s.class_id = NEW.class_id AND s.deleted_at IS NULL AND (NEW.slot_ids IS NULL OR instr(NEW.slot_ids, s.id) > 0)) WHERE NEW.deleted_at IS NULL AND NEW.kind <> 'wait' AND NEW.ends_on IS NOT NULL
    ON CONFLICT DO UPDATE SET change = change + excluded.change;
  DELETE FROM slot_loads WHERE change = 0 AND day IN (OLD.starts_on, date(OLD.ends_on, '+1 day'))
    AND slot_id IN (SELECT coalesce(s.id, OLD.class_id) AS slot_id FROM (SELECT 1) LEFT JOIN slots s
      ON s.class_id = OLD.class_id AND s.deleted_at IS NULL AND (OLD.slot_ids IS NULL OR instr(OLD.slot_ids, s.id) > 0));
END;
CREATE TRIGGER enrollments_load_delete AFTER DELETE ON enrollments BEGIN
  INSERT INTO slot_loads (slot_id, day, change)
    SELECT slot_id, OLD.starts_on, -1 FROM (SELECT coalesce(s.id, OLD.class_id) AS slot_id FROM (SELECT 1) LEFT JOIN slots s
      ON s.class_id = OLD.class_id AND s.deleted_at IS NULL AND (OLD.slot_ids IS NULL OR instr(OLD.slot_ids, s.id) > 0)) WHERE OLD.deleted_at IS NULL AND OLD.kind <> 'wait'
    ON CONFLICT DO UPDATE SET change = change + excluded.change;
  INSERT INTO slot_loads (slot_id, day, change)
    SELECT slot_id, date(OLD.ends_on, '+1 day'), 1 FROM (SELECT coalesce(s.id, OLD.class_id) AS slot_id FROM (SELECT 1) LEFT JOIN slots s
      ON s.class_id = OLD.class_id AND s.deleted_at IS NULL AND (OLD.slot_ids IS NULL OR instr(OLD.slot_ids, s.id) > 0)) WHERE OLD.deleted_at IS NULL AND OLD.kind <> 'wait' AND OLD.ends_on IS NOT NULL
    ON CONFLICT DO UPDATE SET change = change + excluded.change;
  DELETE FROM slot_loads WHERE change = 0 AND day IN (OLD.starts_on, date(OLD.ends_on, '+1 day'))
    AND slot_id IN (SELECT coalesce(s.id, OLD.class_id) AS slot_id FROM (SELECT 1) LEFT JOIN slots s
      ON s.class_id = OLD.class_id AND s.deleted_at IS NULL AND (OLD.slot_ids IS NULL OR instr(OLD.slot_ids, s.id) > 0));
END;
CREATE TRIGGER slots_load_insert AFTER INSERT ON slots WHEN EXISTS (SELECT 1 FROM enrollments e WHERE e.class_id = NEW.class_id) BEGIN
  DELETE FROM slot_loads WHERE slot_id = NEW.class_id
    OR slot_id IN (SELECT id FROM slots WHERE class_id = NEW.class_id);
  INSERT INTO slot_loads SELECT slot_id, day, sum(change) FROM slot_load_changes WHERE class_id = NEW.class_id GROUP BY 1, 2;
END;
CREATE TRIGGER slots_load_update AFTER UPDATE OF deleted_at ON slots WHEN EXISTS (SELECT 1 FROM enrollments e WHERE e.class_id = NEW.class_id) BEGIN
  DELETE FROM slot_loads WHERE slot_id = NEW.class_id
    OR slot_id IN (SELECT id FROM slots WHERE class_id = NEW.class_id);
  INSERT INTO slot_loads SELECT slot_id, day, sum(change) FROM slot_load_changes WHERE class_id = NEW.class_id GROUP BY 1, 2;
END;

-- One mark a student and meeting. The id is made of them (`att:<student>:<slot>:<date>`), so that one student's marks in
-- one class are one range of the key and no second index is written with every mark. `none`: a mark taken
-- back. `is_reported`: said before the meeting, as a future absence.
CREATE TABLE attendance (
  id TEXT PRIMARY KEY,
  student_id TEXT NOT NULL REFERENCES students (id),
  slot_id TEXT NOT NULL REFERENCES slots (id),
  meets_on TEXT NOT NULL,
  class_id TEXT NOT NULL REFERENCES classes (id),
  enrollment_id TEXT NOT NULL REFERENCES enrollments (id),
  status TEXT NOT NULL CHECK (status IN ('present', 'absent', 'tardy', 'none')),
  is_excused INTEGER NOT NULL DEFAULT 0 CHECK (is_excused IN (0, 1)),
  is_reported INTEGER NOT NULL DEFAULT 0 CHECK (is_reported IN (0, 1)),
  note TEXT,
  marked_at INTEGER NOT NULL,
  marked_by TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;

-- Marks per meeting, kept by triggers.
CREATE TABLE meeting_tallies (
  meets_on TEXT NOT NULL,
  slot_id TEXT NOT NULL,
  present INTEGER NOT NULL,
  absent INTEGER NOT NULL,
  tardy INTEGER NOT NULL,
  PRIMARY KEY (meets_on, slot_id)
) STRICT, WITHOUT ROWID;
CREATE VIEW meeting_tallies_source AS
SELECT meets_on, slot_id, sum(status = 'present') AS present, sum(status = 'absent') AS absent, sum(status = 'tardy') AS tardy
FROM attendance WHERE deleted_at IS NULL GROUP BY 1, 2;
CREATE TRIGGER attendance_tally_insert AFTER INSERT ON attendance BEGIN
  INSERT INTO meeting_tallies (meets_on, slot_id, present, absent, tardy)
    SELECT NEW.meets_on, NEW.slot_id, (NEW.status = 'present'), (NEW.status = 'absent'), (NEW.status = 'tardy')
    WHERE NEW.deleted_at IS NULL
    ON CONFLICT DO UPDATE SET present = present + excluded.present, absent = absent + excluded.absent, tardy = tardy + excluded.tardy;
END;
CREATE TRIGGER attendance_tally_update AFTER UPDATE OF status, deleted_at ON attendance
WHEN OLD.status <> NEW.status OR (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) BEGIN
  INSERT INTO meeting_tallies (meets_on, slot_id, present, absent, tardy)
    SELECT NEW.meets_on, NEW.slot_id,
      (NEW.deleted_at IS NULL AND NEW.status = 'present') - (OLD.deleted_at IS NULL AND OLD.status = 'present'),
      (NEW.deleted_at IS NULL AND NEW.status = 'absent') - (OLD.deleted_at IS NULL AND OLD.status = 'absent'),
      (NEW.deleted_at IS NULL AND NEW.status = 'tardy') - (OLD.deleted_at IS NULL AND OLD.status = 'tardy')
    WHERE true
    ON CONFLICT DO UPDATE SET present = present + excluded.present, absent = absent + excluded.absent, tardy = tardy + excluded.tardy;
END;

-- The right to one makeup. What happened to it is the ledger below: a token is there while its deltas sum to 1 and it has
-- neither expired nor been revoked. NULL in `program_ids`: any program.
CREATE TABLE makeup_tokens (
  id TEXT PRIMARY KEY,
  student_id TEXT NOT NULL REFERENCES students (id),
  origin TEXT NOT NULL CHECK (origin IN ('absence', 'cancellation', 'grant')),
  class_id TEXT REFERENCES classes (id),
  slot_id TEXT REFERENCES slots (id),
  meets_on TEXT,
  location_id TEXT REFERENCES locations (id),
  program_ids TEXT CHECK (program_ids IS NULL OR json_valid(program_ids)),
  issued_on TEXT NOT NULL,
  expires_on TEXT,
  state TEXT NOT NULL CHECK (state IN ('available', 'pending', 'expended', 'revoked')),
  enrollment_id TEXT REFERENCES enrollments (id),
  comment TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX makeup_tokens_student ON makeup_tokens (student_id, expires_on);
CREATE UNIQUE INDEX makeup_tokens_meeting ON makeup_tokens (student_id, slot_id, meets_on)
  WHERE deleted_at IS NULL AND state <> 'revoked' AND meets_on IS NOT NULL;

CREATE TABLE makeup_entries (
  id TEXT PRIMARY KEY,
  token_id TEXT NOT NULL REFERENCES makeup_tokens (id),
  student_id TEXT NOT NULL REFERENCES students (id),
  kind TEXT NOT NULL CHECK (kind IN ('issued', 'requested', 'withdrawn', 'expended', 'returned', 'revoked', 'reinstated')),
  delta INTEGER NOT NULL CHECK (delta IN (-1, 0, 1)),
  enrollment_id TEXT REFERENCES enrollments (id),
  effective_on TEXT NOT NULL,
  comment TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX makeup_entries_token ON makeup_entries (token_id);

-- A calendar of one member of staff or one room under a private address; only the hash of its token is kept.
CREATE TABLE calendar_feeds (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('staff', 'room')),
  owner_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX calendar_feeds_token ON calendar_feeds (token_hash) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX calendar_feeds_owner ON calendar_feeds (kind, owner_id) WHERE deleted_at IS NULL;

CREATE VIEW living_place_holds AS SELECT * FROM place_holds WHERE deleted_at IS NULL;
CREATE VIEW living_attendance AS SELECT * FROM attendance WHERE deleted_at IS NULL;
CREATE VIEW living_makeup_tokens AS SELECT * FROM makeup_tokens WHERE deleted_at IS NULL;
CREATE VIEW living_makeup_entries AS SELECT * FROM makeup_entries WHERE deleted_at IS NULL;
CREATE VIEW living_calendar_feeds AS SELECT * FROM calendar_feeds WHERE deleted_at IS NULL;

CREATE TRIGGER place_holds_log_insert AFTER INSERT ON place_holds BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('place_holds', NEW.id, 'insert');
END;
CREATE TRIGGER place_holds_log_update AFTER UPDATE ON place_holds BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('place_holds', NEW.id, 'update');
END;
CREATE TRIGGER place_holds_log_delete AFTER DELETE ON place_holds BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('place_holds', OLD.id, 'delete');
END;
CREATE TRIGGER attendance_log_insert AFTER INSERT ON attendance BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('attendance', NEW.id, 'insert');
END;
CREATE TRIGGER attendance_log_update AFTER UPDATE ON attendance BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('attendance', NEW.id, 'update');
END;
CREATE TRIGGER attendance_log_delete AFTER DELETE ON attendance BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('attendance', OLD.id, 'delete');
END;
CREATE TRIGGER makeup_tokens_log_insert AFTER INSERT ON makeup_tokens BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('makeup_tokens', NEW.id, 'insert');
END;
CREATE TRIGGER makeup_tokens_log_update AFTER UPDATE ON makeup_tokens BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('makeup_tokens', NEW.id, 'update');
END;
CREATE TRIGGER makeup_tokens_log_delete AFTER DELETE ON makeup_tokens BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('makeup_tokens', OLD.id, 'delete');
END;
CREATE TRIGGER makeup_entries_log_insert AFTER INSERT ON makeup_entries BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('makeup_entries', NEW.id, 'insert');
END;
CREATE TRIGGER makeup_entries_log_update AFTER UPDATE ON makeup_entries BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('makeup_entries', NEW.id, 'update');
END;
CREATE TRIGGER makeup_entries_log_delete AFTER DELETE ON makeup_entries BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('makeup_entries', OLD.id, 'delete');
END;
CREATE TRIGGER calendar_feeds_log_insert AFTER INSERT ON calendar_feeds BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('calendar_feeds', NEW.id, 'insert');
END;
CREATE TRIGGER calendar_feeds_log_update AFTER UPDATE ON calendar_feeds BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('calendar_feeds', NEW.id, 'update');
END;
CREATE TRIGGER calendar_feeds_log_delete AFTER DELETE ON calendar_feeds BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('calendar_feeds', OLD.id, 'delete');
END;
