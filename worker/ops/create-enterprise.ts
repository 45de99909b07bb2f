import { sql } from "drizzle-orm";
import type { ControlActor } from "../../control-plane/control-audit.ts";
import { UniqueViolation } from "../../control-plane/database-errors.ts";
import { select, statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { foldLogin } from "../domains/staff-sessions/find-by-login.ts";
import { hashToken, newToken } from "../domains/staff-sessions/tokens.ts";
import { enterpriseAudit } from "../enterprise/commit.ts";
import { INVITE_MS, mailInvite } from "../enterprise/users/invite-mail.ts";
import { Conflict, Precondition } from "../kernel/errors.ts";
import type { Services } from "../services.ts";
import type { CreateEnterpriseInput } from "./schemas.ts";

const HOUSE = "Chalkline";

/**
 * Makes an enterprise over accounts of its plan and invites its first Admin by mail. Whoever lost the mail is sent another by
 * the same request again, as long as nobody has taken the invitation.
 * @throws Precondition for accounts that are not there or of another plan, Conflict for those of another enterprise
 */
export async function createEnterprise(
  services: Services,
  { enterpriseId, name, tenants, accountIds, admin }: CreateEnterpriseInput,
  actor: ControlActor,
): Promise<{ readonly enterpriseId: string; readonly mailed: boolean }> {
  const { control, house } = services;
  const now = house.now();
  await requireAccounts(services, enterpriseId, accountIds);
  const [userId, token] = [newId("enterpriseUser", now), newToken()];
  const request = { id: actor.requestId ?? actor.id, ip: null, via: "ops" };
  const act = { action: "enterprise.create", summary: `Made the enterprise ${name}`, after: { accountIds } };
  const rows = [
    sql`insert into enterprises (id, name, identity_tenants, created_at, updated_at)
      values (${enterpriseId}, ${name}, ${JSON.stringify(tenants)}, ${now}, ${now}) on conflict (id) do nothing`,
    sql`insert into enterprise_accounts (account_id, enterprise_id, created_at, updated_at)
      select value, ${enterpriseId}, ${now}, ${now} from json_each(${JSON.stringify(accountIds)}) where true
      on conflict (account_id) do nothing`,
    sql`insert into enterprise_users (id, enterprise_id, level, name, email, email_folded, state, invite_token_hash,
        invite_expires_at, created_at, updated_at)
      values (${userId}, ${enterpriseId}, 'admin', ${admin.name}, ${admin.email}, ${foldLogin(admin.email)}, 'invited',
        ${await hashToken(token)}, ${now + INVITE_MS}, ${now}, ${now})
      on conflict (enterprise_id, email_folded) where deleted_at is null do update set
        invite_token_hash = excluded.invite_token_hash, invite_expires_at = excluded.invite_expires_at,
        version = version + 1 where state = 'invited'`,
  ];
  const audit = enterpriseAudit({ kind: "system", name: HOUSE, enterpriseId }, act, { nowMs: now, request });
  try {
    await control.commit({ statements: [...rows.map((row) => statement(row)), audit] });
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error;
    throw new Conflict("enterprise_conflict", "This enterprise exists with other particulars.");
  }
  const mailed = await mailInvite(
    { services, actor: { name: HOUSE, email: services.env.MAIL_FROM, enterpriseName: name }, request },
    admin,
    token,
  );
  return { enterpriseId, mailed };
}

async function requireAccounts(
  { control }: Services,
  enterpriseId: string,
  accountIds: readonly string[],
): Promise<void> {
  const { found } = await control.read({
    found: select(
      { id: sql<string>`a.id`, plan: sql<string>`a.plan`, owner: sql<string | null>`ea.enterprise_id` },
      sql`from accounts a left join enterprise_accounts ea on ea.account_id = a.id
        where a.id in (select value from json_each(${JSON.stringify(accountIds)}))`,
    ),
  });
  const wrong = accountIds.filter((id) => found.find((row) => row.id === id)?.plan !== "enterprise");
  if (wrong.length > 0) {
    const message = `These are no accounts of the Enterprise plan: ${wrong.join(", ")}`;
    throw new Precondition("not_enterprise", message, [{ path: "accountIds", message }]);
  }
  const taken = found.filter(({ owner }) => owner !== null && owner !== enterpriseId).map(({ id }) => id);
  if (taken.length > 0) {
    throw new Conflict("account_taken", `These belong to another enterprise: ${taken.join(", ")}`);
  }
}
