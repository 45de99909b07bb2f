import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, today } from "../../kernel/context.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { enrolledQuery } from "./archive-class.ts";
import { classesById, keywordLinksOf } from "./class-records.ts";
import { classReferences, missingReferences, type Reference, refuseMissing } from "./class-references.ts";
import { tuitionReferences, tuitionsOf } from "./class-tuitions.ts";
import type { QuickEditState } from "./plan-quick-edit.ts";
import type { QuickEditInput } from "./schemas.ts";
import { takenQuery } from "./taken-places.ts";

/** What a bulk edit is decided over, for its preview and for itself. @throws NotFound, Conflict, Precondition */
export async function readQuickEdit(ctx: Context, input: QuickEditInput): Promise<QuickEditState> {
  const ids = [...new Set(input.classes.map((one) => one.id))];
  const on = today(ctx);
  const named = (table: "programs" | "levels" | "billing_schedules" | "tuition_rates") =>
    select(
      { id: sql<string>`id`, name: sql<string>`name` },
      sql`from ${sql.identifier(table)} where deleted_at is null`,
    );
  const found = await read(ctx, {
    classes: classesById(ctx, ids, "full"),
    links: keywordLinksOf(ids),
    taken: takenQuery(input.edit.capacity === undefined ? [] : ids, on, ctx.nowMs),
    enrolled: enrolledQuery(input.edit.isArchived === true ? ids : [], on),
    programs: named("programs"),
    levels: named("levels"),
    tuitions: tuitionsOf(input.edit.tuition === undefined ? [] : ids),
    schedules: named("billing_schedules"),
    rates: named("tuition_rates"),
    keywords: select(
      { id: sql<string>`id`, name: sql<string>`label` },
      sql`from keywords where kind = 'class' and deleted_at is null`,
    ),
    missing: missingReferences(editReferences(input.edit)),
  });
  if (found.classes.length < ids.length) throw new NotFound("class");
  refuseMissing(found.missing);
  const seen = new Map(input.classes.map((one) => [one.id, one.version]));
  if (found.classes.some((row) => (seen.get(row.id) ?? row.version) !== row.version)) {
    throw new Conflict(
      "changed_meanwhile",
      "Somebody else changed one of these classes while you were working on them. Look at what would change again.",
    );
  }
  return found;
}

/** The entries a bulk edit puts into classes. */
export function editReferences(edit: QuickEditInput["edit"]): Reference[] {
  const { programId, levelId, addKeywordIds: keywordIds } = edit;
  const tuition = edit.tuition ? tuitionReferences([edit.tuition], "tuition") : [];
  return [...classReferences({ programId, levelId, keywordIds }), ...tuition].map((one) => ({
    ...one,
    path: `edit.${one.path.replace("tuition.0.", "tuition.")}`,
  }));
}
