import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { missingReferences, referencesLive, refuseMissing } from "../classes/class-references.ts";
import { attachPrograms, programsQuery } from "./attached-programs.ts";
import { type SetupInput, setupFields, setupReferences } from "./setup-fields.ts";
import { explainUnique, SETUP_LISTS, type SetupEntity } from "./setup-lists.ts";

/**
 * Changes an entry of what prices are made of. It holds for what is priced from now on; a charge keeps the rules it
 * was made by. @throws NotFound, Conflict, Precondition
 */
export async function updateSetup<E extends SetupEntity>(
  ctx: Context,
  entity: E,
  id: string,
  input: SetupInput[E] & { readonly version: number },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "billing_setup", "full");
  const { noun } = SETUP_LISTS[entity];
  const references = setupReferences(input);
  const { fields, attached } = setupFields(input);
  const { found, missing, programs } = await read(ctx, {
    found: livingById(entity, id),
    missing: missingReferences(references),
    programs: programsQuery(attached !== null),
  });
  const entry = expectRow(found, noun, input.version);
  refuseMissing(missing);
  const change = new Change(ctx, {
    action: `${entity}.update`,
    summary: `Changed the ${noun} ${input.name}`,
    right: "billing_setup",
    undoMs: UNDO_MS.ordinary,
  });
  change.update(entity, entry, fields as Parameters<typeof change.update<E>>[2]);
  attachPrograms(change, id, attached, programs);
  if (change.isEmpty) return { change: null };
  change.guard("row_living", referencesLive(references));
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    throw explainUnique(error, entity);
  }
}
