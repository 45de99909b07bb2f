-- What the staff, settings and audit rooms ask of the database beyond the first three.

-- The audit log by kind of act; every other way into it has its index already.
CREATE INDEX changes_action ON changes (action, id);

-- Refuses to delete what a record still points at.
ALTER TABLE guard ADD COLUMN not_in_use INTEGER CONSTRAINT guard_not_in_use CHECK (not_in_use IS NULL);

-- Refuses to delete the last of what an account must have, such as a location.
ALTER TABLE guard ADD COLUMN one_remains INTEGER CONSTRAINT guard_one_remains CHECK (one_remains IS NULL);

-- Students of one gender by name: without it, a gender that nobody has would be looked for in every row.
CREATE INDEX student_list_gender ON student_list (gender, sort_name, student_id) WHERE gender IS NOT NULL;
