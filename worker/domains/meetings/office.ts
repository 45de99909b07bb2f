import { Hono } from "hono";
import { needs, type OfficeContext, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { NotFound } from "../../kernel/errors.ts";
import { awayStaff } from "./away-staff.ts";
import { cancelMeetings } from "./cancel-meetings.ts";
import { endAbsence } from "./end-absence.ts";
import { getMeeting } from "./get-meeting.ts";
import { listAbsences } from "./list-absences.ts";
import { moveMeeting } from "./move-meeting.ts";
import { previewAway } from "./preview-away.ts";
import { previewCancel } from "./preview-cancel.ts";
import { previewMove } from "./preview-move.ts";
import { putBackMeeting } from "./put-back-meeting.ts";
import { restoreMeetings } from "./restore-meetings.ts";
import {
  absencesFilter,
  awayInput,
  cancelInput,
  endAbsenceInput,
  type MeetingKey,
  meetingKey,
  moveInput,
  previewAwayInput,
  previewCancelInput,
  previewMoveInput,
  putBackInput,
  restoreInput,
  substituteInput,
} from "./schemas.ts";
import { substituteMeeting } from "./substitute-meeting.ts";

const see = needs("classes", "view");
const edit = needs("classes", "full");

/** What differs at single meetings, behind the office door; the calendar shows them all. */
export const meetingsOffice = new Hono<OfficeEnv>()
  .post("/cancel-preview", edit, validBody(previewCancelInput), async (c) =>
    c.json(await previewCancel(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/cancel", edit, validBody(cancelInput), async (c) =>
    c.json(await cancelMeetings(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/restore", edit, validBody(restoreInput), async (c) =>
    c.json(await restoreMeetings(c.get("ctx"), c.req.valid("json"))),
  )
  .get("/absences", see, validQuery(absencesFilter), async (c) =>
    c.json({ absences: await listAbsences(c.get("ctx"), c.req.valid("query")) }),
  )
  .post("/away-preview", edit, validBody(previewAwayInput), async (c) =>
    c.json(await previewAway(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/away", edit, validBody(awayInput), async (c) =>
    c.json(await awayStaff(c.get("ctx"), c.req.valid("json")), 201),
  )
  .delete("/absences/:id", edit, validBody(endAbsenceInput), async (c) =>
    c.json(await endAbsence(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .get("/:slotId/:meetsOn", see, async (c) => c.json(await getMeeting(c.get("ctx"), keyOf(c))))
  .post("/:slotId/:meetsOn/move-preview", edit, validBody(previewMoveInput), async (c) =>
    c.json(await previewMove(c.get("ctx"), keyOf(c), c.req.valid("json"))),
  )
  .post("/:slotId/:meetsOn/move", edit, validBody(moveInput), async (c) =>
    c.json(await moveMeeting(c.get("ctx"), keyOf(c), c.req.valid("json"))),
  )
  .post("/:slotId/:meetsOn/put-back", edit, validBody(putBackInput), async (c) =>
    c.json(await putBackMeeting(c.get("ctx"), keyOf(c), c.req.valid("json"))),
  )
  .post("/:slotId/:meetsOn/substitute", edit, validBody(substituteInput), async (c) =>
    c.json(await substituteMeeting(c.get("ctx"), keyOf(c), c.req.valid("json"))),
  );

/** @throws NotFound for an address that names no meeting */
function keyOf(c: OfficeContext): MeetingKey {
  const named = meetingKey.safeParse({ slotId: c.req.param("slotId"), meetsOn: c.req.param("meetsOn") });
  if (!named.success) throw new NotFound("meeting on that date");
  return named.data;
}
