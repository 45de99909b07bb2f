import { sql } from "drizzle-orm";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, livingRow, UNDO_MS } from "../../kernel/change.ts";
import type { Committed } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { commitMeetings } from "./commit-meetings.ts";
import { foundMeetings, nameOf, namesOf, stillMeet, substitutesAt } from "./meeting-rows.ts";
import { addNotices } from "./notices.ts";
import { type AwayInput, MAX_MEETINGS } from "./schemas.ts";
import { checkChoice, guardSubstitutes, mayStaff, staffNamed, writeSubstitute } from "./substitute-rows.ts";

/**
 * Notes that somebody is away and decides about all their meetings of those days, as one change.
 * @throws NotFound, Precondition `not_teaching` | `staff_unknown` | `staff_inactive` | `same_person` | `too_many_meetings`
 */
export async function awayStaff(
  ctx: Context,
  input: AwayInput,
): Promise<{ change: Committed; id: string; meetings: number }> {
  requireRight(ctx, "classes", "full");
  mayStaff(ctx, input.staffId);
  const { staffId, from, to, reason } = input;
  const choices = [input.choice, ...input.except.map(({ choice }) => choice)];
  const named = choices.flatMap((choice) => (choice.kind === "named" ? [choice.staffId] : []));
  const { found, staff } = await read(ctx, {
    found: foundMeetings(ctx, { from, to }, "full", sql`instr(m.instructor_ids, ${staffId}) > 0`),
    staff: staffNamed([staffId, ...named]),
  });
  const person = staff.find(({ id }) => id === staffId);
  if (!person) throw new NotFound("member of staff");
  refuseTooMany(found.length);
  const names = namesOf(found);
  const { substitutes } = await read(ctx, { substitutes: substitutesAt(names) });
  const special = exceptions(input, new Set(found.map(nameOf)));
  checkChoice(input.choice, staffId, staff, "choice.staffId");
  for (const [i, { choice }] of input.except.entries())
    checkChoice(choice, staffId, staff, `except.${i}.choice`);
  const change = new Change(ctx, {
    action: "meetings.away",
    summary: `${person.name} is away from ${from} to ${to} (${found.length} ${found.length === 1 ? "meeting" : "meetings"})`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  const id = newId("staffAbsence", ctx.nowMs);
  change.insert("staffAbsences", { id, staffId, startsOn: from, endsOn: to, reason });
  const decided = new Map(
    substitutes.filter((one) => one.staffId === staffId).map((one) => [nameOf(one), one]),
  );
  for (const meeting of found) {
    const choice = special.get(nameOf(meeting)) ?? input.choice;
    writeSubstitute(ctx, change, meeting, { staffId, choice, reason, current: decided.get(nameOf(meeting)) });
  }
  change.guard("row_living", livingRow("staff", staffId));
  change.guard("row_living", stillMeet(names));
  guardSubstitutes(change, choices);
  const notify = { families: false, staff: input.notify };
  addNotices(change, { kind: "substitute", meetings: found, notify, message: null });
  const outcome = { id, meetings: found.length };
  return { change: await commitMeetings(ctx, change, outcome), ...outcome };
}

/** The meetings that are taken differently, by name. @throws Precondition for one that is none of theirs */
function exceptions({ except }: AwayInput, theirs: ReadonlySet<string>) {
  for (const [i, one] of except.entries()) {
    if (theirs.has(nameOf(one))) continue;
    const message = "This is none of their meetings on these days.";
    throw new Precondition("not_teaching", message, [{ path: `except.${i}`, message }]);
  }
  return new Map(except.map((one) => [nameOf(one), one.choice]));
}

function refuseTooMany(meetings: number): void {
  if (meetings <= MAX_MEETINGS) return;
  const message = `These are ${meetings} meetings; at most ${MAX_MEETINGS} at once. Choose fewer days.`;
  throw new Precondition("too_many_meetings", message, [{ path: "to", message }]);
}
