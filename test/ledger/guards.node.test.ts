import { describe, expect, it } from "vitest";
import { createCharge } from "../../worker/domains/ledger/create-charge.ts";
import { type Posting, post } from "../../worker/domains/ledger/postings.ts";
import { recordPayment } from "../../worker/domains/ledger/record-payment.ts";
import { createChargeInput, recordPaymentInput } from "../../worker/domains/ledger/schemas.ts";
import { Change } from "../../worker/kernel/change.ts";
import { commit } from "../../worker/kernel/commit.ts";
import { nodeSchool } from "../enrollments/histories/node-school.ts";
import { NOW_MS, TODAY } from "../enrollments/school.ts";
import { prepareBooks } from "./books/ground.ts";

// Whoever writes postings, the database refuses those that cannot be; and each clause of it is needed.

interface Case {
  readonly guard: string;
  /** What is taken out of the trigger, so that the posting goes through. */
  readonly clause: readonly [string, string];
  readonly posting: Partial<Posting>;
}
const LATE = { effectiveOn: "2026-12-24" };
const allocation = { kind: "allocation", debit: "unapplied", credit: "receivable", ...LATE } as const;

const CASES: Readonly<Record<string, Case>> = {
  "a line paid with more than is open": {
    guard: "line_open",
    clause: ["open_minor >= NEW.amount_minor AND", ""],
    posting: { ...allocation, amountMinor: 5_001 },
  },
  "a line paid before it grew": {
    guard: "line_open",
    clause: [
      "AND grown_on <= NEW.effective_on AND family_id = NEW.family_id\n      FROM line",
      "AND family_id = NEW.family_id\n      FROM line",
    ],
    posting: { ...allocation, effectiveOn: "2026-11-22" },
  },
  "a line of another family": {
    guard: "line_open",
    clause: [
      "grown_on <= NEW.effective_on AND family_id = NEW.family_id\n",
      "grown_on <= NEW.effective_on\n",
    ],
    posting: {
      kind: "charge_void",
      debit: "revenue",
      credit: "receivable",
      paymentId: null,
      familyId: "other",
      ...LATE,
    },
  },
  "more of a payment than is left": {
    guard: "payment_left",
    clause: ["unapplied_minor >= NEW.amount_minor AND", ""],
    posting: {
      kind: "refund",
      debit: "unapplied",
      credit: "cash",
      lineId: null,
      amountMinor: 9_001,
      ...LATE,
    },
  },
  "a payment used before it came in": {
    guard: "payment_left",
    clause: ["AND (grown_on <= NEW.effective_on OR NEW.credit <> 'receivable')", ""],
    // The line of this one is there from the beginning; the payment came in today.
    posting: { ...allocation, lineId: "old", effectiveOn: "2026-11-20" },
  },
  "a payment of another family": {
    guard: "payment_left",
    clause: [
      "unapplied_minor >= NEW.amount_minor AND family_id = NEW.family_id",
      "unapplied_minor >= NEW.amount_minor",
    ],
    posting: { kind: "refund", debit: "unapplied", credit: "cash", lineId: null, familyId: "other", ...LATE },
  },
  "more taken off than was applied": {
    guard: "applied_left",
    clause: ["NEW.kind = 'deallocation'", "NEW.kind = ''"],
    posting: { kind: "deallocation", debit: "receivable", credit: "unapplied", ...LATE },
  },
  "a closed day": {
    guard: "period_open",
    clause: ["< NEW.effective_on) IS NOT TRUE", "< '9') IS NOT TRUE"],
    posting: {
      kind: "settlement",
      debit: "cash",
      credit: "clearing",
      lineId: null,
      effectiveOn: "2026-10-31",
    },
  },
};

describe("a posting that cannot be is refused:", () => {
  it.each(Object.entries(CASES))("%s", async (_name, { guard, clause, posting }) => {
    const { attempt } = await books();
    await expect(attempt(posting)).rejects.toMatchObject({ guard });
    const [text, other] = clause;
    const without = await books((sql) => {
      expect(sql).toContain(text);
      return sql.replace(text, other);
    });
    const refusal = await without.attempt(posting).then(
      () => "",
      (error: Error) => error.message,
    );
    expect(refusal, "without the clause nothing else says so in words").not.toMatch(/^Guard/);
  });

  it("and none is ever changed, deleted or replaced, nor what documents say about money", async () => {
    const { node } = await books();
    const refused = (sql: string) => expect(() => node.sqlite.exec(sql), sql).toThrow(/never/);
    refused("update postings set amount_minor = 1");
    refused("update postings set effective_on = '2026-01-01'");
    refused("delete from postings");
    refused("insert or replace into postings select * from postings limit 1");
    refused("update charges set charge_on = '2026-01-01'");
    refused("update charge_lines set total_minor = 1, net_minor = 1");
    refused("update payments set amount_minor = 1");
    refused("update payments set deleted_at = 1");
    expect(() => node.sqlite.exec("update line_balances set open_minor = -1")).toThrow(/CHECK/);
    expect(() => node.sqlite.exec("update payment_balances set unapplied_minor = -1")).toThrow(/CHECK/);
  });
});

/** A charge of 50.00 for a month to come, an old one, and a payment of 90.00 of today; closed through October. */
async function books(mutate: ((trigger: string) => string) | null = null) {
  const node = nodeSchool();
  const ground = await prepareBooks(node);
  const ctx = node.context(NOW_MS);
  const common = { familyId: ground.families[0], locationId: ground.locationId };
  const lines = [{ description: "Camp", baseMinor: 5_000, isTaxExempt: true }];
  const lineOf = async (chargeOn: string) => {
    const { id } = await createCharge(ctx, createChargeInput.parse({ ...common, chargeOn, lines }));
    return node.sqlite.prepare("select id from charge_lines where charge_id = ?").get(id) as { id: string };
  };
  const [{ id: lineId }, { id: old }] = [await lineOf("2026-12-20"), await lineOf("2026-11-05")];
  const payment = {
    ...common,
    method: "cash",
    amountMinor: 9_000,
    receivedOn: TODAY,
    applyTo: { kind: "account" },
  };
  const { id: paymentId } = await recordPayment(ctx, recordPaymentInput.parse(payment));
  node.sqlite.exec(
    `insert into settings (id, value, updated_at) values ('ledger', '{"lockedThrough":"2026-10-31"}', 0)`,
  );
  if (mutate !== null) {
    const { sql } = node.sqlite
      .prepare("select sql from sqlite_schema where name = 'postings_period'")
      .get() as { sql: string };
    node.sqlite.exec(`drop trigger postings_period; ${mutate(sql)}`);
  }
  const attempt = async (posting: Partial<Posting>) => {
    const change = new Change(ctx, { action: "test", summary: "Tried", right: null });
    const row = {
      familyId: common.familyId!,
      locationId: common.locationId,
      amountMinor: 100,
      paymentId,
      lineId,
      ...posting,
    };
    post(change, ctx, [{ ...row, lineId: row.lineId === "old" ? old : row.lineId } as Posting]);
    await commit(ctx, change);
  };
  return { node, attempt };
}
