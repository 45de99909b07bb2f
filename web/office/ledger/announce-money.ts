import type { Reversal } from "../../../worker/domains/ledger/outcomes.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { invalidate } from "../../shared/cache.ts";
import { readable } from "../../shared/readable.ts";
import { can } from "../../shared/session.ts";
import { showToast } from "../../shared/toasts.ts";
import { charges, payments } from "./calls.ts";

/** After a write to any ledger: whatever shows money is asked for again. */
export const refreshMoney = () =>
  invalidate("/ledger", "/re-rating", "/families", "/students", "/audit", "/history", "/welcome");

/** What stands in the way of an act on money is on the page behind when its dialog is left. */
export async function refreshingRefused<T>(act: Promise<T>): Promise<T> {
  try {
    return await act;
  } catch (cause) {
    refreshMoney();
    throw cause;
  }
}

const reason = "Taken back right after it was entered";

/** Money is taken back by an act of its own, never by deleting; undefined when nobody here may, or nothing can. */
function undoOf(reversal: Reversal): (() => Promise<unknown>) | undefined {
  if (reversal === null) return undefined;
  switch (reversal.act) {
    case "void_charges":
      return can("void_charges", "full") ? () => charges.voidAll(reversal.ids, reason) : undefined;
    case "void_payment":
      return can("refunds", "full")
        ? () => payments.void(reversal.id, { version: 1, reason, onDate: undefined })
        : undefined;
    case "void_credit":
      return can("credits", "full")
        ? () => payments.voidCredit(reversal.id, { version: 1, reason, onDate: undefined })
        : undefined;
    case "deallocate":
      return () => payments.deallocate(reversal.paymentId, reversal.targets, reason);
    case "allocate":
      return () => payments.allocate(reversal.paymentId, reversal.targets);
    case "reallocate":
      return () =>
        payments.reallocate(reversal.paymentId, { from: [...reversal.from], to: [...reversal.to], reason });
  }
}

/** Says what was done, and how it is taken back: with one press, or where. */
export function announceMoney(change: Committed, reversal: Reversal, later?: string) {
  refreshMoney();
  const undo = undoOf(reversal);
  showToast(readable(change.summary), {
    tone: "good",
    detail: undo ? undefined : later,
    durationMs: undo ? undefined : 10_000,
    undo:
      undo &&
      (async () => {
        await undo();
        refreshMoney();
      }),
  });
}
