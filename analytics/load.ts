import type { PostedAmount } from "./account-source.ts";
import type { Row, Statement } from "./database.ts";
import { deriveAgain } from "./derive.ts";
import type { FactKind } from "./extract.ts";

/** Where the facts go: the account and whose it is. */
export interface Shelf {
  readonly accountId: string;
  readonly enterpriseId: string;
}

/** Rows of one kind: all that were asked for by `ids`, and those of them that live. */
export interface Facts {
  readonly ids: readonly string[];
  readonly rows: readonly Row[];
}

export interface Page {
  readonly facts: Partial<Record<FactKind, Facts>>;
  readonly openLines: Facts;
  readonly postings: readonly PostedAmount[];
}

const CONTACT_KINDS = { guardians: "guardian", emails: "email", phones: "phone" } as const;
const NAME_KINDS = { levels: "level", programs: "program", charge_categories: "charge_category" } as const;
/** Classes before enrollments, which take places in them. */
const ORDER: readonly FactKind[] = [
  "classes",
  "enrollments",
  "students",
  "guardians",
  "emails",
  "phones",
  "levels",
  "programs",
  "charge_categories",
  "families",
];

/** The statements that put a page into the store, whatever of it is there already. */
export function loadPage(shelf: Shelf, page: Page): Statement[] {
  const statements = ORDER.flatMap((kind) => {
    const facts = page.facts[kind];
    return facts && facts.ids.length > 0 ? loadKind(shelf, kind, facts) : [];
  });
  statements.push(...loadOpenLines(shelf, page.openLines), ...addPostings(shelf, page.postings));
  const touched = (kind: FactKind) => (page.facts[kind]?.ids.length ?? 0) > 0;
  const touchesPeople = touched("enrollments") || touched("students") || touched("families");
  if (touchesPeople || touched("guardians") || touched("emails") || touched("phones")) {
    statements.push(...deriveAgain(shelf.accountId));
  }
  return statements;
}

function loadKind(shelf: Shelf, kind: FactKind, facts: Facts): Statement[] {
  const rows = JSON.stringify(facts.rows);
  const { accountId, enterpriseId } = shelf;
  switch (kind) {
    case "families":
      return loadFamilies(shelf, facts);
    case "classes":
      return [
        forget("classes", accountId, facts.ids),
        insert(
          `INSERT INTO classes (account_id, id, name, program_id, level_id, starts_on, ends_on, slots, places)
            SELECT ?2, value ->> 'id', value ->> 'name', value ->> 'program_id', value ->> 'level_id', value ->> 'starts_on',
              value ->> 'ends_on', value ->> 'slots', value ->> 'places' FROM json_each(?1)`,
          [rows, accountId],
        ),
        seatsOf(accountId, "class_id", facts.ids),
      ];
    case "enrollments":
      return [
        forget("enrollments", accountId, facts.ids),
        insert(
          `INSERT INTO enrollments (account_id, student_id, id, class_id, kind, starts_on, ends_on, slot_count, is_from_transfer, is_to_transfer)
            SELECT ?2, value ->> 'student_id', value ->> 'id', value ->> 'class_id', value ->> 'kind', value ->> 'starts_on',
              value ->> 'ends_on', value ->> 'slot_count', value ->> 'is_from_transfer', value ->> 'is_to_transfer' FROM json_each(?1)`,
          [rows, accountId],
        ),
        seatsOf(accountId, "id", facts.ids),
      ];
    case "students":
      return [
        forget("students", accountId, facts.ids),
        insert(
          `INSERT INTO students (account_id, family_id, id, first_name)
            SELECT ?2, value ->> 'family_id', value ->> 'id', value ->> 'first_name' FROM json_each(?1)`,
          [rows, accountId],
        ),
      ];
    case "guardians":
    case "emails":
    case "phones":
      return [
        forget("contacts", accountId, facts.ids),
        insert(
          `INSERT INTO contacts (account_id, family_id, kind, id, shown, rank, words)
            SELECT ?2, value ->> 'family_id', ?3, value ->> 'id', value ->> 'shown', value ->> 'rank', value ->> 'words'
            FROM json_each(?1)`,
          [rows, accountId, CONTACT_KINDS[kind]],
        ),
      ];
    default:
      return [
        forget("names", accountId, facts.ids),
        insert(
          `INSERT INTO names (enterprise_id, kind, name, account_id, id)
            SELECT ?3, ?4, value ->> 'name', ?2, value ->> 'id' FROM json_each(?1)`,
          [rows, accountId, enterpriseId, NAME_KINDS[kind]],
        ),
      ];
  }
}

/** Not taken out and put in again, so that a name that stayed keeps its words. */
function loadFamilies({ accountId, enterpriseId }: Shelf, facts: Facts): Statement[] {
  const living = new Set(facts.rows.map((row) => row.id));
  const gone = facts.ids.filter((id) => !living.has(id));
  return [
    forget("families", accountId, gone),
    insert(
      `INSERT INTO families (account_id, id, enterprise_id, name, city, created_at)
        SELECT ?2, value ->> 'id', ?3, value ->> 'name', value ->> 'city', value ->> 'created_at' FROM json_each(?1) WHERE true
        ON CONFLICT DO UPDATE SET name = excluded.name, city = excluded.city, created_at = excluded.created_at`,
      [JSON.stringify(facts.rows), accountId, enterpriseId],
    ),
  ];
}

function loadOpenLines({ accountId }: Shelf, facts: Facts): Statement[] {
  if (facts.ids.length === 0) return [];
  return [
    forget("open_lines", accountId, facts.ids),
    insert(
      `INSERT INTO open_lines (account_id, id, family_id, due_on, open_minor)
        SELECT ?2, value ->> 'id', value ->> 'family_id', value ->> 'due_on', value ->> 'open_minor' FROM json_each(?1)`,
      [JSON.stringify(facts.rows), accountId],
    ),
  ];
}

/** Added up once each: the page's batch moves the cursor, too, and a second one fails on its guard. */
function addPostings({ accountId }: Shelf, postings: readonly PostedAmount[]): Statement[] {
  if (postings.length === 0) return [];
  const months = new Map<string, Record<string, number>>();
  for (const { debit, credit, amountMinor, month } of postings) {
    const sums = months.get(month) ?? { month: 0, revenue: 0, received: 0, receivable: 0, unapplied: 0 };
    months.set(month, sums);
    sums[SUM_OF[credit] ?? "month"]! += isMoneyOut(credit) ? -amountMinor : amountMinor;
    sums[SUM_OF[debit] ?? "month"]! += isMoneyOut(debit) ? amountMinor : -amountMinor;
  }
  const rows = [...months].map(([month, sums]) => ({ ...sums, month }));
  return [
    insert(
      `INSERT INTO account_months (account_id, month, revenue_minor, received_minor, receivable_minor, unapplied_minor)
        SELECT ?2, value ->> 'month', value ->> 'revenue', value ->> 'received', value ->> 'receivable', value ->> 'unapplied'
        FROM json_each(?1) WHERE true
        ON CONFLICT DO UPDATE SET revenue_minor = revenue_minor + excluded.revenue_minor,
          received_minor = received_minor + excluded.received_minor,
          receivable_minor = receivable_minor + excluded.receivable_minor,
          unapplied_minor = unapplied_minor + excluded.unapplied_minor`,
      [JSON.stringify(rows), accountId],
    ),
  ];
}

/** Which sum an account of the ledger belongs to; the others are in none. */
const SUM_OF: Readonly<Record<string, string>> = {
  revenue: "revenue",
  cash: "received",
  clearing: "received",
  receivable: "receivable",
  unapplied: "unapplied",
};

/** Cash and receivables grow by debits, revenue and what is unapplied by credits. */
function isMoneyOut(account: string): boolean {
  return account === "cash" || account === "clearing" || account === "receivable";
}

/** In how many slots the enrollments take places, and until when; none in a class that is gone. */
function seatsOf(accountId: string, by: "id" | "class_id", ids: readonly string[]): Statement {
  const ofClass =
    "FROM classes c WHERE c.account_id = enrollments.account_id AND c.id = enrollments.class_id";
  return insert(
    `UPDATE enrollments INDEXED BY ${by === "id" ? "enrollments_id" : "enrollments_class"} SET
        seats = coalesce((SELECT coalesce(enrollments.slot_count, max(c.slots, 1)) ${ofClass}
          AND coalesce(c.ends_on, '9999') >= enrollments.starts_on), 0),
        fills_to = (SELECT nullif(min(coalesce(enrollments.ends_on, '9999-12-31'), coalesce(c.ends_on, '9999-12-31')), '9999-12-31') ${ofClass})
      WHERE account_id = ?2 AND kind = 'active' AND ${by} IN (SELECT value FROM json_each(?1))`,
    [JSON.stringify(ids), accountId],
  );
}

/** Named, else the planner takes the account for the way and walks through all that it has. */
const FOUND_BY: Readonly<Record<string, string>> = {
  contacts: "INDEXED BY contacts_id",
  students: "INDEXED BY students_id",
  enrollments: "INDEXED BY enrollments_id",
};

function forget(table: string, accountId: string, ids: readonly string[]): Statement {
  return insert(
    `DELETE FROM ${table} ${FOUND_BY[table] ?? ""} WHERE account_id = ?2 AND id IN (SELECT value FROM json_each(?1))`,
    [JSON.stringify(ids), accountId],
  );
}

function insert(sql: string, params: Statement["params"]): Statement {
  return { sql, params };
}
