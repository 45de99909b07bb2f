import type { Context } from "../../kernel/context.ts";
import { moneyText } from "../ledger/references.ts";
import type { Learned } from "./ask-processor.ts";
import type { Attempt } from "./attempt.ts";
import type { PayOutcome } from "./shapes.ts";

const UNKNOWN =
  "The processor did not answer, so it is not known yet whether the money was taken. It is looked up by itself; do not take it again until then.";

/** What became of a payment, for whoever asked for it. */
export function payOutcome(
  ctx: Context,
  { attempt, learned }: { readonly attempt: Attempt; readonly learned: Learned | null },
): PayOutcome {
  const common = { attemptId: attempt.id, amountMinor: attempt.amountMinor };
  const amount = moneyText(ctx, attempt.amountMinor);
  const { paymentId, message } = attempt;
  switch (attempt.state) {
    case "succeeded":
      return { ...common, outcome: "paid", paymentId: paymentId ?? "", message: `${amount} was taken.` };
    case "processing":
      return {
        ...{ ...common, outcome: "pending", paymentId: paymentId ?? "" },
        message: `${amount} is on its way from the bank. That takes some days; the ledger shows it as pending.`,
      };
    case "declined":
      return { ...common, outcome: "declined", message: message ?? "The payment was declined." };
    case "cancelled":
      return { ...common, outcome: "cancelled", message: message ?? "Nothing was taken." };
    case "asked":
      if (learned?.outcome === "requires_action") {
        const { action } = learned;
        return {
          ...common,
          outcome: "needs_action",
          action,
          message: "The payer’s bank wants them to confirm.",
        };
      }
      return { ...common, outcome: "unknown", message: UNKNOWN };
    case "created":
    case "unknown":
      return { ...common, outcome: "unknown", message: UNKNOWN };
  }
}
