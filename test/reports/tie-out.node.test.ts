import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../tenant-schema/dates.ts";
import type { ReportScope } from "../../worker/domains/reports/definition.ts";
import { type Ground, prepareBooks } from "../ledger/books/ground.ts";
import { History } from "../ledger/books/live-books.ts";
import { operation } from "../ledger/books/operations.ts";
import type { Entry, PlainBooks } from "../ledger/books/plain-books.ts";
import { ALL, readAll, scopeFor } from "./read-all.ts";

const HISTORIES = Number(process.env.HISTORIES ?? 150);
const OPERATIONS = 50;
const SEED = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) };
const EVER = "1900-01-01";

const days = (from: string, to: string) => ({ period: "custom", from, to });
const BUCKETS = ["later", "d30", "d60", "d90", "d91"];

/** Whatever happened, the reports of one school say the same as one another, and as books on paper, to the cent. */
async function tieOut(
  ground: Ground,
  books: PlainBooks,
  scope: ReportScope,
  to: string,
  from: string,
): Promise<void> {
  const everTo = days(EVER, to);
  const report = (code: string, asked: object) => readAll(scope, code, asked);
  const aged = await report("FIN-1", { on: to });
  const list = await report("FIN-6", { ...everTo, later: false, group: "program" });
  const tax = await report("FIN-16", everTo);
  const split = await report("FIN-4", everTo);
  const deposit = await report("FIN-2", everTo);
  const paper = (which: (entry: Entry) => boolean) => (account: string) =>
    books.sum(which, (e) => (e.debit === account ? e.minor : 0) - (e.credit === account ? e.minor : 0));
  const until = paper((e) => e.on <= to);

  const receivable = BUCKETS.reduce((sum, key) => sum + aged.sum(key), 0);
  expect(receivable, "FIN-1 receivable is what the books say").toBe(until("receivable"));
  expect(aged.sum("unapplied"), "FIN-1 on account is what the books say").toBe(until("unapplied"));
  expect(aged.sum("total"), "FIN-1 columns add up").toBe(receivable + aged.sum("unapplied"));
  for (const [i, familyId] of ground.families.entries()) {
    const { name } = ground.node.sqlite.prepare("select name from families where id = ?").get(familyId) as {
      name: string;
    };
    const row = aged.rows.find((one) => aged.cell(one, "family") === name);
    expect(row ? aged.cell(row, "total") : 0, `FIN-1 of ${name}`).toBe(books.owed(i, (e) => e.on <= to));
  }
  expect(list.sum("charged") - list.sum("paid"), "FIN-6 charged less paid is FIN-1 receivable").toBe(
    receivable,
  );
  expect(list.sum("open"), "FIN-6 remaining is FIN-1 receivable").toBe(receivable);
  expect(list.sum("net") + list.sum("tax"), "FIN-6 columns add up").toBe(list.sum("charged"));
  expect(tax.sum("sales"), "FIN-16 sales are FIN-6 amounts").toBe(list.sum("net"));
  expect(tax.sum("charged"), "FIN-16 tax is FIN-6 tax").toBe(list.sum("tax"));
  expect(tax.sum("taxed") + tax.sum("free"), "FIN-16 sales are taxed or free").toBe(tax.sum("sales"));
  expect(deposit.sum("amount"), "FIN-2 is what came in").toBe(until("cash") + until("clearing"));
  expect(split.sum("money"), "FIN-4 money is FIN-2").toBe(deposit.sum("amount"));
  expect(split.sum("total") - split.sum("money"), "FIN-4 credits are those given").toBe(
    until("credit_given"),
  );
  expect(list.sum("charged") - split.sum("total"), "charged less received is FIN-1").toBe(aged.sum("total"));

  const before = await report("FIN-1", { on: addDays(from, -1) });
  const within = {
    tax: await report("FIN-16", days(from, to)),
    split: await report("FIN-4", days(from, to)),
  };
  const grown = within.tax.sum("sales") + within.tax.sum("charged") - within.split.sum("total");
  expect(
    aged.sum("total") - before.sum("total"),
    "what happened between two days is the difference of FIN-1",
  ).toBe(grown);
  expect((await report("FIN-2", days(from, to))).sum("amount")).toBe(within.split.sum("money"));
  const earlier = await report("FIN-16", days(EVER, addDays(from, -1)));
  expect(earlier.sum("collected") + within.tax.sum("collected"), "tax collected adds up").toBe(
    tax.sum("collected"),
  );
  expect(tax.sum("collected")).toBeLessThanOrEqual(tax.sum("charged"));

  const statements = await report("FIN-S", { ...days(from, to), families: "moved" });
  const closing = new Map(statements.rows.map((row) => [row.group, Number(statements.cell(row, "balance"))]));
  const sum = [...closing.values()].reduce((total, balance) => total + balance, 0);
  expect(sum, "statements close with FIN-1").toBe(aged.sum("total"));
}

describe("reports of money", async () => {
  const ground = await prepareBooks();

  it("agree with one another and with plain books on any day, whatever happened", {
    timeout: 600_000,
  }, async () => {
    const histories = fc.array(operation, { minLength: OPERATIONS, maxLength: OPERATIONS });
    await fc.assert(
      fc.asyncProperty(histories, async (operations) => {
        ground.node.sqlite.exec("savepoint history");
        try {
          const history = new History(ground);
          for (const op of operations) {
            const [expected, happened] = await history.step(op);
            // What an act must answer is the ledger's own test; books that parted there would prove nothing here.
            fc.pre(expected === happened);
          }
          const { books } = history;
          const scope = scopeFor(history.ctx, [ALL], books.today);
          for (const back of [0, 5, 23, -9]) {
            await tieOut(ground, books, scope, addDays(books.today, -back), addDays(books.today, -back - 14));
          }
        } finally {
          ground.node.sqlite.exec("rollback to history; release history");
        }
      }),
      { numRuns: HISTORIES, ...SEED },
    );
  });

  it("speak of what was known on a day, whatever was entered for it later", {
    timeout: 600_000,
  }, async () => {
    const histories = fc.array(operation, { minLength: OPERATIONS, maxLength: OPERATIONS });
    await fc.assert(
      fc.asyncProperty(histories, async (operations) => {
        ground.node.sqlite.exec("savepoint history");
        try {
          const history = new History(ground);
          for (const op of operations.slice(0, OPERATIONS / 2)) await history.step(op);
          const known = history.books.today;
          const seen = await readAll(scopeFor(history.ctx, [ALL], known), "FIN-1", { on: known });
          await history.step({ op: "pass", days: 1 });
          for (const op of operations.slice(OPERATIONS / 2)) await history.step(op);
          const scope = scopeFor(history.ctx, [ALL], history.books.today);
          const again = await readAll(scope, "FIN-1", { on: known, knownOn: known });
          expect(again.rows).toEqual(seen.rows);
        } finally {
          ground.node.sqlite.exec("rollback to history; release history");
        }
      }),
      { numRuns: HISTORIES, ...SEED },
    );
  });
});
