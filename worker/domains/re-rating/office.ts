import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { adjustTuition } from "./adjust-tuition.ts";
import { getProposals } from "./get-proposals.ts";
import { proposalsOfChanges } from "./proposals-of-changes.ts";
import { adjustInput, changesFilter } from "./schemas.ts";

/** What tuition comes to now beside what was billed, at /re-rating. */
export const reRatingOffice = new Hono<OfficeEnv>()
  .get("/changes", needs("charges", "full"), validQuery(changesFilter), async (c) =>
    c.json(await proposalsOfChanges(c.get("ctx"), c.req.valid("query"))),
  )
  .get("/families/:id", needs("charges", "view"), async (c) =>
    c.json(await getProposals(c.get("ctx"), c.req.param("id"))),
  )
  .post("/families/:id", needs("charges", "full"), validBody(adjustInput), async (c) =>
    c.json(await adjustTuition(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
