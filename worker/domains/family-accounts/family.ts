import { Hono } from "hono";
import type { FamilyEnv } from "../../edge/family-route.ts";
import { anyone } from "../../edge/route-marks.ts";
import { validBody } from "../../edge/validate.ts";
import { arrivalOf, welcome } from "../family-sessions/at-the-door.ts";
import { accountOptions } from "./account-options.ts";
import { createAccount } from "./create-account.ts";
import { createAccountInput } from "./schemas.ts";

/** Families that are new to the school, at /accounts. */
export const accountsFamily = new Hono<FamilyEnv>()
  .get("/options", anyone("what the form for a new family offers"), async (c) =>
    c.json(await accountOptions(c.get("visitor"))),
  )
  .post("/", anyone("creating an account"), validBody(createAccountInput), async (c) => {
    const entered = await createAccount(c.get("visitor"), c.req.valid("json"), await arrivalOf(c));
    return c.json({ me: await welcome(c, entered) }, 201);
  });
