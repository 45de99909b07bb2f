import { Change, UNDO_MS } from "../../kernel/change.ts";
import type { Committed } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { commitMeetings } from "./commit-meetings.ts";
import {
  expectMeetings,
  type FoundMeeting,
  foundMeetings,
  namesOf,
  stillMeet,
  substitutesAt,
} from "./meeting-rows.ts";
import type { MeetingKey, SubstituteInput } from "./schemas.ts";
import {
  checkChoice,
  guardSubstitutes,
  type NamedStaff,
  staffNamed,
  writeSubstitute,
} from "./substitute-rows.ts";

/**
 * Says who takes one meeting instead of somebody who teaches it: the person after all, nobody, or somebody else.
 * @throws NotFound, Precondition `not_teaching` | `staff_unknown` | `staff_inactive` | `same_person`, Conflict
 */
export async function substituteMeeting(
  ctx: Context,
  key: MeetingKey,
  input: SubstituteInput,
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "classes", "full");
  const names = namesOf([key]);
  const { staffId, choice, reason } = input;
  const ids = choice.kind === "named" ? [staffId, choice.staffId] : [staffId];
  const { found, substitutes, staff } = await read(ctx, {
    found: foundMeetings(ctx, { named: names }, "full"),
    substitutes: substitutesAt(names),
    staff: staffNamed(ids),
  });
  const [meeting] = expectMeetings(found, [key]) as [FoundMeeting];
  if (!meeting.instructorIds.includes(staffId)) {
    const message = `This person does not teach ${meeting.className} on that day.`;
    throw new Precondition("not_teaching", message, [{ path: "staffId", message }]);
  }
  checkChoice(choice, staffId, staff, "choice.staffId");
  const change = new Change(ctx, {
    action: "meetings.substitute",
    summary: `${whoTakes(input, staff)} ${meeting.className} on ${meeting.onDate}`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  const current = substitutes.find((one) => one.staffId === staffId);
  writeSubstitute(ctx, change, meeting, { staffId, choice, reason, current });
  if (change.isEmpty) return { change: null };
  change.guard("row_living", stillMeet(names));
  guardSubstitutes(change, [choice]);
  return { change: await commitMeetings(ctx, change) };
}

function whoTakes({ staffId, choice }: SubstituteInput, staff: readonly NamedStaff[]): string {
  const nameOf = (id: string) => staff.find((person) => person.id === id)?.name ?? "Somebody";
  if (choice.kind === "keep") return `${nameOf(staffId)} takes`;
  if (choice.kind === "none") return `Nobody stands in for ${nameOf(staffId)} at`;
  return `${nameOf(choice.staffId)} stands in for ${nameOf(staffId)} at`;
}
