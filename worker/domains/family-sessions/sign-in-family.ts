import { Hono } from "hono";
import { afterAnswer, inBackground } from "../../edge/after-answer.ts";
import type { FamilyContext, FamilyEnv } from "../../edge/family-route.ts";
import { anyone } from "../../edge/route-marks.ts";
import { validBody } from "../../edge/validate.ts";
import type { AnonymousActor, Context } from "../../kernel/context.ts";
import { arrivalOf, refuseRush, welcome } from "./at-the-door.ts";
import { chooseFirstPassword } from "./choose-first-password.ts";
import { redeemFamilyReset } from "./redeem-family-reset.ts";
import { countMail, countStart, sendCode, sendFirstCode } from "./request-code.ts";
import { sendFamilyReset } from "./request-family-reset.ts";
import {
  type AfterCode,
  firstPasswordInput,
  redeemFamilyResetInput,
  type StartInput,
  startInput,
  verifyCodeInput,
} from "./schemas.ts";
import { verifyCode } from "./verify-code.ts";

type Count = (ctx: Context<AnonymousActor>, email: string) => Promise<void>;
type Send = (ctx: Context<AnonymousActor>, input: StartInput, pepper: string) => Promise<void>;

/** The ways in besides a password, at /sign-in. */
export const signInWays = new Hono<FamilyEnv>()
  .post("/start", anyone("the first step of signing in"), validBody(startInput), (c) =>
    mailAfterwards(c, c.req.valid("json"), countStart, sendFirstCode),
  )
  .post("/code", anyone("asking for a code"), validBody(startInput), (c) =>
    mailAfterwards(c, c.req.valid("json"), countMail, sendCode),
  )
  .post("/verify", anyone("signing in with a code"), validBody(verifyCodeInput), async (c) => {
    const input = c.req.valid("json");
    await refuseRush(c, input.email);
    const verified = await verifyCode(c.get("visitor"), input, await arrivalOf(c));
    const answer: AfterCode =
      "token" in verified ? { next: "signed_in", me: await welcome(c, verified) } : verified;
    return c.json(answer);
  })
  .post("/password", anyone("choosing a first password"), validBody(firstPasswordInput), async (c) => {
    const entered = await chooseFirstPassword(c.get("visitor"), c.req.valid("json"), await arrivalOf(c));
    return c.json({ me: await welcome(c, entered) });
  });

/** Forgotten passwords, at /password-resets. */
export const passwordResetsFamily = new Hono<FamilyEnv>()
  .post("/", anyone("asking for a new password"), validBody(startInput), (c) =>
    mailAfterwards(c, c.req.valid("json"), countMail, sendFamilyReset),
  )
  .post("/redeem", anyone("choosing a new password"), validBody(redeemFamilyResetInput), async (c) => {
    const entered = await redeemFamilyReset(c.get("visitor"), c.req.valid("json"), await arrivalOf(c));
    return c.json({ me: await welcome(c, entered) });
  });

/** Everybody is answered the same and as fast; who it is and what is mailed is found out afterwards. */
async function mailAfterwards(
  c: FamilyContext,
  input: StartInput,
  count: Count,
  send: Send,
): Promise<Response> {
  const services = c.get("services");
  const visitor: Context<AnonymousActor> = { ...c.get("visitor"), idempotency: null };
  await refuseRush(c, input.email);
  await count(visitor, input.email);
  const sent = send(visitor, input, services.env.PASSWORD_PEPPER);
  inBackground(
    services,
    visitor,
    sent.then(() => afterAnswer(services, visitor, null)),
  );
  return c.json({ email: input.email }, 202);
}
