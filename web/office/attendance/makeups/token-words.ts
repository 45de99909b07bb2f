import type { MakeupToken, TokenEntryKind, TokenState } from "../../../../worker/domains/makeups/shapes.ts";
import { plural } from "../../../shared/format/names.ts";
import { formats } from "../../../shared/formats.ts";
import type { PillTone } from "../../../shared/ui/pill.tsx";
import { shortDay } from "../attendance-words.ts";

export const stateWords: Record<TokenState, { label: string; tone: PillTone }> = {
  available: { label: "Available", tone: "good" },
  pending: { label: "Pending", tone: "warn" },
  expended: { label: "Expended", tone: "accent" },
  expired: { label: "Expired", tone: "plain" },
  revoked: { label: "Revoked", tone: "plain" },
};
export const states = Object.keys(stateWords) as TokenState[];

export const entryWords: Record<TokenEntryKind, string> = {
  issued: "Issued",
  requested: "Makeup asked for",
  withdrawn: "Request withdrawn",
  expended: "Spent on a makeup",
  returned: "Came back",
  revoked: "Revoked",
  reinstated: "Reinstated",
};

/** Where it comes from. */
export function originText({ origin, missed }: MakeupToken): string {
  if (origin === "grant") return "Given by the office";
  if (!missed) return origin === "absence" ? "For an absence" : "For a cancelled class";
  const where = `${missed.className}, ${shortDay(missed.meetsOn)}`;
  return origin === "absence" ? `Missed ${where}` : `Cancelled: ${where}`;
}

/** How long it may be used, or what it was used for. */
export function useText({ state, expiresOn, booking }: MakeupToken): string {
  if (booking && (state === "expended" || state === "pending")) {
    return `${booking.className}, ${shortDay(booking.onDate)}`;
  }
  if (expiresOn === null) return state === "available" ? "Never expires" : "";
  const day = formats().date(expiresOn);
  return state === "expired" ? `Expired ${day}` : state === "available" ? `Until ${day}` : "";
}

/** "2 available, 1 expended". */
export function tallyText(tokens: readonly MakeupToken[]): string {
  const counts = states.map((state) => ({
    state,
    count: tokens.filter((token) => token.state === state).length,
  }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${stateWords[state].label.toLowerCase()}`)
    .join(", ");
}

export const tokensText = (count: number) => plural(count, "makeup token");
