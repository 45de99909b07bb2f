import { createEffect, createMemo, on } from "solid-js";
import type { AllocationAnswer, Applied } from "../../../../worker/domains/ledger/outcomes.ts";
import type { OpenItems, PaymentDetail } from "../../../../worker/domains/ledger/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { announceMoney } from "../announce-money.ts";
import { payments } from "../calls.ts";
import { createApply } from "./apply-state.ts";
import { linesToChoose, movesOf, paidByLine } from "./payment-moves.ts";

type Moved = { moves: ReturnType<typeof movesOf>; reason: string };

/** What a payment pays, chosen anew; begins with what it pays now. */
export function createMoveForm(
  payment: PaymentDetail,
  items: () => OpenItems | undefined,
  onMoved: () => void,
) {
  const paid = paidByLine(payment.allocations);
  const lines = createMemo(() => linesToChoose(payment.allocations, items()?.lines));
  const totalMinor =
    payment.unappliedMinor + payment.allocations.reduce((sum, one) => sum + one.amountMinor, 0);
  const apply = createApply({ lines, amountMinor: () => totalMinor, initial: "lines" });
  createEffect(
    on(items, (found, before) => {
      if (!found || before) return;
      for (const line of lines()) {
        const now = paid.get(line.lineId);
        if (now !== undefined) apply.fieldOf(line).set(now);
      }
    }),
  );
  /** Unlike new money, it may also pay nothing at all. */
  function problem(): string | undefined {
    const { from, to } = movesOf(paid, apply.parts());
    if (!lines().some((line) => apply.isTicked(line.lineId))) return undefined;
    return apply.problem() ?? (from.length + to.length === 0 ? "Nothing was changed yet" : undefined);
  }
  const form = createForm<{ reason: string; applyTo: null }, Moved, AllocationAnswer>({
    initial: { reason: "", applyTo: null },
    schema: {
      "~standard": {
        validate(value) {
          const reason = (value as { reason: string }).reason.trim();
          const message = problem();
          const issues = [
            ...(message ? [{ message, path: ["applyTo"] }] : []),
            ...(reason === "" ? [{ message: "Say why", path: ["reason"] }] : []),
          ];
          if (issues.length > 0) return { issues };
          return { value: { moves: movesOf(paid, apply.parts()), reason } };
        },
      },
    },
    send: ({ moves, reason }, idempotencyKey) => send(payment.id, moves, reason, idempotencyKey),
    onSaved(answer) {
      announceMoney(answer.change, answer.reversal);
      onMoved();
    },
  });
  return { form, apply, lines, totalMinor, paidOf: (lineId: string) => paid.get(lineId) };
}

function send(
  id: string,
  { from, to }: { from: readonly Applied[]; to: readonly Applied[] },
  reason: string,
  idempotencyKey: string,
): Promise<AllocationAnswer> {
  if (from.length === 0) return payments.allocate(id, to, { idempotencyKey });
  if (to.length === 0) return payments.deallocate(id, from, reason, { idempotencyKey });
  return payments.reallocate(id, { from: [...from], to: [...to], reason }, { idempotencyKey });
}
