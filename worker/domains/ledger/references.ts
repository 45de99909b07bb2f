import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { formatMoney } from "../../../tenant-schema/money.ts";
import { type Context, today } from "../../kernel/context.ts";
import { type FieldProblem, NotFound, Precondition } from "../../kernel/errors.ts";

// What the documents of the ledger name, and whether it may be named.

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The family and location of a document. */
export function placeQueries(familyId: string, locationId: string) {
  return {
    family: named(sql`from families where id = ${familyId} and deleted_at is null`),
    location: named(sql`from locations where id = ${locationId} and deleted_at is null`),
  };
}

/** @throws NotFound when the family is gone, Precondition when the location is */
export function expectPlace(found: {
  readonly family: readonly Named[];
  readonly location: readonly Named[];
}): Named {
  const family = found.family[0];
  if (!family) throw new NotFound("family");
  if (!found.location[0]) throw refusal("locationId", "Choose a location that is still there.");
  return family;
}

interface Labelled {
  readonly programId: string | null;
  readonly categoryId: string | null;
}

/** Programs and categories that lines or a credit name. */
export function labelQueries(lines: readonly Labelled[]) {
  const ids = JSON.stringify(lines.flatMap(({ programId, categoryId }) => [programId, categoryId]));
  const wanted = sql`id in (select value from json_each(${ids})) and deleted_at is null`;
  return {
    programs: named(sql`from programs where ${wanted}`),
    categories: select(
      { id: sql<string>`id`, name: sql<string>`name`, expiresOn: sql<string | null>`expires_on` },
      sql`from charge_categories where ${wanted}`,
    ),
  };
}

interface FoundLabels {
  readonly programs: readonly Named[];
  readonly categories: readonly (Named & { readonly expiresOn: string | null })[];
}

/** @throws Precondition naming each field whose program is gone or whose category is gone or has expired */
export function checkLabels(
  ctx: Context,
  found: FoundLabels,
  lines: readonly Labelled[],
  path: (line: number, field: string) => string,
): void {
  const programs = new Set(found.programs.map((program) => program.id));
  const categories = new Map(found.categories.map((category) => [category.id, category]));
  const problems: FieldProblem[] = [];
  lines.forEach(({ programId, categoryId }, i) => {
    if (programId !== null && !programs.has(programId))
      problems.push({ path: path(i, "programId"), message: "Choose a program that is still there." });
    if (categoryId === null) return;
    const category = categories.get(categoryId);
    const message = !category
      ? "Choose a category that is still there."
      : category.expiresOn !== null && category.expiresOn < today(ctx)
        ? `The category “${category.name}” has expired. Choose one that is in use.`
        : null;
    if (message !== null) problems.push({ path: path(i, "categoryId"), message });
  });
  if (problems[0]) throw new Precondition("bad_label", problems[0].message, problems);
}

/** @throws Precondition: money does not come in on days to come, nor go out */
export function refuseFuture(ctx: Context, day: string, path: string): void {
  if (day > today(ctx)) throw refusal(path, "Choose today or an earlier day.");
}

export function refusal(path: string, message: string, code = "bad_field"): Precondition {
  return new Precondition(code, message, [{ path, message }]);
}

export function moneyText(ctx: Context, amountMinor: number): string {
  return formatMoney({ amountMinor, currency: ctx.account.currency }, ctx.account.locale);
}

function named(tail: SQL): Query<Named> {
  return select({ id: sql<string>`id`, name: sql<string>`name` }, tail);
}

/** Whether all families of a JSON list are still there; for guards of acts on many. */
export function allLiving(familyIds: string): SQL {
  return sql`not exists (select 1 from json_each(${familyIds}) j
    where not exists (select 1 from families where id = j.value and deleted_at is null))`;
}
