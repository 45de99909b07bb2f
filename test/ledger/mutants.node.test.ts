import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Mutate, nodeSchool } from "../enrollments/histories/node-school.ts";
import { prepareBooks } from "./books/ground.ts";
import { live } from "./books/live-books.ts";
import { operation } from "./books/operations.ts";
import { race, runRace } from "./books/races.ts";

// What keeps the books is taken out piece by piece; a history, or two acts at once, must notice each time.

/** Histories and races a mutant may survive before it counts as not noticed. */
const MOST = { histories: 40, races: 1500 };
const SEED = 20_261_122;

interface Mutant {
  /** A trigger whose text is changed, or null when a statement is. */
  readonly trigger: string | null;
  readonly clause: string;
  readonly other: string;
}
const inTrigger = (trigger: string, clause: string, other: string): Mutant => ({ trigger, clause, other });
const inStatement = (clause: string, other: string): Mutant => ({ trigger: null, clause, other });

const MUTANTS: Readonly<Record<string, Mutant>> = {
  "closed periods take postings": inTrigger(
    "postings_period",
    "< NEW.effective_on) IS NOT TRUE",
    "< '9') IS NOT TRUE",
  ),
  "lines take more than is open": inTrigger("postings_period", "open_minor >= NEW.amount_minor AND", ""),
  "payments give more than is left": inTrigger(
    "postings_period",
    "unapplied_minor >= NEW.amount_minor AND",
    "",
  ),
  "more comes off than was applied": inTrigger(
    "postings_period",
    "NEW.kind = 'deallocation'",
    "NEW.kind = ''",
  ),
  "what pays a line leaves it open": inTrigger(
    "postings_line_credit",
    "open_minor - NEW.amount_minor",
    "open_minor",
  ),
  "what is used stays on account": inTrigger(
    "postings_payment_debit",
    "unapplied_minor - NEW.amount_minor",
    "unapplied_minor",
  ),
  "the day a line grew is forgotten": inTrigger(
    "postings_line_debit",
    "max(grown_on, excluded.grown_on)",
    "grown_on",
  ),
  "the day a payment grew is forgotten": inTrigger(
    "postings_payment_credit",
    "max(grown_on, excluded.grown_on)",
    "grown_on",
  ),
  "counters stand still": inStatement(
    "update counters set value = value + json_array_length(?)",
    "update counters set value = value + 0 * json_array_length(?)",
  ),
  "the newest is paid first": inStatement(
    "order by b.family_id, b.due_on, c.number",
    "order by b.family_id, b.due_on desc, c.number",
  ),
  "what a family paid is owed all the same": inTrigger(
    "postings_family_owes",
    "- (NEW.credit IN ('receivable', 'unapplied')))\n",
    ")\n",
  ),
  "receivables of a day leave that day out": inStatement(
    "where p.effective_on > ?",
    "where p.effective_on >= ?",
  ),
  "what is known later is known before": inStatement("and p.posted_at <= ?", "and p.posted_at <= 9 * ?"),
};

describe("taken out, it is noticed:", () => {
  it.each(Object.entries(MUTANTS))("%s", { timeout: 600_000 }, async (_name, { trigger, clause, other }) => {
    let isApplied = trigger !== null;
    const mutate: Mutate = (sql) => {
      const mutated = trigger === null ? sql.replaceAll(clause, other) : sql;
      isApplied ||= mutated !== sql;
      return mutated;
    };
    const node = nodeSchool(mutate);
    if (trigger !== null) {
      const { sql } = node.sqlite.prepare("select sql from sqlite_schema where name = ?").get(trigger) as {
        sql: string;
      };
      expect(sql, "the clause is there to be taken out").toContain(clause);
      node.sqlite.exec(`drop trigger ${trigger}; ${sql.replace(clause, other)}`);
    }
    const ground = await prepareBooks(node);
    const messageOf = (lived: Promise<void>) =>
      lived.then(
        () => "",
        (error: Error) => error.message,
      );
    let noticed = "";
    for (const operations of fc.sample(fc.array(operation, { minLength: 50, maxLength: 50 }), {
      numRuns: MOST.histories,
      seed: SEED,
    })) {
      noticed ||= await messageOf(live(ground, operations));
      if (noticed) break;
    }
    for (const one of noticed ? [] : fc.sample(race, { numRuns: MOST.races, seed: SEED })) {
      noticed = await messageOf(runRace(ground, one));
      if (noticed) break;
    }
    expect(isApplied, "the clause is there to be taken out").toBe(true);
    expect(noticed, "a statement that does not even run proves nothing").not.toMatch(/syntax|no such|misuse/);
    expect(noticed, "no history and no race noticed").not.toBe("");
  });

  it("and there are at least ten of them", () => {
    expect(Object.keys(MUTANTS).length).toBeGreaterThanOrEqual(10);
  });
});
