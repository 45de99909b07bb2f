import type { AttemptFacts, KeptMethod } from "../../../worker/domains/payments/shapes.ts";
import { formats } from "../../shared/formats.ts";

/** "Visa ·· 4242" */
export function methodTitle({ kind, brand, last4 }: Pick<KeptMethod, "kind" | "brand" | "last4">): string {
  const name = brand ? brand[0]!.toUpperCase() + brand.slice(1) : kind === "card" ? "Card" : "Bank account";
  return `${name} ·· ${last4}`;
}

export function expiryText({ expiresMonth, expiresYear, expiry }: KeptMethod): string | undefined {
  if (expiresMonth === null || expiresYear === null) return undefined;
  const date = `${String(expiresMonth).padStart(2, "0")}/${expiresYear}`;
  return expiry === "expired" ? `Expired ${date}` : `Expires ${date}`;
}

const states: Record<AttemptFacts["state"], string> = {
  created: "Under way",
  asked: "Waits for the payer",
  processing: "On its way",
  succeeded: "Taken",
  declined: "Declined",
  unknown: "Not known yet",
  cancelled: "Not taken",
};
export const attemptState = (state: AttemptFacts["state"]) => states[state];

const purposes = { pay: "Payment", draft: "Draft", refund: "Refund" } as const;

export function attemptTitle(attempt: AttemptFacts): string {
  const method = attempt.methodName ? `, ${attempt.methodName}` : "";
  return `${purposes[attempt.purpose]} of ${formats().money(attempt.amountMinor)}${method}`;
}
