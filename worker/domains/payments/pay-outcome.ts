import type { Context } from "../../kernel/context.ts";
import type { Language } from "../../kernel/language.ts";
import { moneyText } from "../ledger/references.ts";
import type { Learned } from "./ask-processor.ts";
import type { Attempt } from "./attempt.ts";
import { sayDecline } from "./say-decline.ts";
import type { PayOutcome } from "./shapes.ts";

const UNKNOWN =
  "The processor did not answer, so it is not known yet whether the money was taken. It is looked up by itself; do not take it again until then.";

const DECLINED = "The payment was declined.";

function nothingTaken(message: string | null, language: Language | undefined): string {
  return language === "es" ? "No se ha cobrado nada." : (message ?? "Nothing was taken.");
}

/** What became of a payment, for whoever asked for it. */
export function payOutcome(
  ctx: Context,
  { attempt, learned }: { readonly attempt: Attempt; readonly learned: Learned | null },
): PayOutcome {
  const common = { attemptId: attempt.id, amountMinor: attempt.amountMinor };
  const amount = moneyText(ctx, attempt.amountMinor);
  const { paymentId, message } = attempt;
  const { language } = ctx.request;
  switch (attempt.state) {
    case "succeeded":
      return { ...common, outcome: "paid", paymentId: paymentId ?? "", message: `${amount} was taken.` };
    case "processing":
      return {
        ...{ ...common, outcome: "pending", paymentId: paymentId ?? "" },
        message: `${amount} is on its way from the bank. That takes some days; the ledger shows it as pending.`,
      };
    case "declined":
      return { ...common, outcome: "declined", message: sayDecline(message ?? DECLINED, language) };
    case "cancelled":
      return { ...common, outcome: "cancelled", message: nothingTaken(message, language) };
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
