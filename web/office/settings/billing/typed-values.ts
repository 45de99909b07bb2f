import type { Schema } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";

type Kind = "money" | "percent" | "number" | "date" | "choice";
type Issue = { message: string; path: string[] };

/** Why what was typed is no amount: too many decimals are the likeliest reason. */
function amountProblem(text: string): string {
  const [, decimals = ""] = /[.,](\d+)\D*$/.exec(text) ?? [];
  const example = formats().money(4500);
  return decimals.length > 0 && /\d/.test(text)
    ? `Enter an amount such as ${example}; it has no more decimals than that`
    : `Enter an amount such as ${example}`;
}

/** Basis points of a percentage as people type it: “8.25”, “8,25 %”; undefined when it is none. */
export function basisPointsOf(text: string): number | undefined {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s%]/g, ""));
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : undefined;
}

export const percentText = (basisPoints: number) => String(basisPoints / 100);

/** What was typed as what it means; nothing is null, and what cannot be read is told. */
export function readTyped(kind: Kind, value: unknown, path: string[], issues: Issue[]): unknown {
  if (value === null || value === undefined || value === "") return null;
  if (kind === "date" || kind === "choice" || typeof value !== "string") return value;
  const refuse = (message: string) => {
    issues.push({ message, path });
    return null;
  };
  if (kind === "money") return formats().parseMoney(value) ?? refuse(amountProblem(value));
  if (kind === "percent")
    return basisPointsOf(value) ?? refuse("Enter a percentage such as 8.25, with at most two decimals");
  const number = Number(value.replace(",", "."));
  return Number.isNaN(number) ? refuse("Enter a number") : number;
}

/** A schema over what a form holds: the named fields are read as people type them, an empty one is none. */
export function typedSchema<Output>(
  schema: { "~standard": { validate: (value: unknown) => unknown } },
  kinds: Readonly<Record<string, Kind>>,
  shape: (values: Record<string, unknown>) => Record<string, unknown> = (values) => values,
): Schema<Output> {
  return {
    "~standard": {
      validate: (value: unknown) => {
        const issues: Issue[] = [];
        const values = { ...(value as Record<string, unknown>) };
        for (const [key, kind] of Object.entries(kinds))
          values[key] = readTyped(kind, values[key], [key], issues);
        return issues.length > 0 ? { issues } : (schema["~standard"].validate(shape(values)) as never);
      },
    },
  };
}
