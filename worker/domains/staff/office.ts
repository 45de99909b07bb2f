import { Hono } from "hono";
import { needs, type OfficeContext, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { createStaff } from "./create-staff.ts";
import { deactivateStaff } from "./deactivate-staff.ts";
import { endSessions } from "./end-sessions.ts";
import { getRights, getStaff } from "./get-staff.ts";
import { getTeaching } from "./get-teaching.ts";
import { grantsOffice, groupsOffice } from "./groups-office.ts";
import { inviteStaff } from "./invite-staff.ts";
import { listStaff } from "./list-staff.ts";
import { reactivateStaff } from "./reactivate-staff.ts";
import {
  createStaffInput,
  deactivateInput,
  endSessionsInput,
  staffFilter,
  updateStaffInput,
  versionInput,
} from "./schemas.ts";
import { updateStaff } from "./update-staff.ts";

const edit = needs("staff", "full");
/** Everybody may see their own page; whose it is, the use-case looks at. */
const self = needs(null, "view");

const pepper = (c: OfficeContext) => c.get("services").env.PASSWORD_PEPPER;

/** The staff room behind the office door, at /staff; groups and rights are in it. */
export const staffOffice = new Hono<OfficeEnv>()
  .route("/groups", groupsOffice)
  .route("/grants", grantsOffice)
  .get("/", needs("staff", "view"), validQuery(staffFilter), async (c) =>
    c.json(await listStaff(c.get("ctx"), c.req.valid("query"))),
  )
  .post("/", edit, validBody(createStaffInput), async (c) =>
    c.json(await createStaff(c.get("ctx"), c.req.valid("json"), pepper(c)), 201),
  )
  .get("/:id", self, async (c) => c.json(await getStaff(c.get("ctx"), c.req.param("id"))))
  .patch("/:id", edit, validBody(updateStaffInput), async (c) =>
    c.json(await updateStaff(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .get("/:id/teaching", needs("staff", "view"), async (c) =>
    c.json(await getTeaching(c.get("ctx"), c.req.param("id"))),
  )
  .get("/:id/rights", self, async (c) => c.json({ rights: await getRights(c.get("ctx"), c.req.param("id")) }))
  .post("/:id/deactivate", edit, validBody(deactivateInput), async (c) =>
    c.json(await deactivateStaff(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/reactivate", edit, validBody(versionInput), async (c) =>
    c.json(await reactivateStaff(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/invitation", edit, async (c) =>
    c.json(await inviteStaff(c.get("ctx"), c.req.param("id"), pepper(c))),
  )
  .post("/:id/sessions/end", edit, validBody(endSessionsInput), async (c) =>
    c.json(await endSessions(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
