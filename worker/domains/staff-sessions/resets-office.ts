import { Hono } from "hono";
import { afterAnswer, inBackground } from "../../edge/after-answer.ts";
import type { OfficeEnv } from "../../edge/office-route.ts";
import { anyone } from "../../edge/route-marks.ts";
import { validBody } from "../../edge/validate.ts";
import { redeemReset } from "./redeem-reset.ts";
import { requestReset } from "./request-reset.ts";
import { redeemResetInput, requestResetInput } from "./schemas.ts";

/** Forgotten passwords, at /password-resets. */
export const passwordResetsOffice = new Hono<OfficeEnv>()
  .post("/", anyone("asking for a new password"), validBody(requestResetInput), async (c) => {
    const visitor = c.get("visitor");
    const services = c.get("services");
    const { login } = c.req.valid("json");
    const send = await requestReset(visitor, login, services.env.PASSWORD_PEPPER);
    inBackground(
      services,
      visitor,
      send().then(() => afterAnswer(services, visitor, null)),
    );
    return c.json({ requested: true }, 202);
  })
  .post("/redeem", anyone("choosing a new password"), validBody(redeemResetInput), async (c) => {
    const { PASSWORD_PEPPER } = c.get("services").env;
    await redeemReset(c.get("visitor"), c.req.valid("json"), PASSWORD_PEPPER);
    return c.json({ changed: true });
  });
