import { sql } from "drizzle-orm";
import type { IdentityProvider } from "../../../control-plane/enterprise-schema.ts";
import { flag, json, select, statement } from "../../../control-plane/query.ts";
import { sealSecret } from "../../../control-plane/secrets.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { hashToken, newToken } from "../../domains/staff-sessions/tokens.ts";
import type { Identity } from "../../providers/identity/identity.ts";
import { enterpriseAudit } from "../commit.ts";
import type { EnterpriseVisitor } from "../context.ts";
import { hasPlan, isPathActive } from "../reach.ts";
import { SignInRefused } from "./refused.ts";

/** Opens a session for whom the identity belongs to; it ends with the identity's token. @throws SignInRefused */
export async function openSession(
  visitor: EnterpriseVisitor,
  from: { readonly provider: IdentityProvider; readonly userAgent: string | null },
  identity: Identity,
): Promise<string> {
  const { control, nowMs, request, services } = visitor;
  const user = await userOf(visitor, from.provider, identity);
  const token = newToken();
  const tokenHash = await hashToken(token);
  const id = newId("enterpriseSession", nowMs);
  const owner = { accountId: id, purpose: "refresh-token" } as const;
  const refresh = identity.refreshToken;
  const sealed = refresh === null ? null : await sealSecret(services.env.MASTER_KEY, owner, refresh);
  const act = {
    action: "sessions.start",
    summary: `Signed in with ${from.provider === "google" ? "Google" : "Microsoft"}`,
    subjectId: user.id,
  };
  await control.commit({
    statements: [
      statement(sql`insert into enterprise_sessions (token_hash, id, user_id, provider, created_at, last_seen_at,
          expires_at, refresh_token, ip, user_agent)
        values (${tokenHash}, ${id}, ${user.id}, ${from.provider}, ${nowMs}, ${nowMs}, ${identity.expiresAtMs}, ${sealed},
          ${request.ip}, ${from.userAgent?.slice(0, 300) ?? null})`),
      statement(sql`update enterprise_users set last_seen_at = ${nowMs} where id = ${user.id}`),
      enterpriseAudit({ ...user, kind: "enterprise" }, act, { nowMs, request }),
    ],
  });
  return token;
}

async function userOf({ control }: EnterpriseVisitor, provider: IdentityProvider, identity: Identity) {
  const { issuer, subject, email, tenantId } = identity;
  const { users } = await control.read({
    users: select(
      {
        id: sql<string>`u.id`,
        name: sql<string>`u.name`,
        state: sql<string>`u.state`,
        groupId: sql<string | null>`u.group_id`,
        level: sql<"admin" | "user">`u.level`,
        enterpriseId: sql<string>`u.enterprise_id`,
        isGroupOn: flag(isPathActive(sql`u.group_id`)),
        hasPlan: flag(hasPlan(sql`u.enterprise_id`)),
        tenants: json<readonly string[]>(sql`e.identity_tenants`),
      },
      sql`from enterprise_users u join enterprises e on e.id = u.enterprise_id
        where u.issuer = ${issuer} and u.subject = ${subject} and u.deleted_at is null`,
    ),
  });
  const [user] = users;
  if (!user) throw new SignInRefused("not_invited", email);
  if (user.state !== "active") throw new SignInRefused("suspended", email);
  if (!user.hasPlan) throw new SignInRefused("no_plan");
  if (!user.isGroupOn) throw new SignInRefused("group_off");
  if (provider === "microsoft" && !user.tenants.includes(tenantId ?? ""))
    throw new SignInRefused("wrong_organization", email);
  return user;
}
