import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { showProblem } from "../../shared/toasts.ts";
import { announce } from "../audit/announce.ts";

export interface Answer {
  readonly change: Committed | null;
}

interface Named {
  readonly slotId: string;
  readonly meetsOn: string;
}

export const meetingPath = ({ slotId, meetsOn }: Named) => `/meetings/${slotId}/${meetsOn}`;

/** Everything that shows meetings is asked for again, and a toast offers to take the act back. */
export const announceMeetings = (change: Committed | null) =>
  announce(change, "/calendar", "/meetings", "/classes", "/attendance", "/enrollments", "/makeups");

export async function putBack(meeting: Named & { readonly version: number | null }) {
  try {
    const { change } = await api.post<Answer>(`${meetingPath(meeting)}/put-back`, {
      version: meeting.version,
    });
    announceMeetings(change);
  } catch (cause) {
    showProblem(cause, "It was not put back");
  }
}
