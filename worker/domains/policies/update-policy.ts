import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { always } from "./create-policy.ts";
import type { UpdatePolicyInput } from "./schemas.ts";

/**
 * Changes a policy. Another text is a new version: families are asked again, and what was answered before stays with
 * the text it was given to. Title and switches are not. @throws NotFound, Conflict, Precondition
 */
export async function updatePolicy(
  ctx: Context,
  policyId: string,
  input: UpdatePolicyInput,
): Promise<{ change: Committed | null; isNewText: boolean }> {
  requireRight(ctx, "policies", "full");
  const { version, body, ...fields } = input;
  const found = await read(ctx, {
    policies: livingById("policies", policyId),
    texts: select(
      { id: sql<string>`id`, number: sql<number>`number`, body: sql<string>`body` },
      sql`from policy_versions where policy_id = ${policyId} order by number desc`,
    ),
  });
  const policy = expectRow(found.policies, "policy", version);
  if (policy.kind === "transaction" && fields.shownFor === null) {
    throw new Precondition("moment_missing", "Choose the payments at which this policy is shown.", [
      { path: "shownFor", message: "Choose the payments at which it is shown" },
    ]);
  }
  const isNewText = found.texts.find(({ id }) => id === policy.currentVersionId)?.body !== body;
  const change = new Change(ctx, {
    action: "policies.update",
    summary: isNewText
      ? `Changed the text of the policy “${fields.title}”; families are asked again`
      : `Changed the policy “${fields.title}”`,
    right: "policies",
    undoMs: UNDO_MS.ordinary,
  });
  const decided = { ...fields, ...always(policy) };
  if (!isNewText) {
    return {
      change: change.update("policies", policy, decided) ? await commit(ctx, change) : null,
      isNewText,
    };
  }
  const versionId = newId("policyVersion", ctx.nowMs);
  const number = (found.texts[0]?.number ?? 0) + 1;
  change.update("policies", policy, { ...decided, currentVersionId: versionId });
  change.insert("policyVersions", { id: versionId, policyId, number, body });
  return { change: await commit(ctx, change), isNewText };
}
