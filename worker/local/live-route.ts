import { newId } from "../../tenant-schema/ids.ts";
import { NotFound } from "../kernel/errors.ts";
import { LISTENER_HEADER, type Listener } from "../live/events.ts";
import { tellFeed } from "../live/tell-feed.ts";
import type { Services } from "../services.ts";
import { DEMO_SCHOOLS } from "./demo/schools.ts";

const SOCKET_MS = 3_600_000;

/**
 * `/local/live/<account>`: the feed of a demonstration account for benchmarks: a socket for somebody new each time, and
 * with POST an event whose number is the body.
 */
export async function liveRoute(services: Services, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const school = DEMO_SCHOOLS.find(({ urlName }) => urlName === pathname.split("/")[3]);
  if (!school) throw new NotFound("demonstration account");
  if (request.method === "POST") {
    const number = Number(await request.text());
    await tellFeed(services, school.accountId, [{ kind: "activity", number }]);
    return Response.json({ number });
  }
  const nowMs = services.house.now();
  const listener: Listener = {
    staffId: newId("staff", nowMs),
    seesActivity: true,
    seesAllTasks: false,
    expiresAtMs: nowMs + SOCKET_MS,
  };
  return services.env.ACTIVITY_FEED.getByName(school.accountId).fetch(`https://feed/${search}`, {
    headers: {
      upgrade: request.headers.get("upgrade") ?? "",
      [LISTENER_HEADER]: JSON.stringify(listener),
    },
  });
}
