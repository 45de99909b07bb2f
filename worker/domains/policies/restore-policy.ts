import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import { policies } from "../../../tenant-schema/portal.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";

/** Brings a deleted policy back with all its answers. @throws NotFound, Conflict `changed_meanwhile` */
export async function restorePolicy(
  ctx: Context,
  policyId: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "policies", "full");
  const { found } = await read(ctx, {
    found: select(
      allColumns(policies),
      sql`from ${policies} where id = ${policyId} and deleted_at is not null`,
    ),
  });
  const policy = expectRow(found, "deleted policy", input.version);
  const change = new Change(ctx, {
    action: "policies.restore",
    summary: `Restored the policy “${policy.title}”`,
    right: "policies",
    undoMs: UNDO_MS.ordinary,
  });
  change.restore("policies", policy);
  return { change: await commit(ctx, change) };
}
