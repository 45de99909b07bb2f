import { Hono } from "hono";
import { needs, type OfficeEnv } from "../edge/office-route.ts";
import { unattended } from "../edge/route-marks.ts";
import { refuseForeignSocket } from "../edge/same-site.ts";
import { read } from "../kernel/read.ts";
import { LISTENER_HEADER, type MessengerListener, SOCKET_MS } from "./events.ts";

/** `GET /messenger-live`: the socket of the account's Messenger Center, for whoever may see texts. */
export const messengerLiveOffice = new Hono<OfficeEnv>().get(
  "/",
  needs("sms_logs", "view"),
  unattended(),
  async (c) => {
    const ctx = c.get("ctx");
    const { env } = c.get("services");
    refuseForeignSocket(c.req.raw, env);
    // Asks whether the session lives: the cached actor alone does not say so.
    await read(ctx, {});
    const listener: MessengerListener = {
      staffId: ctx.actor.id,
      name: ctx.actor.name,
      expiresAtMs: ctx.nowMs + SOCKET_MS,
    };
    const after = c.req.query("after");
    const query = after !== undefined && /^\d{1,15}$/.test(after) ? `?after=${after}` : "";
    return env.MESSENGER_CENTER.getByName(ctx.account.id).fetch(`https://center/${query}`, {
      headers: {
        upgrade: c.req.header("upgrade") ?? "",
        [LISTENER_HEADER]: asciiJson(listener),
      },
    });
  },
);

/** A header carries bytes, names carry any letter. */
function asciiJson(value: object): string {
  return JSON.stringify(value).replace(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
