import type { Env, Hono, MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import type * as core from "zod/v4/core";
import type { EnterpriseLevel } from "../../control-plane/enterprise-schema.ts";
import type { FamilyRole } from "../kernel/context.ts";
import type { Level, Right } from "../kernel/permissions.ts";

/** What a route demands of whoever calls it; the door acts on it and the contract test reads it. */
export type RouteMark =
  | { readonly kind: "needs"; readonly right: Right | null; readonly level: Level }
  | { readonly kind: "family"; readonly role: FamilyRole; readonly beforePolicies: boolean }
  | { readonly kind: "enterprise"; readonly level: EnterpriseLevel }
  | { readonly kind: "anyone"; readonly why: string }
  | { readonly kind: "upload"; readonly types: readonly string[]; readonly maxBytes: number }
  | { readonly kind: "body"; readonly schema: core.$ZodType }
  | { readonly kind: "query" | "unattended" | "desk" };

const MARK = Symbol("route mark");
type Marked = { [MARK]?: RouteMark };

export function markOf(handler: unknown): RouteMark | undefined {
  return (handler as Marked | null)?.[MARK];
}

export function marked<H extends object>(mark: RouteMark, handler: H): H {
  return Object.assign(handler, { [MARK]: mark });
}

/** The marks of the route that would answer, or null when none would. */
export function marksFor<E extends Env>(api: Hono<E>, method: string, path: string): RouteMark[] | null {
  const [handlers] = api.router.match(method === "HEAD" ? "GET" : method, path);
  const marks = handlers.flatMap(([[handler]]) => markOf(handler) ?? []);
  return marks.some(admits) ? marks : null;
}

/** Whether a mark says who may come in. */
export function admits({ kind }: RouteMark): boolean {
  return kind === "needs" || kind === "family" || kind === "enterprise" || kind === "anyone";
}

/** The route answers people who are not signed in; `why` is for whoever reads the contract. */
export function anyone(why: string): MiddlewareHandler {
  return only({ kind: "anyone", why });
}

/** The route takes a file as its body (`c.get("body")`) instead of JSON. */
export function upload(types: readonly string[], maxBytes: number): MiddlewareHandler {
  return only({ kind: "upload", types, maxBytes });
}

/** The page asks this by itself while nobody may be there: it does not count as use of the session. */
export function unattended(): MiddlewareHandler {
  return only({ kind: "unattended" });
}

/** The route takes places that many want at once: it is carried out at the account's registration desk. */
export function atDesk(): MiddlewareHandler {
  return only({ kind: "desk" });
}

function only(mark: RouteMark): MiddlewareHandler {
  return marked(
    mark,
    createMiddleware((_c, next) => next()),
  );
}
