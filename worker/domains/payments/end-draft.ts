import { sql } from "drizzle-orm";
import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import type { Decline } from "../../providers/payments/declines.ts";
import { type Attempt, DAY_MS } from "./attempt.ts";

export const DRAFT_MAIL = "draft-mail";

/** How long after one try the next one follows: on the day itself, three days after it, seven days after it. */
const LADDER_MS = [3 * DAY_MS, 4 * DAY_MS] as const;

export interface DraftMail {
  readonly attemptId: string;
  /** The receipt goes along with the word that money was taken: one mail, not two. */
  readonly hasReceipt: boolean;
}

type Ended = { readonly paymentId: string; readonly mailsReceipt: boolean } | { readonly decline: Decline };

export const ASKED_WORDS =
  "The payer’s bank wants them to confirm. The family was told; its page lets them confirm, or gives it up.";

/** A draft that waits for the payer: its line of the run says so, and so does a mail. */
export function tellAsked(change: Change, { runId, familyId, id: attemptId }: Attempt): void {
  const payload: DraftMail = { attemptId, hasReceipt: false };
  change.effect({ topic: DRAFT_MAIL, payload });
  change.also(sql`update billing_run_rows set problem = ${ASKED_WORDS}
    where run_id = ${runId} and family_id = ${familyId} and record_id = ${attemptId}`);
}

/**
 * What follows from a draft: its line of the run says what became of it, the family is told, and a declined one stands on the
 * next step of the ladder. Answers when that is due; null: never.
 */
export function endDraft(ctx: Context, change: Change, attempt: Attempt, ended: Ended): number | null {
  const { runId, familyId, id: attemptId } = attempt;
  const payload: DraftMail = { attemptId, hasReceipt: "paymentId" in ended && ended.mailsReceipt };
  change.effect({ topic: DRAFT_MAIL, payload });
  if ("paymentId" in ended) {
    change.also(sql`update billing_run_rows set record_id = ${ended.paymentId}, state = 'done', problem = null
      where run_id = ${runId} and family_id = ${familyId} and record_id is not null`);
    return null;
  }
  const { decline } = ended;
  change.also(sql`update billing_run_rows set state = 'failed', problem = ${decline.words}
    where run_id = ${runId} and family_id = ${familyId} and record_id is not null`);
  const wait = LADDER_MS[attempt.ladderStep];
  return decline.isMethodInvalid || wait === undefined ? null : ctx.nowMs + wait;
}
