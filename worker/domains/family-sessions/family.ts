import { Hono } from "hono";
import { type FamilyEnv, family } from "../../edge/family-route.ts";
import { getFamilyMe } from "./get-family-me.ts";

export const sessionFamily = new Hono<FamilyEnv>().get("/", family("pickup_only"), async (c) =>
  c.json(await getFamilyMe(c.get("ctx"))),
);
