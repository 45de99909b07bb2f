import type { Row } from "../../../tenant-schema/entities.ts";
import { familyNames } from "../families/family-rows.ts";
import { LISTS } from "./existing.ts";
import type { IncomingFamily, IncomingRow } from "./incoming.ts";
import { type RowPlan, tell } from "./working-family.ts";

const FIELDS = [
  ["addressLine1", "Address"],
  ["addressLine2", "Address, second line"],
  ["city", "City"],
  ["region", "State or county"],
  ["postalCode", "Postal code"],
  ["country", "Country"],
  ["flagText", "Alert"],
] as const satisfies readonly (readonly [keyof Row<"families"> & keyof IncomingFamily, string])[];

/** What a row says of the family as a whole. */
export function planFamily(plan: RowPlan, row: IncomingRow): void {
  const { working, rule } = plan;
  const { family } = working;
  for (const [key, label] of FIELDS) {
    const before = family.value(key);
    if (family.offer(key, row.family[key], rule)) tell(plan, label, before, row.family[key]);
  }
  planName(plan, row);
  if (row.family.referralSource && !family.isSettled("referralSourceId")) {
    const id = plan.lists.listItem(LISTS.referralSource, row.family.referralSource);
    if (family.offer("referralSourceId", id, rule))
      tell(plan, "Referral source", null, row.family.referralSource);
  }
  planCustomValues(plan, row.family.customValues);
  planExtras(plan, row.family, working.id, null);
}

/** A new family without a name of its own is called after its first guardian, else after its student. */
function planName(plan: RowPlan, row: IncomingRow): void {
  const { family } = plan.working;
  const before = family.value("name");
  if (row.family.name) {
    if (family.offer("name", row.family.name, plan.rule)) tell(plan, "Family name", before, row.family.name);
  } else if (family.isNew && !before) {
    const person =
      row.guardians.find((guardian) => guardian.lastName !== "") ?? row.student ?? row.guardians[0];
    const name = person?.lastName || person?.firstName || row.family.emails[0] || "";
    if (name !== "") family.derive({ name });
  }
  if (family.fields.name) family.derive(familyNames(family.fields.name));
}

function planCustomValues(plan: RowPlan, values: Readonly<Record<string, string>>): void {
  const { family } = plan.working;
  const merged = mergeCustomValues(family.value("customValues") ?? {}, values, plan);
  if (merged) family.derive({ customValues: merged });
}

/** The values that a file adds to the account's own fields; null when it adds none. */
export function mergeCustomValues(
  before: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
  plan: RowPlan,
): Record<string, string> | null {
  const merged = { ...before };
  for (const [id, value] of Object.entries(values)) {
    if (before[id] === value || (plan.rule === "fill" && before[id])) continue;
    merged[id] = value;
    tell(plan, "Own field", before[id], value);
  }
  return JSON.stringify(merged) === JSON.stringify(before) ? null : merged;
}

/** Notes and keywords of the family or of one student; what is there already is not added again. */
export function planExtras(
  plan: RowPlan,
  said: { readonly notes: readonly string[]; readonly keywords: readonly string[] },
  entityId: string,
  studentId: string | null,
): void {
  const { working } = plan;
  for (const body of said.notes) {
    const isKnown =
      working.existing?.notes.some((note) => note.studentId === studentId && note.body.trim() === body) ||
      working.newNotes.some((note) => note.studentId === studentId && note.body === body);
    if (isKnown) continue;
    working.newNotes.push({ studentId, body });
    tell(plan, "Note", null, body);
  }
  for (const label of said.keywords) {
    const keywordId = plan.lists.keyword(studentId === null ? "family" : "student", label);
    const isLinked = [...(working.existing?.keywordLinks ?? []), ...working.newLinks].some(
      (link) => link.keywordId === keywordId && link.entityId === entityId,
    );
    if (isLinked) continue;
    working.newLinks.push({ keywordId, entityId });
    tell(plan, "Keyword", null, label);
  }
}
