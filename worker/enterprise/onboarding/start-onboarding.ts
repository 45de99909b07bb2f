import { type SQL, sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { sealSecret } from "../../../control-plane/secrets.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Precondition } from "../../kernel/errors.ts";
import { commitEnterprise } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import { accountsOf, groupsOf } from "../reach.ts";
import type { OnboardingInput, RetryInput } from "./schemas.ts";
import { type KeptInput, requireEnterpriseAdmin } from "./stored.ts";

/**
 * Begins to make an account for the enterprise; the rest happens in the background, as often as it takes. What can be
 * known to be wrong is said now. @throws Forbidden, Precondition `onboarding_refused`
 */
export async function startOnboarding(
  ctx: EnterpriseContext,
  { database, ...asked }: OnboardingInput,
): Promise<{ readonly id: string }> {
  requireEnterpriseAdmin(ctx.actor);
  await refuse(ctx, { ...asked, database });
  const { actor, nowMs } = ctx;
  const [id, accountId] = [newId("onboarding", nowMs), newId("account", nowMs)];
  const input: KeptInput = { ...asked, accountId, databaseUrl: database === "pool" ? null : database.url };
  const { name, templateAccountId } = input;
  const row = sql`insert into onboardings (id, enterprise_id, name, state, step, template_account_id, input, sealed_token,
      created_by, created_at, updated_at)
    values (${id}, ${actor.enterpriseId}, ${name}, 'running', 'account', ${templateAccountId}, ${JSON.stringify(input)},
      ${await sealed(ctx, accountId, database)}, ${actor.id}, ${nowMs}, ${nowMs})`;
  const act = {
    action: "onboardings.start",
    summary: `Began to set up “${name}”`,
    subjectId: id,
    after: { ...input },
  };
  await commitEnterprise(ctx, act, [row], { id });
  await sendOnboarding(ctx, id);
  return { id };
}

/** Should the word be lost, cron finds it. */
export async function sendOnboarding(
  { services, request }: EnterpriseContext,
  onboardingId: string,
): Promise<void> {
  await services.env.JOBS.send({ kind: "onboarding", onboardingId, jobId: request.id });
}

/** A token never lies open, and only the account that it is for can use it. */
export async function sealed(
  { services }: EnterpriseContext,
  accountId: string,
  database: OnboardingInput["database"],
): Promise<string | null> {
  if (database === "pool" || database.token === null || database.token === "") return null;
  return sealSecret(services.env.MASTER_KEY, { accountId, purpose: "database-token" }, database.token);
}

/** @throws Precondition with a field for each thing that would fail anyway */
export async function refuse(
  ctx: EnterpriseContext,
  asked: RetryInput & Partial<Pick<OnboardingInput, "groupId" | "timeZone" | "locale" | "currency">>,
  accountId = "",
): Promise<void> {
  const { urlName = null, templateAccountId = null, groupId = null } = asked;
  const isIn = (id: string | null, ids: SQL) => flag(sql`${id} is null or ${id} in ${ids}`);
  const { found } = await ctx.control.read({
    found: select(
      {
        isFree: flag(
          sql`not exists (select 1 from account_names where name = ${urlName} and account_id <> ${accountId})`,
        ),
        hasTemplate: isIn(templateAccountId, accountsOf(ctx.actor)),
        hasGroup: isIn(groupId, groupsOf(ctx.actor)),
      },
      sql``,
    ),
  });
  const { isFree, hasTemplate, hasGroup } = found[0]!;
  const fields = [
    ...(isFree
      ? []
      : [{ path: "urlName", message: `“${urlName}” is or was another account's. Choose another name.` }]),
    ...(hasTemplate
      ? []
      : [{ path: "templateAccountId", message: "You cannot enter this account. Choose another." }]),
    ...(hasGroup ? [] : [{ path: "groupId", message: "This group no longer exists. Choose another." }]),
    ...localeProblems(asked),
  ];
  if (fields.length === 0) return;
  throw new Precondition("onboarding_refused", fields.map(({ message }) => message).join(" "), fields);
}

function localeProblems({ timeZone, locale, currency }: Parameters<typeof refuse>[1]) {
  const tries: readonly [string, string | undefined, (value: string) => unknown, string][] = [
    [
      "timeZone",
      timeZone,
      (zone) => new Intl.DateTimeFormat("en", { timeZone: zone }),
      "There is no such time zone.",
    ],
    [
      "locale",
      locale,
      (tag) => new Intl.Locale(tag),
      "There is no such language. Enter a tag such as en-US.",
    ],
    [
      "currency",
      currency,
      (code) => Intl.supportedValuesOf("currency").includes(code) || fail(),
      "There is no such currency.",
    ],
  ];
  return tries.flatMap(([path, value, attempt, message]) => {
    if (value === undefined) return [];
    try {
      attempt(value);
      return [];
    } catch {
      return [{ path, message }];
    }
  });
}

function fail(): never {
  throw new RangeError();
}
