import { Hono } from "hono";
import { answerRows } from "../../edge/answer-rows.ts";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { addStudent } from "../students/add-student.ts";
import { createFamily } from "./create-family.ts";
import { findDuplicates } from "./find-duplicates.ts";
import { getFamily } from "./get-family.ts";
import { listFamilies } from "./list-families.ts";
import { mergeFamilies } from "./merge-families.ts";
import { previewMerge } from "./preview-merge.ts";
import { removeGuardian } from "./remove-guardian.ts";
import { removeRecord } from "./remove-record.ts";
import { reviewFamily } from "./review-family.ts";
import { saveGuardian } from "./save-guardian.ts";
import { saveRecord } from "./save-record.ts";
import {
  contactInput,
  createFamilyInput,
  duplicateProbe,
  familyFilter,
  keywordsInput,
  mergeInput,
  noteInput,
  pickupInput,
  saveGuardianInput,
  studentInput,
  suspendInput,
  unsuspendInput,
  updateFamilyInput,
  versionInput,
} from "./schemas.ts";
import { setKeywords } from "./set-keywords.ts";
import { suspendFamily } from "./suspend-family.ts";
import { unsuspendFamily } from "./unsuspend-family.ts";
import { updateFamily } from "./update-family.ts";

const see = needs("families", "view");
const edit = needs("families", "full");

/** The families room behind the office door. */
export const familiesOffice = new Hono<OfficeEnv>()
  .get("/", see, validQuery(familyFilter), async (c) =>
    answerRows(c, await listFamilies(c.get("ctx"), c.req.valid("query")), "rows"),
  )
  .post("/", edit, validBody(createFamilyInput), async (c) =>
    c.json(await createFamily(c.get("ctx"), c.req.valid("json")), 201),
  )
  .post("/duplicates", see, validBody(duplicateProbe), async (c) =>
    c.json({ duplicates: await findDuplicates(c.get("ctx"), c.req.valid("json")) }),
  )
  .post("/merge-preview", needs("merge_families", "full"), validBody(mergeInput), async (c) =>
    c.json(await previewMerge(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/merge", needs("merge_families", "full"), validBody(mergeInput), async (c) =>
    c.json(await mergeFamilies(c.get("ctx"), c.req.valid("json"))),
  )
  .get("/:id", see, async (c) => c.json(await getFamily(c.get("ctx"), c.req.param("id"))))
  .patch("/:id", edit, validBody(updateFamilyInput), async (c) =>
    c.json(await updateFamily(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/review", edit, validBody(versionInput), async (c) =>
    c.json(await reviewFamily(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/suspension", needs("suspend_families", "full"), validBody(suspendInput), async (c) =>
    c.json(await suspendFamily(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id/suspension", needs("suspend_families", "full"), validBody(unsuspendInput), async (c) =>
    c.json(await unsuspendFamily(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .put("/:id/keywords", edit, validBody(keywordsInput), async (c) =>
    c.json(await setKeywords(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/students", needs("students", "full"), validBody(studentInput), async (c) =>
    c.json(await addStudent(c.get("ctx"), c.req.param("id"), c.req.valid("json")), 201),
  )
  .post("/:id/guardians", edit, validBody(saveGuardianInput), async (c) =>
    c.json(await saveGuardian(c.get("ctx"), c.req.param("id"), null, c.req.valid("json")), 201),
  )
  .put("/:id/guardians/:recordId", edit, validBody(saveGuardianInput), async (c) =>
    c.json(await saveGuardian(c.get("ctx"), c.req.param("id"), c.req.param("recordId"), c.req.valid("json"))),
  )
  .delete("/:id/guardians/:recordId", edit, validBody(versionInput), async (c) =>
    c.json(
      await removeGuardian(c.get("ctx"), c.req.param("id"), c.req.param("recordId"), c.req.valid("json")),
    ),
  )
  .route("/", smallRecords("contacts", "emergencyContacts", contactInput))
  .route("/", smallRecords("pickups", "pickups", pickupInput))
  .route("/", smallRecords("notes", "notes", noteInput));

/** Add, change and delete one kind of small record. */
function smallRecords<E extends "emergencyContacts" | "pickups" | "notes">(
  path: string,
  entity: E,
  schema: typeof contactInput | typeof pickupInput | typeof noteInput,
) {
  return new Hono<OfficeEnv>()
    .post(`/:id/${path}`, edit, validBody(schema), async (c) =>
      c.json(
        await saveRecord(c.get("ctx"), entity, c.req.param("id"), null, c.req.valid("json") as never),
        201,
      ),
    )
    .put(`/:id/${path}/:recordId`, edit, validBody(schema), async (c) =>
      c.json(
        await saveRecord(
          c.get("ctx"),
          entity,
          c.req.param("id"),
          c.req.param("recordId"),
          c.req.valid("json") as never,
        ),
      ),
    )
    .delete(`/:id/${path}/:recordId`, edit, validBody(versionInput), async (c) =>
      c.json(
        await removeRecord(
          c.get("ctx"),
          entity,
          c.req.param("id"),
          c.req.param("recordId"),
          c.req.valid("json"),
        ),
      ),
    );
}
