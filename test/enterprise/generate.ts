import { reportFor } from "../../worker/domains/reports/catalog.ts";
import { parse } from "../../worker/edge/validate.ts";
import { startForAll } from "../../worker/enterprise/generated-reports/start-for-all.ts";
import type { Context, StaffActor } from "../../worker/kernel/context.ts";
import { staffContext } from "../harness/actors.ts";
import type { TestEnterpriseUser } from "../harness/enterprise.ts";
import type { TestHouse } from "../harness/house.ts";
import type { TestTenant } from "../harness/tenant.ts";

interface Entered {
  readonly user: TestEnterpriseUser;
  readonly level?: "admin" | "user";
}

/** An enterprise user at work in an account. */
export async function entered(
  tenant: TestTenant,
  { user, level = "admin" }: Entered,
): Promise<Context<StaffActor>> {
  const ctx = await staffContext(tenant);
  const enterprise = { userId: user.id, sessionId: user.sessionId, level, groupName: "Test" };
  return { ...ctx, actor: { ...ctx.actor, id: user.id, enterprise } };
}

/** Runs a report for all accounts from within one, and everything that comes of it; answers its id. */
export async function generated(
  house: TestHouse,
  tenant: TestTenant,
  who: Entered,
  asked: { readonly code: string; readonly filter: Readonly<Record<string, unknown>> },
): Promise<string> {
  const id = await started(house, tenant, who, asked);
  await house.drain();
  return id;
}

/** The same, with its messages still in the queue. */
export async function started(
  house: TestHouse,
  tenant: TestTenant,
  who: Entered,
  { code, filter }: { readonly code: string; readonly filter: Readonly<Record<string, unknown>> },
): Promise<string> {
  const ctx = { ...(await entered(tenant, who)), nowMs: house.clock.nowMs };
  const parsed = parse(reportFor(ctx, code).filter, filter);
  return (await startForAll(ctx, house.services, { code, filter, parsed })).generatedReportId;
}
