import { Hono } from "hono";
import { type FamilyEnv, family } from "../../edge/family-route.ts";
import { validBody } from "../../edge/validate.ts";
import { listDevices } from "./own-devices.ts";
import { pushSubscriptionInput } from "./schemas.ts";
import { subscribe } from "./subscribe.ts";
import { unsubscribeDevice } from "./unsubscribe-device.ts";

const anyGuardian = family("pickup_only");

/** Everybody's own devices, at /push-devices. */
export const pushDevicesFamily = new Hono<FamilyEnv>()
  .get("/", anyGuardian, async (c) =>
    c.json(await listDevices(c.get("ctx"), c.get("services").house.providers.push)),
  )
  .post("/", anyGuardian, validBody(pushSubscriptionInput), async (c) =>
    c.json(await subscribe(c.get("ctx"), c.get("services").house.providers.push, c.req.valid("json")), 201),
  )
  .delete("/:id", anyGuardian, async (c) => c.json(await unsubscribeDevice(c.get("ctx"), c.req.param("id"))));
