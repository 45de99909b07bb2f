import { Hono } from "hono";
import { type FamilyEnv, family } from "../../edge/family-route.ts";
import { validBody } from "../../edge/validate.ts";
import { answerPolicies } from "./answer-policies.ts";
import { listFamilyPolicies } from "./list-family-policies.ts";
import { answerPoliciesInput } from "./schemas.ts";

/** The policies behind the family door, at /policies. */
export const policiesFamily = new Hono<FamilyEnv>()
  .get("/", family("pickup_only"), async (c) => c.json(await listFamilyPolicies(c.get("ctx"))))
  .post("/answers", family("payer", { beforePolicies: true }), validBody(answerPoliciesInput), async (c) =>
    c.json(await answerPolicies(c.get("ctx"), c.req.valid("json"))),
  );
