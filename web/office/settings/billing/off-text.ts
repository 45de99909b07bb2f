import type { Off } from "../../../../worker/domains/discounts/schemas.ts";
import { formats } from "../../../shared/formats.ts";
import { basisPointsOf, percentText } from "./typed-values.ts";

/** A discount as it is typed: “10 %” or “$5.00”; nothing is none. */
export function offText(off: Off | null): string {
  if (off === null) return "";
  return off.kind === "percent" ? `${percentText(off.value)} %` : formats().money(off.value);
}

/** What was typed: with % a percentage, else an amount; undefined when it is neither. */
export function readOff(text: string): Off | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  if (typed.endsWith("%")) {
    const value = basisPointsOf(typed);
    return value === undefined || value > 10_000 ? undefined : { kind: "percent", value };
  }
  const value = formats().parseMoney(typed);
  return value === undefined || value < 0 ? undefined : { kind: "amount", value };
}

export const offProblem = () => `Enter “10 %” or ${formats().money(500)}`;
