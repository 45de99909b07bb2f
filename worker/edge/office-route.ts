import type { Context as HonoContext, MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import type * as core from "zod/v4/core";
import { type AnonymousActor, type Context, requireRight, type StaffActor } from "../kernel/context.ts";
import type { Level, Right } from "../kernel/permissions.ts";
import type { Services } from "../services.ts";
import type { OfficeVisit } from "./office-visit.ts";

/** What a route behind the office door finds in its Hono context. */
export type OfficeEnv = {
  Bindings: { visit: OfficeVisit };
  Variables: {
    /** Set behind `needs(…)`. */
    ctx: Context<StaffActor>;
    /** Set behind `anyone()`. */
    visitor: Context<AnonymousActor>;
    services: Services;
    /** The body as it came; empty for requests without one. */
    body: Uint8Array<ArrayBuffer>;
  };
};

/** What a route demands of whoever calls it; the door acts on it and the contract test reads it. */
export type RouteMark =
  | { readonly kind: "needs"; readonly right: Right | null; readonly level: Level }
  | { readonly kind: "anyone"; readonly why: string }
  | { readonly kind: "upload"; readonly types: readonly string[]; readonly maxBytes: number }
  | { readonly kind: "body"; readonly schema: core.$ZodType }
  | { readonly kind: "query" | "unattended" };

const MARK = Symbol("route mark");
type Marked = { [MARK]?: RouteMark };

export function markOf(handler: unknown): RouteMark | undefined {
  return (handler as Marked | null)?.[MARK];
}

export function marked<H extends object>(mark: RouteMark, handler: H): H {
  return Object.assign(handler, { [MARK]: mark });
}

/** The route is for signed-in staff with that right; null means any signed-in member of staff. */
export function needs(right: Right | null, level: Level): MiddlewareHandler<OfficeEnv> {
  const check = createMiddleware<OfficeEnv>(async (c, next) => {
    if (right !== null) requireRight(c.get("ctx"), right, level);
    await next();
  });
  return marked({ kind: "needs", right, level }, check);
}

/** The route answers people who are not signed in; `why` is for whoever reads the contract. */
export function anyone(why: string): MiddlewareHandler<OfficeEnv> {
  return marked(
    { kind: "anyone", why },
    createMiddleware<OfficeEnv>((_c, next) => next()),
  );
}

/** The route takes a file as its body (`c.get("body")`) instead of JSON. */
export function upload(types: readonly string[], maxBytes: number): MiddlewareHandler<OfficeEnv> {
  return marked(
    { kind: "upload", types, maxBytes },
    createMiddleware<OfficeEnv>((_c, next) => next()),
  );
}

/** The page asks this by itself while nobody may be there: it does not count as use of the session. */
export function unattended(): MiddlewareHandler<OfficeEnv> {
  return marked(
    { kind: "unattended" },
    createMiddleware<OfficeEnv>((_c, next) => next()),
  );
}

export type OfficeContext = HonoContext<OfficeEnv>;
