import { Hono } from "hono";
import { type FamilyContext, type FamilyEnv, family } from "../../edge/family-route.ts";
import { anyone } from "../../edge/route-marks.ts";
import { validBody } from "../../edge/validate.ts";
import { arrivalOf, refuseRush, signedOut, welcome } from "./at-the-door.ts";
import { chooseLanguage } from "./choose-language.ts";
import { getFamilyMe } from "./get-family-me.ts";
import { familySignInInput, languageInput, switchFamilyInput } from "./schemas.ts";
import { signInFamily } from "./sign-in.ts";
import { signOutFamily } from "./sign-out-family.ts";
import { switchFamily } from "./switch-family.ts";

/** Leaving, switching families and choosing what to read them in work whatever has to be accepted first. */
const always = family("pickup_only", { beforePolicies: true });

/** The session of a guardian, at /session. */
export const sessionFamily = new Hono<FamilyEnv>()
  .get("/", family("pickup_only"), async (c) => c.json(await getFamilyMe(c.get("ctx"))))
  .post("/", anyone("signing in"), validBody(familySignInInput), async (c) => {
    const input = c.req.valid("json");
    await refuseRush(c, input.email);
    const entered = await signInFamily(c.get("visitor"), input, await arrivalOf(c));
    return c.json({ me: await welcome(c, entered) });
  })
  .post("/family", always, validBody(switchFamilyInput), async (c) => {
    const ctx = c.get("ctx");
    const actor = await switchFamily(ctx, c.req.valid("json").familyId);
    forget(c);
    return c.json({ me: await getFamilyMe({ ...ctx, actor }) });
  })
  .post("/language", always, validBody(languageInput), async (c) =>
    c.json(await chooseLanguage(c.get("ctx"), c.req.valid("json").language)),
  )
  .delete("/", always, async (c) => {
    await signOutFamily(c.get("ctx"), false);
    return signedOut(c);
  })
  .post("/end-all", always, async (c) => {
    await signOutFamily(c.get("ctx"), true);
    return signedOut(c);
  });

function forget(c: FamilyContext): void {
  const { account, actor } = c.get("ctx");
  c.get("services").house.guardians.forget(account.id, actor.tokenHash);
}
