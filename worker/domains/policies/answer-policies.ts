import { sql } from "drizzle-orm";
import { Change } from "../../kernel/change.ts";
import type { Committed } from "../../kernel/commit.ts";
import { type Context, type GuardianActor, requireRole } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { addActivity } from "../online-activity/add-activity.ts";
import { policiesQuery, standingsQuery, withStandings } from "./policy-queries.ts";
import type { AnswerPoliciesInput } from "./schemas.ts";
import { answersInWords, commitAnswers, type NewAnswer, newAnswers, writeAnswers } from "./write-answers.ts";

/**
 * A guardian answers policies, several at once; what was answered before stays in the history.
 * @throws Forbidden, NotFound, Conflict `policy_changed`, Precondition `cannot_reject` | `cannot_withdraw`
 */
export async function answerPolicies(
  ctx: Context<GuardianActor>,
  input: AnswerPoliciesInput,
): Promise<{ change: Committed | null }> {
  requireRole(ctx, "payer");
  const { familyId, name } = ctx.actor;
  const found = await read(ctx, {
    policies: policiesQuery(sql`p.is_public = 1`),
    standings: standingsQuery(familyId),
  });
  const answers = newAnswers(ctx, withStandings(found.policies, found.standings), input.answers);
  for (const one of answers) refuseRejection(one);
  if (answers.length === 0) return { change: null };
  const words = answersInWords(answers);
  const change = new Change(ctx, {
    action: "policies.answer",
    summary: `${words} (${name})`,
    right: null,
  });
  writeAnswers(change, ctx, familyId, answers);
  addActivity(change, ctx, { kind: "policy_answer", nature: "info", summary: words });
  return { change: await commitAnswers(ctx, change, null) };
}

/** Staff may write down any answer; a family only those that the school lets it give. */
function refuseRejection({ policy, studentId, answer }: NewAnswer): void {
  if (answer === "accepted") return;
  const standing = policy.standings.find((one) => one.studentId === studentId);
  if (standing?.status === "accepted") {
    if (policy.mayBeWithdrawn) return;
    throw new Precondition(
      "cannot_withdraw",
      `“${policy.title}” cannot be taken back here. Please call us, and we will look at it together.`,
    );
  }
  if (policy.mayBeRejected || !policy.isRequired) return;
  throw new Precondition(
    "cannot_reject",
    `“${policy.title}” is needed for everything here. If you do not agree with it, please call us.`,
  );
}
