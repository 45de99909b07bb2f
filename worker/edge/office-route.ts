import type { Context as HonoContext, MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import { requireRight, type StaffActor } from "../kernel/context.ts";
import type { Level, Right } from "../kernel/permissions.ts";
import { marked } from "./route-marks.ts";
import type { DoorEnv } from "./visit.ts";

/** What a route behind the office door finds in its Hono context. */
export type OfficeEnv = DoorEnv<StaffActor>;
export type OfficeContext = HonoContext<OfficeEnv>;

/** The route is for signed-in staff with that right; null means any signed-in member of staff. */
export function needs(right: Right | null, level: Level): MiddlewareHandler<OfficeEnv> {
  const check = createMiddleware<OfficeEnv>(async (c, next) => {
    if (right !== null) requireRight(c.get("ctx"), right, level);
    await next();
  });
  return marked({ kind: "needs", right, level }, check);
}
