import type { Context as HonoContext, MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import { type FamilyRole, type GuardianActor, requireRole } from "../kernel/context.ts";
import { Forbidden, SessionEnded } from "../kernel/errors.ts";
import { marked } from "./route-marks.ts";
import type { DoorEnv } from "./visit.ts";

/** What a route behind the family door finds in its Hono context. */
export type FamilyEnv = DoorEnv<GuardianActor>;
export type FamilyContext = HonoContext<FamilyEnv>;

/**
 * The route is for a signed-in guardian who is at least that in the family. While the family has required policies to
 * accept, it only reads, unless it says that it also writes before.
 */
export function family(
  role: FamilyRole,
  { beforePolicies = false }: { readonly beforePolicies?: boolean } = {},
): MiddlewareHandler<FamilyEnv> {
  const check = createMiddleware<FamilyEnv>(async (c, next) => {
    if (c.env.visit.ctx === null) throw new SessionEnded();
    const ctx = c.get("ctx");
    requireRole(ctx, role);
    const isRead = c.req.method === "GET" || c.req.method === "HEAD";
    if (!isRead && !beforePolicies && ctx.actor.policiesDue) throw policiesDue();
    await next();
  });
  return marked({ kind: "family", role, beforePolicies }, check);
}

function policiesDue(): Forbidden {
  return new Forbidden(
    "policies_due",
    "The school asks your family to accept its policies first. Open Policies, read them and accept; then this works.",
  );
}
