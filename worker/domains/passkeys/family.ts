import { Hono } from "hono";
import { type FamilyContext, type FamilyEnv, family } from "../../edge/family-route.ts";
import { anyone } from "../../edge/route-marks.ts";
import { validBody } from "../../edge/validate.ts";
import { arrivalOf, refuseRush, welcome } from "../family-sessions/at-the-door.ts";
import { addPasskey } from "./add-passkey.ts";
import { newPasskeyOptions, signInOptions } from "./passkey-options.ts";
import { relyingParty } from "./relying-party.ts";
import { removePasskey } from "./remove-passkey.ts";
import { renamePasskey } from "./rename-passkey.ts";
import { addPasskeyInput, removePasskeyInput, renamePasskeyInput, usePasskeyInput } from "./schemas.ts";
import { signInWithPasskey } from "./sign-in-with-passkey.ts";

const own = family("pickup_only");

/** Passkeys of the own log-in, and signing in with one, at /passkeys. */
export const passkeysFamily = new Hono<FamilyEnv>()
  .post("/options", own, async (c) =>
    c.json(await newPasskeyOptions(c.get("ctx"), relyingParty(c), pepper(c))),
  )
  .post("/", own, validBody(addPasskeyInput), async (c) => {
    const from = { party: relyingParty(c), pepper: pepper(c) };
    return c.json(await addPasskey(c.get("ctx"), c.req.valid("json"), from), 201);
  })
  .patch("/:id", own, validBody(renamePasskeyInput), async (c) =>
    c.json(await renamePasskey(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", own, validBody(removePasskeyInput), async (c) =>
    c.json(await removePasskey(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/sign-in/options", anyone("what a browser needs to look for a passkey"), async (c) =>
    c.json(await signInOptions(c.get("visitor"), relyingParty(c), pepper(c))),
  )
  .post("/sign-in", anyone("signing in with a passkey"), validBody(usePasskeyInput), async (c) => {
    const input = c.req.valid("json");
    await refuseRush(c, input.response.id);
    const from = { ...(await arrivalOf(c)), party: relyingParty(c) };
    const entered = await signInWithPasskey(c.get("visitor"), input, from);
    return c.json({ me: await welcome(c, entered) });
  });

function pepper(c: FamilyContext): string {
  return c.get("services").env.PASSWORD_PEPPER;
}
