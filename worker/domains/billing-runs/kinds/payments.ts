import { sql } from "drizzle-orm";
import { newId } from "../../../../tenant-schema/ids.ts";
import { openLines, unappliedMoney } from "../../ledger/money-queries.ts";
import { type OpenLineFacts, sumOf } from "../../ledger/plan-allocations.ts";
import { guardOnlyAttempt } from "../../payments/attempt.ts";
import { CHARGE_RUN, DRAFT_LOOK_MS } from "../../payments/charge-run.ts";
import { type DraftMethod, draftMethods } from "../../payments/draft-queries.ts";
import { methodName } from "../../payments/method-queries.ts";
import { familiesOf, pageThrough, someFamilies } from "../family-pages.ts";
import type { PlannedRow, RowResult, RunKind } from "../run-kind.ts";
import type { PaymentsInput } from "../schemas.ts";

type Target = { readonly lineId: string; readonly amountMinor: number };
interface DraftPayload {
  readonly methodId: string;
  readonly targets: readonly Target[];
}

/**
 * Charges the primary method of families with autopay for what is due. A line becomes an attempt in the run's own batch; the
 * processor is asked after that, one family at a time, under the attempt's id.
 */
export const paymentsRun: RunKind<PaymentsInput> = {
  name: "payments",
  async prepare(ctx, { input }, page) {
    const some = someFamilies(page);
    const found = await ctx.database.read({
      families: familiesOf(page),
      methods: draftMethods(some, input.keywordId),
      open: openLines(some),
      money: unappliedMoney(some),
    });
    const [open, money] = [byFamily(found.open), byFamily(found.money)];
    const rows = found.methods.flatMap((method) => {
      const onAccount = (money.get(method.familyId) ?? []).reduce((sum, one) => sum + one.unappliedMinor, 0);
      return planned(input, method, open.get(method.familyId) ?? [], onAccount);
    });
    return { rows, through: pageThrough(page, found.families) };
  },
  async perform(ctx, { id }, rows, change) {
    const some = sql`select value as id from json_each(${JSON.stringify(rows.map((row) => row.familyId))})`;
    const found = await ctx.database.read({ methods: draftMethods(some), open: openLines(some) });
    const methods = new Map(found.methods.map((method) => [method.id, method]));
    const openMinor = new Map(found.open.map((line) => [line.id, line.openMinor]));
    const results = rows.map(({ position, familyId, payload }): RowResult => {
      const { methodId, targets: meant } = payload as DraftPayload;
      const method = methods.get(methodId);
      const targets = meant.flatMap(({ lineId, amountMinor }) => {
        const left = Math.min(amountMinor, openMinor.get(lineId) ?? 0);
        return left > 0 ? [{ lineId, amountMinor: left }] : [];
      });
      const amountMinor = sumOf(targets);
      const problem = whyNot(method, amountMinor);
      if (problem !== null || !method?.locationId) {
        return { position, state: "skipped", recordId: null, problem, amountMinor: 0 };
      }
      const attemptId = newId("paymentAttempt", ctx.nowMs);
      guardOnlyAttempt(change, familyId, attemptId);
      change.insert("paymentAttempts", {
        ...{ id: attemptId, familyId, locationId: method.locationId, amountMinor, targets, runId: id },
        ...{ paymentMethodId: methodId, processor: method.processor, purpose: "draft", state: "created" },
        nextAt: ctx.nowMs + DRAFT_LOOK_MS,
      });
      return { position, state: "done", recordId: attemptId, problem: null, amountMinor };
    });
    if (results.some(({ state }) => state === "done"))
      change.effect({ topic: CHARGE_RUN, payload: { runId: id } });
    return results;
  },
};

function whyNot(method: DraftMethod | undefined, amountMinor: number): string | null {
  if (method === undefined) return "The payment method may not be charged any more.";
  if (method.isBusy === 1) return "Another payment of the family is under way.";
  return amountMinor === 0 ? "It was paid meanwhile." : null;
}

/** What is due and not covered by what lies on account; a family that owes less than the least is left alone. */
function planned(
  input: PaymentsInput,
  method: DraftMethod,
  open: readonly OpenLineFacts[],
  onAccountMinor: number,
): PlannedRow[] {
  const due = open.filter(
    (line) =>
      line.dueOn <= input.dueBy && (input.categoryId === null || line.categoryId === input.categoryId),
  );
  let left = due.reduce((sum, line) => sum + line.openMinor, 0) - onAccountMinor;
  if (left <= 0 || left < input.leastOwedMinor) return [];
  const amountMinor = left;
  const targets = due.flatMap((line): Target[] => {
    const part = Math.min(left, line.openMinor);
    left -= part;
    return part > 0 ? [{ lineId: line.id, amountMinor: part }] : [];
  });
  const payload: DraftPayload = { methodId: method.id, targets };
  return [
    {
      ...{
        familyId: method.familyId,
        studentId: null,
        enrollmentId: null,
        wasMinor: null,
        amountMinor,
        payload,
      },
      ...{ difference: "new", label: methodName(method), isTicked: true },
    },
  ];
}

function byFamily<T extends { readonly familyId: string }>(all: readonly T[]): Map<string, T[]> {
  return Map.groupBy(all, (one) => one.familyId);
}
