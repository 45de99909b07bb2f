import type { MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import type { DoorEnv, Person } from "./visit.ts";

/** Hands a visit to the routes of a door. */
export function atDoor<A extends Person>(): MiddlewareHandler<DoorEnv<A>> {
  return createMiddleware<DoorEnv<A>>(async (c, next) => {
    const { services, body, visitor, ctx } = c.env.visit;
    c.set("services", services);
    c.set("body", body);
    c.set("visitor", visitor);
    if (ctx) c.set("ctx", ctx);
    await next();
  });
}
