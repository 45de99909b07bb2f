import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { openTenant } from "../../control-plane/open-tenant.ts";
import { select, statement } from "../../control-plane/query.ts";
import { addDays, dateAt } from "../../tenant-schema/dates.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { hashToken, newToken } from "../domains/staff-sessions/tokens.ts";
import { NotFound } from "../kernel/errors.ts";
import { openDeps, type Services } from "../services.ts";
import { DEMO_SCHOOLS } from "./demo/schools.ts";

export const rushInput = z.object({
  account: z.string(),
  families: z.int().check(z.positive(), z.maximum(10_000)),
  classes: z.int().check(z.positive(), z.maximum(50)),
  places: z.int().check(z.positive(), z.maximum(1_000)),
});
export type RushInput = z.infer<typeof rushInput>;

/** What the load generator needs: somebody signed in for each family, and classes that open for registration. */
export interface Rush {
  readonly accountId: string;
  readonly classIds: readonly string[];
  readonly startsOn: string;
  readonly families: readonly { readonly token: string; readonly studentId: string }[];
}

const CHUNK = 500;
const DAY_MS = 86_400_000;

/**
 * Prepares a registration rush at a demonstration account: new empty classes, and for so many families a log-in whose
 * session lives and every policy answered, so that nothing but places is in anybody's way.
 */
export async function prepareRush(services: Services, input: RushInput): Promise<Rush> {
  const school = DEMO_SCHOOLS.find((candidate) => candidate.urlName === input.account);
  if (!school) throw new NotFound("demonstration account");
  const { account, database } = await openTenant(openDeps(services), { accountId: school.accountId });
  const nowMs = services.house.now();
  const startsOn = addDays(dateAt(nowMs, account.timeZone), 7);
  const { places, students } = await database.read({
    places: select({ id: sql<string>`id` }, sql`from living_locations order by position limit 1`),
    students: select(
      { familyId: sql<string>`s.family_id`, studentId: sql<string>`min(s.id)` },
      sql`from living_students s join living_families f on f.id = s.family_id
        where not exists (select 1 from family_suspensions x where x.family_id = f.id and x.lifted_at is null)
        group by s.family_id order by s.family_id limit ${input.families}`,
    ),
  });
  if (students.length < input.families) throw new NotFound("enough families");
  const classIds = Array.from({ length: input.classes }, () => newId("class", nowMs));
  const families = await Promise.all(
    students.map(async (row) => {
      const token = newToken();
      return { ...row, token, hash: await hashToken(token), loginId: newId("login", nowMs) };
    }),
  );
  const settings = JSON.stringify({ registrationMode: "auto_approve", dueAtSignUp: "nothing" });
  const classRows = classIds.map((id, i) => ({ id, name: `Rush ${i + 1}`, slot: newId("slot", nowMs) }));
  await database.commit({
    statements: [
      statement(sql`insert into settings (id, value, updated_at) values ('portal', ${settings}, ${nowMs})
        on conflict (id) do update set value = ${settings}, version = version + 1`),
      ...classRows.flatMap(({ id, name, slot }, i) => [
        statement(sql`insert into classes (id, location_id, name, sort_name, capacity, starts_on, created_at, updated_at)
          values (${id}, ${places[0]!.id}, ${name}, ${name}, ${input.places}, '2020-01-01', ${nowMs}, ${nowMs})`),
        statement(sql`insert into slots (id, class_id, position, created_at, updated_at)
          values (${slot}, ${id}, 0, ${nowMs}, ${nowMs})`),
        statement(sql`insert into slot_versions (id, slot_id, class_id, starts_on, weekday, start_minute, duration_minutes,
            created_at, updated_at)
          values (${newId("slotVersion", nowMs)}, ${slot}, ${id}, '2020-01-01', ${(i % 5) + 1}, 960, 60, ${nowMs}, ${nowMs})`),
      ]),
    ],
  });
  for (let at = 0; at < families.length; at += CHUNK) {
    const rows = JSON.stringify(
      families.slice(at, at + CHUNK).map((family, i) => ({
        ...family,
        email: `rush${nowMs}-${at + i}@example.org`,
        access: newId("familyLogin", nowMs),
        session: newId("session", nowMs),
      })),
    );
    const each = sql`from json_each(${rows}) r`;
    const field = (name: string) => sql.raw(`r.value ->> '${name}'`);
    await database.commit({
      statements: [
        statement(sql`insert into logins (id, email, email_folded, verified_at, created_at, updated_at)
          select ${field("loginId")}, ${field("email")}, ${field("email")}, ${nowMs}, ${nowMs}, ${nowMs} ${each}`),
        statement(sql`insert into family_logins (id, login_id, family_id, role, created_at, updated_at)
          select ${field("access")}, ${field("loginId")}, ${field("familyId")}, 'owner', ${nowMs}, ${nowMs} ${each}`),
        statement(sql`insert into sessions
            (token_hash, id, login_id, family_id, created_at, last_seen_at, idle_expires_at, expires_at)
          select ${field("hash")}, ${field("session")}, ${field("loginId")}, ${field("familyId")}, ${nowMs}, ${nowMs},
            ${nowMs + DAY_MS}, ${nowMs + DAY_MS} ${each}`),
        statement(sql`insert into policy_answers (id, policy_id, policy_version_id, family_id, student_id, answer,
            answered_at, login_id, answered_by, created_at, updated_at)
          select 'poa_' || lower(hex(randomblob(13))), p.id, p.current_version_id, ${field("familyId")}, s.id, 'accepted',
            ${nowMs}, ${field("loginId")}, 'Rush', ${nowMs}, ${nowMs}
          from json_each(${rows}) r join living_policies p on p.current_version_id is not null
          left join living_students s on s.family_id = r.value ->> 'familyId' and p.kind in ('student', 'photo')
          where p.kind = 'family' or s.id is not null`),
      ],
    });
  }
  return {
    accountId: account.id,
    classIds,
    startsOn,
    families: families.map(({ token, studentId }) => ({ token, studentId })),
  };
}
