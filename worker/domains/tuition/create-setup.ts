import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { missingReferences, referencesLive, refuseMissing } from "../classes/class-references.ts";
import { attachPrograms, programsQuery } from "./attached-programs.ts";
import { type SetupInput, setupFields, setupReferences } from "./setup-fields.ts";
import { explainUnique, lastPosition, SETUP_LISTS, type SetupEntity } from "./setup-lists.ts";

/** Adds an entry to what prices are made of, last in order. @throws Precondition `not_unique` | `reference_missing` */
export async function createSetup<E extends SetupEntity>(
  ctx: Context,
  entity: E,
  input: SetupInput[E],
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "billing_setup", "full");
  const { noun, idKind, isOrdered } = SETUP_LISTS[entity];
  const references = setupReferences(input);
  const { fields, attached } = setupFields(input);
  const { last, missing, programs } = await read(ctx, {
    last: lastPosition(entity),
    missing: missingReferences(references),
    programs: programsQuery(attached !== null),
  });
  refuseMissing(missing);
  const id = newId(idKind, ctx.nowMs);
  const change = new Change(ctx, {
    action: `${entity}.create`,
    summary: `Added the ${noun} ${input.name}`,
    right: "billing_setup",
    undoMs: UNDO_MS.ordinary,
  });
  const position = isOrdered ? { position: last[0]!.position + 1 } : {};
  const row: unknown = { id, ...fields, ...position };
  change.insert(entity, row as Parameters<typeof change.insert<E>>[1]);
  attachPrograms(change, id, attached, programs);
  change.guard("row_living", referencesLive(references));
  try {
    return { id, change: await commit(ctx, change, { id }) };
  } catch (error) {
    throw explainUnique(error, entity);
  }
}
