import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { listDevices } from "./own-devices.ts";
import { pushSubscriptionInput } from "./schemas.ts";
import { sendPushTest } from "./send-push-test.ts";
import { subscribe } from "./subscribe.ts";
import { unsubscribeDevice } from "./unsubscribe-device.ts";

/** Everybody's own devices, at /push-devices. */
export const pushDevicesOffice = new Hono<OfficeEnv>()
  .get("/", needs(null, "view"), async (c) =>
    c.json(await listDevices(c.get("ctx"), c.get("services").house.providers.push)),
  )
  .post("/", needs(null, "full"), validBody(pushSubscriptionInput), async (c) =>
    c.json(await subscribe(c.get("ctx"), c.get("services").house.providers.push, c.req.valid("json")), 201),
  )
  .post("/test", needs(null, "full"), async (c) =>
    c.json(await sendPushTest(c.get("ctx"), c.get("services").house.providers.push)),
  )
  .delete("/:id", needs(null, "full"), async (c) =>
    c.json(await unsubscribeDevice(c.get("ctx"), c.req.param("id"))),
  );
