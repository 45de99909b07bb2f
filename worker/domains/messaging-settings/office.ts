import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { connectTexts, disconnectTexts } from "./connect-texts.ts";
import { getMessagingSettings, updateMessagingSettings } from "./messaging-settings.ts";
import { connectTextsInput, updateMessagingInput } from "./schemas.ts";

const edit = needs("settings", "full");

/** How the school texts, at /settings/messaging. */
export const messagingSettingsOffice = new Hono<OfficeEnv>()
  .get("/", needs("settings", "view"), async (c) =>
    c.json(await getMessagingSettings(c.get("ctx"), c.get("services"))),
  )
  .put("/", edit, validBody(updateMessagingInput), async (c) =>
    c.json(await updateMessagingSettings(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/provider", edit, validBody(connectTextsInput), async (c) => {
    await connectTexts(c.get("ctx"), c.get("services"), c.req.valid("json"));
    return c.json(await getMessagingSettings(c.get("ctx"), c.get("services")));
  })
  .delete("/provider", edit, async (c) => {
    await disconnectTexts(c.get("ctx"), c.get("services"));
    return c.json(await getMessagingSettings(c.get("ctx"), c.get("services")));
  });
