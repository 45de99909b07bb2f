import { type SQL, sql } from "drizzle-orm";
import type { ControlDatabase } from "../../../control-plane/control-database.ts";
import { json, select } from "../../../control-plane/query.ts";
import { Forbidden, NotFound } from "../../kernel/errors.ts";
import type { EnterpriseActor, EnterpriseContext } from "../context.ts";
import type { OnboardingInput, OnboardingStep } from "./schemas.ts";

/** All of an onboarding but secrets: what was asked for, and by whom. */
export type KeptInput = Omit<OnboardingInput, "database"> & {
  /** Minted when it began; every try is for this account. */
  readonly accountId: string;
  readonly databaseUrl: string | null;
};

export interface StoredOnboarding {
  readonly id: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly name: string;
  readonly state: "running" | "done" | "failed";
  readonly step: OnboardingStep;
  readonly error: string | null;
  readonly templateName: string | null;
  readonly input: KeptInput;
  readonly sealedToken: string | null;
  readonly createdBy: string;
  readonly creatorName: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly version: number;
}

export async function readOnboardings(control: ControlDatabase, where: SQL): Promise<StoredOnboarding[]> {
  const { found } = await control.read({
    found: select(
      {
        id: sql<string>`o.id`,
        enterpriseId: sql<string>`o.enterprise_id`,
        enterpriseName: sql<string>`e.name`,
        name: sql<string>`o.name`,
        state: sql<StoredOnboarding["state"]>`o.state`,
        step: sql<OnboardingStep>`o.step`,
        error: sql<string | null>`o.error`,
        templateName: sql<
          string | null
        >`(select a.display_name from accounts a where a.id = o.template_account_id)`,
        input: json<KeptInput>(sql`o.input`),
        sealedToken: sql<string | null>`o.sealed_token`,
        createdBy: sql<string>`o.created_by`,
        creatorName: sql<string>`u.name`,
        createdAt: sql<number>`o.created_at`,
        updatedAt: sql<number>`o.updated_at`,
        version: sql<number>`o.version`,
      },
      sql`from onboardings o join enterprises e on e.id = o.enterprise_id
        join enterprise_users u on u.id = o.created_by ${where}`,
    ),
  });
  return found;
}

/** @throws NotFound */
export async function oneOnboarding(ctx: EnterpriseContext, id: string): Promise<StoredOnboarding> {
  const where = sql`where o.id = ${id} and o.enterprise_id = ${ctx.actor.enterpriseId}`;
  const [found] = await readOnboardings(ctx.control, where);
  if (!found) throw new NotFound("onboarding");
  return found;
}

/** New accounts are the whole enterprise's. @throws Forbidden `enterprise_admins_only` */
export function requireEnterpriseAdmin({ level, groupId }: EnterpriseActor): void {
  if (level === "admin" && groupId === null) return;
  throw new Forbidden(
    "enterprise_admins_only",
    "Only an Admin of the whole enterprise can add accounts. Ask one of yours: the Users page says who they are.",
  );
}
