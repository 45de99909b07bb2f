import { sql } from "drizzle-orm";
import { addCharges, type NewCharge } from "../../ledger/add-charges.ts";
import { familiesOf, pageThrough, someFamilies } from "../family-pages.ts";
import type { PlannedRow, RowResult, Run, RunKind, StoredRow } from "../run-kind.ts";
import type { AnniversaryInput, Difference } from "../schemas.ts";
import type { ShownFacts } from "../shapes.ts";
import { anniversaryQueries } from "./anniversary-queries.ts";
import { type DueFee, planAnniversary } from "./plan-anniversary.ts";

interface FeePayload {
  readonly billingKey: string;
  readonly shown: ShownFacts;
}

/**
 * Yearly and one-time fees of families and students whose day has come. A line is charged only while the same is still due
 * to the cent: what was charged, excused or left by then is left out, and says so.
 */
export const anniversaryRun: RunKind<AnniversaryInput> = {
  name: "anniversary",
  async prepare(ctx, { input }, page) {
    const { families, ...facts } = await ctx.database.read({
      families: familiesOf(page),
      ...anniversaryQueries(input, someFamilies(page)),
    });
    return { rows: planAnniversary(input, facts).map(planned), through: pageThrough(page, families) };
  },
  async perform(ctx, run, rows, change) {
    const familyIds = JSON.stringify([...new Set(rows.map((row) => row.familyId))]);
    const families = sql`select value as id from json_each(${familyIds})`;
    const facts = await ctx.database.read(anniversaryQueries(run.input, families));
    const due = new Map(planAnniversary(run.input, facts).map((one) => [one.billingKey, one]));
    const wanted = rows.flatMap((row) => {
      const one = due.get((row.payload as FeePayload).billingKey);
      return one !== undefined && totalOf(one) === row.amountMinor ? [{ row, one }] : [];
    });
    const groups = [...Map.groupBy(wanted, ({ one }) => `${one.familyId} ${one.locationId}`).values()];
    const added = addCharges(
      ctx,
      change,
      groups.map((group) =>
        chargeOf(
          run,
          group.map(({ one }) => one),
        ),
      ),
    );
    const recordIds = new Map(
      groups.flatMap((group, i) => group.map(({ row }) => [row.position, added[i]!.id] as const)),
    );
    return rows.map((row) => resultOf(row, recordIds.get(row.position) ?? null));
  },
};

const totalOf = ({ netMinor, taxMinor }: DueFee) => netMinor + taxMinor;

function planned(due: DueFee): PlannedRow {
  const amountMinor = totalOf(due);
  const difference = differenceOf(amountMinor, due.wasMinor);
  const shown = { dueOn: due.dueOn, ...(due.why === null ? {} : { why: due.why }) };
  return {
    ...{ familyId: due.familyId, studentId: due.studentId, enrollmentId: null },
    ...{ difference, label: due.label, amountMinor, wasMinor: due.wasMinor },
    isTicked: difference !== "zero",
    payload: { billingKey: due.billingKey, shown } satisfies FeePayload,
  };
}

function differenceOf(amountMinor: number, wasMinor: number | null): Difference {
  if (amountMinor === 0) return "zero";
  if (wasMinor === null) return "new";
  return wasMinor === amountMinor ? "same" : "changed";
}

function chargeOf({ id, input }: Run<AnniversaryInput>, fees: readonly DueFee[]): NewCharge {
  const { familyId, locationId } = fees[0]!;
  const { title, chargeOn, dueOn } = input;
  return {
    ...{ familyId, locationId, title, chargeOn, dueOn },
    source: "anniversary",
    runId: id,
    lines: fees.map(({ fee, label, studentId, netMinor, taxMinor, billingKey }) => ({
      ...{ kind: "anniversary", description: label, studentId, billingKey, taxMinor },
      ...{ programId: fee.programId, categoryId: fee.categoryId, baseMinor: netMinor },
    })),
  };
}

function resultOf({ position, amountMinor }: StoredRow, recordId: string | null): RowResult {
  if (recordId !== null) return { position, state: "done", recordId, problem: null, amountMinor };
  const problem =
    "It was charged meanwhile, or is no longer due in this amount. Prepare a new preview for it.";
  return { position, state: "skipped", recordId, problem, amountMinor: 0 };
}
