import { newId } from "../../tenant-schema/ids.ts";
import { NotFound } from "../kernel/errors.ts";
import { LISTENER_HEADER, type MessengerListener, SOCKET_MS } from "../live/events.ts";
import { PhoneNetwork } from "../providers/sms/simulator/world.ts";
import type { Services } from "../services.ts";
import { DEMO_SCHOOLS } from "./demo/schools.ts";
import { localWorld } from "./payments/world.ts";

/**
 * `/local/messenger/<account>`: the Messenger Center of a demonstration account for benchmarks: a socket for somebody new
 * each time; `…/hook` says how a text is handed in, and a POST to `…/abort` kills the object at once.
 */
export async function messengerRoute(services: Services, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const [name, step] = pathname.split("/").slice(3);
  const school = DEMO_SCHOOLS.find(({ urlName }) => urlName === name);
  if (!school) throw new NotFound("demonstration account");
  const center = services.env.MESSENGER_CENTER.getByName(school.accountId);
  if (step === "hook") {
    return Response.json(
      await new PhoneNetwork(localWorld(services.env, services.house.now), school.accountId).hook(),
    );
  }
  if (step === "abort" && request.method === "POST") {
    await (center as unknown as { die(): Promise<void> }).die().catch(() => undefined);
    return Response.json({ aborted: true });
  }
  const nowMs = services.house.now();
  const listener: MessengerListener = {
    staffId: newId("staff", nowMs),
    name: "Somebody",
    expiresAtMs: nowMs + SOCKET_MS,
  };
  return center.fetch(`https://center/${search}`, {
    headers: {
      upgrade: request.headers.get("upgrade") ?? "",
      [LISTENER_HEADER]: JSON.stringify(listener),
    },
  });
}
