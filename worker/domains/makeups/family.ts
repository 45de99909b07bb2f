import { Hono } from "hono";
import { type FamilyEnv, family } from "../../edge/family-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { bookOwnMakeup, cancelOwnMakeup, listOwnOpenings } from "./own-makeups.ts";
import { ownBookingInput, ownCancellationInput, ownOpeningsFilter } from "./own-schemas.ts";
import { getOwnTokens } from "./own-tokens.ts";

const see = family("viewer");
const act = family("payer");

/** Makeup tokens of the family's own children, and what they pay for. */
export const makeupsFamily = new Hono<FamilyEnv>()
  .get("/students/:id", see, async (c) => c.json(await getOwnTokens(c.get("ctx"), c.req.param("id"))))
  .get("/openings", see, validQuery(ownOpeningsFilter), async (c) =>
    c.json(await listOwnOpenings(c.get("ctx"), c.req.valid("query"))),
  )
  .post("/bookings", act, validBody(ownBookingInput), async (c) =>
    c.json(await bookOwnMakeup(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/bookings/:id/cancel", act, validBody(ownCancellationInput), async (c) =>
    c.json(await cancelOwnMakeup(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
