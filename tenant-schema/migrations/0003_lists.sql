-- What the lists read: one narrow row a family and a student, the words by which they are found, and the tallies.
-- All of it is derived: triggers keep it, the *_source views define it, and
-- `INSERT INTO family_list SELECT * FROM family_list_source` would build it again from nothing.

CREATE TABLE family_list (
  family_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  guardian_name TEXT,
  phone TEXT,
  email TEXT,
  students TEXT NOT NULL,
  words TEXT NOT NULL,
  is_suspended INTEGER NOT NULL,
  needs_review INTEGER NOT NULL,
  is_active INTEGER NOT NULL,
  active_changes_on TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX family_list_name ON family_list (sort_name, family_id);
CREATE INDEX family_list_active ON family_list (is_active, sort_name, family_id);
CREATE INDEX family_list_suspended ON family_list (sort_name, family_id) WHERE is_suspended = 1;
CREATE INDEX family_list_review ON family_list (sort_name, family_id) WHERE needs_review = 1;
CREATE INDEX family_list_turning ON family_list (active_changes_on, family_id) WHERE active_changes_on IS NOT NULL;

CREATE TABLE student_list (
  student_id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL,
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  birth_date TEXT,
  gender TEXT,
  words TEXT NOT NULL,
  is_active INTEGER NOT NULL,
  active_changes_on TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX student_list_name ON student_list (sort_name, student_id);
CREATE INDEX student_list_active ON student_list (is_active, sort_name, student_id);
CREATE INDEX student_list_age ON student_list (birth_date, student_id) WHERE birth_date IS NOT NULL;
CREATE INDEX student_list_turning ON student_list (active_changes_on, student_id) WHERE active_changes_on IS NOT NULL;

-- One word is one range of this key, in the order of the matched word. Scopes: fn names in a family, fe e-mail
-- addresses, fp digits of a phone from the front, fr from the back, sn names of a student. Whole names (`ana baker`)
-- have scopes of their own, fw and sw: among the words they would meet whoever types `ana` a second time.
CREATE TABLE search_tokens (
  scope TEXT NOT NULL,
  token TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (scope, token, sort_name, id)
) STRICT, WITHOUT ROWID;

-- The day a derived flag next changes: the first start in the future, or the day after the last covered day.
CREATE VIEW family_activity AS
SELECT f.id AS family_id,
  EXISTS (
    SELECT 1 FROM students s JOIN enrollments e ON e.student_id = s.id
    WHERE s.family_id = f.id AND s.deleted_at IS NULL AND e.deleted_at IS NULL AND e.kind = 'active'
      AND e.starts_on <= (SELECT today FROM account_day)
      AND (e.ends_on IS NULL OR e.ends_on >= (SELECT today FROM account_day))
  ) AS is_active,
  (
    SELECT min(CASE WHEN e.starts_on > (SELECT today FROM account_day) THEN e.starts_on
                    WHEN e.ends_on >= (SELECT today FROM account_day) THEN date(e.ends_on, '+1 day') END)
    FROM students s JOIN enrollments e ON e.student_id = s.id
    WHERE s.family_id = f.id AND s.deleted_at IS NULL AND e.deleted_at IS NULL AND e.kind = 'active'
  ) AS active_changes_on
FROM families f;

CREATE VIEW student_activity AS
SELECT s.id AS student_id,
  EXISTS (
    SELECT 1 FROM enrollments e
    WHERE e.student_id = s.id AND e.deleted_at IS NULL AND e.kind = 'active'
      AND e.starts_on <= (SELECT today FROM account_day)
      AND (e.ends_on IS NULL OR e.ends_on >= (SELECT today FROM account_day))
  ) AS is_active,
  (
    SELECT min(CASE WHEN e.starts_on > (SELECT today FROM account_day) THEN e.starts_on
                    WHEN e.ends_on >= (SELECT today FROM account_day) THEN date(e.ends_on, '+1 day') END)
    FROM enrollments e
    WHERE e.student_id = s.id AND e.deleted_at IS NULL AND e.kind = 'active'
  ) AS active_changes_on
FROM students s;

-- The people of a family as its row in the list shows and finds them.
CREATE VIEW family_people AS
SELECT f.id AS family_id,
  (SELECT trim(g.first_name || ' ' || g.last_name) FROM guardians g
    WHERE g.family_id = f.id AND g.deleted_at IS NULL
    ORDER BY g.is_primary DESC, g.position, g.id LIMIT 1) AS guardian_name,
  (SELECT coalesce(p.e164, p.number) FROM phones p
    WHERE p.family_id = f.id AND p.deleted_at IS NULL ORDER BY p.is_primary DESC, p.id LIMIT 1) AS phone,
  (SELECT m.address FROM emails m
    WHERE m.family_id = f.id AND m.deleted_at IS NULL ORDER BY m.is_primary DESC, m.id LIMIT 1) AS email,
  (SELECT json_group_array(json_object('id', s.id, 'name', coalesce(s.preferred_name, s.first_name), 'birthDate', s.birth_date))
    FROM (SELECT * FROM students WHERE family_id = f.id AND deleted_at IS NULL ORDER BY birth_date, id) s) AS students,
  (SELECT json_group_array(word) FROM (
    SELECT iif(instr(value, ' '), 'fw', 'fn') || value AS word FROM json_each(f.name_words)
    UNION
    SELECT iif(instr(w.value, ' '), 'fw', 'fn') || w.value FROM guardians g JOIN json_each(g.name_words) w
      WHERE g.family_id = f.id AND g.deleted_at IS NULL
    UNION
    SELECT iif(instr(w.value, ' '), 'fw', 'fn') || w.value FROM students s JOIN json_each(s.name_words) w
      WHERE s.family_id = f.id AND s.deleted_at IS NULL
    UNION
    SELECT 'fe' || m.address_folded FROM emails m WHERE m.family_id = f.id AND m.deleted_at IS NULL
    UNION
    SELECT d.value FROM phones p JOIN json_each(p.search_digits) d
      WHERE p.family_id = f.id AND p.deleted_at IS NULL
  )) AS words
FROM families f;

CREATE VIEW family_list_source AS
SELECT f.id AS family_id, f.name, f.sort_name, p.guardian_name, p.phone, p.email, p.students, p.words,
  EXISTS (SELECT 1 FROM family_suspensions x
    WHERE x.family_id = f.id AND x.lifted_at IS NULL AND x.deleted_at IS NULL) AS is_suspended,
  f.needs_review, a.is_active, a.active_changes_on
FROM families f JOIN family_people p ON p.family_id = f.id JOIN family_activity a ON a.family_id = f.id
WHERE f.deleted_at IS NULL;

CREATE VIEW student_list_source AS
SELECT s.id AS student_id, s.family_id, trim(coalesce(s.preferred_name, s.first_name) || ' ' || s.last_name) AS name,
  s.sort_name, s.birth_date, s.gender, s.name_words AS words, a.is_active, a.active_changes_on
FROM students s JOIN student_activity a ON a.student_id = s.id
WHERE s.deleted_at IS NULL;

-- Words. Only the difference is written; all of them when the name they are sorted by changed.
CREATE TRIGGER family_list_words_insert AFTER INSERT ON family_list BEGIN
  INSERT INTO search_tokens (scope, token, sort_name, id)
    SELECT substr(value, 1, 2), substr(value, 3), NEW.sort_name, NEW.family_id FROM json_each(NEW.words);
END;
CREATE TRIGGER family_list_words_update AFTER UPDATE OF words, sort_name ON family_list
WHEN OLD.words <> NEW.words OR OLD.sort_name <> NEW.sort_name BEGIN
  DELETE FROM search_tokens WHERE (scope, token, sort_name, id) IN (
    SELECT substr(value, 1, 2), substr(value, 3), OLD.sort_name, OLD.family_id FROM json_each(OLD.words)
    WHERE OLD.sort_name <> NEW.sort_name OR value NOT IN (SELECT value FROM json_each(NEW.words)));
  INSERT INTO search_tokens (scope, token, sort_name, id)
    SELECT substr(value, 1, 2), substr(value, 3), NEW.sort_name, NEW.family_id FROM json_each(NEW.words)
    WHERE OLD.sort_name <> NEW.sort_name OR value NOT IN (SELECT value FROM json_each(OLD.words));
END;
CREATE TRIGGER family_list_words_delete AFTER DELETE ON family_list BEGIN
  DELETE FROM search_tokens WHERE (scope, token, sort_name, id) IN (
    SELECT substr(value, 1, 2), substr(value, 3), OLD.sort_name, OLD.family_id FROM json_each(OLD.words));
END;
CREATE TRIGGER student_list_words_insert AFTER INSERT ON student_list BEGIN
  INSERT INTO search_tokens (scope, token, sort_name, id)
    SELECT DISTINCT iif(instr(value, ' '), 'sw', 'sn'), value, NEW.sort_name, NEW.student_id FROM json_each(NEW.words);
END;
CREATE TRIGGER student_list_words_update AFTER UPDATE OF words, sort_name ON student_list
WHEN OLD.words <> NEW.words OR OLD.sort_name <> NEW.sort_name BEGIN
  DELETE FROM search_tokens WHERE (scope, token, sort_name, id) IN (
    SELECT iif(instr(value, ' '), 'sw', 'sn'), value, OLD.sort_name, OLD.student_id FROM json_each(OLD.words)
    WHERE OLD.sort_name <> NEW.sort_name OR value NOT IN (SELECT value FROM json_each(NEW.words)));
  INSERT INTO search_tokens (scope, token, sort_name, id)
    SELECT DISTINCT iif(instr(value, ' '), 'sw', 'sn'), value, NEW.sort_name, NEW.student_id FROM json_each(NEW.words)
    WHERE OLD.sort_name <> NEW.sort_name OR value NOT IN (SELECT value FROM json_each(OLD.words));
END;
CREATE TRIGGER student_list_words_delete AFTER DELETE ON student_list BEGIN
  DELETE FROM search_tokens WHERE (scope, token, sort_name, id) IN (
    SELECT iif(instr(value, ' '), 'sw', 'sn'), value, OLD.sort_name, OLD.student_id FROM json_each(OLD.words));
END;

-- Tallies.
CREATE TRIGGER family_list_tally_insert AFTER INSERT ON family_list BEGIN
  UPDATE tallies SET value = value + 1 WHERE name = 'families'
    OR (name = 'families.active' AND NEW.is_active = 1)
    OR (name = 'families.suspended' AND NEW.is_suspended = 1)
    OR (name = 'families.review' AND NEW.needs_review = 1);
END;
CREATE TRIGGER family_list_tally_delete AFTER DELETE ON family_list BEGIN
  UPDATE tallies SET value = value - 1 WHERE name = 'families'
    OR (name = 'families.active' AND OLD.is_active = 1)
    OR (name = 'families.suspended' AND OLD.is_suspended = 1)
    OR (name = 'families.review' AND OLD.needs_review = 1);
END;
CREATE TRIGGER family_list_tally_active AFTER UPDATE OF is_active ON family_list WHEN OLD.is_active <> NEW.is_active BEGIN
  UPDATE tallies SET value = value + NEW.is_active - OLD.is_active WHERE name = 'families.active';
END;
CREATE TRIGGER family_list_tally_suspended AFTER UPDATE OF is_suspended ON family_list
WHEN OLD.is_suspended <> NEW.is_suspended BEGIN
  UPDATE tallies SET value = value + NEW.is_suspended - OLD.is_suspended WHERE name = 'families.suspended';
END;
CREATE TRIGGER family_list_tally_review AFTER UPDATE OF needs_review ON family_list
WHEN OLD.needs_review <> NEW.needs_review BEGIN
  UPDATE tallies SET value = value + NEW.needs_review - OLD.needs_review WHERE name = 'families.review';
END;
CREATE TRIGGER student_list_tally_insert AFTER INSERT ON student_list BEGIN
  UPDATE tallies SET value = value + 1 WHERE name = 'students' OR (name = 'students.active' AND NEW.is_active = 1);
END;
CREATE TRIGGER student_list_tally_delete AFTER DELETE ON student_list BEGIN
  UPDATE tallies SET value = value - 1 WHERE name = 'students' OR (name = 'students.active' AND OLD.is_active = 1);
END;
CREATE TRIGGER student_list_tally_active AFTER UPDATE OF is_active ON student_list WHEN OLD.is_active <> NEW.is_active BEGIN
  UPDATE tallies SET value = value + NEW.is_active - OLD.is_active WHERE name = 'students.active';
END;

-- Families and what hangs on them.
CREATE TRIGGER families_list_insert AFTER INSERT ON families WHEN NEW.deleted_at IS NULL BEGIN
  INSERT INTO family_list SELECT * FROM family_list_source WHERE family_id = NEW.id;
END;
CREATE TRIGGER families_list_rename AFTER UPDATE OF name, sort_name, name_words ON families
WHEN NEW.deleted_at IS NULL AND OLD.deleted_at IS NULL BEGIN
  UPDATE family_list SET (name, sort_name, words) =
    (SELECT NEW.name, NEW.sort_name, p.words FROM family_people p WHERE p.family_id = NEW.id)
  WHERE family_id = NEW.id;
END;
CREATE TRIGGER families_list_review AFTER UPDATE OF needs_review ON families
WHEN NEW.deleted_at IS NULL AND OLD.needs_review <> NEW.needs_review BEGIN
  UPDATE family_list SET needs_review = NEW.needs_review WHERE family_id = NEW.id;
END;
CREATE TRIGGER families_list_delete AFTER UPDATE OF deleted_at ON families
WHEN NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL BEGIN
  DELETE FROM family_list WHERE family_id = NEW.id;
END;
CREATE TRIGGER families_list_restore AFTER UPDATE OF deleted_at ON families
WHEN NEW.deleted_at IS NULL AND OLD.deleted_at IS NOT NULL BEGIN
  INSERT INTO family_list SELECT * FROM family_list_source WHERE family_id = NEW.id;
END;
CREATE TRIGGER family_suspensions_list_insert AFTER INSERT ON family_suspensions BEGIN
  UPDATE family_list SET is_suspended = (SELECT s.is_suspended FROM family_list_source s WHERE s.family_id = NEW.family_id)
  WHERE family_id = NEW.family_id;
END;
CREATE TRIGGER family_suspensions_list_update AFTER UPDATE ON family_suspensions BEGIN
  UPDATE family_list SET is_suspended = (SELECT s.is_suspended FROM family_list_source s WHERE s.family_id = NEW.family_id)
  WHERE family_id IN (NEW.family_id, OLD.family_id);
END;
CREATE TRIGGER guardians_list_insert AFTER INSERT ON guardians WHEN NEW.deleted_at IS NULL BEGIN
  UPDATE family_list SET (guardian_name, phone, email, students, words) =
    (SELECT p.guardian_name, p.phone, p.email, p.students, p.words FROM family_people p WHERE p.family_id = NEW.family_id)
  WHERE family_id = NEW.family_id;
END;
CREATE TRIGGER guardians_list_update AFTER UPDATE OF family_id, first_name, last_name, name_words, is_primary, position, deleted_at ON guardians BEGIN
  UPDATE family_list SET (guardian_name, phone, email, students, words) =
    (SELECT p.guardian_name, p.phone, p.email, p.students, p.words FROM family_people p WHERE p.family_id = NEW.family_id)
  WHERE family_id = NEW.family_id;
END;
CREATE TRIGGER guardians_list_move AFTER UPDATE OF family_id ON guardians WHEN OLD.family_id <> NEW.family_id BEGIN
  UPDATE family_list SET (guardian_name, phone, email, students, words) =
    (SELECT p.guardian_name, p.phone, p.email, p.students, p.words FROM family_people p WHERE p.family_id = OLD.family_id)
  WHERE family_id = OLD.family_id;
END;
CREATE TRIGGER emails_list_insert AFTER INSERT ON emails WHEN NEW.deleted_at IS NULL BEGIN
  UPDATE family_list SET (guardian_name, phone, email, students, words) =
    (SELECT p.guardian_name, p.phone, p.email, p.students, p.words FROM family_people p WHERE p.family_id = NEW.family_id)
  WHERE family_id = NEW.family_id;
END;
CREATE TRIGGER emails_list_update AFTER UPDATE OF family_id, address, address_folded, is_primary, deleted_at ON emails BEGIN
  UPDATE family_list SET (guardian_name, phone, email, students, words) =
    (SELECT p.guardian_name, p.phone, p.email, p.students, p.words FROM family_people p WHERE p.family_id = NEW.family_id)
  WHERE family_id = NEW.family_id;
END;
CREATE TRIGGER emails_list_move AFTER UPDATE OF family_id ON emails WHEN OLD.family_id <> NEW.family_id BEGIN
  UPDATE family_list SET (guardian_name, phone, email, students, words) =
    (SELECT p.guardian_name, p.phone, p.email, p.students, p.words FROM family_people p WHERE p.family_id = OLD.family_id)
  WHERE family_id = OLD.family_id;
END;
CREATE TRIGGER phones_list_insert AFTER INSERT ON phones WHEN NEW.deleted_at IS NULL BEGIN
  UPDATE family_list SET (guardian_name, phone, email, students, words) =
    (SELECT p.guardian_name, p.phone, p.email, p.students, p.words FROM family_people p WHERE p.family_id = NEW.family_id)
  WHERE family_id = NEW.family_id;
END;
CREATE TRIGGER phones_list_update AFTER UPDATE OF family_id, number, e164, search_digits, is_primary, deleted_at ON phones BEGIN
  UPDATE family_list SET (guardian_name, phone, email, students, words) =
    (SELECT p.guardian_name, p.phone, p.email, p.students, p.words FROM family_people p WHERE p.family_id = NEW.family_id)
  WHERE family_id = NEW.family_id;
END;
CREATE TRIGGER phones_list_move AFTER UPDATE OF family_id ON phones WHEN OLD.family_id <> NEW.family_id BEGIN
  UPDATE family_list SET (guardian_name, phone, email, students, words) =
    (SELECT p.guardian_name, p.phone, p.email, p.students, p.words FROM family_people p WHERE p.family_id = OLD.family_id)
  WHERE family_id = OLD.family_id;
END;
CREATE TRIGGER students_list_insert AFTER INSERT ON students WHEN NEW.deleted_at IS NULL BEGIN
  UPDATE family_list SET (guardian_name, phone, email, students, words) =
    (SELECT p.guardian_name, p.phone, p.email, p.students, p.words FROM family_people p WHERE p.family_id = NEW.family_id)
  WHERE family_id = NEW.family_id;
END;
CREATE TRIGGER students_list_update AFTER UPDATE OF family_id, first_name, preferred_name, name_words, birth_date, deleted_at ON students BEGIN
  UPDATE family_list SET (guardian_name, phone, email, students, words) =
    (SELECT p.guardian_name, p.phone, p.email, p.students, p.words FROM family_people p WHERE p.family_id = NEW.family_id)
  WHERE family_id = NEW.family_id;
END;
CREATE TRIGGER students_list_move AFTER UPDATE OF family_id ON students WHEN OLD.family_id <> NEW.family_id BEGIN
  UPDATE family_list SET (guardian_name, phone, email, students, words) =
    (SELECT p.guardian_name, p.phone, p.email, p.students, p.words FROM family_people p WHERE p.family_id = OLD.family_id)
  WHERE family_id = OLD.family_id;
END;


-- Students: their own rows, and what a student who comes, goes or moves does to the families.
CREATE TRIGGER students_own_list_insert AFTER INSERT ON students WHEN NEW.deleted_at IS NULL BEGIN
  INSERT INTO student_list SELECT * FROM student_list_source WHERE student_id = NEW.id;
END;
CREATE TRIGGER students_own_list_update
AFTER UPDATE OF family_id, first_name, last_name, preferred_name, sort_name, name_words, birth_date, gender ON students
WHEN NEW.deleted_at IS NULL AND OLD.deleted_at IS NULL BEGIN
  UPDATE student_list SET (family_id, name, sort_name, birth_date, gender, words) =
    (SELECT s.family_id, s.name, s.sort_name, s.birth_date, s.gender, s.words FROM student_list_source s WHERE s.student_id = NEW.id)
  WHERE student_id = NEW.id;
END;
CREATE TRIGGER students_own_list_delete AFTER UPDATE OF deleted_at ON students
WHEN NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL BEGIN
  DELETE FROM student_list WHERE student_id = NEW.id;
END;
CREATE TRIGGER students_own_list_restore AFTER UPDATE OF deleted_at ON students
WHEN NEW.deleted_at IS NULL AND OLD.deleted_at IS NOT NULL BEGIN
  INSERT INTO student_list SELECT * FROM student_list_source WHERE student_id = NEW.id;
END;
CREATE TRIGGER students_activity AFTER UPDATE OF family_id, deleted_at ON students
WHEN EXISTS (SELECT 1 FROM enrollments e WHERE e.student_id = NEW.id) BEGIN
  UPDATE family_list SET (is_active, active_changes_on) =
    (SELECT a.is_active, a.active_changes_on FROM family_activity a WHERE a.family_id = family_list.family_id)
  WHERE family_id IN (NEW.family_id, OLD.family_id);
END;
CREATE TRIGGER enrollments_activity_insert AFTER INSERT ON enrollments BEGIN
  UPDATE student_list SET (is_active, active_changes_on) =
    (SELECT a.is_active, a.active_changes_on FROM student_activity a WHERE a.student_id = student_list.student_id)
  WHERE student_id IN (NEW.student_id);
  UPDATE family_list SET (is_active, active_changes_on) =
    (SELECT a.is_active, a.active_changes_on FROM family_activity a WHERE a.family_id = family_list.family_id)
  WHERE family_id IN (SELECT s.family_id FROM students s WHERE s.id IN (NEW.student_id));
END;
CREATE TRIGGER enrollments_activity_update AFTER UPDATE ON enrollments BEGIN
  UPDATE student_list SET (is_active, active_changes_on) =
    (SELECT a.is_active, a.active_changes_on FROM student_activity a WHERE a.student_id = student_list.student_id)
  WHERE student_id IN (NEW.student_id, OLD.student_id);
  UPDATE family_list SET (is_active, active_changes_on) =
    (SELECT a.is_active, a.active_changes_on FROM family_activity a WHERE a.family_id = family_list.family_id)
  WHERE family_id IN (SELECT s.family_id FROM students s WHERE s.id IN (NEW.student_id, OLD.student_id));
END;


-- The newest row of the log stays, so that `seq` never starts again.
CREATE TRIGGER change_log_keeps_newest BEFORE DELETE ON change_log
WHEN OLD.seq = (SELECT max(seq) FROM change_log) BEGIN
  SELECT RAISE(ABORT, 'the newest row of change_log stays');
END;
CREATE TRIGGER settings_log_insert AFTER INSERT ON settings BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('settings', NEW.id, 'insert');
END;
CREATE TRIGGER settings_log_update AFTER UPDATE ON settings BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('settings', NEW.id, 'update');
END;
CREATE TRIGGER settings_log_delete AFTER DELETE ON settings BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('settings', OLD.id, 'delete');
END;
CREATE TRIGGER locations_log_insert AFTER INSERT ON locations BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('locations', NEW.id, 'insert');
END;
CREATE TRIGGER locations_log_update AFTER UPDATE ON locations BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('locations', NEW.id, 'update');
END;
CREATE TRIGGER locations_log_delete AFTER DELETE ON locations BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('locations', OLD.id, 'delete');
END;
CREATE TRIGGER staff_log_insert AFTER INSERT ON staff BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('staff', NEW.id, 'insert');
END;
CREATE TRIGGER staff_log_update AFTER UPDATE ON staff BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('staff', NEW.id, 'update');
END;
CREATE TRIGGER staff_log_delete AFTER DELETE ON staff BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('staff', OLD.id, 'delete');
END;
CREATE TRIGGER staff_groups_log_insert AFTER INSERT ON staff_groups BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('staff_groups', NEW.id, 'insert');
END;
CREATE TRIGGER staff_groups_log_update AFTER UPDATE ON staff_groups BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('staff_groups', NEW.id, 'update');
END;
CREATE TRIGGER staff_groups_log_delete AFTER DELETE ON staff_groups BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('staff_groups', OLD.id, 'delete');
END;
CREATE TRIGGER staff_group_members_log_insert AFTER INSERT ON staff_group_members BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('staff_group_members', NEW.id, 'insert');
END;
CREATE TRIGGER staff_group_members_log_update AFTER UPDATE ON staff_group_members BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('staff_group_members', NEW.id, 'update');
END;
CREATE TRIGGER staff_group_members_log_delete AFTER DELETE ON staff_group_members BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('staff_group_members', OLD.id, 'delete');
END;
CREATE TRIGGER grants_log_insert AFTER INSERT ON grants BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('grants', NEW.id, 'insert');
END;
CREATE TRIGGER grants_log_update AFTER UPDATE ON grants BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('grants', NEW.id, 'update');
END;
CREATE TRIGGER grants_log_delete AFTER DELETE ON grants BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('grants', OLD.id, 'delete');
END;
CREATE TRIGGER files_log_insert AFTER INSERT ON files BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('files', NEW.id, 'insert');
END;
CREATE TRIGGER files_log_update AFTER UPDATE ON files BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('files', NEW.id, 'update');
END;
CREATE TRIGGER files_log_delete AFTER DELETE ON files BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('files', OLD.id, 'delete');
END;
CREATE TRIGGER list_items_log_insert AFTER INSERT ON list_items BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('list_items', NEW.id, 'insert');
END;
CREATE TRIGGER list_items_log_update AFTER UPDATE ON list_items BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('list_items', NEW.id, 'update');
END;
CREATE TRIGGER list_items_log_delete AFTER DELETE ON list_items BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('list_items', OLD.id, 'delete');
END;
CREATE TRIGGER families_log_insert AFTER INSERT ON families BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('families', NEW.id, 'insert');
END;
CREATE TRIGGER families_log_update AFTER UPDATE ON families BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('families', NEW.id, 'update');
END;
CREATE TRIGGER families_log_delete AFTER DELETE ON families BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('families', OLD.id, 'delete');
END;
CREATE TRIGGER family_suspensions_log_insert AFTER INSERT ON family_suspensions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('family_suspensions', NEW.id, 'insert');
END;
CREATE TRIGGER family_suspensions_log_update AFTER UPDATE ON family_suspensions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('family_suspensions', NEW.id, 'update');
END;
CREATE TRIGGER family_suspensions_log_delete AFTER DELETE ON family_suspensions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('family_suspensions', OLD.id, 'delete');
END;
CREATE TRIGGER guardians_log_insert AFTER INSERT ON guardians BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('guardians', NEW.id, 'insert');
END;
CREATE TRIGGER guardians_log_update AFTER UPDATE ON guardians BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('guardians', NEW.id, 'update');
END;
CREATE TRIGGER guardians_log_delete AFTER DELETE ON guardians BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('guardians', OLD.id, 'delete');
END;
CREATE TRIGGER emails_log_insert AFTER INSERT ON emails BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('emails', NEW.id, 'insert');
END;
CREATE TRIGGER emails_log_update AFTER UPDATE ON emails BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('emails', NEW.id, 'update');
END;
CREATE TRIGGER emails_log_delete AFTER DELETE ON emails BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('emails', OLD.id, 'delete');
END;
CREATE TRIGGER phones_log_insert AFTER INSERT ON phones BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('phones', NEW.id, 'insert');
END;
CREATE TRIGGER phones_log_update AFTER UPDATE ON phones BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('phones', NEW.id, 'update');
END;
CREATE TRIGGER phones_log_delete AFTER DELETE ON phones BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('phones', OLD.id, 'delete');
END;
CREATE TRIGGER students_log_insert AFTER INSERT ON students BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('students', NEW.id, 'insert');
END;
CREATE TRIGGER students_log_update AFTER UPDATE ON students BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('students', NEW.id, 'update');
END;
CREATE TRIGGER students_log_delete AFTER DELETE ON students BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('students', OLD.id, 'delete');
END;
CREATE TRIGGER emergency_contacts_log_insert AFTER INSERT ON emergency_contacts BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('emergency_contacts', NEW.id, 'insert');
END;
CREATE TRIGGER emergency_contacts_log_update AFTER UPDATE ON emergency_contacts BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('emergency_contacts', NEW.id, 'update');
END;
CREATE TRIGGER emergency_contacts_log_delete AFTER DELETE ON emergency_contacts BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('emergency_contacts', OLD.id, 'delete');
END;
CREATE TRIGGER pickups_log_insert AFTER INSERT ON pickups BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('pickups', NEW.id, 'insert');
END;
CREATE TRIGGER pickups_log_update AFTER UPDATE ON pickups BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('pickups', NEW.id, 'update');
END;
CREATE TRIGGER pickups_log_delete AFTER DELETE ON pickups BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('pickups', OLD.id, 'delete');
END;
CREATE TRIGGER notes_log_insert AFTER INSERT ON notes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('notes', NEW.id, 'insert');
END;
CREATE TRIGGER notes_log_update AFTER UPDATE ON notes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('notes', NEW.id, 'update');
END;
CREATE TRIGGER notes_log_delete AFTER DELETE ON notes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('notes', OLD.id, 'delete');
END;
CREATE TRIGGER keywords_log_insert AFTER INSERT ON keywords BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('keywords', NEW.id, 'insert');
END;
CREATE TRIGGER keywords_log_update AFTER UPDATE ON keywords BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('keywords', NEW.id, 'update');
END;
CREATE TRIGGER keywords_log_delete AFTER DELETE ON keywords BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('keywords', OLD.id, 'delete');
END;
CREATE TRIGGER keyword_links_log_insert AFTER INSERT ON keyword_links BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('keyword_links', NEW.id, 'insert');
END;
CREATE TRIGGER keyword_links_log_update AFTER UPDATE ON keyword_links BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('keyword_links', NEW.id, 'update');
END;
CREATE TRIGGER keyword_links_log_delete AFTER DELETE ON keyword_links BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('keyword_links', OLD.id, 'delete');
END;
CREATE TRIGGER custom_fields_log_insert AFTER INSERT ON custom_fields BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('custom_fields', NEW.id, 'insert');
END;
CREATE TRIGGER custom_fields_log_update AFTER UPDATE ON custom_fields BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('custom_fields', NEW.id, 'update');
END;
CREATE TRIGGER custom_fields_log_delete AFTER DELETE ON custom_fields BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('custom_fields', OLD.id, 'delete');
END;
CREATE TRIGGER logins_log_insert AFTER INSERT ON logins BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('logins', NEW.id, 'insert');
END;
CREATE TRIGGER logins_log_update AFTER UPDATE ON logins BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('logins', NEW.id, 'update');
END;
CREATE TRIGGER logins_log_delete AFTER DELETE ON logins BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('logins', OLD.id, 'delete');
END;
CREATE TRIGGER family_logins_log_insert AFTER INSERT ON family_logins BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('family_logins', NEW.id, 'insert');
END;
CREATE TRIGGER family_logins_log_update AFTER UPDATE ON family_logins BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('family_logins', NEW.id, 'update');
END;
CREATE TRIGGER family_logins_log_delete AFTER DELETE ON family_logins BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('family_logins', OLD.id, 'delete');
END;
CREATE TRIGGER programs_log_insert AFTER INSERT ON programs BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('programs', NEW.id, 'insert');
END;
CREATE TRIGGER programs_log_update AFTER UPDATE ON programs BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('programs', NEW.id, 'update');
END;
CREATE TRIGGER programs_log_delete AFTER DELETE ON programs BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('programs', OLD.id, 'delete');
END;
CREATE TRIGGER levels_log_insert AFTER INSERT ON levels BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('levels', NEW.id, 'insert');
END;
CREATE TRIGGER levels_log_update AFTER UPDATE ON levels BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('levels', NEW.id, 'update');
END;
CREATE TRIGGER levels_log_delete AFTER DELETE ON levels BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('levels', OLD.id, 'delete');
END;
CREATE TRIGGER classes_log_insert AFTER INSERT ON classes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('classes', NEW.id, 'insert');
END;
CREATE TRIGGER classes_log_update AFTER UPDATE ON classes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('classes', NEW.id, 'update');
END;
CREATE TRIGGER classes_log_delete AFTER DELETE ON classes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('classes', OLD.id, 'delete');
END;
CREATE TRIGGER enrollments_log_insert AFTER INSERT ON enrollments BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('enrollments', NEW.id, 'insert');
END;
CREATE TRIGGER enrollments_log_update AFTER UPDATE ON enrollments BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('enrollments', NEW.id, 'update');
END;
CREATE TRIGGER enrollments_log_delete AFTER DELETE ON enrollments BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('enrollments', OLD.id, 'delete');
END;
CREATE TRIGGER feature_requests_log_insert AFTER INSERT ON feature_requests BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('feature_requests', NEW.id, 'insert');
END;
CREATE TRIGGER feature_requests_log_update AFTER UPDATE ON feature_requests BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('feature_requests', NEW.id, 'update');
END;
CREATE TRIGGER feature_requests_log_delete AFTER DELETE ON feature_requests BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('feature_requests', OLD.id, 'delete');
END;
CREATE TRIGGER imports_log_insert AFTER INSERT ON imports BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('imports', NEW.id, 'insert');
END;
CREATE TRIGGER imports_log_update AFTER UPDATE ON imports BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('imports', NEW.id, 'update');
END;
CREATE TRIGGER imports_log_delete AFTER DELETE ON imports BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('imports', OLD.id, 'delete');
END;
CREATE TRIGGER changes_log_insert AFTER INSERT ON changes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('changes', NEW.id, 'insert');
END;
CREATE TRIGGER changes_log_update AFTER UPDATE ON changes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('changes', NEW.id, 'update');
END;
CREATE TRIGGER changes_log_delete AFTER DELETE ON changes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('changes', OLD.id, 'delete');
END;
CREATE TRIGGER id_redirects_log_insert AFTER INSERT ON id_redirects BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('id_redirects', NEW.from_id, 'insert');
END;
CREATE TRIGGER id_redirects_log_update AFTER UPDATE ON id_redirects BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('id_redirects', NEW.from_id, 'update');
END;
CREATE TRIGGER id_redirects_log_delete AFTER DELETE ON id_redirects BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('id_redirects', OLD.from_id, 'delete');
END;
CREATE TRIGGER external_ids_log_insert AFTER INSERT ON external_ids BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('external_ids', NEW.source || char(31) || NEW.key, 'insert');
END;
CREATE TRIGGER external_ids_log_update AFTER UPDATE ON external_ids BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('external_ids', NEW.source || char(31) || NEW.key, 'update');
END;
CREATE TRIGGER external_ids_log_delete AFTER DELETE ON external_ids BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('external_ids', OLD.source || char(31) || OLD.key, 'delete');
END;
CREATE TRIGGER feature_request_votes_log_insert AFTER INSERT ON feature_request_votes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('feature_request_votes', NEW.request_id || char(31) || NEW.staff_id, 'insert');
END;
CREATE TRIGGER feature_request_votes_log_update AFTER UPDATE ON feature_request_votes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('feature_request_votes', NEW.request_id || char(31) || NEW.staff_id, 'update');
END;
CREATE TRIGGER feature_request_votes_log_delete AFTER DELETE ON feature_request_votes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('feature_request_votes', OLD.request_id || char(31) || OLD.staff_id, 'delete');
END;
