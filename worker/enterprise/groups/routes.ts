import { Hono } from "hono";
import { validBody } from "../../edge/validate.ts";
import { type EnterpriseEnv, enterprise } from "../door/enterprise-route.ts";
import { createGroup } from "./create-group.ts";
import { deleteGroup, restoreGroup } from "./delete-group.ts";
import { listGroups } from "./list-groups.ts";
import { createGroupInput, updateGroupInput, versionInput } from "./schemas.ts";
import { updateGroup } from "./update-group.ts";

export const groupsEnterprise = new Hono<EnterpriseEnv>()
  .get("/", enterprise("user"), async (c) => c.json(await listGroups(c.get("ctx"))))
  .post("/", enterprise("admin"), validBody(createGroupInput), async (c) =>
    c.json(await createGroup(c.get("ctx"), c.req.valid("json")), 201),
  )
  .patch("/:id", enterprise("admin"), validBody(updateGroupInput), async (c) =>
    c.json(await updateGroup(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", enterprise("admin"), validBody(versionInput), async (c) =>
    c.json(await deleteGroup(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/restore", enterprise("admin"), validBody(versionInput), async (c) =>
    c.json(await restoreGroup(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
