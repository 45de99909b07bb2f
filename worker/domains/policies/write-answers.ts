import { sql } from "drizzle-orm";
import { newId } from "../../../tenant-schema/ids.ts";
import type { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import {
  actorName,
  type Context,
  type GuardianActor,
  type StaffActor,
  staffIdOrNull,
} from "../../kernel/context.ts";
import { Conflict, NotFound, Precondition } from "../../kernel/errors.ts";
import type { OneAnswer, PolicyAnswer, PolicyToAnswer } from "./schemas.ts";

type Answerer = Context<GuardianActor> | Context<StaffActor>;

/** One answer that changes something, checked. */
export interface NewAnswer extends OneAnswer {
  readonly policy: PolicyToAnswer;
  /** A later answer counts for more, also within one millisecond. */
  readonly answeredAt: number;
}

/**
 * What of the answers is new; the same answer to the same text once more is nothing.
 * @throws NotFound for what the family does not have, Conflict `policy_changed`
 */
export function newAnswers(
  ctx: Context,
  policies: readonly PolicyToAnswer[],
  answers: readonly OneAnswer[],
): NewAnswer[] {
  const seen = new Set<string>();
  return answers.flatMap((one) => {
    const policy = policies.find(({ id }) => id === one.policyId);
    if (!policy) throw new NotFound("policy");
    const standing = policy.standings.find(({ studentId }) => studentId === one.studentId);
    if (!standing) throw new NotFound("student");
    const subject = `${one.policyId} ${one.studentId}`;
    if (seen.has(subject)) throw answeredTwice();
    seen.add(subject);
    if (policy.versionId !== one.versionId) throw policyChanged();
    const isSame =
      one.answer === "accepted" ? standing.status === "accepted" : standing.status === "rejected";
    if (isSame) return [];
    return [{ ...one, policy, answeredAt: Math.max(ctx.nowMs, (standing.answeredAt ?? 0) + 1) }];
  });
}

/** Adds the answers to a change that fails when one of the texts is no longer the present one. */
export function writeAnswers(
  change: Change,
  ctx: Answerer,
  familyId: string,
  answers: readonly NewAnswer[],
): void {
  const { actor } = ctx;
  for (const { policy, policyId, studentId, answer, answeredAt } of answers) {
    change.insert("policyAnswers", {
      id: newId("policyAnswer", ctx.nowMs),
      policyId,
      policyVersionId: policy.versionId,
      familyId,
      studentId,
      answer,
      answeredAt,
      loginId: actor.kind === "guardian" ? actor.id : null,
      staffId: staffIdOrNull(actor),
      answeredBy: actorName(actor),
      ip: ctx.request.ip,
    });
  }
  const texts = JSON.stringify(answers.map(({ policy }) => [policy.id, policy.versionId]));
  change.guard(
    "row_version",
    sql`not exists (select 1 from json_each(${texts}) t
      left join policies p on p.id = json_extract(t.value, '$[0]') and p.deleted_at is null
      where p.current_version_id is not json_extract(t.value, '$[1]'))`,
  );
}

/** @throws Conflict `policy_changed` when a text was changed while it was being answered */
export async function commitAnswers(ctx: Context, change: Change, outcome: unknown): Promise<Committed> {
  try {
    return await commit(ctx, change, outcome);
  } catch (error) {
    throw error instanceof Conflict && error.code === "changed_meanwhile" ? policyChanged() : error;
  }
}

/** “Accepted House rules, Waiver; rejected Photos” */
export function answersInWords(answers: readonly NewAnswer[]): string {
  const titles = (answer: PolicyAnswer) => [
    ...new Set(answers.filter((one) => one.answer === answer).map(({ policy }) => policy.title)),
  ];
  const part = (word: string, named: readonly string[]) =>
    named.length > 0 ? [`${word} ${named.join(", ")}`] : [];
  const text = [...part("accepted", titles("accepted")), ...part("rejected", titles("rejected"))].join("; ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function policyChanged(): Conflict {
  return new Conflict(
    "policy_changed",
    "The text was changed a moment ago. Please read the new one and answer again; nothing was saved.",
  );
}

function answeredTwice(): Precondition {
  return new Precondition("answered_twice", "The same policy is answered twice. Choose one answer.");
}
