-- What staff keep of reports: filters under a name, mails on a rhythm, and what the runs brought. The rows of a run lie
-- in the bucket; its row here says where, and for how long.

-- `is_shared`: everybody who may see the report may use it; only its owner changes it.
CREATE TABLE report_presets (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  filter TEXT NOT NULL CHECK (json_valid(filter)),
  is_shared INTEGER NOT NULL DEFAULT 0 CHECK (is_shared IN (0, 1)),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX report_presets_name ON report_presets (code, staff_id, name COLLATE NOCASE) WHERE deleted_at IS NULL;
CREATE INDEX report_presets_shared ON report_presets (code) WHERE is_shared = 1 AND deleted_at IS NULL;
CREATE INDEX report_presets_staff ON report_presets (staff_id) WHERE deleted_at IS NULL;

-- A report that runs by itself, with the rights that its owner has on that day. `due_at`: the next time, NULL while paused.
CREATE TABLE report_schedules (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  filter TEXT NOT NULL CHECK (json_valid(filter)),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  rhythm TEXT NOT NULL CHECK (rhythm IN ('weekly', 'monthly')),
  day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 31),
  minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
  due_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX report_schedules_due ON report_schedules (due_at) WHERE due_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX report_schedules_staff ON report_schedules (staff_id) WHERE deleted_at IS NULL;

-- `bound`: what the rows are as of, read when the run began; `state`: where the rows are and where the reading stands.
CREATE TABLE report_runs (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  filter TEXT NOT NULL CHECK (json_valid(filter)),
  staff_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  schedule_id TEXT,
  run_on TEXT NOT NULL,
  bound TEXT CHECK (bound IS NULL OR json_valid(bound)),
  layout TEXT CHECK (layout IS NULL OR json_valid(layout)),
  state TEXT NOT NULL CHECK (json_valid(state)),
  row_count INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER,
  finished_at INTEGER,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX report_runs_staff ON report_runs (staff_id, id);

CREATE TABLE report_favorites (
  staff_id TEXT NOT NULL REFERENCES staff (id),
  code TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (staff_id, code)
) STRICT, WITHOUT ROWID;

CREATE VIEW living_report_presets AS SELECT * FROM report_presets WHERE deleted_at IS NULL;
CREATE VIEW living_report_schedules AS SELECT * FROM report_schedules WHERE deleted_at IS NULL;

CREATE TRIGGER report_presets_log_insert AFTER INSERT ON report_presets BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('report_presets', NEW.id, 'insert');
END;
CREATE TRIGGER report_presets_log_update AFTER UPDATE ON report_presets BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('report_presets', NEW.id, 'update');
END;
CREATE TRIGGER report_presets_log_delete AFTER DELETE ON report_presets BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('report_presets', OLD.id, 'delete');
END;
CREATE TRIGGER report_schedules_log_insert AFTER INSERT ON report_schedules BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('report_schedules', NEW.id, 'insert');
END;
CREATE TRIGGER report_schedules_log_update AFTER UPDATE ON report_schedules BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('report_schedules', NEW.id, 'update');
END;
CREATE TRIGGER report_schedules_log_delete AFTER DELETE ON report_schedules BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('report_schedules', OLD.id, 'delete');
END;
