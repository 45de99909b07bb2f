import { Hono } from "hono";
import { type FamilyEnv, family } from "../../edge/family-route.ts";
import { validBody } from "../../edge/validate.ts";
import { getOwnChoices, setOwnChoices } from "./own-choices.ts";
import { choicesInput } from "./schemas.ts";

const anyGuardian = family("pickup_only");

/** Everybody decides for themselves what they are told. */
export const notificationsFamily = new Hono<FamilyEnv>()
  .get("/", anyGuardian, async (c) => c.json(await getOwnChoices(c.get("ctx"))))
  .put("/", anyGuardian, validBody(choicesInput), async (c) =>
    c.json(await setOwnChoices(c.get("ctx"), c.req.valid("json"))),
  );
