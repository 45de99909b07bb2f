import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { openTenant } from "../../control-plane/open-tenant.ts";
import { type Statement, select, statement } from "../../control-plane/query.ts";
import type { TenantDatabase } from "../../control-plane/tenant-database.ts";
import { addDays, dateAt } from "../../tenant-schema/dates.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { hashToken, newToken } from "../domains/staff-sessions/tokens.ts";
import { NotFound } from "../kernel/errors.ts";
import { openDeps, type Services } from "../services.ts";
import { DEMO_SCHOOLS } from "./demo/schools.ts";
import type { Rush } from "./rush-shapes.ts";

export const rushInput = z.object({
  account: z.string(),
  families: z.int().check(z.positive(), z.maximum(10_000)),
  classes: z.int().check(z.positive(), z.maximum(50)),
  /** Of each class. */
  places: z.int().check(z.positive(), z.maximum(1_000)),
});
export type RushInput = z.infer<typeof rushInput>;

const CHUNK = 500;
const DAY_MS = 86_400_000;

/**
 * Prepares a registration rush at a demonstration account: new empty classes, and so many new families with a child and
 * a log-in whose session lives and every policy answered, so that nothing but places is in anybody's way.
 */
export async function prepareRush(services: Services, input: RushInput): Promise<Rush> {
  const school = DEMO_SCHOOLS.find((candidate) => candidate.urlName === input.account);
  if (!school) throw new NotFound("demonstration account");
  const { account, database } = await openTenant(openDeps(services), { accountId: school.accountId });
  const nowMs = services.house.now();
  const { places, prices } = await database.read({
    places: select({ id: sql<string>`id` }, sql`from living_locations order by position limit 1`),
    prices: select(
      { scheduleId: sql<string>`billing_schedule_id`, rateId: sql<string>`tuition_rate_id` },
      sql`from class_tuitions where deleted_at is null order by id limit 1`,
    ),
  });
  const classIds = Array.from({ length: input.classes }, () => newId("class", nowMs));
  await database.commit({
    statements: openClasses(input, { ...places[0]!, ...prices[0]! }, classIds, nowMs),
  });
  const families = await Promise.all(Array.from({ length: input.families }, (_, i) => newFamily(i, nowMs)));
  for (let at = 0; at < families.length; at += CHUNK)
    await addFamilies(database, families.slice(at, at + CHUNK), nowMs);
  return {
    accountId: account.id,
    classIds,
    startsOn: addDays(dateAt(nowMs, account.timeZone), 7),
    families: families.map(({ token, studentId }) => ({ token, studentId })),
  };
}

interface School {
  readonly id: string;
  readonly scheduleId: string;
  readonly rateId: string;
}

function openClasses(input: RushInput, school: School, classIds: readonly string[], nowMs: number) {
  const settings = JSON.stringify({ registrationMode: "auto_approve", dueAtSignUp: "nothing" });
  return [
    statement(sql`insert into settings (id, value, updated_at) values ('portal', ${settings}, ${nowMs})
      on conflict (id) do update set value = ${settings}, version = version + 1`),
    ...classIds.flatMap((id, i): Statement[] => {
      const name = `Rush ${i + 1}`;
      const slot = newId("slot", nowMs);
      return [
        statement(sql`insert into classes (id, location_id, name, sort_name, capacity, starts_on, created_at, updated_at)
          values (${id}, ${school.id}, ${name}, ${name}, ${input.places}, '2020-01-01', ${nowMs}, ${nowMs})`),
        statement(sql`insert into class_tuitions (id, class_id, billing_schedule_id, tuition_rate_id, created_at, updated_at)
          values (${newId("classTuition", nowMs)}, ${id}, ${school.scheduleId}, ${school.rateId}, ${nowMs}, ${nowMs})`),
        statement(sql`insert into slots (id, class_id, position, created_at, updated_at)
          values (${slot}, ${id}, 0, ${nowMs}, ${nowMs})`),
        statement(sql`insert into slot_versions (id, slot_id, class_id, starts_on, weekday, start_minute, duration_minutes,
            created_at, updated_at)
          values (${newId("slotVersion", nowMs)}, ${slot}, ${id}, '2020-01-01', ${(i % 5) + 1}, 960, 60, ${nowMs}, ${nowMs})`),
      ];
    }),
  ];
}

async function newFamily(i: number, nowMs: number) {
  const token = newToken();
  return {
    token,
    hash: await hashToken(token),
    name: `Rush${String(i).padStart(5, "0")}`,
    email: `rush${nowMs}-${i}@example.org`,
    familyId: newId("family", nowMs),
    guardianId: newId("guardian", nowMs),
    emailId: newId("email", nowMs),
    studentId: newId("student", nowMs),
    loginId: newId("login", nowMs),
    accessId: newId("familyLogin", nowMs),
    sessionId: newId("session", nowMs),
  };
}
type RushFamily = Awaited<ReturnType<typeof newFamily>>;

async function addFamilies(database: TenantDatabase, families: readonly RushFamily[], nowMs: number) {
  const rows = JSON.stringify(families.map(({ token: _secret, ...row }) => row));
  const each = sql`from json_each(${rows}) r`;
  const its = (name: keyof RushFamily) => sql.raw(`r.value ->> '${name}'`);
  const stamps = sql`${nowMs}, ${nowMs}`;
  await database.commit({
    statements: [
      sql`insert into families (id, name, sort_name, created_at, updated_at)
        select ${its("familyId")}, ${its("name")}, lower(${its("name")}), ${stamps} ${each}`,
      sql`insert into guardians (id, family_id, first_name, last_name, is_primary, created_at, updated_at)
        select ${its("guardianId")}, ${its("familyId")}, 'Robin', ${its("name")}, 1, ${stamps} ${each}`,
      sql`insert into emails (id, family_id, guardian_id, address, address_folded, is_primary, created_at, updated_at)
        select ${its("emailId")}, ${its("familyId")}, ${its("guardianId")}, ${its("email")}, ${its("email")}, 1, ${stamps}
        ${each}`,
      sql`insert into students (id, family_id, first_name, last_name, sort_name, birth_date, created_at, updated_at)
        select ${its("studentId")}, ${its("familyId")}, 'Sam', ${its("name")}, lower(${its("name")}), '2018-05-01', ${stamps}
        ${each}`,
      sql`insert into logins (id, email, email_folded, verified_at, created_at, updated_at)
        select ${its("loginId")}, ${its("email")}, ${its("email")}, ${nowMs}, ${stamps} ${each}`,
      sql`insert into family_logins (id, login_id, family_id, guardian_id, role, created_at, updated_at)
        select ${its("accessId")}, ${its("loginId")}, ${its("familyId")}, ${its("guardianId")}, 'owner', ${stamps} ${each}`,
      sql`insert into sessions
          (token_hash, id, login_id, family_id, created_at, last_seen_at, idle_expires_at, expires_at)
        select ${its("hash")}, ${its("sessionId")}, ${its("loginId")}, ${its("familyId")}, ${stamps}, ${nowMs + DAY_MS},
          ${nowMs + DAY_MS} ${each}`,
      sql`insert into policy_answers (id, policy_id, policy_version_id, family_id, student_id, answer,
          answered_at, login_id, answered_by, created_at, updated_at)
        select 'poa_' || lower(hex(randomblob(13))), p.id, p.current_version_id, ${its("familyId")},
          case when p.kind = 'family' then null else ${its("studentId")} end, 'accepted', ${nowMs}, ${its("loginId")}, 'Rush',
          ${stamps}
        from json_each(${rows}) r join living_policies p on p.current_version_id is not null
          and p.kind in ('family', 'student', 'photo')`,
    ].map((template) => statement(template)),
  });
}
