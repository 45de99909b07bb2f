import { Hono } from "hono";
import { type FamilyEnv, family } from "../../edge/family-route.ts";
import { validBody } from "../../edge/validate.ts";
import { withdrawRequest } from "./own-requests.ts";
import { itemVersion } from "./schemas.ts";

/** What the family asked of the school. */
export const requestsFamily = new Hono<FamilyEnv>().post(
  "/:id/withdraw",
  family("payer"),
  validBody(itemVersion),
  async (c) => c.json(await withdrawRequest(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
);
