import { sql } from "drizzle-orm";
import { statement } from "../../../control-plane/query.ts";
import type { Services } from "../../services.ts";
import {
  DEMO_ENTERPRISE,
  DEMO_GROUPS,
  DEMO_TENANT,
  DEMO_USERS,
  ENTERPRISE_SCHOOLS,
} from "./enterprise-schools.ts";

/** Makes the demonstration enterprise over its accounts; what somebody has changed of it since stays. */
export async function seedEnterprise({ control, house }: Services): Promise<void> {
  const now = house.now();
  const { id, name } = DEMO_ENTERPRISE;
  const rows = [
    sql`insert into enterprises (id, name, identity_tenants, template_account_id, created_at, updated_at)
      values (${id}, ${name}, ${JSON.stringify([DEMO_TENANT])}, ${ENTERPRISE_SCHOOLS[0]!.accountId}, ${now}, ${now})
      on conflict (id) do nothing`,
    ...DEMO_GROUPS.map(
      (
        group,
      ) => sql`insert into enterprise_groups (id, enterprise_id, parent_id, name, is_active, created_at, updated_at)
        values (${group.id}, ${id}, ${group.parentId}, ${group.name}, 1, ${now}, ${now}) on conflict (id) do nothing`,
    ),
    ...ENTERPRISE_SCHOOLS.map(({ accountId, urlName, phone, inEnterprise: at }) => {
      const email = `${at.contact.split(" ")[0]!.toLowerCase()}@${urlName}.example`;
      const e164 = `+1${phone(1).replace(/\D/g, "")}`;
      return sql`insert into enterprise_accounts (account_id, enterprise_id, group_id, owner_name, contact_name,
          contact_email, contact_phone, place, created_at, updated_at)
        values (${accountId}, ${id}, ${at.groupId}, ${at.owner}, ${at.contact}, ${email}, ${e164},
          ${`${at.city}, ${at.region}`}, ${now}, ${now}) on conflict (account_id) do nothing`;
    }),
    // The provider may have another port than yesterday, and its address is part of who somebody is.
    ...DEMO_USERS.map((user) => {
      const issuer = house.identity.google?.issuer ?? "https://identity.local";
      return sql`insert into enterprise_users (id, enterprise_id, group_id, level, name, email, email_folded, provider,
          issuer, subject, state, created_at, updated_at)
        values (${user.id}, ${id}, ${user.groupId}, ${user.level}, ${user.name}, ${user.email}, ${user.email}, 'google',
          ${issuer}, ${user.subject}, 'active', ${now}, ${now})
        on conflict (id) do update set issuer = excluded.issuer`;
    }),
  ];
  await control.commit({ statements: rows.map((row) => statement(row)) });
}
