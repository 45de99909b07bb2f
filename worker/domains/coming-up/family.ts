import { Hono } from "hono";
import { type FamilyEnv, family } from "../../edge/family-route.ts";
import { getComingUp } from "./get-coming-up.ts";

export const comingUpFamily = new Hono<FamilyEnv>().get("/", family("pickup_only"), async (c) =>
  c.json(await getComingUp(c.get("ctx"))),
);
