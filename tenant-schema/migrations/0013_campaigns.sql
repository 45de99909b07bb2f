-- Campaigns: mail, text and push to many at once; the log of every mail; addresses that no mail goes to; devices for push.

ALTER TABLE guard ADD COLUMN campaign_state INTEGER CONSTRAINT guard_campaign_state CHECK (campaign_state IS NULL);

-- `audience` is a list of the office with its filter or the rows that were ticked. Frozen: its recipients are rows from
-- the moment it was scheduled; live: they are made when it is sent. `gathered_to` is how far making them has come.
CREATE TABLE campaigns (
  id TEXT PRIMARY KEY,
  channel TEXT NOT NULL CHECK (channel IN ('email', 'sms', 'push')),
  class TEXT NOT NULL CHECK (class IN ('transactional', 'marketing')),
  subject TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL,
  audience TEXT NOT NULL CHECK (json_valid(audience)),
  is_frozen INTEGER NOT NULL DEFAULT 0 CHECK (is_frozen IN (0, 1)),
  is_tracked INTEGER NOT NULL DEFAULT 0 CHECK (is_tracked IN (0, 1)),
  state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'scheduled', 'sending', 'sent', 'cancelled')),
  send_at INTEGER,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  staff_name TEXT NOT NULL,
  task_id TEXT,
  gathered_to TEXT NOT NULL DEFAULT '',
  is_gathered INTEGER NOT NULL DEFAULT 0 CHECK (is_gathered IN (0, 1)),
  sent_at INTEGER,
  failure TEXT,
  emptied_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX campaigns_due ON campaigns (send_at) WHERE state = 'scheduled' AND deleted_at IS NULL;
CREATE INDEX campaigns_state ON campaigns (state, created_at) WHERE deleted_at IS NULL;

-- One row for everybody a campaign is for, also for whom it skips, with the reason. `dedupe_key` is what is written to
-- once: an address, or an address and a student when the words name the student. `claim` is the page in which
-- it was last handed to the provider: what a crash left in `sending` is `unknown` and is not sent again.
CREATE TABLE campaign_recipients (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaigns (id),
  dedupe_key TEXT,
  family_id TEXT,
  guardian_id TEXT,
  student_id TEXT,
  class_id TEXT,
  staff_id TEXT,
  login_id TEXT,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  via TEXT NOT NULL CHECK (via IN ('email', 'sms', 'push')),
  state TEXT NOT NULL CHECK (state IN
    ('waiting', 'sending', 'sent', 'delivered', 'opened', 'clicked', 'bounced', 'rejected', 'unknown', 'skipped')),
  why TEXT,
  claim INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  facts TEXT CHECK (facts IS NULL OR json_valid(facts)),
  message_id TEXT REFERENCES messages (id),
  sent_at INTEGER,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX campaign_recipients_once ON campaign_recipients (campaign_id, dedupe_key) WHERE dedupe_key IS NOT NULL;
CREATE INDEX campaign_recipients_state ON campaign_recipients (campaign_id, state, id);
CREATE INDEX campaign_recipients_message ON campaign_recipients (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX campaign_recipients_family ON campaign_recipients (family_id, sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX campaign_recipients_staff ON campaign_recipients (staff_id, sent_at) WHERE sent_at IS NOT NULL;

-- How many recipients of a campaign are in which state, because count(*) reads every row.
CREATE TABLE campaign_tallies (
  campaign_id TEXT NOT NULL REFERENCES campaigns (id),
  state TEXT NOT NULL,
  recipients INTEGER NOT NULL,
  PRIMARY KEY (campaign_id, state)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER campaign_recipients_tally_insert AFTER INSERT ON campaign_recipients BEGIN
  INSERT INTO campaign_tallies (campaign_id, state, recipients) VALUES (NEW.campaign_id, NEW.state, 1)
    ON CONFLICT (campaign_id, state) DO UPDATE SET recipients = recipients + 1;
END;
CREATE TRIGGER campaign_recipients_tally_update AFTER UPDATE OF state ON campaign_recipients WHEN NEW.state <> OLD.state BEGIN
  UPDATE campaign_tallies SET recipients = recipients - 1 WHERE campaign_id = OLD.campaign_id AND state = OLD.state;
  INSERT INTO campaign_tallies (campaign_id, state, recipients) VALUES (NEW.campaign_id, NEW.state, 1)
    ON CONFLICT (campaign_id, state) DO UPDATE SET recipients = recipients + 1;
END;
CREATE TRIGGER campaign_recipients_tally_delete AFTER DELETE ON campaign_recipients BEGIN
  UPDATE campaign_tallies SET recipients = recipients - 1 WHERE campaign_id = OLD.campaign_id AND state = OLD.state;
END;

-- A text of a campaign is sent and followed as a message; its recipient says the same.
CREATE TRIGGER messages_tell_campaign AFTER UPDATE OF status ON messages
WHEN NEW.campaign_id IS NOT NULL AND NEW.status <> OLD.status BEGIN
  UPDATE campaign_recipients SET changed_at = NEW.updated_at, why = NEW.error_text,
      state = CASE NEW.status WHEN 'delivered' THEN 'delivered' WHEN 'unknown' THEN 'unknown' WHEN 'failed' THEN 'rejected'
        WHEN 'undelivered' THEN 'bounced' WHEN 'cancelled' THEN 'rejected' ELSE 'sent' END
    WHERE message_id = NEW.id;
END;

-- The addresses that the words of a marketing mail open, in their order, and how often they were opened.
CREATE TABLE campaign_links (
  campaign_id TEXT NOT NULL REFERENCES campaigns (id),
  position INTEGER NOT NULL,
  url TEXT NOT NULL,
  clicks INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (campaign_id, position)
) STRICT, WITHOUT ROWID;

-- Every mail but those of campaigns, whose log is their recipients. The words are emptied after 24 months, and are not
-- kept at all for mails that let somebody in.
CREATE TABLE mail_log (
  id TEXT PRIMARY KEY,
  template TEXT NOT NULL,
  family_id TEXT,
  staff_id TEXT,
  address TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'delivered', 'bounced', 'rejected')),
  why TEXT,
  sent_at INTEGER NOT NULL,
  emptied_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_log_sent ON mail_log (sent_at, id);
CREATE INDEX mail_log_family ON mail_log (family_id, sent_at) WHERE family_id IS NOT NULL;
CREATE INDEX mail_log_staff ON mail_log (staff_id, sent_at) WHERE staff_id IS NOT NULL;
CREATE INDEX mail_log_unemptied ON mail_log (sent_at) WHERE emptied_at IS NULL;

-- An address no mail goes to any more: it bounced, somebody complained, or the school said so. `marketing` lets what
-- somebody must be told through.
CREATE TABLE suppressions (
  id TEXT PRIMARY KEY,
  address TEXT NOT NULL,
  address_folded TEXT NOT NULL,
  reach TEXT NOT NULL CHECK (reach IN ('all', 'marketing')),
  reason TEXT NOT NULL CHECK (reason IN ('bounced', 'complained', 'unsubscribed', 'by_hand')),
  note TEXT,
  campaign_id TEXT REFERENCES campaigns (id),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX suppressions_address ON suppressions (address_folded, reach) WHERE deleted_at IS NULL;
CREATE INDEX suppressions_listed ON suppressions (created_at, id) WHERE deleted_at IS NULL;

-- A browser that a person lets us push to: a guardian's by their log-in, or one of a member of staff.
CREATE TABLE push_subscriptions (
  id TEXT PRIMARY KEY,
  login_id TEXT REFERENCES logins (id),
  staff_id TEXT REFERENCES staff (id),
  endpoint TEXT NOT NULL,
  endpoint_hash TEXT NOT NULL,
  p256dh TEXT NOT NULL,
  auth TEXT NOT NULL,
  device TEXT NOT NULL DEFAULT '',
  last_used_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT,
  CHECK ((login_id IS NULL) <> (staff_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX push_subscriptions_endpoint ON push_subscriptions (endpoint_hash) WHERE deleted_at IS NULL;
CREATE INDEX push_subscriptions_login ON push_subscriptions (login_id) WHERE login_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX push_subscriptions_staff ON push_subscriptions (staff_id) WHERE staff_id IS NOT NULL AND deleted_at IS NULL;

CREATE VIEW living_campaigns AS SELECT * FROM campaigns WHERE deleted_at IS NULL;
CREATE VIEW living_suppressions AS SELECT * FROM suppressions WHERE deleted_at IS NULL;
CREATE VIEW living_push_subscriptions AS SELECT * FROM push_subscriptions WHERE deleted_at IS NULL;

CREATE TRIGGER campaigns_log_insert AFTER INSERT ON campaigns BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('campaigns', NEW.id, 'insert');
END;
CREATE TRIGGER campaigns_log_update AFTER UPDATE ON campaigns BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('campaigns', NEW.id, 'update');
END;
CREATE TRIGGER campaigns_log_delete AFTER DELETE ON campaigns BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('campaigns', OLD.id, 'delete');
END;
CREATE TRIGGER suppressions_log_insert AFTER INSERT ON suppressions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('suppressions', NEW.id, 'insert');
END;
CREATE TRIGGER suppressions_log_update AFTER UPDATE ON suppressions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('suppressions', NEW.id, 'update');
END;
CREATE TRIGGER suppressions_log_delete AFTER DELETE ON suppressions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('suppressions', OLD.id, 'delete');
END;
CREATE TRIGGER push_subscriptions_log_insert AFTER INSERT ON push_subscriptions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('push_subscriptions', NEW.id, 'insert');
END;
CREATE TRIGGER push_subscriptions_log_update AFTER UPDATE ON push_subscriptions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('push_subscriptions', NEW.id, 'update');
END;
CREATE TRIGGER push_subscriptions_log_delete AFTER DELETE ON push_subscriptions BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('push_subscriptions', OLD.id, 'delete');
END;
