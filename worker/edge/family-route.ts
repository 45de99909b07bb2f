import type { Context as HonoContext, MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import { type FamilyRole, type GuardianActor, requireRole } from "../kernel/context.ts";
import { SessionEnded } from "../kernel/errors.ts";
import { marked } from "./route-marks.ts";
import type { DoorEnv } from "./visit.ts";

/** What a route behind the family door finds in its Hono context. */
export type FamilyEnv = DoorEnv<GuardianActor>;
export type FamilyContext = HonoContext<FamilyEnv>;

/** The route is for a signed-in guardian who is at least that in the family. */
export function family(role: FamilyRole): MiddlewareHandler<FamilyEnv> {
  const check = createMiddleware<FamilyEnv>(async (c, next) => {
    if (c.env.visit.ctx === null) throw new SessionEnded();
    requireRole(c.get("ctx"), role);
    await next();
  });
  return marked({ kind: "family", role }, check);
}
