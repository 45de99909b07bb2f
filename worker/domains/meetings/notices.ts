import * as z from "zod/mini";
import type { Change } from "../../kernel/change.ts";
import type { MeetingKey } from "./schemas.ts";

export const MEETING_NOTICES = "meeting-notices";
export const MEETING_MAIL = "meeting-mail";

/** What an effect `meeting-notices` tells whom; its carrier makes one mail a family and member of staff of it. */
export const meetingNotices = z.object({
  kind: z.enum(["cancelled", "restored", "moved", "substitute"]),
  changeId: z.string(),
  meetings: z.array(z.object({ slotId: z.string(), meetsOn: z.string() })),
  families: z.boolean(),
  staff: z.boolean(),
  message: z.nullable(z.string()),
});
export type MeetingNotices = z.infer<typeof meetingNotices>;

/** One of those mails; the meetings are looked up again when it is sent, so that it tells how things are then. */
export const meetingMail = z.object({
  kind: meetingNotices.shape.kind,
  to: z.object({ kind: z.enum(["family", "staff"]), id: z.string() }),
  meetings: meetingNotices.shape.meetings,
  message: z.nullable(z.string()),
});
export type MeetingMail = z.infer<typeof meetingMail>;

/** Has those told who are to be told, once the act can no longer be undone from a toast. */
export function addNotices(
  change: Change,
  notices: {
    readonly kind: MeetingNotices["kind"];
    readonly meetings: readonly MeetingKey[];
    readonly notify: { readonly families: boolean; readonly staff: boolean };
    readonly message: string | null;
  },
): void {
  const { kind, notify, message } = notices;
  if (!notify.families && !notify.staff) return;
  const meetings = notices.meetings.map(({ slotId, meetsOn }) => ({ slotId, meetsOn }));
  const payload: MeetingNotices = { kind, changeId: change.id, meetings, ...notify, message };
  change.effect({ topic: MEETING_NOTICES, payload });
}
