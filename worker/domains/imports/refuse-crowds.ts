import { Precondition } from "../../kernel/errors.ts";

/** More people than any family has. */
const MAX_FAMILY_ROWS = 200;

/** A column with one value for everybody, taken for the family's id, would make one family of the whole school. */
export function refuseCrowds(families: readonly { readonly rows: number; readonly key: string }[]): void {
  const crowd = families.find(({ rows }) => rows > MAX_FAMILY_ROWS);
  if (!crowd) return;
  const key = crowd.key.replace(/^(?:e|p|f|agents):/, "").slice(0, 60);
  throw new Precondition(
    "family_too_large",
    `${crowd.rows.toLocaleString("en")} rows would become one family, because they share “${key}”. Check which columns hold the family's id, e-mail and phone.`,
    [{ path: "mapping.columns", message: "Check which columns hold the family's id, e-mail and phone." }],
  );
}
