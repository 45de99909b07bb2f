-- What a family owes stands in its row of the list and moves with every posting, so that no list adds it up. Each night it
-- is compared with the postings, as the balances of lines and payments are. Moving money onto charges changes nothing.
ALTER TABLE family_list ADD COLUMN balance_minor INTEGER NOT NULL DEFAULT 0;

DROP VIEW family_list_source;
CREATE VIEW family_list_source AS
SELECT f.id AS family_id, f.name, f.sort_name, p.guardian_name, p.phone, p.email, p.students, p.words,
  EXISTS (SELECT 1 FROM family_suspensions x
    WHERE x.family_id = f.id AND x.lifted_at IS NULL AND x.deleted_at IS NULL) AS is_suspended,
  f.needs_review, a.is_active, a.active_changes_on,
  coalesce((SELECT sum(o.amount_minor * ((o.debit IN ('receivable', 'unapplied')) - (o.credit IN ('receivable', 'unapplied'))))
    FROM postings o WHERE o.family_id = f.id), 0) AS balance_minor
FROM families f JOIN family_people p ON p.family_id = f.id JOIN family_activity a ON a.family_id = f.id
WHERE f.deleted_at IS NULL;

UPDATE family_list SET balance_minor = (SELECT s.balance_minor FROM family_list_source s WHERE s.family_id = family_list.family_id)
WHERE family_id IN (SELECT family_id FROM postings);

CREATE TRIGGER postings_family_owes AFTER INSERT ON postings
WHEN (NEW.debit IN ('receivable', 'unapplied')) <> (NEW.credit IN ('receivable', 'unapplied')) BEGIN
  UPDATE family_list SET balance_minor = balance_minor
    + NEW.amount_minor * ((NEW.debit IN ('receivable', 'unapplied')) - (NEW.credit IN ('receivable', 'unapplied')))
  WHERE family_id = NEW.family_id;
END;
CREATE TRIGGER postings_family_owes_no_more AFTER UPDATE OF family_id ON postings WHEN OLD.family_id <> NEW.family_id BEGIN
  UPDATE family_list SET balance_minor = balance_minor
    + NEW.amount_minor * ((NEW.debit IN ('receivable', 'unapplied')) - (NEW.credit IN ('receivable', 'unapplied')))
    * CASE family_id WHEN NEW.family_id THEN 1 ELSE -1 END
  WHERE family_id IN (OLD.family_id, NEW.family_id);
END;
