import { Hono } from "hono";
import { answerRows } from "../../edge/answer-rows.ts";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { updateStudentInput } from "../families/schemas.ts";
import { deleteStudents } from "./delete-students.ts";
import { listStudents } from "./list-students.ts";
import { deleteStudentsInput, studentFilter } from "./schemas.ts";
import { updateStudent } from "./update-student.ts";

/** The students room behind the office door; students are added in their family. */
export const studentsOffice = new Hono<OfficeEnv>()
  .get("/", needs("students", "view"), validQuery(studentFilter), async (c) =>
    answerRows(c, await listStudents(c.get("ctx"), c.req.valid("query")), "rows"),
  )
  .patch("/:id", needs("students", "full"), validBody(updateStudentInput), async (c) =>
    c.json(await updateStudent(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/delete", needs("students", "full"), validBody(deleteStudentsInput), async (c) =>
    c.json(await deleteStudents(c.get("ctx"), c.req.valid("json"))),
  );
