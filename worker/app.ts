import { Hono } from "hono";
import { familiesOffice } from "./domains/families/office.ts";
import { sessionOffice } from "./domains/staff-sessions/office.ts";
import { studentsOffice } from "./domains/students/office.ts";
import { officeDoor } from "./edge/office-door.ts";
import type { OfficeEnv } from "./edge/office-route.ts";
import type { RequestReport } from "./edge/request-log.ts";
import { NotFound } from "./kernel/errors.ts";
import type { Services } from "./services.ts";

/** Everything staff can ask of an account. */
export const officeApi = new Hono<OfficeEnv>().basePath("/api/office/:account");
officeApi.use(async (c, next) => {
  const { services, body, visitor, ctx } = c.env.visit;
  c.set("services", services);
  c.set("body", body);
  c.set("visitor", visitor);
  if (ctx) c.set("ctx", ctx);
  await next();
});
officeApi.route("/session", sessionOffice);
officeApi.route("/families", familiesOffice);
officeApi.route("/students", studentsOffice);
officeApi.onError((error) => {
  throw error;
});

/** The whole URL map: which room answers a request. */
export async function route(services: Services, request: Request, report: RequestReport): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [first, second, third] = pathname.split("/").slice(1);
  if (pathname === "/healthz") return Response.json({ ok: true });
  if (first === "api" && second === "office" && third) {
    return officeDoor({ api: officeApi, services, request, accountName: third, report });
  }
  throw new NotFound("page");
}
