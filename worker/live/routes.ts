import { Hono } from "hono";
import { needs, type OfficeEnv } from "../edge/office-route.ts";
import { unattended } from "../edge/route-marks.ts";
import { refuseForeignSocket } from "../edge/same-site.ts";
import { may } from "../kernel/context.ts";
import { read } from "../kernel/read.ts";
import { LISTENER_HEADER, type Listener, SOCKET_MS } from "./events.ts";

/** `GET /live`: the socket of the account's feed, for whoever is signed in. */
export const liveOffice = new Hono<OfficeEnv>().get("/", needs(null, "view"), unattended(), async (c) => {
  const ctx = c.get("ctx");
  const { env } = c.get("services");
  refuseForeignSocket(c.req.raw, env);
  // Asks whether the session lives: the cached actor alone does not say so.
  await read(ctx, {});
  const listener: Listener = {
    staffId: ctx.actor.id,
    seesActivity: may(ctx, "online_activity", "view"),
    seesAllTasks: may(ctx, "all_tasks", "view"),
    expiresAtMs: ctx.nowMs + SOCKET_MS,
  };
  const after = c.req.query("after");
  const query = after !== undefined && /^\d{1,15}$/.test(after) ? `?after=${after}` : "";
  return env.ACTIVITY_FEED.getByName(ctx.account.id).fetch(`https://feed/${query}`, {
    headers: { upgrade: c.req.header("upgrade") ?? "", [LISTENER_HEADER]: JSON.stringify(listener) },
  });
});
