import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";

/**
 * Deletes a policy: nobody is asked for it any more. Its texts and answers stay, and it can be restored at any time.
 * @throws NotFound, Conflict `changed_meanwhile`, Precondition `always_there`
 */
export async function deletePolicy(
  ctx: Context,
  policyId: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "policies", "full");
  const { found } = await read(ctx, { found: livingById("policies", policyId) });
  const policy = expectRow(found, "policy", input.version);
  if (policy.kind === "photo" || policy.kind === "transaction") {
    throw new Precondition(
      "always_there",
      policy.kind === "photo"
        ? "Photos of students follow this policy, so it stays. Hide it from the portal instead."
        : "Card networks demand that families read this when they pay, so it stays. Change its text instead.",
    );
  }
  const change = new Change(ctx, {
    action: "policies.delete",
    summary: `Deleted the policy “${policy.title}”`,
    right: "policies",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("policies", policy);
  return { change: await commit(ctx, change) };
}
