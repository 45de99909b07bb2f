import { Hono } from "hono";
import { type FamilyEnv, family } from "../../edge/family-route.ts";
import { anyone } from "../../edge/route-marks.ts";
import { validQuery } from "../../edge/validate.ts";
import { findClasses } from "./find-classes.ts";
import { getCatalogue } from "./get-catalogue.ts";
import { getChoices } from "./get-choices.ts";
import { getClassPage } from "./get-class-page.ts";
import { catalogueFilter, finderFilter } from "./schemas.ts";

const shopWindow = "what the school offers is for everybody to see";

/** Classes as families find them. */
export const catalogueFamily = new Hono<FamilyEnv>()
  .get("/", anyone(shopWindow), validQuery(catalogueFilter), async (c) =>
    c.json(await getCatalogue(c.get("visitor"), c.get("services").house.catalogues, c.req.valid("query"))),
  )
  .get("/:id", anyone(shopWindow), async (c) =>
    c.json(await getClassPage(c.get("visitor"), c.get("services").house.catalogues, c.req.param("id"))),
  )
  .get("/:id/choices", family("viewer"), async (c) =>
    c.json(await getChoices(c.get("ctx"), c.get("services").house.catalogues, c.req.param("id"))),
  );

/** Find the Right Class: what the family's own children may take. */
export const finderFamily = new Hono<FamilyEnv>().get(
  "/",
  family("viewer"),
  validQuery(finderFilter),
  async (c) =>
    c.json(await findClasses(c.get("ctx"), c.get("services").house.catalogues, c.req.valid("query"))),
);
