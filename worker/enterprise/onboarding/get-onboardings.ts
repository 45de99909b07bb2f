import { sql } from "drizzle-orm";
import type { EnterpriseContext } from "../context.ts";
import type { Onboarding, OnboardingList } from "./schemas.ts";
import { oneOnboarding, readOnboardings, requireEnterpriseAdmin, type StoredOnboarding } from "./stored.ts";

const SHOWN = 20;

/** The newest, with what is under way. */
export async function listOnboardings(ctx: EnterpriseContext): Promise<OnboardingList> {
  requireEnterpriseAdmin(ctx.actor);
  const where = sql`where o.enterprise_id = ${ctx.actor.enterpriseId} order by o.created_at desc, o.id limit ${SHOWN}`;
  return { onboardings: (await readOnboardings(ctx.control, where)).map(shown) };
}

/** @throws NotFound */
export async function getOnboarding(ctx: EnterpriseContext, id: string): Promise<Onboarding> {
  requireEnterpriseAdmin(ctx.actor);
  return shown(await oneOnboarding(ctx, id));
}

function shown({ input, ...stored }: StoredOnboarding): Onboarding {
  const { id, name, templateName, state, step, error, createdAt, updatedAt } = stored;
  const { accountId, urlName, databaseUrl, owner } = input;
  const asked = { accountId, name, urlName, ownerEmail: owner.email, templateName, databaseUrl };
  return { id, ...asked, state, step, error, createdAt, updatedAt };
}
