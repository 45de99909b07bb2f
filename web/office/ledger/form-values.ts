import type { Schema } from "../../shared/form.ts";

type Issue = { message: string; path: (string | number)[] };

/** Fields hold "" while nothing is typed; to these fields of the schema that means null. */
export function emptyAsNull<Output>(schema: Schema<Output>, names: readonly string[]): Schema<Output> {
  return {
    "~standard": {
      validate(value) {
        const given = Object.entries(value as object);
        const meant = given.map(([name, held]) => [name, held === "" && names.includes(name) ? null : held]);
        return schema["~standard"].validate(Object.fromEntries(meant));
      },
    },
  };
}

/** The same, when it is right and can be said at once; for previews that ask nothing of a form half filled in. */
export function parsed<Output>(schema: Schema<Output>, value: unknown): Output | undefined {
  const outcome = schema["~standard"].validate(value);
  return outcome instanceof Promise || outcome.issues ? undefined : outcome.value;
}

/** A money field holds minor units, or the text that was not understood. */
export const isAmount = (held: unknown): held is number => typeof held === "number";

export const amountIssue = (held: unknown, ...path: (string | number)[]): Issue[] =>
  isAmount(held) ? [] : [{ message: "Enter an amount such as 25.00", path }];

/** What no schema knows comes before what it says, and hides it where both mean the same field or a part of it. */
export async function withIssues<Output>(schema: Schema<Output>, value: unknown, own: readonly Issue[]) {
  const outcome = await schema["~standard"].validate(value);
  const issues = outcome.issues ?? [];
  if (own.length === 0) return outcome;
  const known = own.map(({ path }) => `${path.join(".")}.`);
  const isKnown = (path: string) => known.some((said) => `${path}.`.startsWith(said));
  return { issues: [...own, ...issues.filter(({ path = [] }) => !isKnown(path.join(".")))] };
}
