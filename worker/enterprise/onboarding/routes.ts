import { Hono } from "hono";
import { validBody } from "../../edge/validate.ts";
import { type EnterpriseEnv, enterprise } from "../door/enterprise-route.ts";
import { getOnboarding, listOnboardings } from "./get-onboardings.ts";
import { retryOnboarding } from "./retry-onboarding.ts";
import { onboardingInput, retryInput } from "./schemas.ts";
import { startOnboarding } from "./start-onboarding.ts";

/** New accounts, at /onboardings. */
export const onboardingsEnterprise = new Hono<EnterpriseEnv>()
  .get("/", enterprise("admin"), async (c) => c.json(await listOnboardings(c.get("ctx"))))
  .post("/", enterprise("admin"), validBody(onboardingInput), async (c) =>
    c.json(await startOnboarding(c.get("ctx"), c.req.valid("json")), 201),
  )
  .get("/:id", enterprise("admin"), async (c) => c.json(await getOnboarding(c.get("ctx"), c.req.param("id"))))
  .post("/:id/retry", enterprise("admin"), validBody(retryInput), async (c) =>
    c.json(await retryOnboarding(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
