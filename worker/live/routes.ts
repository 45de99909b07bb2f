import { Hono } from "hono";
import { needs, type OfficeEnv } from "../edge/office-route.ts";
import { unattended } from "../edge/route-marks.ts";
import { may } from "../kernel/context.ts";
import { type Listener, SOCKET_MS } from "./events.ts";
import { socketAt } from "./socket-at.ts";

/** `GET /live`: the socket of the account's feed, for whoever is signed in. */
export const liveOffice = new Hono<OfficeEnv>().get("/", needs(null, "view"), unattended(), (c) => {
  const ctx = c.get("ctx");
  const listener: Listener = {
    staffId: ctx.actor.id,
    seesActivity: may(ctx, "online_activity", "view"),
    seesAllTasks: may(ctx, "all_tasks", "view"),
    expiresAtMs: ctx.nowMs + SOCKET_MS,
  };
  return socketAt(c, c.get("services").env.ACTIVITY_FEED.getByName(ctx.account.id), listener);
});
