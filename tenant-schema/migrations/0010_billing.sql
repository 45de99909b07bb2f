-- Billing that runs itself: who is told of a preview by mail, and by how many percent it may differ from last time before
-- it asks instead of beginning by itself (NULL: by any).
ALTER TABLE billing_automations ADD COLUMN notify_staff_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(notify_staff_ids));
ALTER TABLE billing_automations ADD COLUMN change_limit_percent INTEGER DEFAULT 20 CHECK (change_limit_percent BETWEEN 1 AND 1000);

-- The day for which an automation started a run: one run a day of each, however many times it is woken. `compared_minor`:
-- what it came to last time; `held_reason`: why it asks instead of beginning by itself; `rows_purged_at`: since when only
-- its sums are kept.
ALTER TABLE billing_runs ADD COLUMN occurrence_on TEXT;
ALTER TABLE billing_runs ADD COLUMN compared_minor INTEGER;
ALTER TABLE billing_runs ADD COLUMN held_reason TEXT
  CHECK (held_reason IN ('nothing', 'unusual', 'first', 'untold', 'paused', 'failed'));
ALTER TABLE billing_runs ADD COLUMN rows_purged_at INTEGER;
CREATE UNIQUE INDEX billing_runs_occurrence ON billing_runs (automation_id, occurrence_on) WHERE automation_id IS NOT NULL;
CREATE INDEX billing_runs_kept ON billing_runs (updated_at)
  WHERE rows_purged_at IS NULL AND state IN ('done', 'cancelled', 'undone');

-- When a family or student was last charged a yearly fee: a handful of lines among all that a family ever had.
CREATE INDEX charge_lines_anniversary ON charge_lines (family_id) WHERE kind = 'anniversary' AND voided_on IS NULL AND deleted_at IS NULL;
CREATE INDEX anniversary_exceptions_family ON anniversary_exceptions (family_id) WHERE deleted_at IS NULL;
