import { sql } from "drizzle-orm";
import { alongside, type Context, type GuardianActor, lend, requireRole } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { requirePolicies } from "../checkout/plan-payment.ts";
import { addActivity } from "../online-activity/add-activity.ts";
import { beginMethod } from "../payments/begin-method.ts";
import type { Desk } from "../payments/desk.ts";
import { finishMethod } from "../payments/finish-method.ts";
import { listMethods } from "../payments/list-methods.ts";
import { methodById, methodName, setupById } from "../payments/method-queries.ts";
import { removeMethod } from "../payments/remove-method.ts";
import type { MethodVersionInput } from "../payments/schemas.ts";
import { setAutopay } from "../payments/set-autopay.ts";
import { primaryBefore, setPrimary } from "../payments/set-primary.ts";
import type { FinishMethodOutcome, MethodBegun } from "../payments/shapes.ts";
import { policiesQuery, standingsQuery, withStandings } from "../policies/policy-queries.ts";
import { newAnswers, writeAnswers } from "../policies/write-answers.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import type { FamilyAutopayInput } from "./schemas.ts";
import type { OwnMethods } from "./shapes.ts";

// Kept cards and bank accounts of a family: each act is the office's, after it is known that the method is the family's.

/** @throws Forbidden */
export async function listOwnMethods(ctx: Context<GuardianActor>, desk: Desk): Promise<OwnMethods> {
  requireRole(ctx, "payer");
  const { familyId } = ctx.actor;
  const [methods, found] = await Promise.all([
    listMethods(lend(ctx, "charges"), desk, familyId),
    read(ctx, { settings: portalSettingsQuery(), policies: policiesQuery(recurring) }),
  ]);
  const { takesCards, takesBankAccounts } = portalSettingsOf(found.settings);
  return {
    ...{ ...methods, takesCards, takesBankAccounts },
    policies: found.policies.map(({ id, versionId, title, body, isRequired }) => ({
      ...{ id, versionId, title, body, isRequired },
    })),
  };
}

const recurring = sql`p.kind = 'transaction' and p.shown_for = 'recurring_payment' and p.is_public = 1`;

/** @throws Forbidden, Precondition `no_processor` | `processor_refused` */
export function beginOwnMethod(ctx: Context<GuardianActor>, desk: Desk): Promise<MethodBegun> {
  requireRole(ctx, "payer");
  return beginMethod(lend(ctx, "payments"), desk, { familyId: ctx.actor.familyId });
}

/** @throws Forbidden, NotFound */
export async function finishOwnMethod(
  ctx: Context<GuardianActor>,
  desk: Desk,
  setupId: string,
): Promise<FinishMethodOutcome> {
  requireRole(ctx, "payer");
  const { setup } = await read(ctx, { setup: setupById(setupId) });
  if (setup[0]?.familyId !== ctx.actor.familyId) throw new NotFound("payment setup");
  return finishMethod(lend(ctx, "payments"), desk, setupId);
}

/** @throws Forbidden, NotFound, Conflict */
export async function removeOwnMethod(ctx: Context<GuardianActor>, id: string, input: MethodVersionInput) {
  await expectOwn(ctx, id);
  return removeMethod(lend(ctx, "payments"), id, input);
}

/** @throws Forbidden, NotFound, Conflict, Precondition `not_primary_guardian` */
export async function setOwnPrimary(ctx: Context<GuardianActor>, id: string, input: MethodVersionInput) {
  await expectOwn(ctx, id);
  const { before } = await read(ctx, { before: primaryBefore(id) });
  const ended = before.filter(({ autopayAt }) => autopayAt !== null);
  const told = alongside(lend(ctx, "payments"), (change) => {
    for (const one of ended) addActivity(change, ctx, switched(one, false));
  });
  return setPrimary(told, id, input);
}

/** Lets the school take what falls due, or no longer; the texts for it are accepted in the same batch. */
export async function setOwnAutopay(
  ctx: Context<GuardianActor>,
  id: string,
  { version, isOn, policies: accepted }: FamilyAutopayInput,
) {
  const method = await expectOwn(ctx, id);
  const { familyId, name } = ctx.actor;
  const found = await read(ctx, {
    policies: policiesQuery(recurring),
    standings: standingsQuery(familyId),
  });
  const policies = withStandings(found.policies, found.standings);
  if (isOn) requirePolicies(policies, accepted);
  const given = accepted.map((one) => ({ ...one, studentId: null, answer: "accepted" as const }));
  const answers = isOn ? newAnswers(ctx, policies, given) : [];
  const told = alongside(lend(ctx, "payments"), (change) => {
    addActivity(change, ctx, switched(method, isOn));
    if (answers.length > 0) writeAnswers(change, ctx, familyId, answers);
  });
  return setAutopay(told, id, { version, isOn, givenBy: isOn ? name : "" });
}

function switched(method: Parameters<typeof methodName>[0], isOn: boolean) {
  const summary = `Switched autopay ${isOn ? "on" : "off"} for ${methodName(method)}`;
  return { kind: "autopay", nature: "info", summary } as const;
}

async function expectOwn(ctx: Context<GuardianActor>, id: string) {
  requireRole(ctx, "payer");
  const { method } = await read(ctx, { method: methodById(id) });
  const own = method.find(({ familyId }) => familyId === ctx.actor.familyId);
  if (!own) throw new NotFound("payment method");
  return own;
}
