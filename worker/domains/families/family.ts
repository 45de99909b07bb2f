import { Hono } from "hono";
import { type FamilyEnv, family } from "../../edge/family-route.ts";
import { validBody } from "../../edge/validate.ts";
import { getOwnProfile, saveOwnGuardian, updateOwnFamily } from "./own-profile.ts";
import { saveOwnGuardianInput, updateOwnFamilyInput } from "./own-schemas.ts";

const act = family("payer");

/** The family itself: address, guardians, and how they are reached. */
export const profileFamily = new Hono<FamilyEnv>()
  .get("/", family("viewer"), async (c) => c.json(await getOwnProfile(c.get("ctx"))))
  .patch("/", act, validBody(updateOwnFamilyInput), async (c) =>
    c.json(await updateOwnFamily(c.get("ctx"), c.req.valid("json"))),
  )
  .put("/guardians/:id", act, validBody(saveOwnGuardianInput), async (c) =>
    c.json(await saveOwnGuardian(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
