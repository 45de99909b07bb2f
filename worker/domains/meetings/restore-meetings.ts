import { Change, UNDO_MS } from "../../kernel/change.ts";
import type { Committed } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { cancellationQueries, revokeForRestore } from "../makeups/cancellation-tokens.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import { commitMeetings } from "./commit-meetings.ts";
import { exceptionsOf, expectMeetings, foundMeetings, namesOf, spokenOf } from "./meeting-rows.ts";
import { addNotices } from "./notices.ts";
import type { RestoreInput } from "./schemas.ts";

/**
 * Lets cancelled meetings take place again, where they had been moved to if they had. Makeup tokens that the
 * cancellation gave and nobody spent are taken back.
 * @throws NotFound, Conflict `not_cancelled` | `changed_meanwhile`
 */
export async function restoreMeetings(
  ctx: Context,
  input: RestoreInput,
): Promise<{ change: Committed; restored: number; tokensRevoked: number; tokensKept: number }> {
  requireRight(ctx, "classes", "full");
  const names = namesOf(input.meetings);
  const { found, exceptions, rules, ...tokens } = await read(ctx, {
    found: foundMeetings(ctx, { named: names }, "full"),
    exceptions: exceptionsOf(names),
    rules: rulesQuery(),
    ...cancellationQueries(ctx, input.meetings),
  });
  const meetings = expectMeetings(found, input.meetings).filter((meeting) => meeting.isCancelled);
  if (meetings.length === 0) {
    throw new Conflict("not_cancelled", `${spokenOf(found)} is not cancelled.`);
  }
  const change = new Change(ctx, {
    action: "meetings.restore",
    summary: `Restored ${spokenOf(meetings)}`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  const byId = new Map(exceptions.map((exception) => [exception.id, exception]));
  for (const meeting of meetings) {
    const exception = byId.get(meeting.exceptionId ?? "")!;
    if (meeting.isMoved) {
      change.update("meetingExceptions", exception, {
        isCancelled: false,
        reason: null,
        moneyEffect: "none",
      });
    } else change.remove("meetingExceptions", exception);
  }
  const { revoked, kept } = revokeForRestore(ctx, change, tokens, rulesOf(rules).makeups);
  addNotices(change, { kind: "restored", meetings, notify: input.notify, message: null });
  const outcome = { restored: meetings.length, tokensRevoked: revoked, tokensKept: kept };
  return { change: await commitMeetings(ctx, change, outcome), ...outcome };
}
