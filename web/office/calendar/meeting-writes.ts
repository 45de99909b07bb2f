import type { RestoreInput } from "../../../worker/domains/meetings/schemas.ts";
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

async function send(ask: () => Promise<Answer>, failed: string) {
  try {
    const { change } = await ask();
    announceMeetings(change);
  } catch (cause) {
    showProblem(cause, failed);
  }
}

export const putBack = (meeting: Named & { readonly version: number | null }) =>
  send(
    () => api.post<Answer>(`${meetingPath(meeting)}/put-back`, { version: meeting.version }),
    "It was not put back",
  );

/** Families hear of it only from the dialog of a whole range: a slip is corrected without a word. */
export const restore = ({ slotId, meetsOn }: Named) => {
  const input: Pick<RestoreInput, "meetings"> = { meetings: [{ slotId, meetsOn }] };
  return send(() => api.post<Answer>("/meetings/restore", input), "It was not restored");
};
