import { Hono } from "hono";
import { answerRows } from "../../edge/answer-rows.ts";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { getRollSheet } from "./get-roll-sheet.ts";
import { getStudentAttendance } from "./get-student-attendance.ts";
import { listMeetings } from "./list-meetings.ts";
import { previewAbsences } from "./preview-absences.ts";
import { reportAbsences } from "./report-absences.ts";
import { saveMarks } from "./save-marks.ts";
import {
  absenceFilter,
  absenceInput,
  marksInput,
  meetingsFilter,
  rollSheetFilter,
  studentAttendanceFilter,
} from "./schemas.ts";
import { withdrawAbsences } from "./withdraw-absences.ts";

const see = needs("attendance", "view");
const mark = needs("attendance", "full");

/** The attendance room behind the office door. */
export const attendanceOffice = new Hono<OfficeEnv>()
  .get("/meetings", see, validQuery(meetingsFilter), async (c) =>
    c.json(await listMeetings(c.get("ctx"), c.req.valid("query"))),
  )
  .get("/roll-sheet", see, validQuery(rollSheetFilter), async (c) =>
    answerRows(c, await getRollSheet(c.get("ctx"), c.req.valid("query")), "students"),
  )
  .put("/marks", mark, validBody(marksInput), async (c) =>
    c.json(await saveMarks(c.get("ctx"), c.req.valid("json"))),
  )
  .get("/absences", see, validQuery(absenceFilter), async (c) =>
    c.json(await previewAbsences(c.get("ctx"), c.req.valid("query"))),
  )
  .post("/absences", mark, validBody(absenceInput), async (c) =>
    c.json(await reportAbsences(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/absences/withdraw", mark, validBody(absenceInput), async (c) =>
    c.json(await withdrawAbsences(c.get("ctx"), c.req.valid("json"))),
  )
  .get("/students/:id", see, validQuery(studentAttendanceFilter), async (c) =>
    c.json(await getStudentAttendance(c.get("ctx"), c.req.param("id"), c.req.valid("query"))),
  );
