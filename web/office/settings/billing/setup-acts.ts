import type { Committed } from "../../../../worker/kernel/committed.ts";
import { can } from "../../../shared/session.ts";
import { showProblem } from "../../../shared/toasts.ts";
import { announce } from "../../audit/announce.ts";

/** What shows prices and what they are made of, and is asked for again when that changes. */
export const PRICES_SHOWN_IN = [
  "/tuition",
  "/anniversary-fees",
  "/billing-rules",
  "/class-options",
  "/classes",
  "/enrollments",
];

export const mayPrice = () => can("billing_setup", "full");

type Answer = { change: Committed | null };

/** Sends a write of the set-up; what it was, or why not, is said in a toast. */
export async function actOnPrices(send: () => Promise<Answer>) {
  try {
    const { change } = await send();
    announce(change, ...PRICES_SHOWN_IN);
  } catch (cause) {
    showProblem(cause);
  }
}
