import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { getWelcome } from "./get-welcome.ts";

/** The Welcome page behind the office door, at /welcome. */
export const welcomeOffice = new Hono<OfficeEnv>().get("/", needs(null, "view"), async (c) =>
  c.json(await getWelcome(c.get("ctx"))),
);
