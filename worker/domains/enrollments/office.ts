import { Hono } from "hono";
import { answerRows } from "../../edge/answer-rows.ts";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { deleteEnrollment } from "./delete-enrollment.ts";
import { dropClass } from "./drop-class.ts";
import { dropEnrollment } from "./drop-enrollment.ts";
import { editEnrollment } from "./edit-enrollment.ts";
import { enroll } from "./enroll.ts";
import { enrollGroup } from "./enroll-group.ts";
import { getEnrollment } from "./get-enrollment.ts";
import { getEnrollmentOptions } from "./get-options.ts";
import { getRoster } from "./get-roster.ts";
import { getStudentEnrollments } from "./get-student-enrollments.ts";
import { listClassChoices } from "./list-class-choices.ts";
import { listEnrollments } from "./list-enrollments.ts";
import { placeHold } from "./place-hold.ts";
import { previewEnrollment } from "./preview-enrollment.ts";
import { previewTransfer } from "./preview-transfer.ts";
import { refreshHold } from "./refresh-hold.ts";
import { releaseHold } from "./release-hold.ts";
import {
  classChoiceFilter,
  deleteEnrollmentInput,
  dropAllInput,
  dropInput,
  editInput,
  enrollGroupInput,
  enrollInput,
  enrollmentFilter,
  holdInput,
  previewInput,
  transferInput,
  transferPreviewInput,
} from "./schemas.ts";
import { transferEnrollments } from "./transfer-enrollments.ts";

/** The enrollments room behind the office door. What may well be refused answers 200 and says so. */
export const enrollmentsOffice = new Hono<OfficeEnv>()
  .get("/", needs("enrollments", "view"), validQuery(enrollmentFilter), async (c) =>
    answerRows(c, await listEnrollments(c.get("ctx"), c.req.valid("query")), "rows"),
  )
  .get("/options", needs("enrollments", "view"), async (c) =>
    c.json(await getEnrollmentOptions(c.get("ctx"))),
  )
  .get("/class-choices", needs("enrollments", "view"), validQuery(classChoiceFilter), async (c) =>
    c.json(await listClassChoices(c.get("ctx"), c.req.valid("query"))),
  )
  .get("/class/:classId", needs("enrollments", "view"), async (c) =>
    c.json(await getRoster(c.get("ctx"), c.req.param("classId"))),
  )
  .get("/student/:studentId", needs("enrollments", "view"), async (c) =>
    c.json(await getStudentEnrollments(c.get("ctx"), c.req.param("studentId"))),
  )
  .get("/:id", needs("enrollments", "view"), async (c) =>
    c.json(await getEnrollment(c.get("ctx"), c.req.param("id"))),
  )
  .post("/preview", needs("enrollments", "full"), validBody(previewInput), async (c) =>
    c.json(await previewEnrollment(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/", needs("enrollments", "full"), validBody(enrollInput), async (c) =>
    c.json(await enroll(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/group", needs("enrollments", "full"), validBody(enrollGroupInput), async (c) =>
    c.json(await enrollGroup(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/transfer-preview", needs("enrollments", "full"), validBody(transferPreviewInput), async (c) =>
    c.json(await previewTransfer(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/transfer", needs("enrollments", "full"), validBody(transferInput), async (c) =>
    c.json(await transferEnrollments(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/drop-all", needs("enrollments", "full"), validBody(dropAllInput), async (c) =>
    c.json(await dropClass(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/holds", needs("enrollments", "full"), validBody(holdInput), async (c) =>
    c.json(await placeHold(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/holds/:id/refresh", needs("enrollments", "full"), async (c) =>
    c.json(await refreshHold(c.get("ctx"), c.req.param("id"))),
  )
  .post("/holds/:id/release", needs("enrollments", "full"), async (c) =>
    c.json(await releaseHold(c.get("ctx"), c.req.param("id"))),
  )
  .patch("/:id", needs("enrollments", "full"), validBody(editInput), async (c) =>
    c.json(await editEnrollment(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/drop", needs("enrollments", "full"), validBody(dropInput), async (c) =>
    c.json(await dropEnrollment(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", needs("enrollments", "full"), validBody(deleteEnrollmentInput), async (c) =>
    c.json(await deleteEnrollment(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
