import { Hono } from "hono";
import { answerRows } from "../../edge/answer-rows.ts";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { addSlot } from "./add-slot.ts";
import { archiveClass } from "./archive-class.ts";
import { changeSlot } from "./change-slot.ts";
import { classOptions } from "./class-options.ts";
import { correctVersion } from "./correct-version.ts";
import { createClass } from "./create-class.ts";
import { deleteClass } from "./delete-class.ts";
import { duplicateClass } from "./duplicate-class.ts";
import { endSlot } from "./end-slot.ts";
import { conflictsOf } from "./find-conflicts.ts";
import { getClass } from "./get-class.ts";
import { listClasses } from "./list-classes.ts";
import { previewQuickEdit } from "./preview-quick-edit.ts";
import { quickEditClasses } from "./quick-edit.ts";
import { restoreClass } from "./restore-class.ts";
import {
  addSlotInput,
  archiveClassInput,
  changeSlotInput,
  classFilter,
  classVersionInput,
  conflictProbe,
  correctVersionInput,
  createClassInput,
  duplicateClassInput,
  endSlotInput,
  quickEditInput,
  updateClassInput,
} from "./schemas.ts";
import { updateClass } from "./update-class.ts";

const see = needs("classes", "view");
const edit = needs("classes", "full");

/** The classes room behind the office door. */
export const classesOffice = new Hono<OfficeEnv>()
  .get("/", see, validQuery(classFilter), async (c) =>
    answerRows(c, await listClasses(c.get("ctx"), c.req.valid("query")), "rows"),
  )
  .post("/", edit, validBody(createClassInput), async (c) =>
    c.json(await createClass(c.get("ctx"), c.req.valid("json")), 201),
  )
  .post("/conflicts", see, validBody(conflictProbe), async (c) =>
    c.json({ conflicts: await conflictsOf(c.get("ctx"), c.req.valid("json")) }),
  )
  .post("/quick-edit/preview", edit, validBody(quickEditInput), async (c) =>
    c.json(await previewQuickEdit(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/quick-edit", edit, validBody(quickEditInput), async (c) =>
    c.json(await quickEditClasses(c.get("ctx"), c.req.valid("json"))),
  )
  .get("/:id", see, async (c) => c.json(await getClass(c.get("ctx"), c.req.param("id"))))
  .patch("/:id", edit, validBody(updateClassInput), async (c) =>
    c.json(await updateClass(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", edit, validBody(classVersionInput), async (c) =>
    c.json(await deleteClass(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/archive", edit, validBody(archiveClassInput), async (c) =>
    c.json(await archiveClass(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/restore", edit, validBody(classVersionInput), async (c) =>
    c.json(await restoreClass(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/duplicate", edit, validBody(duplicateClassInput), async (c) =>
    c.json(await duplicateClass(c.get("ctx"), c.req.param("id"), c.req.valid("json")), 201),
  )
  .post("/:id/slots", edit, validBody(addSlotInput), async (c) =>
    c.json(await addSlot(c.get("ctx"), c.req.param("id"), c.req.valid("json")), 201),
  )
  .post("/:id/slots/:slotId/change", edit, validBody(changeSlotInput), async (c) =>
    c.json(await changeSlot(c.get("ctx"), c.req.param("id"), c.req.param("slotId"), c.req.valid("json"))),
  )
  .post("/:id/slots/:slotId/end", edit, validBody(endSlotInput), async (c) =>
    c.json(await endSlot(c.get("ctx"), c.req.param("id"), c.req.param("slotId"), c.req.valid("json"))),
  )
  .patch("/:id/slots/:slotId/versions/:versionId", edit, validBody(correctVersionInput), async (c) =>
    c.json(await correctVersion(c.get("ctx"), c.req.param("id"), c.req.param(), c.req.valid("json"))),
  );

/** The lists that class forms and filters choose from, at /class-options. */
export const classOptionsOffice = new Hono<OfficeEnv>().get("/", see, async (c) =>
  c.json(await classOptions(c.get("ctx"))),
);
