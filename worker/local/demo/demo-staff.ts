import { sql } from "drizzle-orm";
import { type Statement, statement } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { fold, foldEmail, nameWords, sortKey } from "../../../tenant-schema/text.ts";
import { hashPassword } from "../../domains/staff-sessions/passwords.ts";
import type { Level, Right } from "../../kernel/permissions.ts";
import { DEMO_PASSWORD, type DemoSchool } from "./schools.ts";

interface DemoPerson {
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly grants: Readonly<Partial<Record<Right, Level>>>;
}

const OWNER: DemoPerson = {
  username: "owner",
  firstName: "Olivia",
  lastName: "Owens",
  grants: { admin: "full" },
};
const COACH: DemoPerson = {
  username: "coach",
  firstName: "Carlos",
  lastName: "Reyes",
  grants: { office: "full", families: "view", students: "view" },
};

/** The people who can sign in to a demonstration account, and its locations. */
export function demoStaff(school: DemoSchool, pepper: string, nowMs: number): Statement[] {
  const locations = school.locations.map(({ id, name, timeZone, city, region }, position) =>
    statement(sql`insert into locations (id, name, time_zone, city, region, country, position, created_at, updated_at)
      values (${id}, ${name}, ${timeZone}, ${city}, ${region}, ${school.phoneRegion}, ${position}, ${nowMs}, ${nowMs})`),
  );
  const phc = hashPassword(DEMO_PASSWORD, pepper);
  return [...locations, ...[OWNER, COACH].flatMap((person) => personRows(person, school, phc, nowMs))];
}

function personRows(person: DemoPerson, school: DemoSchool, phc: string, nowMs: number): Statement[] {
  const id = newId("staff", nowMs);
  const { firstName, lastName, username } = person;
  const email = `${username}@${school.urlName}.example`;
  return [
    statement(sql`insert into staff (id, first_name, last_name, sort_name, name_words, username, username_folded,
        email, email_folded, created_at, updated_at)
      values (${id}, ${firstName}, ${lastName}, ${sortKey(lastName, firstName)},
        ${JSON.stringify(nameWords(firstName, lastName))}, ${username}, ${fold(username)}, ${email},
        ${foldEmail(email)}, ${nowMs}, ${nowMs})`),
    statement(sql`insert into staff_passwords (staff_id, phc, changed_at) values (${id}, ${phc}, ${nowMs})`),
    ...Object.entries(person.grants).map(([right, level]) =>
      statement(sql`insert into grants (id, staff_id, right_key, level, created_at, updated_at)
        values (${newId("grant", nowMs)}, ${id}, ${right}, ${level}, ${nowMs}, ${nowMs})`),
    ),
  ];
}
