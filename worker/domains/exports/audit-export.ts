import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";

/** Taking data out is an act like any other: it is in the audit log before the first byte leaves. */
export async function auditExport(
  ctx: Context,
  what: string,
  filter: Readonly<Record<string, unknown>>,
): Promise<void> {
  const terms = Object.entries(filter)
    .filter(([, value]) => value !== "" && value !== undefined && value !== "all")
    .map(([key, value]) => `${key}: ${String(value)}`);
  const narrowed = terms.length > 0 ? ` (${terms.join(", ")})` : "";
  await commit(
    ctx,
    new Change(ctx, { action: `exports.${what}`, summary: `Exported ${what}${narrowed}`, right: "export" }),
  );
}
