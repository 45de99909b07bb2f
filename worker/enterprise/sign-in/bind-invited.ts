import { sql } from "drizzle-orm";
import { GuardFailed, UniqueViolation } from "../../../control-plane/database-errors.ts";
import type { IdentityProvider } from "../../../control-plane/enterprise-schema.ts";
import { json, select, statement } from "../../../control-plane/query.ts";
import { foldLogin } from "../../domains/staff-sessions/find-by-login.ts";
import type { Identity } from "../../providers/identity/identity.ts";
import { controlGuard, enterpriseAudit } from "../commit.ts";
import type { EnterpriseVisitor } from "../context.ts";
import { SignInRefused } from "./refused.ts";

/**
 * Takes an invitation: from now on this person at Google or Microsoft is that user. The address must be the one that was
 * invited, so a forwarded link lets nobody else in.
 * @throws SignInRefused
 */
export async function bindInvited(
  { control, nowMs, request }: EnterpriseVisitor,
  provider: IdentityProvider,
  inviteHash: string,
  identity: Identity,
): Promise<void> {
  const { email, issuer, subject, tenantId } = identity;
  const { invited } = await control.read({
    invited: select(
      {
        id: sql<string>`u.id`,
        name: sql<string>`u.name`,
        emailFolded: sql<string>`u.email_folded`,
        groupId: sql<string | null>`u.group_id`,
        level: sql<"admin" | "user">`u.level`,
        enterpriseId: sql<string>`u.enterprise_id`,
        tenants: json<readonly string[]>(sql`e.identity_tenants`),
      },
      sql`from enterprise_users u join enterprises e on e.id = u.enterprise_id
        where u.invite_token_hash = ${inviteHash} and u.invite_expires_at > ${nowMs} and u.state = 'invited'
          and u.deleted_at is null`,
    ),
  });
  const user = invited[0];
  if (!user) throw new SignInRefused("invite_over");
  if (email === null || foldLogin(email) !== user.emailFolded)
    throw new SignInRefused("other_address", email);
  if (provider === "microsoft" && !user.tenants.includes(tenantId ?? ""))
    throw new SignInRefused("wrong_organization", email);
  const act = { action: "users.join", summary: `${user.name} took the invitation`, subjectId: user.id };
  const unused = sql`exists (select 1 from enterprise_users where id = ${user.id} and invite_token_hash = ${inviteHash})`;
  try {
    await control.commit({
      statements: [
        statement(controlGuard("token_unused", unused)),
        statement(sql`update enterprise_users set provider = ${provider}, issuer = ${issuer}, subject = ${subject},
          state = 'active', invite_token_hash = null, invite_expires_at = null, updated_at = ${nowMs},
          version = version + 1 where id = ${user.id}`),
        enterpriseAudit({ ...user, kind: "enterprise" }, act, { nowMs, request }),
      ],
    });
  } catch (error) {
    if (error instanceof UniqueViolation) throw new SignInRefused("bound_elsewhere", email);
    if (error instanceof GuardFailed) throw new SignInRefused("invite_over");
    throw error;
  }
}
