import { Hono } from "hono";
import { needs, type OfficeEnv } from "../edge/office-route.ts";
import { unattended } from "../edge/route-marks.ts";
import { type MessengerListener, SOCKET_MS } from "./events.ts";
import { socketAt } from "./socket-at.ts";

/** `GET /messenger-live`: the socket of the account's Messenger Center, for whoever may see texts. */
export const messengerLiveOffice = new Hono<OfficeEnv>().get(
  "/",
  needs("sms_logs", "view"),
  unattended(),
  (c) => {
    const { actor, account, nowMs } = c.get("ctx");
    const listener: MessengerListener = {
      staffId: actor.id,
      name: actor.name,
      expiresAtMs: nowMs + SOCKET_MS,
    };
    return socketAt(c, c.get("services").env.MESSENGER_CENTER.getByName(account.id), listener);
  },
);
