import type { EnterpriseLevel } from "../../control-plane/enterprise-schema.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { familyApi, officeApi } from "../../worker/app.ts";
import { markOf, type RouteMark } from "../../worker/edge/route-marks.ts";
import { enterpriseApi } from "../../worker/enterprise/app.ts";
import type { FamilyRole } from "../../worker/kernel/context.ts";
import type { Right } from "../../worker/kernel/permissions.ts";
import type { Method } from "./client.ts";

/** One route behind the door of a portal, as its own declaration tells of it. */
export interface PortalRoute {
  readonly key: string;
  readonly method: Method;
  readonly path: string;
  readonly marks: readonly RouteMark[];
}

interface Declared {
  readonly method: string;
  readonly path: string;
  readonly handler: unknown;
}

/** Every route of the office API, in the order of the map. */
export function officeRoutes(): PortalRoute[] {
  return declared(officeApi.routes, "/api/office/:account");
}

/** The same of the family API. */
export function familyRoutes(): PortalRoute[] {
  return declared(familyApi.routes, "/api/family/:account");
}

/** The same of the enterprise API. */
export function enterpriseRoutes(): PortalRoute[] {
  return declared(enterpriseApi.routes, "/api/enterprise");
}

function declared(all: readonly Declared[], prefix: string): PortalRoute[] {
  const routes = new Map<string, PortalRoute & { marks: RouteMark[] }>();
  for (const { method, path, handler } of all) {
    if (method === "ALL") continue;
    const own = path.slice(prefix.length);
    const key = `${method} ${own}`;
    const route = routes.get(key) ?? { key, method: method as Method, path: own, marks: [] };
    const mark = markOf(handler);
    if (mark) route.marks.push(mark);
    routes.set(key, route);
  }
  return [...routes.values()];
}

export function rightOf(route: PortalRoute): Right | null {
  const mark = route.marks.find((candidate) => candidate.kind === "needs");
  return mark?.kind === "needs" ? mark.right : null;
}

export function roleOf(route: PortalRoute): FamilyRole | null {
  const mark = route.marks.find((candidate) => candidate.kind === "family");
  return mark?.kind === "family" ? mark.role : null;
}

export function enterpriseLevelOf(route: PortalRoute): EnterpriseLevel | null {
  const mark = route.marks.find((candidate) => candidate.kind === "enterprise");
  return mark?.kind === "enterprise" ? mark.level : null;
}

export function isOpen(route: PortalRoute): boolean {
  return route.marks.some((mark) => mark.kind === "anyone");
}

export function takesBody(route: PortalRoute): boolean {
  return route.marks.some((mark) => mark.kind === "body");
}

export function uploadOf(route: PortalRoute): Extract<RouteMark, { kind: "upload" }> | undefined {
  return route.marks.find((mark) => mark.kind === "upload");
}

/** The path with ids of the right shape that nothing has. */
export function pathOf(route: PortalRoute): string {
  return route.path.replace(/:\w+/g, () => newId("family"));
}

export function namesRecord(route: PortalRoute): boolean {
  return route.path.includes(":");
}
