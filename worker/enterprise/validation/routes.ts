import { Hono } from "hono";
import { validBody, validQuery } from "../../edge/validate.ts";
import { type EnterpriseEnv, enterprise } from "../door/enterprise-route.ts";
import { listPushes, loadPush } from "./get-push.ts";
import { accountsOfName, listNames } from "./list-names.ts";
import { previewPush } from "./preview-push.ts";
import { kindQuery, nameQuery, pushInput } from "./schemas.ts";
import { startPush } from "./start-push.ts";
import { undoPush } from "./undo-push.ts";

const user = enterprise("user");

/** Names that accounts ought to share, at /validation. */
export const validationEnterprise = new Hono<EnterpriseEnv>()
  .get("/names", user, validQuery(kindQuery), async (c) =>
    c.json(await listNames(c.get("ctx"), c.req.valid("query").kind)),
  )
  .get("/accounts", user, validQuery(nameQuery), async (c) => {
    const { kind, name } = c.req.valid("query");
    return c.json({ accounts: await accountsOfName(c.get("ctx"), kind, name) });
  })
  .post("/preview", user, validBody(pushInput), async (c) =>
    c.json(await previewPush(c.get("ctx"), c.req.valid("json"))),
  )
  .get("/pushes", user, async (c) => c.json({ pushes: await listPushes(c.get("ctx")) }))
  .post("/pushes", user, validBody(pushInput), async (c) =>
    c.json(await startPush(c.get("ctx"), c.req.valid("json")), 202),
  )
  .get("/pushes/:id", user, async (c) => c.json(await loadPush(c.get("ctx"), c.req.param("id"))))
  .post("/pushes/:id/undo", user, async (c) => c.json(await undoPush(c.get("ctx"), c.req.param("id")), 202));
