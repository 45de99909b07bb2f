import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { getOwnNotifications } from "./get-own.ts";
import { staffChoicesInput } from "./schemas.ts";
import { setOwnNotifications } from "./set-own.ts";

/** How each member of staff is told, decided by themselves, at /notifications. */
export const notificationsOffice = new Hono<OfficeEnv>()
  .get("/", needs(null, "view"), async (c) => c.json(await getOwnNotifications(c.get("ctx"))))
  .put("/", needs(null, "full"), validBody(staffChoicesInput), async (c) =>
    c.json(await setOwnNotifications(c.get("ctx"), c.req.valid("json"))),
  );
