import { sql } from "drizzle-orm";
import type { Account } from "../../../control-plane/account.ts";
import type { ControlActor } from "../../../control-plane/control-audit.ts";
import { DatabaseUnavailable, GuardFailed } from "../../../control-plane/database-errors.ts";
import { wakeAccountBy } from "../../../control-plane/due-accounts.ts";
import { openTenant } from "../../../control-plane/open-tenant.ts";
import {
  type ProvisionInput,
  provisionAccount,
  type Seed,
} from "../../../control-plane/provision-account.ts";
import { statement } from "../../../control-plane/query.ts";
import { openSecret } from "../../../control-plane/secrets.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { seedDefaults } from "../../domains/settings/seed-defaults.ts";
import { logUnexpected } from "../../edge/request-log.ts";
import { inviteOwner } from "../../ops/invite-owner.ts";
import { openDeps, type Services } from "../../services.ts";
import { controlGuard, enterpriseAudit } from "../commit.ts";
import { copyLists, REPLACED } from "./copy-lists.ts";
import type { OnboardingStep } from "./schemas.ts";
import { readOnboardings, type StoredOnboarding } from "./stored.ts";
import { TemplateGone, whatToDo } from "./what-to-do.ts";

/** A database that does not answer so often in a row is more than a hiccup. */
const MAX_TRIES = 4;

/**
 * Carries an onboarding on from wherever it is. Every step can be repeated, so that a killed one, or two at once, end in
 * one account with one owner; what cannot go on says what to do, and waits for somebody to do it.
 */
export async function runOnboarding(services: Services, onboardingId: string, tries: number): Promise<void> {
  const [onboarding] = await readOnboardings(services.control, sql`where o.id = ${onboardingId}`);
  if (onboarding?.state !== "running") return;
  try {
    await carryOn(services, onboarding);
  } catch (error) {
    const isOver = error instanceof GuardFailed && error.guard === "row_living";
    if (isOver) return;
    if (error instanceof DatabaseUnavailable && tries < MAX_TRIES) throw error;
    const text = whatToDo(error, onboarding);
    if (text === null) logUnexpected(onboardingId, error);
    if (text === null && tries < MAX_TRIES) throw error;
    const unforeseen = `Something went wrong on our side; nothing is lost. Try again, and tell us this number if it does not help: ${onboardingId}`;
    await fail(services, onboarding, text ?? unforeseen);
  }
}

async function carryOn(services: Services, onboarding: StoredOnboarding): Promise<void> {
  const { env, house } = services;
  const { input } = onboarding;
  const actor: ControlActor = { kind: "enterprise-user", id: onboarding.createdBy, requestId: onboarding.id };
  const deps = { ...openDeps(services), poolBindings: house.poolBindings, masterKey: env.MASTER_KEY };
  await toStep(services, onboarding, "account");
  const account = await provisionAccount(
    deps,
    await provisionInput(services, onboarding),
    seedOf(services, onboarding),
    actor,
  );
  await toStep(services, onboarding, "owner");
  const by = { id: onboarding.createdBy, name: creatorOf(onboarding) };
  await inviteOwner(services, account, input.owner, by);
  await toStep(services, onboarding, "enterprise");
  await finish(services, onboarding, account);
  await wakeAccountBy(services.control, account.id, house.now());
}

async function provisionInput(
  { env }: Services,
  { input, sealedToken }: StoredOnboarding,
): Promise<ProvisionInput> {
  const { accountId, urlName, name, timeZone, locale, currency, phoneRegion, databaseUrl } = input;
  const owner = { accountId, purpose: "database-token" } as const;
  const token = sealedToken === null ? null : await openSecret(env.MASTER_KEY, owner, sealedToken);
  return {
    ...{ accountId, urlName, displayName: name, plan: "enterprise", locationHint: null },
    ...{ timeZone, locale, currency, phoneRegion },
    database: databaseUrl === null ? "pool" : { url: databaseUrl, token },
  };
}

/** What the account begins with: our own suggestions, or the lists of the account it is made after. */
function seedOf(services: Services, onboarding: StoredOnboarding): Seed {
  return async (account) => {
    await toStep(services, onboarding, "lists");
    const nowMs = services.house.now();
    const { templateAccountId } = onboarding.input;
    if (templateAccountId === null) {
      return {
        statements: [
          ...(await seedDefaults(account, nowMs)).statements,
          setUpRow(onboarding, account, {}, nowMs),
        ],
      };
    }
    const template = await openTenant(openDeps(services), { accountId: templateAccountId }).catch((error) => {
      throw new TemplateGone(error);
    });
    const { statements } = await seedDefaults(account, nowMs, REPLACED);
    const copied = await copyLists(template.database, nowMs);
    const from = { from: template.account.displayName, ...copied.counts };
    return { statements: [...statements, ...copied.statements, setUpRow(onboarding, account, from, nowMs)] };
  };
}

/** The first line of the account's own audit log. */
function setUpRow(onboarding: StoredOnboarding, account: Account, from: { from?: string }, nowMs: number) {
  const after = from.from === undefined ? "" : ` with the lists of ${from.from}`;
  return statement(sql`insert into changes
      (id, at, actor_kind, actor_id, actor_name, via, request_id, ip, action, summary, right_key)
    values (${newId("change", nowMs)}, ${nowMs}, 'system', ${onboarding.createdBy}, ${creatorOf(onboarding)}, 'enterprise',
      ${onboarding.id}, null, 'account.set_up', ${`Set up ${account.displayName}${after}`}, null)`);
}

function creatorOf({ creatorName, enterpriseName }: StoredOnboarding): string {
  return `${creatorName} (enterprise, ${enterpriseName})`;
}

/** The account joins the enterprise and the onboarding ends, in one batch with its audit. */
async function finish(services: Services, onboarding: StoredOnboarding, account: Account): Promise<void> {
  const nowMs = services.house.now();
  const { id, enterpriseId, input } = onboarding;
  const { owner, contactPhone, place, groupId } = input;
  const ownerName = `${owner.firstName} ${owner.lastName}`;
  const system = { kind: "system", name: creatorOf(onboarding), enterpriseId } as const;
  const act = {
    action: "onboardings.done",
    summary: `“${account.displayName}” joined the enterprise`,
    accountId: account.id,
    subjectId: id,
    after: { urlName: account.urlName, groupId },
  };
  const request = { id, ip: null, via: "job" };
  await services.control.commit({
    statements: [
      statement(stillRunning(onboarding)),
      // A group that was deleted meanwhile leaves the account without one, for somebody to put it where it belongs.
      statement(sql`insert into enterprise_accounts (account_id, enterprise_id, group_id, owner_name, contact_name,
          contact_email, contact_phone, place, created_at, updated_at)
        values (${account.id}, ${enterpriseId},
          (select g.id from enterprise_groups g where g.id = ${groupId} and g.deleted_at is null), ${ownerName},
          ${ownerName}, ${owner.email}, ${contactPhone}, ${place}, ${nowMs}, ${nowMs})
        on conflict (account_id) do nothing`),
      statement(sql`update onboardings set state = 'done', account_id = ${account.id}, error = null, sealed_token = null,
        updated_at = ${nowMs}, version = version + 1 where id = ${id}`),
      enterpriseAudit(system, act, { nowMs, request }),
    ],
  });
  services.house.directory.forget(account.id);
}

async function toStep(services: Services, onboarding: StoredOnboarding, step: OnboardingStep): Promise<void> {
  const { id, version } = onboarding;
  await services.control.commit({
    statements: [
      statement(sql`update onboardings set step = ${step}, updated_at = ${services.house.now()}
        where id = ${id} and state = 'running' and version = ${version}`),
    ],
  });
}

async function fail(services: Services, onboarding: StoredOnboarding, error: string): Promise<void> {
  const nowMs = services.house.now();
  const system = { kind: "system", name: "Chalkline", enterpriseId: onboarding.enterpriseId } as const;
  const act = {
    action: "onboardings.failed",
    summary: `Setting up “${onboarding.name}” stopped: ${error}`,
    subjectId: onboarding.id,
  };
  await services.control.commit({
    statements: [
      statement(sql`update onboardings set state = 'failed', error = ${error}, updated_at = ${nowMs}, version = version + 1
        where id = ${onboarding.id} and state = 'running' and version = ${onboarding.version}`),
      enterpriseAudit(system, act, { nowMs, request: { id: onboarding.id, ip: null, via: "job" } }),
    ],
  });
}

/** Whoever was overtaken, by another runner or by a new try, does nothing more. */
function stillRunning({ id, version }: StoredOnboarding) {
  return controlGuard(
    "row_living",
    sql`exists (select 1 from onboardings where id = ${id} and state = 'running' and version = ${version})`,
  );
}
