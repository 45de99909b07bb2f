import type { RowOutcome } from "../../../worker/domains/imports/schemas.ts";

const matchWords = {
  id: "by its id",
  email: "by e-mail",
  phone: "by phone",
  earlier_import: "from an earlier import",
};

/** One line that says what happens to a row; the panel beside the list says all of it. */
export function outcomeText(row: RowOutcome): string {
  if (row.outcome === "refused") return row.reasons.join(" ");
  const changes = row.changes.map(({ what, before, after }) =>
    before ? `${what}: ${before} → ${after}` : `${what}: ${after}`,
  );
  return [...changes, ...row.reasons].join(" · ");
}

export const matchText = (row: RowOutcome) => (row.matchedBy ? `Found ${matchWords[row.matchedBy]}` : "");
