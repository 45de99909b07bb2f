import { Hono } from "hono";
import { validBody, validQuery } from "../../edge/validate.ts";
import { type EnterpriseEnv, enterprise } from "../door/enterprise-route.ts";
import { streamFrames } from "../streams/frames.ts";
import { getOverrides } from "./get-overrides.ts";
import { previewOverrides, previewPlace } from "./preview-overrides.ts";
import { overridesFilter, overridesInput, type PreviewFrame, previewInput } from "./schemas.ts";
import { setOverrides } from "./set-overrides.ts";

/** What groups take away from the staff of their accounts, at /permissions. */
export const permissionsEnterprise = new Hono<EnterpriseEnv>()
  .get("/", enterprise("admin"), validQuery(overridesFilter), async (c) =>
    c.json(await getOverrides(c.get("ctx"), c.req.valid("query").group)),
  )
  .put("/", enterprise("admin"), validBody(overridesInput), async (c) =>
    c.json(await setOverrides(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/preview", enterprise("admin"), validBody(previewInput), async (c) => {
    const ctx = c.get("ctx");
    const place = await previewPlace(ctx, c.req.valid("json"));
    return streamFrames<PreviewFrame>(ctx.request.id, (send) => previewOverrides(ctx, place, send));
  });
