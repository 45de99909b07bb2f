-- Notices: who was welcomed to texts, credits that are bought by themselves, how staff are told, what was pushed; and a
-- conversation follows its number into a record.

-- Whoever agrees to texts is told once what that means; a conversation is a number, so this is once a number.
CREATE TABLE sign_up_texts (
  conversation_id TEXT PRIMARY KEY REFERENCES conversations (id),
  message_id TEXT NOT NULL REFERENCES messages (id),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE message_credit_entries ADD COLUMN is_refill INTEGER NOT NULL DEFAULT 0 CHECK (is_refill IN (0, 1));
CREATE INDEX message_credit_entries_refills ON message_credit_entries (at) WHERE is_refill = 1;

-- The log of what one person is told tells of push as well.
ALTER TABLE mail_log ADD COLUMN via TEXT NOT NULL DEFAULT 'email' CHECK (via IN ('email', 'push'));

-- How a member of staff is told, where they decided: push before text before mail, which is never switched off.
CREATE TABLE staff_notification_choices (
  id TEXT PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  channel TEXT NOT NULL CHECK (channel IN ('push', 'sms')),
  is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX staff_notification_choices_channel ON staff_notification_choices (staff_id, channel)
  WHERE deleted_at IS NULL;
CREATE VIEW living_staff_notification_choices AS SELECT * FROM staff_notification_choices WHERE deleted_at IS NULL;
CREATE TRIGGER staff_notification_choices_log_insert AFTER INSERT ON staff_notification_choices BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('staff_notification_choices', NEW.id, 'insert');
END;
CREATE TRIGGER staff_notification_choices_log_update AFTER UPDATE ON staff_notification_choices BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('staff_notification_choices', NEW.id, 'update');
END;
CREATE TRIGGER staff_notification_choices_log_delete AFTER DELETE ON staff_notification_choices BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('staff_notification_choices', OLD.id, 'delete');
END;

-- Somebody in no record wrote; whichever record gets the number gets the conversation with it, however it came there.
CREATE TRIGGER phones_claim_conversation_insert AFTER INSERT ON phones
WHEN NEW.e164 IS NOT NULL AND NEW.deleted_at IS NULL BEGIN
  UPDATE conversations SET kind = 'family', family_id = NEW.family_id, guardian_id = NEW.guardian_id,
      version = version + 1, updated_at = NEW.updated_at
    WHERE e164 = NEW.e164 AND deleted_at IS NULL AND kind IN ('lead', 'unknown');
END;
CREATE TRIGGER phones_claim_conversation_update AFTER UPDATE OF e164, deleted_at ON phones
WHEN NEW.e164 IS NOT NULL AND NEW.deleted_at IS NULL
  AND (OLD.e164 IS NOT NEW.e164 OR OLD.deleted_at IS NOT NULL) BEGIN
  UPDATE conversations SET kind = 'family', family_id = NEW.family_id, guardian_id = NEW.guardian_id,
      version = version + 1, updated_at = NEW.updated_at
    WHERE e164 = NEW.e164 AND deleted_at IS NULL AND kind IN ('lead', 'unknown');
END;
-- Only an undo makes it a lead again: a number that is taken out of a record later stays in that family's past.
CREATE TRIGGER phones_release_conversation AFTER UPDATE OF deleted_at ON phones
WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL AND OLD.e164 IS NOT NULL
  AND EXISTS (SELECT 1 FROM changes WHERE id = NEW.deleted_change_id AND undo_of IS NOT NULL) BEGIN
  UPDATE conversations SET kind = 'lead', family_id = NULL, guardian_id = NULL, version = version + 1,
      updated_at = NEW.updated_at
    WHERE e164 = OLD.e164 AND deleted_at IS NULL AND family_id = OLD.family_id AND created_at <= OLD.created_at
      AND NOT EXISTS (SELECT 1 FROM phones p WHERE p.e164 = OLD.e164 AND p.deleted_at IS NULL
        AND p.family_id = OLD.family_id);
END;

-- Credits are bought by themselves only while they are few, and only up to what the school allows in a month.
ALTER TABLE guard ADD COLUMN credits_low INTEGER CONSTRAINT guard_credits_low CHECK (credits_low IS NULL);
