import { Hono } from "hono";
import { type EnterpriseEnv, enterprise } from "../door/enterprise-route.ts";
import { getMe } from "./get-me.ts";
import { enterpriseCookie } from "./session-cookie.ts";
import { signOut } from "./sign-out.ts";

export const sessionEnterprise = new Hono<EnterpriseEnv>()
  .get("/", enterprise("user"), (c) => c.json(getMe(c.get("ctx"))))
  .delete("/", enterprise("user"), async (c) => {
    const ctx = c.get("ctx");
    await signOut(ctx);
    c.header("set-cookie", enterpriseCookie("session", c.req.raw, ctx.services.env, null));
    return c.body(null, 204);
  });
