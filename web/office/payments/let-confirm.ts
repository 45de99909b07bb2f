import type { PayOutcome } from "../../../worker/domains/payments/shapes.ts";
import { openFieldsWindow } from "../../shared/open-fields.ts";
import { showToast } from "../../shared/toasts.ts";
import { cards } from "./calls.ts";

/**
 * Opens the bank's question for the payer and answers what came of it; undefined when the browser kept the window shut.
 * Must be called by the press itself. What is asked is looked up where it is not known, as with a draft.
 */
export async function letConfirm(attemptId: string, asked?: PayOutcome): Promise<PayOutcome | undefined> {
  const opened = openFieldsWindow();
  if (!opened) {
    showToast("The window was blocked", {
      tone: "bad",
      detail: "Allow windows of this site, then try again.",
    });
    return undefined;
  }
  try {
    const outcome = asked ?? (await cards.check(attemptId));
    if (outcome.outcome !== "needs_action") {
      opened.close();
      return outcome;
    }
    await opened.show(outcome.action, attemptId);
    return await cards.check(attemptId);
  } catch (cause) {
    opened.close();
    throw cause;
  }
}
