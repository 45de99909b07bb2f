import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { createFeatureRequest } from "./create-feature-request.ts";
import { listFeatureRequests } from "./list-feature-requests.ts";
import { featureRequestFilter, featureRequestInput } from "./schemas.ts";
import { toggleVote } from "./toggle-vote.ts";

/** Wishes for the product behind the office door, at /feature-requests. */
export const featureRequestsOffice = new Hono<OfficeEnv>()
  .get("/", needs(null, "view"), validQuery(featureRequestFilter), async (c) =>
    c.json(await listFeatureRequests(c.get("ctx"), c.req.valid("query"))),
  )
  .post("/", needs(null, "full"), validBody(featureRequestInput), async (c) =>
    c.json(await createFeatureRequest(c.get("ctx"), c.req.valid("json")), 201),
  )
  .post("/:id/vote", needs(null, "full"), async (c) =>
    c.json(await toggleVote(c.get("ctx"), c.req.param("id"))),
  );
