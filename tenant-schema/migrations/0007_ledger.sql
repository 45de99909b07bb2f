-- What families owe and have paid. Postings are the only truth; charges, payments and refunds are documents over them,
-- and what is open is kept from the postings by triggers.

ALTER TABLE guard ADD COLUMN line_open INTEGER CONSTRAINT guard_line_open CHECK (line_open IS NULL);
ALTER TABLE guard ADD COLUMN payment_left INTEGER CONSTRAINT guard_payment_left CHECK (payment_left IS NULL);
ALTER TABLE guard ADD COLUMN applied_left INTEGER CONSTRAINT guard_applied_left CHECK (applied_left IS NULL);
ALTER TABLE guard ADD COLUMN period_open INTEGER CONSTRAINT guard_period_open CHECK (period_open IS NULL);
ALTER TABLE guard ADD COLUMN one_family INTEGER CONSTRAINT guard_one_family CHECK (one_family IS NULL);
ALTER TABLE guard ADD COLUMN not_billed INTEGER CONSTRAINT guard_not_billed CHECK (not_billed IS NULL);
ALTER TABLE guard ADD COLUMN run_state INTEGER CONSTRAINT guard_run_state CHECK (run_state IS NULL);
ALTER TABLE guard ADD COLUMN attempt_state INTEGER CONSTRAINT guard_attempt_state CHECK (attempt_state IS NULL);

-- The last number given to a charge, a payment or credit, a refund.
INSERT INTO counters (name, value) VALUES ('charge_number', 1000), ('payment_number', 1000), ('refund_number', 1000);

-- The tariff as it was when something was priced: one row for each distinct content, whose hash is the id.
CREATE TABLE price_rules (
  id TEXT PRIMARY KEY,
  engine INTEGER NOT NULL,
  rules TEXT NOT NULL CHECK (json_valid(rules)),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The label of what period or fee a line is for; one that has expired is not offered any more.
CREATE TABLE charge_categories (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  expires_on TEXT,
  position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX charge_categories_name ON charge_categories (name COLLATE NOCASE) WHERE deleted_at IS NULL;

-- `facts`: what the price engine was asked, so that with `rules_id` the same cents come out for ever.
CREATE TABLE charges (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  family_id TEXT NOT NULL REFERENCES families (id),
  location_id TEXT NOT NULL REFERENCES locations (id),
  title TEXT NOT NULL,
  charge_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  early_bird_on TEXT,
  source TEXT NOT NULL CHECK (source IN ('manual', 'tuition', 'enrollment', 'late', 'anniversary', 'checkout', 'import')),
  run_id TEXT,
  rules_id TEXT REFERENCES price_rules (id),
  facts TEXT CHECK (facts IS NULL OR json_valid(facts)),
  note TEXT,
  voided_on TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT,
  CHECK (due_on >= charge_on)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX charges_number ON charges (number);
CREATE INDEX charges_family ON charges (family_id, charge_on, id) WHERE deleted_at IS NULL;
CREATE INDEX charges_day ON charges (charge_on, id) WHERE deleted_at IS NULL;
CREATE INDEX charges_run ON charges (run_id) WHERE run_id IS NOT NULL;

-- A discount is inside its line: net = base - discount; total = net + tax. `billing_key` names what is billed once only
-- (`tuition:<enrollment>:<first day of the period>`).
CREATE TABLE charge_lines (
  id TEXT PRIMARY KEY,
  charge_id TEXT NOT NULL REFERENCES charges (id),
  family_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('tuition', 'camp', 'appointment', 'anniversary', 'registration', 'late', 'product', 'other')),
  description TEXT NOT NULL,
  student_id TEXT REFERENCES students (id),
  enrollment_id TEXT REFERENCES enrollments (id),
  class_id TEXT REFERENCES classes (id),
  program_id TEXT REFERENCES programs (id),
  category_id TEXT REFERENCES charge_categories (id),
  period_from TEXT,
  period_to TEXT,
  base_minor INTEGER NOT NULL CHECK (base_minor >= 0),
  discount_minor INTEGER NOT NULL DEFAULT 0 CHECK (discount_minor >= 0),
  net_minor INTEGER NOT NULL CHECK (net_minor >= 0),
  tax_minor INTEGER NOT NULL DEFAULT 0 CHECK (tax_minor >= 0),
  total_minor INTEGER NOT NULL,
  early_bird_minor INTEGER,
  promo_code_ids TEXT CHECK (promo_code_ids IS NULL OR json_valid(promo_code_ids)),
  trace TEXT CHECK (trace IS NULL OR json_valid(trace)),
  billing_key TEXT,
  voided_on TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT,
  CHECK (total_minor = net_minor + tax_minor)
) STRICT, WITHOUT ROWID;
CREATE INDEX charge_lines_charge ON charge_lines (charge_id);
CREATE INDEX charge_lines_family ON charge_lines (family_id);
CREATE UNIQUE INDEX charge_lines_billed ON charge_lines (billing_key) WHERE billing_key IS NOT NULL AND voided_on IS NULL AND deleted_at IS NULL;
CREATE INDEX charge_lines_enrollment ON charge_lines (enrollment_id, period_from) WHERE enrollment_id IS NOT NULL;

-- Money that came in (`payment`) or was given (`credit`). Refunds and disputes are documents of their own.
CREATE TABLE payments (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  family_id TEXT NOT NULL REFERENCES families (id),
  location_id TEXT NOT NULL REFERENCES locations (id),
  kind TEXT NOT NULL CHECK (kind IN ('payment', 'credit')),
  method TEXT NOT NULL CHECK (method IN ('card', 'echeck', 'terminal', 'cash', 'check', 'gift', 'coupon', 'house', 'other')),
  title TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  received_on TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'settled', 'returned', 'voided')),
  settled_on TEXT,
  closed_on TEXT,
  close_reason TEXT,
  reference TEXT,
  program_id TEXT REFERENCES programs (id),
  category_id TEXT REFERENCES charge_categories (id),
  card_brand TEXT,
  last4 TEXT,
  processor TEXT,
  processor_ref TEXT,
  payment_method_id TEXT,
  attempt_id TEXT,
  run_id TEXT,
  billing_key TEXT,
  note TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX payments_number ON payments (number);
CREATE INDEX payments_family ON payments (family_id, received_on, id) WHERE deleted_at IS NULL;
CREATE INDEX payments_day ON payments (received_on, id) WHERE deleted_at IS NULL;
CREATE INDEX payments_run ON payments (run_id) WHERE run_id IS NOT NULL;
CREATE UNIQUE INDEX payments_attempt ON payments (attempt_id) WHERE attempt_id IS NOT NULL;
CREATE UNIQUE INDEX payments_billed ON payments (billing_key) WHERE billing_key IS NOT NULL AND closed_on IS NULL AND deleted_at IS NULL;
CREATE INDEX payments_processor ON payments (processor_ref) WHERE processor_ref IS NOT NULL;

CREATE TABLE refunds (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  payment_id TEXT NOT NULL REFERENCES payments (id),
  family_id TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  refunded_on TEXT NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('card', 'echeck', 'terminal', 'cash', 'check', 'recorded')),
  status TEXT NOT NULL CHECK (status IN ('pending', 'done', 'failed')),
  reason TEXT NOT NULL,
  processor_ref TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX refunds_number ON refunds (number);
CREATE INDEX refunds_payment ON refunds (payment_id);
CREATE INDEX refunds_day ON refunds (refunded_on, id);

CREATE TABLE disputes (
  id TEXT PRIMARY KEY,
  payment_id TEXT NOT NULL REFERENCES payments (id),
  family_id TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  opened_on TEXT NOT NULL,
  closed_on TEXT,
  status TEXT NOT NULL CHECK (status IN ('open', 'won', 'lost')),
  reason TEXT,
  processor_ref TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX disputes_ref ON disputes (processor_ref);
CREATE INDEX disputes_payment ON disputes (payment_id);

-- One row moves an amount from the account `credit` to the account `debit`, so every row balances by itself. The family,
-- the line, the payment and the rest say which sub-accounts are meant. Rows are only ever added; a correction is a
-- reversing row with a reason. `seq` is the order in which they were known.
CREATE TABLE postings (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('charge', 'tax', 'charge_void', 'tax_void', 'payment', 'settlement', 'payment_void', 'return',
    'credit', 'credit_void', 'allocation', 'deallocation', 'refund', 'refund_failed', 'dispute', 'dispute_won')),
  debit TEXT NOT NULL CHECK (debit IN ('receivable', 'unapplied', 'revenue', 'tax', 'cash', 'clearing', 'credit_given', 'dispute')),
  credit TEXT NOT NULL CHECK (credit IN ('receivable', 'unapplied', 'revenue', 'tax', 'cash', 'clearing', 'credit_given', 'dispute')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  family_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  charge_id TEXT,
  line_id TEXT REFERENCES charge_lines (id),
  payment_id TEXT REFERENCES payments (id),
  refund_id TEXT,
  program_id TEXT,
  category_id TEXT,
  effective_on TEXT NOT NULL,
  posted_at INTEGER NOT NULL,
  change_id TEXT NOT NULL,
  reason TEXT,
  CHECK (debit <> credit),
  CHECK ((debit <> 'receivable' AND credit <> 'receivable') OR line_id IS NOT NULL),
  CHECK ((debit <> 'unapplied' AND credit <> 'unapplied') OR payment_id IS NOT NULL)
) STRICT;
CREATE INDEX postings_family ON postings (family_id, seq);
CREATE INDEX postings_line ON postings (line_id) WHERE line_id IS NOT NULL;
CREATE INDEX postings_payment ON postings (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX postings_day ON postings (effective_on, seq);

-- What is still to be paid of a line. `grown_on`: the last day, by effect, on which it became more; nothing is taken off for
-- an earlier day, so that it is not negative on any day either.
CREATE TABLE line_balances (
  line_id TEXT PRIMARY KEY,
  charge_id TEXT NOT NULL,
  family_id TEXT NOT NULL,
  due_on TEXT NOT NULL,
  open_minor INTEGER NOT NULL CHECK (open_minor >= 0),
  grown_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX line_balances_open ON line_balances (family_id, due_on, open_minor) WHERE open_minor > 0;
CREATE INDEX line_balances_charge ON line_balances (charge_id);
CREATE VIEW line_balances_source AS
SELECT p.line_id, l.charge_id, p.family_id, c.due_on,
  sum(CASE WHEN p.debit = 'receivable' THEN p.amount_minor ELSE -p.amount_minor END) AS open_minor,
  max(CASE WHEN p.debit = 'receivable' THEN p.effective_on END) AS grown_on
FROM postings p JOIN charge_lines l ON l.id = p.line_id JOIN charges c ON c.id = l.charge_id
WHERE p.debit = 'receivable' OR p.credit = 'receivable' GROUP BY p.line_id;
-- What of a payment or credit was applied to nothing yet.
CREATE TABLE payment_balances (
  payment_id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL,
  unapplied_minor INTEGER NOT NULL CHECK (unapplied_minor >= 0),
  grown_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_balances_left ON payment_balances (family_id, unapplied_minor) WHERE unapplied_minor > 0;
CREATE VIEW payment_balances_source AS
SELECT payment_id, family_id, sum(CASE WHEN credit = 'unapplied' THEN amount_minor ELSE -amount_minor END) AS unapplied_minor,
  max(CASE WHEN credit = 'unapplied' THEN effective_on END) AS grown_on
FROM postings WHERE payment_id IS NOT NULL AND (debit = 'unapplied' OR credit = 'unapplied') GROUP BY 1;
-- A family's balance up to a posting; whoever asks adds what is newer. Moved on and compared with all postings each night.
CREATE TABLE family_snapshots (
  family_id TEXT PRIMARY KEY,
  balance_minor INTEGER NOT NULL,
  through_seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER postings_period BEFORE INSERT ON postings BEGIN
  INSERT INTO guard (period_open) SELECT 0
    WHERE (coalesce((SELECT value ->> 'lockedThrough' FROM settings WHERE id = 'ledger'), '') < NEW.effective_on) IS NOT TRUE;
  INSERT INTO guard (line_open) SELECT 0 WHERE NEW.credit = 'receivable'
    AND (SELECT open_minor >= NEW.amount_minor AND grown_on <= NEW.effective_on AND family_id = NEW.family_id
      FROM line_balances WHERE line_id = NEW.line_id) IS NOT TRUE;
  INSERT INTO guard (payment_left) SELECT 0 WHERE NEW.debit = 'unapplied'
    AND (SELECT unapplied_minor >= NEW.amount_minor AND family_id = NEW.family_id
      AND (grown_on <= NEW.effective_on OR NEW.credit <> 'receivable')
      FROM payment_balances WHERE payment_id = NEW.payment_id) IS NOT TRUE;
  INSERT INTO guard (applied_left) SELECT 0 WHERE NEW.kind = 'deallocation'
    AND (SELECT sum(CASE kind WHEN 'allocation' THEN amount_minor WHEN 'deallocation' THEN -amount_minor ELSE 0 END) >= NEW.amount_minor
      FROM postings WHERE payment_id = NEW.payment_id AND +line_id = NEW.line_id) IS NOT TRUE;
END;
CREATE TRIGGER postings_line_debit AFTER INSERT ON postings WHEN NEW.debit = 'receivable' BEGIN
  INSERT INTO line_balances (line_id, charge_id, family_id, due_on, open_minor, grown_on)
    SELECT l.id, l.charge_id, NEW.family_id, c.due_on, NEW.amount_minor, NEW.effective_on
    FROM charge_lines l JOIN charges c ON c.id = l.charge_id WHERE l.id = NEW.line_id
    ON CONFLICT DO UPDATE SET open_minor = open_minor + excluded.open_minor, grown_on = max(grown_on, excluded.grown_on);
END;
CREATE TRIGGER postings_line_credit AFTER INSERT ON postings WHEN NEW.credit = 'receivable' BEGIN
  UPDATE line_balances SET open_minor = open_minor - NEW.amount_minor WHERE line_id = NEW.line_id;
END;
CREATE TRIGGER postings_payment_credit AFTER INSERT ON postings WHEN NEW.credit = 'unapplied' BEGIN
  INSERT INTO payment_balances (payment_id, family_id, unapplied_minor, grown_on)
    VALUES (NEW.payment_id, NEW.family_id, NEW.amount_minor, NEW.effective_on)
    ON CONFLICT DO UPDATE SET unapplied_minor = unapplied_minor + excluded.unapplied_minor, grown_on = max(grown_on, excluded.grown_on);
END;
CREATE TRIGGER postings_payment_debit AFTER INSERT ON postings WHEN NEW.debit = 'unapplied' BEGIN
  UPDATE payment_balances SET unapplied_minor = unapplied_minor - NEW.amount_minor WHERE payment_id = NEW.payment_id;
END;
-- Postings stay as they are. Only the family may change, when families are merged; that moves no money.
CREATE TRIGGER postings_fixed BEFORE UPDATE OF seq, kind, debit, credit, amount_minor, location_id, charge_id, line_id, payment_id,
  refund_id, program_id, category_id, effective_on, posted_at, change_id, reason ON postings BEGIN
  SELECT RAISE(ABORT, 'postings are never changed');
END;
CREATE TRIGGER postings_kept BEFORE DELETE ON postings BEGIN
  SELECT RAISE(ABORT, 'postings are never deleted');
END;
CREATE TRIGGER postings_not_replaced BEFORE INSERT ON postings WHEN EXISTS (SELECT 1 FROM postings p WHERE p.seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'postings are never replaced');
END;
CREATE TRIGGER postings_family_moved AFTER UPDATE OF family_id ON postings WHEN OLD.family_id <> NEW.family_id BEGIN
  UPDATE line_balances SET family_id = NEW.family_id WHERE line_id = NEW.line_id;
  UPDATE payment_balances SET family_id = NEW.family_id WHERE payment_id = NEW.payment_id;
  DELETE FROM family_snapshots WHERE family_id IN (OLD.family_id, NEW.family_id);
END;
-- Postings go where their documents go, also when a merge is undone.
CREATE TRIGGER charges_family_moved AFTER UPDATE OF family_id ON charges WHEN OLD.family_id <> NEW.family_id BEGIN
  UPDATE postings SET family_id = NEW.family_id WHERE line_id IN (SELECT id FROM charge_lines WHERE charge_id = NEW.id);
END;
CREATE TRIGGER payments_family_moved AFTER UPDATE OF family_id ON payments WHEN OLD.family_id <> NEW.family_id BEGIN
  UPDATE postings SET family_id = NEW.family_id WHERE payment_id = NEW.id;
END;
-- What a document says about money stays as it was posted.
CREATE TRIGGER charges_fixed BEFORE UPDATE OF id, number, location_id, charge_on, deleted_at ON charges BEGIN
  SELECT RAISE(ABORT, 'charges are voided, never changed');
END;
CREATE TRIGGER charge_lines_fixed BEFORE UPDATE OF id, charge_id, base_minor, discount_minor, net_minor, tax_minor, total_minor, deleted_at
  ON charge_lines BEGIN
  SELECT RAISE(ABORT, 'lines of charges are voided, never changed');
END;
CREATE TRIGGER payments_fixed BEFORE UPDATE OF id, number, location_id, kind, method, amount_minor, received_on, deleted_at ON payments BEGIN
  SELECT RAISE(ABORT, 'payments are voided, never changed');
END;
CREATE TRIGGER refunds_fixed BEFORE UPDATE OF id, number, payment_id, amount_minor, refunded_on, deleted_at ON refunds BEGIN
  SELECT RAISE(ABORT, 'refunds are never changed');
END;
CREATE TRIGGER charges_due_moved AFTER UPDATE OF due_on ON charges WHEN OLD.due_on <> NEW.due_on BEGIN
  UPDATE line_balances SET due_on = NEW.due_on WHERE charge_id = NEW.id;
END;

-- A card or bank account that the processor keeps for us; we have its token and what is needed to recognise it.
CREATE TABLE payment_methods (
  id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES families (id),
  guardian_id TEXT REFERENCES guardians (id),
  processor TEXT NOT NULL,
  customer_ref TEXT NOT NULL,
  method_ref TEXT NOT NULL,
  mandate_ref TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('card', 'bank')),
  brand TEXT,
  last4 TEXT NOT NULL,
  expires_month INTEGER,
  expires_year INTEGER,
  holder TEXT,
  is_primary INTEGER NOT NULL DEFAULT 0 CHECK (is_primary IN (0, 1)),
  autopay_at INTEGER,
  autopay_by TEXT,
  invalid_reason TEXT,
  expiry_told_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_methods_family ON payment_methods (family_id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX payment_methods_primary ON payment_methods (family_id) WHERE is_primary = 1 AND deleted_at IS NULL;
CREATE INDEX payment_methods_expiring ON payment_methods (expires_year, expires_month)
  WHERE is_primary = 1 AND autopay_at IS NOT NULL AND expiry_told_at IS NULL AND deleted_at IS NULL;
CREATE UNIQUE INDEX payment_methods_ref ON payment_methods (processor, method_ref) WHERE deleted_at IS NULL;

-- The fields on which somebody enters a card or an account to be kept: whose they are, until they are filled in.
CREATE TABLE payment_setups (
  id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES families (id),
  guardian_id TEXT REFERENCES guardians (id),
  processor TEXT NOT NULL,
  customer_ref TEXT NOT NULL,
  setup_ref TEXT NOT NULL,
  payment_method_id TEXT REFERENCES payment_methods (id),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_setups_family ON payment_setups (family_id, id);

-- What we asked a processor to do. The row is there before the question, under whose id it is asked, so that a crash in
-- between is looked up and never asked twice. `targets`: lines and amounts it was meant for. `next_at`: when to look or try again.
CREATE TABLE payment_attempts (
  id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES families (id),
  payment_method_id TEXT REFERENCES payment_methods (id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  location_id TEXT NOT NULL REFERENCES locations (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('pay', 'draft', 'refund')),
  targets TEXT NOT NULL CHECK (json_valid(targets)),
  state TEXT NOT NULL CHECK (state IN ('created', 'asked', 'processing', 'succeeded', 'declined', 'unknown', 'cancelled')),
  processor TEXT NOT NULL,
  processor_ref TEXT,
  decline_code TEXT,
  message TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  ladder_step INTEGER NOT NULL DEFAULT 0,
  run_id TEXT,
  payment_id TEXT REFERENCES payments (id),
  next_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_change_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_attempts_family ON payment_attempts (family_id, id);
CREATE INDEX payment_attempts_due ON payment_attempts (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX payment_attempts_ref ON payment_attempts (processor_ref) WHERE processor_ref IS NOT NULL;
CREATE UNIQUE INDEX payment_attempts_run ON payment_attempts (run_id, family_id, ladder_step) WHERE run_id IS NOT NULL;

-- What processors told us, word for word, before anything is done with it.
CREATE TABLE webhook_events (
  processor TEXT NOT NULL,
  event_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  applied_at INTEGER,
  problem TEXT,
  PRIMARY KEY (processor, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_events_open ON webhook_events (received_at) WHERE applied_at IS NULL;

CREATE VIEW living_charge_categories AS SELECT * FROM charge_categories WHERE deleted_at IS NULL;
CREATE VIEW living_charges AS SELECT * FROM charges WHERE deleted_at IS NULL;
CREATE VIEW living_charge_lines AS SELECT * FROM charge_lines WHERE deleted_at IS NULL;
CREATE VIEW living_payments AS SELECT * FROM payments WHERE deleted_at IS NULL;
CREATE VIEW living_refunds AS SELECT * FROM refunds WHERE deleted_at IS NULL;
CREATE VIEW living_disputes AS SELECT * FROM disputes WHERE deleted_at IS NULL;
CREATE VIEW living_payment_methods AS SELECT * FROM payment_methods WHERE deleted_at IS NULL;
CREATE VIEW living_payment_attempts AS SELECT * FROM payment_attempts WHERE deleted_at IS NULL;

CREATE TRIGGER charge_categories_log_insert AFTER INSERT ON charge_categories BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('charge_categories', NEW.id, 'insert');
END;
CREATE TRIGGER charge_categories_log_update AFTER UPDATE ON charge_categories BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('charge_categories', NEW.id, 'update');
END;
CREATE TRIGGER charge_categories_log_delete AFTER DELETE ON charge_categories BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('charge_categories', OLD.id, 'delete');
END;
CREATE TRIGGER charges_log_insert AFTER INSERT ON charges BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('charges', NEW.id, 'insert');
END;
CREATE TRIGGER charges_log_update AFTER UPDATE ON charges BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('charges', NEW.id, 'update');
END;
CREATE TRIGGER charges_log_delete AFTER DELETE ON charges BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('charges', OLD.id, 'delete');
END;
CREATE TRIGGER charge_lines_log_insert AFTER INSERT ON charge_lines BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('charge_lines', NEW.id, 'insert');
END;
CREATE TRIGGER charge_lines_log_update AFTER UPDATE ON charge_lines BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('charge_lines', NEW.id, 'update');
END;
CREATE TRIGGER charge_lines_log_delete AFTER DELETE ON charge_lines BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('charge_lines', OLD.id, 'delete');
END;
CREATE TRIGGER payments_log_insert AFTER INSERT ON payments BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('payments', NEW.id, 'insert');
END;
CREATE TRIGGER payments_log_update AFTER UPDATE ON payments BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('payments', NEW.id, 'update');
END;
CREATE TRIGGER payments_log_delete AFTER DELETE ON payments BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('payments', OLD.id, 'delete');
END;
CREATE TRIGGER refunds_log_insert AFTER INSERT ON refunds BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('refunds', NEW.id, 'insert');
END;
CREATE TRIGGER refunds_log_update AFTER UPDATE ON refunds BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('refunds', NEW.id, 'update');
END;
CREATE TRIGGER refunds_log_delete AFTER DELETE ON refunds BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('refunds', OLD.id, 'delete');
END;
CREATE TRIGGER disputes_log_insert AFTER INSERT ON disputes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('disputes', NEW.id, 'insert');
END;
CREATE TRIGGER disputes_log_update AFTER UPDATE ON disputes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('disputes', NEW.id, 'update');
END;
CREATE TRIGGER disputes_log_delete AFTER DELETE ON disputes BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('disputes', OLD.id, 'delete');
END;
CREATE TRIGGER payment_methods_log_insert AFTER INSERT ON payment_methods BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('payment_methods', NEW.id, 'insert');
END;
CREATE TRIGGER payment_methods_log_update AFTER UPDATE ON payment_methods BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('payment_methods', NEW.id, 'update');
END;
CREATE TRIGGER payment_methods_log_delete AFTER DELETE ON payment_methods BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('payment_methods', OLD.id, 'delete');
END;
CREATE TRIGGER payment_attempts_log_insert AFTER INSERT ON payment_attempts BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('payment_attempts', NEW.id, 'insert');
END;
CREATE TRIGGER payment_attempts_log_update AFTER UPDATE ON payment_attempts BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('payment_attempts', NEW.id, 'update');
END;
CREATE TRIGGER payment_attempts_log_delete AFTER DELETE ON payment_attempts BEGIN
  INSERT INTO change_log (table_name, row_id, op) VALUES ('payment_attempts', OLD.id, 'delete');
END;
