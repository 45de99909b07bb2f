import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { hashPassword } from "../../worker/domains/staff-sessions/passwords.ts";
import { hashToken, newToken } from "../../worker/domains/staff-sessions/tokens.ts";
import { type Rights, TEST_NOW_MS } from "./actors.ts";
import { OfficeClient } from "./client.ts";
import type { TestHouse } from "./house.ts";
import type { TestTenant } from "./tenant.ts";

export const PASSWORD = "correct horse battery";
let made = 0;
let phc: string | undefined;

export interface TestPerson {
  readonly id: string;
  readonly username: string;
  readonly email: string;
}

/** Somebody who can sign in with `PASSWORD`, by user name or e-mail. */
export async function addPerson(
  tenant: TestTenant,
  rights: Rights = { admin: "full" },
  nowMs: number = TEST_NOW_MS,
): Promise<TestPerson> {
  made += 1;
  const id = newId("staff", nowMs);
  const person = { id, username: `person${made}`, email: `person${made}@example.org` };
  const { PASSWORD_PEPPER } = env as unknown as { PASSWORD_PEPPER: string };
  phc ??= hashPassword(PASSWORD, PASSWORD_PEPPER);
  await tenant.database.commit({
    statements: [
      statement(sql`insert into staff (id, first_name, last_name, sort_name, username, username_folded, email,
          email_folded, created_at, updated_at)
        values (${id}, 'Pat', ${`Person${made}`}, ${person.username}, ${person.username}, ${person.username},
          ${person.email}, ${person.email}, ${nowMs}, ${nowMs})`),
      statement(
        sql`insert into staff_passwords (staff_id, phc, changed_at) values (${id}, ${phc}, ${nowMs})`,
      ),
      ...Object.entries(rights).map(([right, level]) =>
        statement(sql`insert into grants (id, staff_id, right_key, level, created_at, updated_at)
          values (${newId("grant", nowMs)}, ${id}, ${right}, ${level}, ${nowMs}, ${nowMs})`),
      ),
    ],
  });
  return person;
}

/** A browser in which somebody with these rights is signed in already, without the cost of a password. */
export async function signedIn(
  house: TestHouse,
  tenant: TestTenant,
  rights: Rights = { admin: "full" },
): Promise<{ client: OfficeClient; person: TestPerson }> {
  const { nowMs } = house.clock;
  const person = await addPerson(tenant, { office: "full", ...rights }, nowMs);
  const token = newToken();
  await tenant.database.commit({
    statements: [
      statement(sql`insert into sessions (token_hash, id, staff_id, created_at, last_seen_at, idle_expires_at, expires_at)
        values (${await hashToken(token)}, ${newId("session", nowMs)}, ${person.id}, ${nowMs}, ${nowMs},
          ${nowMs + 3_600_000}, ${nowMs + 12 * 3_600_000})`),
    ],
  });
  const cookie = `__Host-chalkline-office-${tenant.account.id}`;
  const client = new OfficeClient(house, tenant.account.urlName, new Map([[cookie, token]]));
  return { client, person };
}
