import { Hono } from "hono";
import { validQuery } from "../../edge/validate.ts";
import { type EnterpriseEnv, enterprise } from "../door/enterprise-route.ts";
import { familySearchInput } from "./schemas.ts";
import { searchFamilies } from "./search-families.ts";

/** Families across accounts, at /family-search. */
export const familySearchEnterprise = new Hono<EnterpriseEnv>().get(
  "/",
  enterprise("user"),
  validQuery(familySearchInput),
  async (c) => c.json(await searchFamilies(c.get("ctx"), c.req.valid("query"))),
);
