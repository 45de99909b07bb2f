import { number, type Row, type Statement, type Store, text } from "./database.ts";

/** An account whose figures are asked for, and what day it is there. */
export interface FiguredAccount {
  readonly id: string;
  readonly today: string;
}

/** A month of an account: how it was at its end (for the present month: today), and what happened in it. */
export interface MonthFigures {
  readonly month: string;
  readonly enrollments: number;
  readonly started: number;
  readonly ended: number;
  readonly places: number;
  readonly filled: number;
  readonly students: number;
  /** Of those who were there at the end of the month before, how many are not at the end of this one. */
  readonly studentsBefore: number;
  readonly studentsLost: number;
  readonly revenueMinor: number;
  readonly receivedMinor: number;
  readonly receivableMinor: number;
  readonly unappliedMinor: number;
}

/** What families owe, by how long it has been due. */
export interface Aging {
  readonly notDueMinor: number;
  readonly to30Minor: number;
  readonly to60Minor: number;
  readonly to90Minor: number;
  readonly over90Minor: number;
}

export interface AccountFigures {
  readonly accountId: string;
  readonly months: readonly MonthFigures[];
  readonly aging: Aging;
}

/** The figures of accounts for months on end, in one trip; a month before anything happened is all noughts. */
export async function readFigures(
  store: Store,
  accounts: readonly FiguredAccount[],
  months: readonly string[],
): Promise<AccountFigures[]> {
  const first = months[0];
  const last = months.at(-1);
  if (!first || !last || accounts.length === 0) return [];
  const [monthRows = [], dayRows = [], dueRows = []] = await store.read([
    monthsOf(accounts, first, last),
    daysOf(accounts),
    duesOf(accounts),
  ]);
  const [byMonth, byDay, byDue] = [grouped(monthRows), grouped(dayRows), grouped(dueRows)];
  return accounts.map(({ id, today }) => ({
    accountId: id,
    months: seriesOf(byMonth.get(id) ?? [], byDay.get(id)?.[0], months, today.slice(0, 7)),
    aging: agingOf(byDue.get(id)?.[0]),
  }));
}

const SUMS = `sum(enrollments) AS enrollments, sum(filled) AS filled, sum(places) AS places, sum(started) AS started,
  sum(ended) AS ended, sum(students_gained) AS gained, sum(students_lost) AS lost, sum(revenue_minor) AS revenue,
  sum(received_minor) AS received, sum(receivable_minor) AS receivable, sum(unapplied_minor) AS unapplied`;

const list = (accounts: readonly FiguredAccount[]) =>
  JSON.stringify(accounts.map(({ id, today }) => [id, today]));

/** Each month, and all before the first as one. */
function monthsOf(accounts: readonly FiguredAccount[], first: string, last: string): Statement {
  return {
    sql: `SELECT m.account_id, CASE WHEN m.month < ?2 THEN '' ELSE m.month END AS month, ${SUMS}
      FROM json_each(?1) j CROSS JOIN account_months m ON m.account_id = j.value ->> 0
      WHERE m.month <= ?3 GROUP BY 1, 2`,
    params: [list(accounts), first, last],
  };
}

/** What is still to come this month is taken off its end. */
function daysOf(accounts: readonly FiguredAccount[]): Statement {
  return {
    sql: `SELECT d.account_id, sum(d.enrollments) AS enrollments, sum(d.filled) AS filled, sum(d.places) AS places
      FROM json_each(?1) j CROSS JOIN account_days d ON d.account_id = j.value ->> 0
        AND d.day > j.value ->> 1 AND d.day <= substr(j.value ->> 1, 1, 7) || '-31' GROUP BY 1`,
    params: [list(accounts)],
  };
}

function duesOf(accounts: readonly FiguredAccount[]): Statement {
  const overdue = (from: number, to: number | null) =>
    `sum(CASE WHEN age >= ${from}${to === null ? "" : ` AND age <= ${to}`} THEN open_minor ELSE 0 END)`;
  return {
    sql: `SELECT account_id, sum(CASE WHEN age <= 0 THEN open_minor ELSE 0 END) AS not_due, ${overdue(1, 30)} AS to30,
        ${overdue(31, 60)} AS to60, ${overdue(61, 90)} AS to90, ${overdue(91, null)} AS over90
      FROM (SELECT d.account_id, d.open_minor, CAST(julianday(j.value ->> 1) - julianday(d.due_on) AS INTEGER) AS age
        FROM json_each(?1) j CROSS JOIN account_dues d ON d.account_id = j.value ->> 0) GROUP BY 1`,
    params: [list(accounts)],
  };
}

function grouped(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const id = text(row.account_id);
    const group = groups.get(id);
    if (group) group.push(row);
    else groups.set(id, [row]);
  }
  return groups;
}

/** Sums up what came and went, so that each month says how it stood at its end. */
function seriesOf(
  rows: readonly Row[],
  toCome: Row | undefined,
  months: readonly string[],
  thisMonth: string,
): MonthFigures[] {
  const byMonth = new Map(rows.map((row) => [text(row.month), row]));
  const before = byMonth.get("");
  const total = (column: string) => number(before?.[column]);
  const standing = { enrollments: 0, filled: 0, places: 0, receivable: 0, unapplied: 0 };
  for (const column of Object.keys(standing) as (keyof typeof standing)[]) standing[column] = total(column);
  let students = total("gained") - total("lost");
  return months.map((month) => {
    const row = byMonth.get(month);
    for (const column of Object.keys(standing) as (keyof typeof standing)[])
      standing[column] += number(row?.[column]);
    const studentsBefore = students;
    students += number(row?.gained) - number(row?.lost);
    const late = month === thisMonth ? toCome : undefined;
    return {
      month,
      enrollments: standing.enrollments - number(late?.enrollments),
      started: number(row?.started),
      ended: number(row?.ended),
      places: standing.places - number(late?.places),
      filled: standing.filled - number(late?.filled),
      students,
      studentsBefore,
      studentsLost: number(row?.lost),
      revenueMinor: number(row?.revenue),
      receivedMinor: number(row?.received),
      receivableMinor: standing.receivable,
      unappliedMinor: standing.unapplied,
    };
  });
}

function agingOf(row: Row | undefined): Aging {
  return {
    notDueMinor: number(row?.not_due),
    to30Minor: number(row?.to30),
    to60Minor: number(row?.to60),
    to90Minor: number(row?.to90),
    over90Minor: number(row?.over90),
  };
}
