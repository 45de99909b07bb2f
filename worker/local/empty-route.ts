import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { select } from "../../control-plane/query.ts";
import { type FamilyEnv, family } from "../edge/family-route.ts";
import { needs, type OfficeEnv } from "../edge/office-route.ts";
import { portalDoor } from "../edge/portal-door.ts";
import { familyPortal, officePortal } from "../edge/portals.ts";
import type { RequestReport } from "../edge/request-log.ts";
import { atDoor } from "../edge/visit-variables.ts";
import { NotFound } from "../kernel/errors.ts";
import { read } from "../kernel/read.ts";
import type { Services } from "../services.ts";

const familyApi = new Hono<FamilyEnv>();
familyApi.use(atDoor());
familyApi.get("/local/empty-family/:account", family("viewer"), async (c) => {
  const { ctx } = c.env.visit;
  if (!ctx) throw new NotFound("page");
  return c.json(await read(ctx, { rows: select({ one: sql<number>`1` }, sql``) }));
});

/** The least that a signed-in route can do: benchmarks are measured against it. */
const api = new Hono<OfficeEnv>().get("/local/empty/:account", needs(null, "view"), async (c) => {
  const { ctx } = c.env.visit;
  if (!ctx) throw new NotFound("page");
  return c.json(await read(ctx, { rows: select({ one: sql<number>`1` }, sql``) }));
});

/** `/local/empty/<account>`: through the office door like any other route, with one `SELECT 1` behind it. */
export function emptyRoute(services: Services, request: Request, report: RequestReport): Promise<Response> {
  const accountName = new URL(request.url).pathname.split("/")[3];
  if (!accountName) throw new NotFound("page");
  return portalDoor({ portal: officePortal, api, services, request, accountName, report });
}

/** `/local/empty-family/<account>`: the same through the family door, for whoever is signed in there. */
export function emptyFamilyRoute(
  services: Services,
  request: Request,
  report: RequestReport,
): Promise<Response> {
  const accountName = new URL(request.url).pathname.split("/")[3];
  if (!accountName) throw new NotFound("page");
  return portalDoor({ portal: familyPortal, api: familyApi, services, request, accountName, report });
}
