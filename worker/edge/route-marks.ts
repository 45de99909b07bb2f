import type { Hono } from "hono";
import { markOf, type OfficeEnv, type RouteMark } from "./office-route.ts";

/** The marks of the route that would answer, or null when none would. */
export function marksFor(api: Hono<OfficeEnv>, method: string, path: string): RouteMark[] | null {
  const [handlers] = api.router.match(method === "HEAD" ? "GET" : method, path);
  const marks = handlers.flatMap(([[handler]]) => markOf(handler) ?? []);
  const admitted = marks.some((mark) => mark.kind === "needs" || mark.kind === "anyone");
  return admitted ? marks : null;
}
