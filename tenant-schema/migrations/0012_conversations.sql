-- Two-way texting: conversations, their messages, what they cost, and who agreed to be texted.

-- One conversation a number, whoever has it; a family with two phones has two. `unread_count`, the last message and, as
-- messages come and go, `state` are kept by triggers, without a new version: they are no edit of anybody.
CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('family', 'staff', 'lead', 'unknown')),
  e164 TEXT NOT NULL,
  family_id TEXT REFERENCES families (id),
  guardian_id TEXT REFERENCES guardians (id),
  staff_id TEXT REFERENCES staff (id),
  lead_name TEXT,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('unread', 'open', 'closed')),
  assignee_id TEXT REFERENCES staff (id),
  unread_count INTEGER NOT NULL DEFAULT 0,
  last_message_id TEXT,
  last_message_at INTEGER NOT NULL,
  last_direction TEXT CHECK (last_direction IN ('in', 'out')),
  last_words TEXT NOT NULL DEFAULT '',
  auto_replied_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX conversations_e164 ON conversations (e164) WHERE deleted_at IS NULL;
CREATE INDEX conversations_state ON conversations (state, last_message_at, id) WHERE deleted_at IS NULL;
CREATE INDEX conversations_latest ON conversations (last_message_at, id) WHERE deleted_at IS NULL;
CREATE INDEX conversations_assignee ON conversations (assignee_id, last_message_at, id) WHERE deleted_at IS NULL;
CREATE INDEX conversations_family ON conversations (family_id) WHERE family_id IS NOT NULL;
CREATE INDEX conversations_staff ON conversations (staff_id) WHERE staff_id IS NOT NULL;

-- A text. Our id travels to the provider in the address of its status; `status` only ever moves on. `sending`: the
-- provider is being asked, from `claimed_at` on. `unknown`: nobody knows whether it went out, and it is not sent again
-- before that is known. `due_at`: when something is to be done for it next (quiet hours end, the provider is asked).
CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  kind TEXT NOT NULL DEFAULT 'conversation'
    CHECK (kind IN ('conversation', 'auto_reply', 'campaign', 'notice', 'test')),
  campaign_id TEXT,
  e164 TEXT NOT NULL,
  body TEXT NOT NULL,
  encoding TEXT NOT NULL CHECK (encoding IN ('gsm7', 'ucs2')),
  segments INTEGER NOT NULL,
  search_words TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(search_words)),
  status TEXT NOT NULL CHECK (status IN
    ('received', 'queued', 'sending', 'unknown', 'sent', 'delivered', 'undelivered', 'failed', 'cancelled')),
  provider_id TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER,
  claimed_at INTEGER,
  sent_at INTEGER,
  finished_at INTEGER,
  credits INTEGER NOT NULL DEFAULT 0,
  error_code TEXT,
  error_text TEXT,
  author_id TEXT,
  author_name TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX messages_conversation ON messages (conversation_id, id);
CREATE UNIQUE INDEX messages_provider ON messages (provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX messages_due ON messages (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX messages_unknown ON messages (id) WHERE status = 'unknown';
CREATE INDEX messages_campaign ON messages (campaign_id, status) WHERE campaign_id IS NOT NULL;

-- Pictures and other files of a text, in R2. What came in is fetched from the provider, and has no file until then.
CREATE TABLE message_attachments (
  message_id TEXT NOT NULL REFERENCES messages (id),
  position INTEGER NOT NULL,
  file_id TEXT REFERENCES files (id),
  content_type TEXT NOT NULL,
  provider_url TEXT,
  PRIMARY KEY (message_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_attachments_file ON message_attachments (file_id) WHERE file_id IS NOT NULL;

CREATE TABLE conversation_notes (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  body TEXT NOT NULL,
  author_id TEXT,
  author_name TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_notes_conversation ON conversation_notes (conversation_id, id);

CREATE TABLE snippets (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX snippets_title ON snippets (title) WHERE deleted_at IS NULL;

-- Credits, one entry a movement and never changed; the balance is tallied. A text is spent once and given back once.
CREATE TABLE message_credit_entries (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('bought', 'granted', 'spent', 'given_back')),
  credits INTEGER NOT NULL CHECK (credits <> 0 AND (credits > 0) = (kind <> 'spent')),
  message_id TEXT REFERENCES messages (id),
  attempt INTEGER,
  price_micros INTEGER,
  currency TEXT,
  reason TEXT,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX message_credit_entries_once ON message_credit_entries (message_id, kind, attempt)
  WHERE message_id IS NOT NULL;
CREATE INDEX message_credit_entries_at ON message_credit_entries (at);
INSERT INTO tallies (name, value) VALUES ('message_credits', 0), ('conversations.unread', 0);
CREATE TRIGGER message_credit_entries_tally AFTER INSERT ON message_credit_entries BEGIN
  UPDATE tallies SET value = value + NEW.credits WHERE name = 'message_credits';
END;
CREATE TRIGGER message_credit_entries_no_update BEFORE UPDATE ON message_credit_entries BEGIN
  SELECT RAISE(ABORT, 'message_credit_entries only grow');
END;
CREATE TRIGGER message_credit_entries_no_delete BEFORE DELETE ON message_credit_entries BEGIN
  SELECT RAISE(ABORT, 'message_credit_entries only grow');
END;

-- Who agreed to texts, number by number; every turn of it is kept. What a record says is in phones.text_opt_in. A number
-- whose owner wrote STOP is texted by nobody until its owner writes START, whatever a record says.
CREATE TABLE consent_events (
  number INTEGER PRIMARY KEY,
  e164 TEXT NOT NULL,
  is_opted_in INTEGER NOT NULL CHECK (is_opted_in IN (0, 1)),
  source TEXT NOT NULL CHECK (source IN ('record', 'stop_word', 'start_word', 'provider')),
  family_id TEXT,
  phone_id TEXT,
  message_id TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX consent_events_e164 ON consent_events (e164, at);
CREATE TABLE stopped_numbers (
  e164 TEXT PRIMARY KEY,
  stopped_at INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('stop_word', 'provider')),
  message_id TEXT
) STRICT, WITHOUT ROWID;
CREATE TRIGGER phones_consent_insert AFTER INSERT ON phones WHEN NEW.text_opt_in = 1 AND NEW.e164 IS NOT NULL BEGIN
  INSERT INTO consent_events (e164, is_opted_in, source, family_id, phone_id, at)
    VALUES (NEW.e164, 1, 'record', NEW.family_id, NEW.id, NEW.updated_at);
END;
-- A word that came by text writes its own event first, at the same instant.
CREATE TRIGGER phones_consent_update AFTER UPDATE OF text_opt_in, e164 ON phones
WHEN NEW.e164 IS NOT NULL AND (OLD.text_opt_in <> NEW.text_opt_in
  OR (NEW.text_opt_in = 1 AND OLD.e164 IS NOT NEW.e164)) BEGIN
  INSERT INTO consent_events (e164, is_opted_in, source, family_id, phone_id, at)
    SELECT NEW.e164, NEW.text_opt_in, 'record', NEW.family_id, NEW.id, NEW.updated_at
    WHERE NOT EXISTS (SELECT 1 FROM consent_events WHERE e164 = NEW.e164 AND at = NEW.updated_at
      AND is_opted_in = NEW.text_opt_in AND source <> 'record');
END;

-- What happened, in order: what the Messenger Center tells on, and resumes from. Old ones go, the newest stays.
CREATE TABLE conversation_events (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('message', 'status', 'conversation', 'note')),
  conversation_id TEXT NOT NULL,
  row_id TEXT NOT NULL
) STRICT;

CREATE TRIGGER messages_insert AFTER INSERT ON messages BEGIN
  UPDATE conversations SET last_message_id = NEW.id, last_message_at = max(last_message_at, NEW.created_at),
    last_direction = NEW.direction, last_words = substr(NEW.body, 1, 140),
    unread_count = CASE WHEN NEW.direction = 'in' THEN unread_count + 1
      WHEN NEW.kind = 'conversation' THEN 0 ELSE unread_count END,
    state = CASE WHEN NEW.direction = 'in' THEN 'unread' WHEN NEW.kind = 'conversation' THEN 'open' ELSE state END
  WHERE id = NEW.conversation_id;
  INSERT INTO conversation_events (kind, conversation_id, row_id) VALUES ('message', NEW.conversation_id, NEW.id);
  INSERT INTO search_tokens (scope, token, sort_name, id)
    SELECT 'ms', value, printf('%013d', 9999999999999 - NEW.created_at), NEW.id FROM json_each(NEW.search_words);
END;
CREATE TRIGGER messages_status AFTER UPDATE OF status ON messages WHEN OLD.status <> NEW.status BEGIN
  INSERT INTO conversation_events (kind, conversation_id, row_id) VALUES ('status', NEW.conversation_id, NEW.id);
END;
CREATE TRIGGER conversations_event_insert AFTER INSERT ON conversations BEGIN
  INSERT INTO conversation_events (kind, conversation_id, row_id) VALUES ('conversation', NEW.id, NEW.id);
END;
CREATE TRIGGER conversations_event_update AFTER UPDATE ON conversations WHEN NEW.version <> OLD.version BEGIN
  INSERT INTO conversation_events (kind, conversation_id, row_id) VALUES ('conversation', NEW.id, NEW.id);
END;
CREATE TRIGGER conversations_read AFTER UPDATE OF state ON conversations
WHEN NEW.state <> 'unread' AND NEW.unread_count > 0 BEGIN
  UPDATE conversations SET unread_count = 0 WHERE id = NEW.id;
END;
CREATE TRIGGER conversations_tally_insert AFTER INSERT ON conversations
WHEN NEW.state = 'unread' AND NEW.deleted_at IS NULL BEGIN
  UPDATE tallies SET value = value + 1 WHERE name = 'conversations.unread';
END;
CREATE TRIGGER conversations_tally_update AFTER UPDATE OF state, deleted_at ON conversations
WHEN (OLD.state = 'unread' AND OLD.deleted_at IS NULL) <> (NEW.state = 'unread' AND NEW.deleted_at IS NULL) BEGIN
  UPDATE tallies SET value = value + iif(NEW.state = 'unread' AND NEW.deleted_at IS NULL, 1, -1)
    WHERE name = 'conversations.unread';
END;
CREATE TRIGGER conversation_notes_event_insert AFTER INSERT ON conversation_notes BEGIN
  INSERT INTO conversation_events (kind, conversation_id, row_id) VALUES ('note', NEW.conversation_id, NEW.id);
END;
CREATE TRIGGER conversation_notes_event_update AFTER UPDATE ON conversation_notes BEGIN
  INSERT INTO conversation_events (kind, conversation_id, row_id) VALUES ('note', NEW.conversation_id, NEW.id);
END;

CREATE VIEW living_conversations AS SELECT * FROM conversations WHERE deleted_at IS NULL;
CREATE VIEW living_messages AS SELECT * FROM messages WHERE deleted_at IS NULL;
CREATE VIEW living_conversation_notes AS SELECT * FROM conversation_notes WHERE deleted_at IS NULL;
CREATE VIEW living_snippets AS SELECT * FROM snippets WHERE deleted_at IS NULL;

CREATE TRIGGER conversations_log_insert AFTER INSERT ON conversations BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('conversations', NEW.id, 'insert');
END;
CREATE TRIGGER conversations_log_update AFTER UPDATE ON conversations BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('conversations', NEW.id, 'update');
END;
CREATE TRIGGER conversations_log_delete AFTER DELETE ON conversations BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('conversations', OLD.id, 'delete');
END;
CREATE TRIGGER snippets_log_insert AFTER INSERT ON snippets BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('snippets', NEW.id, 'insert');
END;
CREATE TRIGGER snippets_log_update AFTER UPDATE ON snippets BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('snippets', NEW.id, 'update');
END;
CREATE TRIGGER snippets_log_delete AFTER DELETE ON snippets BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('snippets', OLD.id, 'delete');
END;
CREATE TRIGGER messages_log_insert AFTER INSERT ON messages BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('messages', NEW.id, 'insert');
END;
CREATE TRIGGER messages_log_update AFTER UPDATE ON messages BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('messages', NEW.id, 'update');
END;
CREATE TRIGGER messages_log_delete AFTER DELETE ON messages BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('messages', OLD.id, 'delete');
END;
CREATE TRIGGER conversation_notes_log_insert AFTER INSERT ON conversation_notes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('conversation_notes', NEW.id, 'insert');
END;
CREATE TRIGGER conversation_notes_log_update AFTER UPDATE ON conversation_notes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('conversation_notes', NEW.id, 'update');
END;
CREATE TRIGGER conversation_notes_log_delete AFTER DELETE ON conversation_notes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('conversation_notes', OLD.id, 'delete');
END;

-- A text goes out only while it is paid for and its number may be texted, at the moment it is claimed.
ALTER TABLE guard ADD COLUMN credits_left INTEGER CONSTRAINT guard_credits_left CHECK (credits_left IS NULL);
ALTER TABLE guard ADD COLUMN number_open INTEGER CONSTRAINT guard_number_open CHECK (number_open IS NULL);
