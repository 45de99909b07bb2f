import { route } from "../app.ts";
import type { RequestReport } from "../edge/request-log.ts";
import { NotFound } from "../kernel/errors.ts";
import type { Services } from "../services.ts";
import { setUp } from "./setup.ts";

/** The production URL map, with what exists only on a developer's machine in front of it. */
export async function localRooms(
  services: Services,
  request: Request,
  report: RequestReport,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (!pathname.startsWith("/local/")) return route(services, request, report);
  if (pathname === "/local/setup" && request.method === "POST") return Response.json(await setUp(services));
  throw new NotFound("page");
}
