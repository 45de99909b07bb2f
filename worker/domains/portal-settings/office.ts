import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { getPortalSettings } from "./get-portal-settings.ts";
import { updatePortalSettings as settingsInput } from "./schemas.ts";
import { updatePortalSettings } from "./update-portal-settings.ts";

/** Settings of the family portal, at /settings/portal. */
export const portalSettingsOffice = new Hono<OfficeEnv>()
  .get("/", needs("settings", "view"), async (c) =>
    c.json(await getPortalSettings(c.get("ctx"), c.get("services"))),
  )
  .put("/", needs("settings", "full"), validBody(settingsInput), async (c) =>
    c.json(await updatePortalSettings(c.get("ctx"), c.req.valid("json"))),
  );
