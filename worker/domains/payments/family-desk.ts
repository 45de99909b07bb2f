import type { Context } from "../../kernel/context.ts";
import type { Services } from "../../services.ts";
import { type Desk, deskOf } from "./desk.ts";

/** The same desk for a family: whoever left for a bank's page comes back to the portal. */
export function familyDeskOf(services: Services, ctx: Context): Desk {
  const back = `${services.env.PUBLIC_ORIGIN}/portal/${ctx.account.urlName}/account/payments`;
  return { ...deskOf(services, ctx), returnUrl: () => back };
}
