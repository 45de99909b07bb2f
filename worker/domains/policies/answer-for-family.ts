import { Change, UNDO_MS } from "../../kernel/change.ts";
import type { Committed } from "../../kernel/commit.ts";
import { type Context, requireRight, type StaffActor } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { familyQuery } from "./get-office-policies.ts";
import { policiesQuery, standingsQuery, withStandings } from "./policy-queries.ts";
import type { AnswerPoliciesInput } from "./schemas.ts";
import { answersInWords, commitAnswers, newAnswers, writeAnswers } from "./write-answers.ts";

/** Staff write down what a family signed on paper. @throws Forbidden, NotFound, Conflict `policy_changed` */
export async function answerForFamily(
  ctx: Context<StaffActor>,
  familyId: string,
  input: AnswerPoliciesInput,
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "answer_policies", "full");
  const found = await read(ctx, {
    family: familyQuery(familyId),
    policies: policiesQuery(),
    standings: standingsQuery(familyId),
  });
  const family = found.family[0];
  if (!family) throw new NotFound("family");
  const answers = newAnswers(ctx, withStandings(found.policies, found.standings), input.answers);
  if (answers.length === 0) return { change: null };
  const change = new Change(ctx, {
    action: "policies.answer",
    summary: `${answersInWords(answers)} for the family ${family.name}`,
    right: "answer_policies",
    undoMs: UNDO_MS.ordinary,
  });
  writeAnswers(change, ctx, familyId, answers);
  return { change: await commitAnswers(ctx, change, null) };
}
