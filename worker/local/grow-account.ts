import { openTenant } from "../../control-plane/open-tenant.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { accountFacts } from "../edge/account-facts.ts";
import type { Context, SystemActor } from "../kernel/context.ts";
import { NotFound } from "../kernel/errors.ts";
import { openDeps, type Services } from "../services.ts";
import { addLogIns } from "./demo/add-log-ins.ts";
import { addEnterpriseNames } from "./demo/enterprise-names.ts";
import { ENTERPRISE_SCHOOLS } from "./demo/enterprise-schools.ts";
import { growClasses, type WeekSize } from "./demo/grow-classes.ts";
import { growDemo } from "./demo/grow-demo.ts";
import { openPortal } from "./demo/open-portal.ts";
import { DEMO_SCHOOLS } from "./demo/schools.ts";

/** Families added in one request at most, so that a caller can show how far it is. */
const FAMILIES_A_REQUEST = 2_500;

/**
 * Brings a demonstration account nearer to that many families; `left` says how many are still to come. Once they are
 * there, its week grows to the size that is asked for.
 */
export async function growAccount(
  services: Services,
  urlName: string,
  families: number,
  week: WeekSize | null = null,
): Promise<{ readonly families: number; readonly left: number }> {
  const school = [...DEMO_SCHOOLS, ...ENTERPRISE_SCHOOLS].find((candidate) => candidate.urlName === urlName);
  if (!school) throw new NotFound("demonstration account");
  const { account, database } = await openTenant(openDeps(services), { accountId: school.accountId });
  const ctx: Context<SystemActor> = {
    account: accountFacts(account),
    database,
    actor: { kind: "system", name: "Demonstration data", onBehalfOf: null },
    nowMs: services.house.now(),
    request: { id: newId("request"), ip: null, via: "local" },
    idempotency: null,
    progress: { idempotencyChecked: false, effectsCommitted: false },
  };
  const reached = await growDemo(ctx, school, families, FAMILIES_A_REQUEST);
  if (reached >= Math.min(families, school.families)) {
    await addLogIns(ctx, urlName, services.env.PASSWORD_PEPPER);
    await openPortal(ctx, urlName);
    const place = ENTERPRISE_SCHOOLS.findIndex((one) => one.urlName === urlName);
    if (place >= 0) await addEnterpriseNames(ctx, place);
  }
  if (week && reached >= families) await growClasses(ctx, school, week);
  return { families: reached, left: Math.max(0, families - reached) };
}
