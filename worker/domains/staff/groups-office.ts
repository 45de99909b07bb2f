import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { addMember } from "./add-member.ts";
import { createGroup } from "./create-group.ts";
import { deleteGroup } from "./delete-group.ts";
import { grantRight } from "./grant-right.ts";
import { getGroup, getRightsCatalog, listGroups } from "./groups.ts";
import { removeMember } from "./remove-member.ts";
import { revokeRight } from "./revoke-right.ts";
import { grantInput, groupInput, memberInput, updateGroupInput, versionInput } from "./schemas.ts";
import { updateGroup } from "./update-group.ts";

const see = needs("permissions", "view");
const edit = needs("permissions", "full");

/** Groups of staff, at /staff/groups. */
export const groupsOffice = new Hono<OfficeEnv>()
  .get("/", needs(null, "view"), async (c) => c.json(await listGroups(c.get("ctx"))))
  .post("/", edit, validBody(groupInput), async (c) =>
    c.json(await createGroup(c.get("ctx"), c.req.valid("json")), 201),
  )
  .get("/:id", see, async (c) => c.json(await getGroup(c.get("ctx"), c.req.param("id"))))
  .patch("/:id", edit, validBody(updateGroupInput), async (c) =>
    c.json(await updateGroup(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", edit, validBody(versionInput), async (c) =>
    c.json(await deleteGroup(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/members", edit, validBody(memberInput), async (c) =>
    c.json(await addMember(c.get("ctx"), c.req.param("id"), c.req.valid("json")), 201),
  )
  .delete("/:id/members/:staffId", edit, async (c) =>
    c.json(await removeMember(c.get("ctx"), c.req.param("id"), c.req.param("staffId"))),
  );

/** What groups and people may do, at /staff/grants. */
export const grantsOffice = new Hono<OfficeEnv>()
  .get("/catalog", see, async (c) => c.json(await getRightsCatalog(c.get("ctx"))))
  .post("/", edit, validBody(grantInput), async (c) =>
    c.json(await grantRight(c.get("ctx"), c.req.valid("json"))),
  )
  .delete("/:id", edit, validBody(versionInput), async (c) =>
    c.json(await revokeRight(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
