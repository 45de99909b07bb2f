import { useNavigate } from "@solidjs/router";
import { createSignal } from "solid-js";
import type { CalendarMeeting } from "../../../worker/domains/calendar/shapes.ts";
import { invalidate } from "../../shared/cache.ts";
import { can } from "../../shared/session.ts";
import { openEnroll } from "../enrollments/opening.ts";
import { blockOf } from "./block-focus.ts";
import type { CalendarState } from "./calendar-state.ts";
import { meetingKeyOf } from "./columns.ts";
import type { Drop } from "./drop.ts";
import { isOff } from "./faces.ts";
import { putBack } from "./meeting-writes.ts";

/** What is asked about in a dialog. */
export type Asked =
  | { readonly kind: "cancel"; readonly meeting: CalendarMeeting | undefined }
  | { readonly kind: "restore"; readonly meeting: CalendarMeeting }
  | { readonly kind: "move"; readonly meeting: CalendarMeeting; readonly drop: Drop | undefined }
  | { readonly kind: "substitute"; readonly meeting: CalendarMeeting; readonly drop: Drop | undefined }
  | { readonly kind: "away"; readonly staffId: string | undefined }
  | { readonly kind: "subscribe" };

export interface MeetingAct {
  readonly key: string;
  readonly label: string;
  readonly run: () => void;
}

export type MeetingActs = ReturnType<typeof createMeetingActs>;

/** What can be done with meetings, from a block, its details or a key. */
export function createMeetingActs(state: CalendarState) {
  const navigate = useNavigate();
  const [asked, setAsked] = createSignal<Asked>();

  /** What opens now gives the focus back to where it came from: the details are gone by then, the block is not. */
  function leaveDetails(meeting: CalendarMeeting | undefined) {
    state.setOpen(undefined);
    const block = meeting && blockOf(document, meetingKeyOf(meeting));
    block?.focus({ preventScroll: true });
  }

  function ask(next: Asked) {
    leaveDetails("meeting" in next ? next.meeting : undefined);
    setAsked(next);
  }

  function enroll(meeting: CalendarMeeting) {
    const { classId, slotId, meetsOn } = meeting;
    leaveDetails(meeting);
    openEnroll({ classId, slotId, date: meetsOn }, () => invalidate("/calendar", "/attendance"));
  }

  /** In the order in which they are offered. */
  function of(meeting: CalendarMeeting): MeetingAct[] {
    const acts: MeetingAct[] = [];
    const offer = (is: boolean, key: string, label: string, run: () => void) => {
      if (is) acts.push({ key, label, run });
    };
    const takesPlace = !isOff(meeting);
    const mayChange = can("classes", "full");
    const isAhead = meeting.endsAtMs > state.nowMs();
    offer(can("attendance") && takesPlace, "a", "Attendance", () =>
      navigate(`/attendance/${meeting.slotId}/${meeting.meetsOn}`),
    );
    offer(can("enrollments", "full") && takesPlace && isAhead, "e", "Enroll", () => enroll(meeting));
    offer(mayChange && takesPlace && meeting.instructors.length > 0, "b", "Substitute", () =>
      ask({ kind: "substitute", meeting, drop: undefined }),
    );
    offer(mayChange && takesPlace, "m", "Move", () => ask({ kind: "move", meeting, drop: undefined }));
    offer(
      mayChange && takesPlace && meeting.isMoved && meeting.version !== null,
      "p",
      "Put back",
      () => void putBack(meeting),
    );
    offer(mayChange && !meeting.isCancelled, "c", "Cancel", () => ask({ kind: "cancel", meeting }));
    offer(mayChange && meeting.isCancelled, "c", "Restore", () => ask({ kind: "restore", meeting }));
    return acts;
  }

  return {
    asked,
    ask,
    close: () => setAsked(undefined),
    of,
    open: (meeting: CalendarMeeting) => state.setOpen(meetingKeyOf(meeting)),
    press: (key: string, meeting: CalendarMeeting): boolean => {
      const act = of(meeting).find((one) => one.key === key);
      act?.run();
      return act !== undefined;
    },
  };
}
