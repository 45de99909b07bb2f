import * as z from "zod/mini";
import { route } from "../app.ts";
import type { RequestReport } from "../edge/request-log.ts";
import { NotFound } from "../kernel/errors.ts";
import type { Services } from "../services.ts";
import { emptyFamilyRoute, emptyRoute } from "./empty-route.ts";
import { growAccount } from "./grow-account.ts";
import { liveRoute } from "./live-route.ts";
import { mailRoom } from "./mail-pages.ts";
import { messengerRoute } from "./messenger-route.ts";
import { paymentsRoom } from "./payments/payments-room.ts";
import { localWorld } from "./payments/world.ts";
import { phonesRoom } from "./phones/phones-room.ts";
import { prepareRush, rushInput } from "./rush.ts";
import { setUp } from "./setup.ts";
import { slowDatabasesInput, slowDown } from "./slow-databases.ts";

const growInput = z.object({
  account: z.string(),
  families: z.int().check(z.positive(), z.maximum(200_000)),
  week: z._default(
    z.nullable(
      z.object({
        classes: z.int().check(z.positive(), z.maximum(1_000)),
        enrollments: z.int().check(z.positive(), z.maximum(100_000)),
      }),
    ),
    null,
  ),
});

/** The production URL map, with what exists only on a developer's machine in front of it. */
export async function localRooms(
  services: Services,
  request: Request,
  report: RequestReport,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (!pathname.startsWith("/local/")) return route(services, request, report);
  if (pathname === "/local/setup" && request.method === "POST") return Response.json(await setUp(services));
  if (pathname === "/local/grow" && request.method === "POST") {
    const { account, families, week } = growInput.parse(await request.json());
    return Response.json(await growAccount(services, account, families, week));
  }
  if (pathname === "/local/rush" && request.method === "POST")
    return Response.json(await prepareRush(services, rushInput.parse(await request.json())));
  if (pathname === "/local/slow-databases" && request.method === "POST") {
    slowDown(slowDatabasesInput.parse(await request.json()));
    return Response.json({ ok: true });
  }
  if (pathname.startsWith("/local/live/")) return liveRoute(services, request);
  if (pathname.startsWith("/local/messenger/")) return messengerRoute(services, request);
  if (pathname.startsWith("/local/empty-family/")) return emptyFamilyRoute(services, request, report);
  if (pathname.startsWith("/local/empty/")) return emptyRoute(services, request, report);
  if (/^\/local\/mail(\/|$)/.test(pathname)) return mailRoom(request, services.env.FILES);
  if (/^\/local\/phones(\/|$)/.test(pathname))
    return phonesRoom(request, localWorld(services.env, services.house.now));
  if (/^\/local\/payments(\/|$)/.test(pathname)) {
    return paymentsRoom(request, localWorld(services.env, services.house.now));
  }
  throw new NotFound("page");
}
