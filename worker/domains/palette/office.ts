import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validQuery } from "../../edge/validate.ts";
import { findAnything } from "./find-anything.ts";
import { paletteFilter } from "./schemas.ts";

/** The command palette behind the office door, at /palette; it answers only what the actor may see. */
export const paletteOffice = new Hono<OfficeEnv>().get(
  "/",
  needs(null, "view"),
  validQuery(paletteFilter),
  async (c) => c.json(await findAnything(c.get("ctx"), c.req.valid("query").q)),
);
