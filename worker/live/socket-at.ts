import type { Context } from "hono";
import type { OfficeEnv } from "../edge/office-route.ts";
import { refuseForeignSocket } from "../edge/same-site.ts";
import { read } from "../kernel/read.ts";
import { LISTENER_HEADER, type Listener, type MessengerListener } from "./events.ts";

/** Lets somebody in to the object that keeps their sockets, and tells it who they are. */
export async function socketAt(
  c: Context<OfficeEnv>,
  keeper: Pick<Fetcher, "fetch">,
  listener: Listener | MessengerListener,
): Promise<Response> {
  refuseForeignSocket(c.req.raw, c.get("services").env);
  // Asks whether the session lives: the cached actor alone does not say so.
  await read(c.get("ctx"), {});
  const after = c.req.query("after");
  const query = after !== undefined && /^\d{1,15}$/.test(after) ? `?after=${after}` : "";
  return keeper.fetch(`https://keeper/${query}`, {
    headers: { upgrade: c.req.header("upgrade") ?? "", [LISTENER_HEADER]: asciiJson(listener) },
  });
}

/** A header carries bytes, names carry any letter. */
function asciiJson(value: object): string {
  return JSON.stringify(value).replace(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
