import { newId } from "../../tenant-schema/ids.ts";
import { officeApi } from "../../worker/app.ts";
import { markOf, type RouteMark } from "../../worker/edge/route-marks.ts";
import type { Right } from "../../worker/kernel/permissions.ts";
import type { Method } from "./client.ts";

const PREFIX = "/api/office/:account";

/** One route behind the office door, as its own declaration tells of it. */
export interface OfficeRoute {
  readonly key: string;
  readonly method: Method;
  readonly path: string;
  readonly marks: readonly RouteMark[];
}

/** Every route of the office API, in the order of the map. */
export function officeRoutes(): OfficeRoute[] {
  const routes = new Map<string, OfficeRoute & { marks: RouteMark[] }>();
  for (const { method, path, handler } of officeApi.routes) {
    if (method === "ALL") continue;
    const own = path.slice(PREFIX.length);
    const key = `${method} ${own}`;
    const route = routes.get(key) ?? { key, method: method as Method, path: own, marks: [] };
    const mark = markOf(handler);
    if (mark) route.marks.push(mark);
    routes.set(key, route);
  }
  return [...routes.values()];
}

export function rightOf(route: OfficeRoute): Right | null {
  const mark = route.marks.find((candidate) => candidate.kind === "needs");
  return mark?.kind === "needs" ? mark.right : null;
}

export function isOpen(route: OfficeRoute): boolean {
  return route.marks.some((mark) => mark.kind === "anyone");
}

export function takesBody(route: OfficeRoute): boolean {
  return route.marks.some((mark) => mark.kind === "body");
}

export function uploadOf(route: OfficeRoute): Extract<RouteMark, { kind: "upload" }> | undefined {
  return route.marks.find((mark) => mark.kind === "upload");
}

/** The path with ids of the right shape that nothing has. */
export function pathOf(route: OfficeRoute): string {
  return route.path.replace(/:\w+/g, () => newId("family"));
}

export function namesRecord(route: OfficeRoute): boolean {
  return route.path.includes(":");
}
