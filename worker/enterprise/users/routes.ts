import { Hono } from "hono";
import { validBody } from "../../edge/validate.ts";
import { type EnterpriseEnv, enterprise } from "../door/enterprise-route.ts";
import { inviteUser, resendInvite } from "./invite-user.ts";
import { getSignInRules, listUsers, setSignInRules } from "./list-users.ts";
import { removeUser, restoreUser } from "./remove-user.ts";
import { inviteUserInput, signInRulesInput, updateUserInput, userVersionInput } from "./schemas.ts";
import { updateUser } from "./update-user.ts";

export const usersEnterprise = new Hono<EnterpriseEnv>()
  .get("/", enterprise("user"), async (c) => c.json(await listUsers(c.get("ctx"))))
  .get("/sign-in", enterprise("admin"), async (c) => c.json(await getSignInRules(c.get("ctx"))))
  .put("/sign-in", enterprise("admin"), validBody(signInRulesInput), async (c) =>
    c.json(await setSignInRules(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/", enterprise("admin"), validBody(inviteUserInput), async (c) =>
    c.json(await inviteUser(c.get("ctx"), c.req.valid("json")), 201),
  )
  .post("/:id/invite", enterprise("admin"), validBody(userVersionInput), async (c) =>
    c.json(await resendInvite(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .patch("/:id", enterprise("admin"), validBody(updateUserInput), async (c) =>
    c.json(await updateUser(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", enterprise("admin"), validBody(userVersionInput), async (c) =>
    c.json(await removeUser(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/restore", enterprise("admin"), validBody(userVersionInput), async (c) =>
    c.json(await restoreUser(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
