import { dateAt } from "../../../tenant-schema/dates.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import {
  alongside,
  type Context,
  requireRight,
  type StaffActor,
  staffIdOrNull,
} from "../../kernel/context.ts";
import { AppError, NotFound, Precondition, SessionEnded } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { isOverridable } from "../enrollments/obstacles.ts";
import { mailsFamily } from "../mail-templates/portal-mail.ts";
import type { ApprovalChoices, RequestItem } from "./approval.ts";
import { APPROVALS } from "./approvals.ts";
import { itemsById, mustBeOpen } from "./item-writes.ts";
import { toldOf } from "./request-words.ts";
import type { DecideInput, DecisionOutcome } from "./schemas.ts";

/**
 * Approves or denies several requests, each by itself: one that cannot be done does not stop the others and stays open.
 * What an approval sets going and the decision are one batch.
 */
export async function decideItems(
  asker: Context<StaffActor>,
  { decision, text, items }: DecideInput,
): Promise<{ outcomes: DecisionOutcome[] }> {
  requireRight(asker, "online_activity", "full");
  // Each item is an act of its own, which a repeated request finds decided; one key would be used up by the first.
  const ctx = { ...asker, idempotency: null };
  const asked = new Map(items.map((item) => [item.id, item]));
  const { found } = await read(ctx, { found: itemsById(ctx, [...asked.keys()]) });
  if (found.length !== asked.size) throw new NotFound("item");
  const outcomes: DecisionOutcome[] = [];
  for (const item of found) {
    const { version, expected, overrides } = asked.get(item.id)!;
    const choices = { ...(expected ? { expected } : {}), overrides: (overrides ?? []).filter(isOverridable) };
    const outcome = await settled(async () => {
      if (isDecided(ctx, item, decision)) return { problem: null, change: null };
      mustBeOpen(item, version);
      return decision === "approve" ? approve(ctx, item, text, choices) : deny(ctx, item, text);
    });
    outcomes.push({ id: item.id, ...outcome });
  }
  return { outcomes };
}

/** The same person decided the same: the answer to an earlier request got lost. */
function isDecided(
  ctx: Context<StaffActor>,
  { state, decidedBy }: RequestItem,
  decision: DecideInput["decision"],
): boolean {
  return decidedBy === staffIdOrNull(ctx.actor) && state === (decision === "approve" ? "approved" : "denied");
}

type Settled = Omit<DecisionOutcome, "id">;

/** What could not be done says why. */
async function settled(act: () => Promise<Settled>): Promise<Settled> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof AppError) || error instanceof SessionEnded) throw error;
    return { problem: error.message, change: null };
  }
}

async function approve(
  ctx: Context<StaffActor>,
  item: RequestItem,
  text: string,
  choices: ApprovalChoices,
): Promise<Settled> {
  if (item.nature !== "request") throw notARequest();
  const today = dateAt(ctx.nowMs, ctx.account.timeZone);
  if (item.concernsOn !== null && item.concernsOn < today) {
    throw new Precondition(
      "day_has_passed",
      "The day this request is about has passed. Deny it, or talk to the family about another day.",
    );
  }
  const approval = APPROVALS[item.kind as keyof typeof APPROVALS];
  if (!approval) throw notARequest();
  const decided = alongside(ctx, (change) => noteDecision(ctx, change, item, "approved", text));
  const answer = await approval.approve(decided, item, { ...choices, text });
  return answer.outcome === "refused"
    ? { problem: answer.problems.join(" "), change: null }
    : { problem: null, change: answer.change };
}

async function deny(ctx: Context<StaffActor>, item: RequestItem, text: string): Promise<Settled> {
  if (item.nature !== "request") throw notARequest();
  const change = new Change(ctx, {
    action: "online_activity.deny",
    summary: `Denied: ${item.summary}`,
    right: "online_activity",
    undoMs: UNDO_MS.ordinary,
  });
  noteDecision(ctx, change, item, "denied", text);
  await APPROVALS[item.kind as keyof typeof APPROVALS]?.release?.(ctx, change, item);
  return { problem: null, change: await commit(ctx, change) };
}

function noteDecision(
  ctx: Context<StaffActor>,
  change: Change,
  item: RequestItem,
  state: "approved" | "denied",
  text: string,
): void {
  change.update("activityItems", item, {
    state,
    decidedBy: staffIdOrNull(ctx.actor),
    decidedAt: ctx.nowMs,
    decisionText: text === "" ? null : text,
  });
  mailsFamily(change, {
    key: state === "approved" ? "request_approved" : "request_denied",
    familyId: item.familyId,
    loginId: item.loginId,
    page: "/account",
    facts: { "request.summary": toldOf(item), "decision.text": text },
  });
}

function notARequest(): Precondition {
  return new Precondition(
    "no_decision",
    "There is nothing to decide here; it is only to be known. Dismiss it.",
  );
}
