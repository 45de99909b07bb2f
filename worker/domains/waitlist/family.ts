import { Hono } from "hono";
import { type FamilyEnv, family } from "../../edge/family-route.ts";
import { validBody } from "../../edge/validate.ts";
import { acceptOwnOffer, getOwnOffer, leaveQueue } from "./own-offers.ts";
import { acceptOwnInput, leaveQueueInput } from "./own-schemas.ts";

const act = family("payer");

/** Places on waitlists of the family's own children. */
export const waitlistFamily = new Hono<FamilyEnv>()
  .get("/:id", act, async (c) => c.json(await getOwnOffer(c.get("ctx"), c.req.param("id"))))
  .post("/:id/accept", act, validBody(acceptOwnInput), async (c) =>
    c.json(await acceptOwnOffer(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/leave", act, validBody(leaveQueueInput), async (c) =>
    c.json(await leaveQueue(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
