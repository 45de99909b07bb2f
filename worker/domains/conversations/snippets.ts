import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import type { SnippetInput } from "./schemas.ts";

/** Keeps a text that is written often. @throws Conflict `title_taken` */
export async function createSnippet(
  ctx: Context,
  input: SnippetInput,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "sms_logs", "full");
  const { last } = await read(ctx, {
    last: select({ position: sql<number>`coalesce(max(position), 0)` }, sql`from living_snippets`),
  });
  const id = newId("snippet", ctx.nowMs);
  const change = changeOf(ctx, "create", `Added the snippet “${input.title}”`);
  change.insert("snippets", { id, ...input, position: last[0]!.position + 1 });
  return { id, change: await written(() => commit(ctx, change, { id })) };
}

/** @throws NotFound, Conflict `changed_meanwhile`, `title_taken` */
export async function updateSnippet(
  ctx: Context,
  id: string,
  { version, ...fields }: SnippetInput & { readonly version: number },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "sms_logs", "full");
  const { found } = await read(ctx, { found: livingById("snippets", id) });
  const change = changeOf(ctx, "update", `Changed the snippet “${fields.title}”`);
  const isNew = change.update("snippets", expectRow(found, "snippet", version), fields);
  return { change: isNew ? await written(() => commit(ctx, change)) : null };
}

/** @throws NotFound, Conflict `changed_meanwhile` */
export async function deleteSnippet(
  ctx: Context,
  id: string,
  { version }: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "sms_logs", "full");
  const { found } = await read(ctx, { found: livingById("snippets", id) });
  const snippet = expectRow(found, "snippet", version);
  const change = changeOf(ctx, "delete", `Deleted the snippet “${snippet.title}”`);
  change.remove("snippets", snippet);
  return { change: await commit(ctx, change) };
}

function changeOf(ctx: Context, verb: string, summary: string): Change {
  return new Change(ctx, {
    action: `snippets.${verb}`,
    summary,
    right: "sms_logs",
    undoMs: UNDO_MS.ordinary,
  });
}

async function written<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error;
    throw new Conflict("title_taken", "There is a snippet with this title already. Choose another title.");
  }
}
