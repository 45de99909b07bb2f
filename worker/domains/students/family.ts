import { Hono } from "hono";
import { type FamilyEnv, family } from "../../edge/family-route.ts";
import { validBody } from "../../edge/validate.ts";
import { removeOwnPerson, saveOwnContact, saveOwnPickup } from "./own-people.ts";
import {
  addOwnStudentInput,
  ownContactInput,
  ownPickupInput,
  removeOwnInput,
  updateOwnStudentInput,
} from "./own-schemas.ts";
import { getOwnStudent } from "./own-student-page.ts";
import { addOwnStudent, updateOwnStudent } from "./save-own-student.ts";

const act = family("payer");

/** The family's own children. */
export const studentsFamily = new Hono<FamilyEnv>()
  .post("/", act, validBody(addOwnStudentInput), async (c) =>
    c.json(await addOwnStudent(c.get("ctx"), c.req.valid("json")), 201),
  )
  .get("/:id", family("viewer"), async (c) => c.json(await getOwnStudent(c.get("ctx"), c.req.param("id"))))
  .patch("/:id", act, validBody(updateOwnStudentInput), async (c) =>
    c.json(await updateOwnStudent(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/contacts", act, validBody(ownContactInput), async (c) =>
    c.json(await saveOwnContact(c.get("ctx"), c.req.param("id"), null, c.req.valid("json")), 201),
  )
  .put("/:id/contacts/:contactId", act, validBody(ownContactInput), async (c) =>
    c.json(
      await saveOwnContact(c.get("ctx"), c.req.param("id"), c.req.param("contactId"), c.req.valid("json")),
    ),
  )
  .delete("/contacts/:id", act, validBody(removeOwnInput), async (c) =>
    c.json(await removeOwnPerson(c.get("ctx"), "emergencyContacts", c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/pickups", act, validBody(ownPickupInput), async (c) =>
    c.json(await saveOwnPickup(c.get("ctx"), c.req.param("id"), null, c.req.valid("json")), 201),
  )
  .put("/:id/pickups/:pickupId", act, validBody(ownPickupInput), async (c) =>
    c.json(
      await saveOwnPickup(c.get("ctx"), c.req.param("id"), c.req.param("pickupId"), c.req.valid("json")),
    ),
  )
  .delete("/pickups/:id", act, validBody(removeOwnInput), async (c) =>
    c.json(await removeOwnPerson(c.get("ctx"), "pickups", c.req.param("id"), c.req.valid("json"))),
  );
