import type { Context as HonoContext, MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import type { EnterpriseLevel } from "../../../control-plane/enterprise-schema.ts";
import { marked } from "../../edge/route-marks.ts";
import { SessionEnded } from "../../kernel/errors.ts";
import { type EnterpriseContext, type EnterpriseVisitor, requireLevel } from "../context.ts";

/** One request at the enterprise door, as the routes behind it are handed it. */
export interface EnterpriseVisit {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly visitor: EnterpriseVisitor;
  /** Null when nobody is signed in; then only routes marked `anyone` are reached. */
  readonly ctx: EnterpriseContext | null;
}

/** What a route behind the enterprise door finds in its Hono context. */
export type EnterpriseEnv = {
  Bindings: { visit: EnterpriseVisit };
  Variables: {
    ctx: EnterpriseContext;
    visitor: EnterpriseVisitor;
    body: Uint8Array<ArrayBuffer>;
  };
};
export type EnterpriseHono = HonoContext<EnterpriseEnv>;

/** The route is for whoever is signed in to the enterprise portal at that level. */
export function enterprise(level: EnterpriseLevel): MiddlewareHandler<EnterpriseEnv> {
  const check = createMiddleware<EnterpriseEnv>(async (c, next) => {
    if (c.env.visit.ctx === null) throw new SessionEnded();
    requireLevel(c.get("ctx").actor, level);
    await next();
  });
  return marked({ kind: "enterprise", level }, check);
}

/** Hands a visit to the routes. */
export function atEnterpriseDoor(): MiddlewareHandler<EnterpriseEnv> {
  return createMiddleware<EnterpriseEnv>(async (c, next) => {
    const { body, visitor, ctx } = c.env.visit;
    c.set("body", body);
    c.set("visitor", visitor);
    if (ctx) c.set("ctx", ctx);
    await next();
  });
}
