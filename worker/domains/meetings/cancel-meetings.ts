import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import type { Committed } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict, Limit } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { cancellationQueries, issueForCancellation } from "../makeups/cancellation-tokens.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import { commitMeetings } from "./commit-meetings.ts";
import {
  exceptionsOf,
  expectMeetings,
  type FoundMeeting,
  foundMeetings,
  nameOf,
  namesOf,
  spanOf,
  spokenOf,
  stillMeet,
} from "./meeting-rows.ts";
import { addNotices } from "./notices.ts";
import { type CancelInput, MAX_MEETINGS, type MeetingScope } from "./schemas.ts";

/**
 * Cancels meetings, one or all of a span, as one change. What is cancelled already or closed is left alone. Marks stay,
 * charges too: what billing makes of it is noted with each meeting.
 * @throws NotFound, Conflict `already_cancelled` | `nothing_to_cancel` | `changed_meanwhile`, Limit `too_many_meetings`
 */
export async function cancelMeetings(
  ctx: Context,
  input: CancelInput,
): Promise<{ change: Committed; cancelled: number; tokens: number }> {
  requireRight(ctx, "classes", "full");
  if (input.makeupTokens !== null) requireRight(ctx, "create_makeup_tokens", "full");
  const { found } = await read(ctx, { found: foundMeetings(ctx, spanOf(input.scope), "full") });
  const meetings = toCancel(found, input.scope);
  if (input.seen !== undefined && input.seen !== meetings.length) throw notAsSeen(meetings.length);
  const names = namesOf(meetings);
  const { exceptions } = await read(ctx, { exceptions: exceptionsOf(names) });
  const change = new Change(ctx, {
    action: "meetings.cancel",
    summary: `Cancelled ${spokenOf(meetings)}: ${input.reason}`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  const known = new Map(exceptions.map((exception) => [nameOf(exception), exception]));
  for (const meeting of meetings) writeCancelled(ctx, change, meeting, known, input);
  change.guard("row_living", stillMeet(names));
  const tokens = input.makeupTokens === null ? 0 : await addTokens(ctx, change, meetings, input.makeupTokens);
  addNotices(change, { kind: "cancelled", meetings, notify: input.notify, message: input.message });
  const outcome = { cancelled: meetings.length, tokens };
  return { change: await commitMeetings(ctx, change, outcome), ...outcome };
}

async function addTokens(
  ctx: Context,
  change: Change,
  meetings: readonly FoundMeeting[],
  options: NonNullable<CancelInput["makeupTokens"]>,
): Promise<number> {
  const { rules, ...found } = await read(ctx, { ...cancellationQueries(ctx, meetings), rules: rulesQuery() });
  return issueForCancellation(ctx, change, found, { ...options, rules: rulesOf(rules).makeups });
}

type Exceptions = ReadonlyMap<string, { readonly id: string; readonly version: number }>;

function writeCancelled(
  ctx: Context,
  change: Change,
  meeting: FoundMeeting,
  known: Exceptions,
  { reason, moneyEffect }: CancelInput,
): void {
  const exception = known.get(nameOf(meeting));
  if (exception) {
    change.update("meetingExceptions", exception, { isCancelled: true, reason, moneyEffect });
    return;
  }
  const { slotId, classId, meetsOn } = meeting;
  const id = newId("meetingException", ctx.nowMs);
  change.insert("meetingExceptions", {
    id,
    slotId,
    classId,
    meetsOn,
    isCancelled: true,
    reason,
    moneyEffect,
  });
}

/** The meetings of a scope that take place so far. */
export function toCancel(found: readonly FoundMeeting[], scope: MeetingScope): readonly FoundMeeting[] {
  if (scope.kind === "meetings") expectMeetings(found, scope.meetings);
  const left = found.filter((meeting) => !meeting.isCancelled && meeting.closure === null);
  if (left.length > MAX_MEETINGS) {
    throw new Limit(
      "too_many_meetings",
      `These are ${left.length} meetings; at most ${MAX_MEETINGS} can be cancelled at once. Choose fewer days.`,
      { meetings: left.length },
      413,
    );
  }
  if (left.length > 0) return left;
  const [only] = found;
  if (found.length === 1 && only?.isCancelled) {
    throw new Conflict("already_cancelled", `${spokenOf([only])} is cancelled already.`);
  }
  throw new Conflict("nothing_to_cancel", "Nothing meets there that is not cancelled or closed already.");
}

function notAsSeen(meetings: number): Conflict {
  return new Conflict(
    "changed_meanwhile",
    `There are ${meetings} meetings to cancel now, not as many as you saw. Look at them again.`,
    { meetings },
  );
}
