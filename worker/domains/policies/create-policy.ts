import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { PolicyInput } from "./schemas.ts";

/** Adds a policy, last in order. Families are asked from now on. @throws Precondition `one_photo_policy` */
export async function createPolicy(
  ctx: Context,
  input: PolicyInput,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "policies", "full");
  const { body, ...fields } = input;
  const { found } = await read(ctx, {
    found: select(
      {
        position: sql<number>`coalesce(max(position), -1)`,
        photo: sql<number>`coalesce(sum(kind = 'photo'), 0)`,
      },
      sql`from living_policies`,
    ),
  });
  if (input.kind === "photo" && found[0]!.photo > 0) {
    throw new Precondition("one_photo_policy", "There is a photo consent already. Change its text instead.", [
      { path: "kind", message: "A school has one photo consent" },
    ]);
  }
  const id = newId("policy", ctx.nowMs);
  const versionId = newId("policyVersion", ctx.nowMs);
  const change = new Change(ctx, {
    action: "policies.create",
    summary: `Added the policy “${input.title}”`,
    right: "policies",
    undoMs: UNDO_MS.ordinary,
  });
  const position = found[0]!.position + 1;
  change.insert("policies", { id, ...fields, ...always(fields), currentVersionId: versionId, position });
  change.insert("policyVersions", { id: versionId, policyId: id, number: 1, body });
  return { id, change: await commit(ctx, change, { id }) };
}

/** What the rules of card networks demand at a payment cannot be hidden, made optional or taken back. */
export function always({ kind }: Pick<PolicyInput, "kind">): Partial<PolicyInput> {
  return kind === "transaction"
    ? { isRequired: true, isPublic: true, mayBeRejected: false, mayBeWithdrawn: false }
    : { shownFor: null };
}
