import { Hono } from "hono";
import type { LifecycleDeps } from "../../../control-plane/change-status.ts";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import type { Services } from "../../services.ts";
import { applyAccountFacts } from "./apply-account-facts.ts";
import { getBusiness } from "./get-business.ts";
import { updateBusinessInput } from "./schemas.ts";
import { updateBusiness } from "./update-business.ts";

/** The business page of the settings. */
export const businessOffice = new Hono<OfficeEnv>()
  .get("/", needs("settings", "view"), async (c) => c.json(await getBusiness(c.get("ctx"))))
  .put("/", needs("settings", "full"), validBody(updateBusinessInput), async (c) => {
    const ctx = c.get("ctx");
    const { change, factsChanged } = await updateBusiness(ctx, c.req.valid("json"));
    if (factsChanged) {
      // At once, so that the next page already shows it; should this fail, the effect in the outbox does it.
      await applyAccountFacts(ctx, lifecycleDeps(c.get("services"))).catch((error: unknown) => {
        console.warn("account facts are left to the outbox", {
          requestId: ctx.request.id,
          error: String(error),
        });
      });
    }
    return c.json({ change });
  });

export function lifecycleDeps({ control, house }: Services): LifecycleDeps {
  return { control, directory: house.directory, now: house.now };
}
