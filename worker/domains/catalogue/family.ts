import { Hono } from "hono";
import type { FamilyEnv } from "../../edge/family-route.ts";
import { anyone } from "../../edge/route-marks.ts";
import { validQuery } from "../../edge/validate.ts";
import { getCatalogue } from "./get-catalogue.ts";
import { getClassPage } from "./get-class-page.ts";
import { catalogueFilter } from "./schemas.ts";

const shopWindow = "what the school offers is for everybody to see";

/** Classes as families find them. */
export const catalogueFamily = new Hono<FamilyEnv>()
  .get("/", anyone(shopWindow), validQuery(catalogueFilter), async (c) =>
    c.json(await getCatalogue(c.get("visitor"), c.get("services").house.catalogues, c.req.valid("query"))),
  )
  .get("/:id", anyone(shopWindow), async (c) =>
    c.json(await getClassPage(c.get("visitor"), c.get("services").house.catalogues, c.req.param("id"))),
  );
