import { isDeepStrictEqual } from "node:util";
import { addDays } from "../../../tenant-schema/dates.ts";
import { getReceivables } from "../../../worker/domains/account-ledger/get-receivables.ts";
import { getFamilyMoney } from "../../../worker/domains/ledger/get-family-money.ts";
import { listEntries } from "../../../worker/domains/ledger/list-entries.ts";
import type { Context } from "../../../worker/kernel/context.ts";
import type { Ground } from "./ground.ts";
import type { Entry, PlainBooks } from "./plain-books.ts";

/** The postings are the entries of the books, one for one, and nothing is below nothing on any day. */
export function checkPostings(ground: Ground, books: PlainBooks): void {
  const all = <Row>(sql: string) => ground.node.sqlite.prepare(sql).all() as Row[];
  const posted = all<{
    row: string;
  }>(`select kind || ' ' || debit || '<' || credit || ' ' || amount_minor || ' ' || family_id || ' '
    || coalesce(line_id, '-') || ' ' || coalesce(payment_id, '-') || ' ' || effective_on || ' ' || posted_at as row from postings`);
  const entered = books.entries.map(
    (e: Entry) =>
      `${e.kind} ${e.debit}<${e.credit} ${e.minor} ${ground.families[e.family]} ${e.line?.id ?? "-"} ${e.payment?.id ?? "-"} ${e.on} ${e.at}`,
  );
  same("postings", posted.map(({ row }) => row).sort(), entered.sort());
  same(
    "kept figures of lines",
    all(
      "select line_id from line_balances b where (open_minor, grown_on) is not (select open_minor, grown_on from line_balances_source s where s.line_id = b.line_id)",
    ),
    [],
  );
  same(
    "kept figures of payments",
    all(
      "select payment_id from payment_balances b where (unapplied_minor, grown_on) is not (select unapplied_minor, grown_on from payment_balances_source s where s.payment_id = b.payment_id)",
    ),
    [],
  );
  same(
    "open lines by name",
    all("select line_id, open_minor from line_balances where open_minor > 0 order by 1"),
    books.lines
      .map((line) => ({ line_id: line.id, open_minor: books.open(line) }))
      .filter((row) => row.open_minor > 0)
      .sort((a, b) => (a.line_id < b.line_id ? -1 : 1)),
  );
  same(
    "days on which something is below nothing",
    all(`select * from (
    select sum(case debit when 'receivable' then amount_minor else -amount_minor end) over (partition by line_id order by effective_on) as minor
      from postings where line_id is not null
    union all select sum(case credit when 'unapplied' then amount_minor else -amount_minor end) over (partition by payment_id order by effective_on)
      from postings where 'unapplied' in (debit, credit)) where minor < 0`),
    [],
  );
}

/** Balances, running balances and receivables are what a replay of the books says, on any day, as known at any instant. */
export async function checkReports(ground: Ground, books: PlainBooks, ctx: Context): Promise<void> {
  const numbers = ground.node.sqlite.prepare("select number from charges order by id").all() as {
    number: number;
  }[];
  same(
    "numbers without gaps",
    numbers.map((row) => row.number).sort(),
    books.charges.map((_, i) => 1001 + i),
  );
  for (const [i, familyId] of ground.families.entries()) {
    const money = await getFamilyMoney(ctx, familyId);
    same("balance", money.balanceMinor, books.owed(i));
    same("open less on account", money.openMinor - money.unappliedMinor, books.owed(i));
    const lines = books.lines.filter((line) => line.charge.family === i);
    const late = lines.filter((line) => line.charge.due < books.today);
    same(
      "past due",
      money.pastDueMinor,
      late.reduce((sum, line) => sum + books.open(line), 0),
    );
    const entries = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listEntries(ctx, familyId, {
        kinds: [],
        from: "",
        to: "",
        open: "",
        ...(cursor ? { cursor } : {}),
      });
      entries.push(...page.entries);
      cursor = page.nextCursor;
    }
    let balance = 0;
    for (const entry of entries.toReversed()) {
      balance += entry.amountMinor;
      same("running balance", entry.balanceMinor, balance);
    }
    same("sum of the ledger", balance, books.owed(i));
    const days = new Set(entries.map((entry) => entry.effectiveOn));
    for (const day of days) {
      const last = entries.find((entry) => entry.effectiveOn <= day)!;
      same(
        `balance of ${day}`,
        last.balanceMinor,
        books.owed(i, (e) => e.on <= day),
      );
    }
  }
  const known = books.entries.map((entry) => entry.at);
  for (const asOf of [
    books.today,
    addDays(books.today, -5),
    addDays(books.today, -23),
    addDays(books.today, 9),
  ]) {
    for (const knownAt of [undefined, known[Math.floor(known.length / 2)]]) {
      const report = await getReceivables(ctx, {
        asOf,
        locationId: "",
        ...(knownAt === undefined ? {} : { knownAt }),
      });
      const rows = report.families.map(({ name: _name, ...row }) => row).sort(byFamily);
      same(
        `receivables of ${asOf} as known at ${knownAt}`,
        rows,
        plainReceivables(ground, books, asOf, knownAt),
      );
    }
  }
}

const byFamily = (a: { familyId: string }, b: { familyId: string }) => (a.familyId < b.familyId ? -1 : 1);

function plainReceivables(
  ground: Ground,
  books: PlainBooks,
  asOf: string,
  knownAt = Number.POSITIVE_INFINITY,
) {
  return ground.families
    .map((familyId, i) => {
      const open = (from: number, to: number) =>
        books.lines
          .filter((line) => line.charge.family === i)
          .filter(
            (line) => line.charge.due <= addDays(asOf, -from) && line.charge.due > addDays(asOf, -to - 1),
          )
          .reduce((sum, line) => sum + books.open(line, asOf, knownAt), 0);
      const unappliedMinor = books.payments
        .filter((payment) => payment.family === i)
        .reduce((sum, payment) => sum + books.unapplied(payment, asOf, knownAt), 0);
      const row = {
        ...{
          familyId,
          notDueMinor: open(-9999, 0),
          days1to15Minor: open(1, 15),
          days16to30Minor: open(16, 30),
        },
        ...{ days31to60Minor: open(31, 60), days61to90Minor: open(61, 90), daysOver90Minor: open(91, 9999) },
      };
      const { familyId: _, ...buckets } = row;
      const totalMinor = Object.values(buckets).reduce((sum, minor) => sum + minor, 0) - unappliedMinor;
      return { ...row, unappliedMinor, totalMinor };
    })
    .filter(({ familyId: _, totalMinor: __, ...figures }) =>
      Object.values(figures).some((minor) => minor !== 0),
    )
    .sort(byFamily);
}

function same(what: string, is: unknown, shouldBe: unknown): void {
  // Rows of node:sqlite have no prototype.
  if (isDeepStrictEqual(JSON.parse(JSON.stringify(is)), JSON.parse(JSON.stringify(shouldBe)))) return;
  throw new Error(`${what}: is ${JSON.stringify(is)}, should be ${JSON.stringify(shouldBe)}`);
}
