import { type SQL, sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { dateAt } from "../../../tenant-schema/dates.ts";
import { familyList } from "../../../tenant-schema/lists.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { familyFields } from "../families/family-list-fields.ts";
import { familyMatches } from "../families/family-matches.ts";
import type { FamilyFilter } from "../families/schemas.ts";
import { auditExport } from "./audit-export.ts";
import { attachment, BOM, CSV_TYPE, csvLine } from "./csv.ts";
import { type FamilyDetails, familyDetails } from "./family-details.ts";
import { ownFields } from "./own-fields.ts";
import { streamText } from "./stream-text.ts";

/** Rows of the list that one trip looks at. */
const PAGE_ROWS = 1_000;

/**
 * All families that the list would show under the filter, by name. The list of a search may say "refine"; an export
 * has all of them, since it looks at every row.
 */
export async function exportFamilies(ctx: Context, filter: FamilyFilter): Promise<Response> {
  requireRight(ctx, "export", "view");
  requireRight(ctx, "families", "view");
  const { cursor: _cursor, ...terms } = filter;
  await auditExport(ctx, "families", terms);
  return streamText(familyLines(ctx, terms), {
    "content-type": CSV_TYPE,
    "content-disposition": attachment(`families ${today(ctx)}.csv`),
  });
}

async function* familyLines(ctx: Context, filter: FamilyFilter): AsyncGenerator<string> {
  const { fields } = await read(ctx, { fields: ownFields("family") });
  yield BOM + csvLine([...COLUMNS.map(([title]) => title), ...fields.map((field) => field.label)]);
  const on = today(ctx);
  const kept = familyMatches(ctx, filter, on);
  for (let after: readonly [string, string] | null = ["", ""]; after; ) {
    const page = await scan(ctx, after, kept, on);
    if (page.ids.length > 0) {
      const { families } = await read(ctx, { families: familyDetails(page.ids) });
      yield families
        .map((family) => {
          const facts = {
            ...family,
            isActive: page.active.has(family.id),
            createdOn: dateAt(family.createdAt, ctx.account.timeZone),
          };
          return csvLine([
            ...COLUMNS.map(([, value]) => value(facts)),
            ...fields.map((field) => family.customValues[field.id]),
          ]);
        })
        .join("");
    }
    after = page.next;
  }
}

async function scan(ctx: Context, after: readonly [string, string], kept: SQL, on: string) {
  const { rows } = await read(ctx, {
    rows: select(
      { ...familyFields(on), kept: flag(kept) },
      sql`from ${familyList} where (${familyList.sortName}, ${familyList.familyId}) > (${after[0]}, ${after[1]})
        order by ${familyList.sortName}, ${familyList.familyId} limit ${PAGE_ROWS}`,
    ),
  });
  const shown = rows.filter((row) => row.kept);
  const last = rows.length === PAGE_ROWS ? rows.at(-1) : undefined;
  return {
    ids: shown.map((row) => row.id),
    active: new Set(shown.filter((row) => row.isActive).map((row) => row.id)),
    next: last ? ([last.sortName, last.id] as const) : null,
  };
}

interface FamilyFacts extends FamilyDetails {
  readonly isActive: boolean;
  readonly createdOn: string;
}

const guardian = (family: FamilyDetails, i: number) => family.guardians[i];
const firstOf = (family: FamilyDetails, i: number, kind: "emails" | "phones") => {
  const person = guardian(family, i);
  return person ? family[kind].find((line) => line.guardianId === person.id)?.value : undefined;
};
/** What the columns of the first two guardians leave over. */
const restOf = (family: FamilyDetails, kind: "emails" | "phones") => {
  const named = [firstOf(family, 0, kind), firstOf(family, 1, kind)];
  return family[kind]
    .map((line) => line.value)
    .filter((value) => !named.includes(value))
    .join("; ");
};

/** The names of the columns are those that the import recognises, so that an export can come back corrected. */
const COLUMNS: readonly (readonly [
  title: string,
  value: (family: FamilyFacts) => string | boolean | null | undefined,
])[] = [
  ["Family ID", (family) => family.id],
  ["Family name", (family) => family.name],
  ["Status", (family) => (family.isActive ? "active" : "inactive")],
  ["Suspended", (family) => family.isSuspended],
  ...([0, 1] as const).flatMap((i) => {
    const who = `Guardian ${i + 1}`;
    return [
      [`${who} first name`, (family: FamilyFacts) => guardian(family, i)?.firstName],
      [`${who} last name`, (family: FamilyFacts) => guardian(family, i)?.lastName],
      [`${who} relationship`, (family: FamilyFacts) => guardian(family, i)?.relationship],
      [`${who} e-mail`, (family: FamilyFacts) => firstOf(family, i, "emails")],
      [`${who} phone`, (family: FamilyFacts) => firstOf(family, i, "phones")],
    ] as const;
  }),
  [
    "Others in the family",
    (family) =>
      family.guardians
        .slice(2)
        .map(({ firstName, lastName }) => `${firstName} ${lastName}`.trim())
        .join("; "),
  ],
  ["Family e-mail", (family) => restOf(family, "emails")],
  ["Family phone", (family) => restOf(family, "phones")],
  ["Children", (family) => family.students.join("; ")],
  ["Address", (family) => family.addressLine1],
  ["Address line 2", (family) => family.addressLine2],
  ["City", (family) => family.city],
  ["State", (family) => family.region],
  ["Postal code", (family) => family.postalCode],
  ["Country", (family) => family.country],
  ["Referral source", (family) => family.referralSource],
  ["Family keywords", (family) => family.keywords.join("; ")],
  ["Family alert", (family) => family.flagText],
  ["Created on", (family) => family.createdOn],
];
