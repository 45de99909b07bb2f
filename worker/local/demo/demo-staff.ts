import { sql } from "drizzle-orm";
import { type Statement, statement } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { fold, foldEmail, nameWords, sortKey } from "../../../tenant-schema/text.ts";
import type { Defaults } from "../../domains/settings/seed-defaults.ts";
import { hashPassword } from "../../domains/staff-sessions/passwords.ts";
import type { Level, Right } from "../../kernel/permissions.ts";
import { DEMO_PASSWORD, type DemoSchool } from "./schools.ts";

interface DemoPerson {
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly groups: readonly (keyof Defaults["groupIds"])[];
  /** Only these can sign in; the others make the list look like a school's. */
  readonly signsIn?: true;
  readonly isActive?: false;
  /** Besides what the groups give: sees and marks only the classes that they teach. */
  readonly ownClassesOnly?: true;
}

const PEOPLE: readonly DemoPerson[] = [
  {
    username: "owner",
    firstName: "Olivia",
    lastName: "Owens",
    title: "Owner",
    groups: ["administrators"],
    signsIn: true,
  },
  {
    username: "coach",
    firstName: "Carlos",
    lastName: "Reyes",
    title: "Coach",
    groups: ["coaches"],
    signsIn: true,
  },
  {
    username: "desk",
    firstName: "Dana",
    lastName: "Whitlock",
    title: "Front desk",
    groups: ["frontDesk"],
    signsIn: true,
  },
  {
    username: "mpetrov",
    firstName: "Mila",
    lastName: "Petrov",
    title: "Head coach",
    groups: ["coaches", "frontDesk"],
  },
  { username: "jokafor", firstName: "Jide", lastName: "Okafor", title: "Coach", groups: ["coaches"] },
  { username: "sbergstrom", firstName: "Saga", lastName: "Bergström", title: "Coach", groups: ["coaches"] },
  { username: "tmcallister", firstName: "Tom", lastName: "McAllister", title: "Coach", groups: ["coaches"] },
  {
    username: "junior",
    firstName: "Juno",
    lastName: "Marsh",
    title: "Junior coach",
    groups: [],
    signsIn: true,
    ownClassesOnly: true,
  },
  { username: "akaya", firstName: "Ayşe", lastName: "Kaya", title: "Coach", groups: ["coaches"] },
  { username: "ndlamini", firstName: "Nomsa", lastName: "Dlamini", title: "Coach", groups: ["coaches"] },
  { username: "fmoreau", firstName: "Félix", lastName: "Moreau", title: "Coach", groups: ["coaches"] },
  { username: "hsato", firstName: "はな", lastName: "佐藤", title: "Choreographer", groups: ["coaches"] },
  {
    username: "lobrien",
    firstName: "Liam",
    lastName: "O'Brien",
    title: "Weekend desk",
    groups: ["frontDesk"],
  },
  {
    username: "rgarcia",
    firstName: "Rosa",
    lastName: "García López",
    title: "Bookkeeper",
    groups: ["frontDesk"],
  },
  {
    username: "pold",
    firstName: "Pat",
    lastName: "Oldham",
    title: "Coach",
    groups: ["coaches"],
    isActive: false,
  },
];

/** Its locations, as they must be there before anything refers to one. */
export function demoLocations(school: DemoSchool, nowMs: number): Statement[] {
  return school.locations.map(({ id, name, timeZone, city, region }, position) =>
    statement(sql`insert into locations (id, name, time_zone, city, region, country, position, created_at, updated_at)
      values (${id}, ${name}, ${timeZone}, ${city}, ${region}, ${school.phoneRegion}, ${position}, ${nowMs}, ${nowMs})`),
  );
}

/** The staff of a demonstration account, in the groups every account starts with. */
export function demoStaff(
  school: DemoSchool,
  groupIds: Defaults["groupIds"],
  pepper: string,
  nowMs: number,
): Statement[] {
  const phc = hashPassword(DEMO_PASSWORD, pepper);
  return PEOPLE.flatMap((person, i) => {
    const id = newId("staff", nowMs);
    const password = statement(
      sql`insert into staff_passwords (staff_id, phc, changed_at) values (${id}, ${phc}, ${nowMs})`,
    );
    const memberships = person.groups.map((group) =>
      statement(sql`insert into staff_group_members (id, group_id, staff_id, created_at, updated_at)
        values (${newId("membership", nowMs)}, ${groupIds[group]}, ${id}, ${nowMs}, ${nowMs})`),
    );
    const own = person.ownClassesOnly ? grantsOfOwn(id, nowMs) : [];
    const phone = school.phone(9_000 + i);
    return [
      staffRow(person, id, school, phone, nowMs),
      ...(person.signsIn ? [password] : []),
      ...memberships,
      ...own,
    ];
  });
}

/** What somebody needs who looks after no classes but their own. */
const OWN_RIGHTS = {
  office: "full",
  students: "view",
  classes: "view",
  enrollments: "view",
  attendance: "full",
} as const satisfies Partial<Record<Right, Level>>;

function grantsOfOwn(staffId: string, nowMs: number): Statement[] {
  return Object.entries(OWN_RIGHTS).map(([right, level]) =>
    statement(sql`insert into grants (id, staff_id, right_key, level, own_classes_only, created_at, updated_at)
      values (${newId("grant", nowMs)}, ${staffId}, ${right}, ${level}, 1, ${nowMs}, ${nowMs})`),
  );
}

function staffRow(
  person: DemoPerson,
  id: string,
  school: DemoSchool,
  phone: string,
  nowMs: number,
): Statement {
  const { firstName, lastName, username, title } = person;
  const email = `${username}@${school.urlName}.example`;
  const active = person.isActive === false ? 0 : 1;
  const left = person.isActive === false ? nowMs : null;
  return statement(sql`insert into staff (id, first_name, last_name, sort_name, name_words, username, username_folded,
      email, email_folded, phone, title, is_active, deactivated_at, deactivated_by, deactivated_reason, created_at, updated_at)
    values (${id}, ${firstName}, ${lastName}, ${sortKey(lastName, firstName)},
      ${JSON.stringify(nameWords(firstName, lastName))}, ${username}, ${fold(username)}, ${email}, ${foldEmail(email)},
      ${phone}, ${title}, ${active}, ${left}, ${left === null ? null : "Olivia Owens"},
      ${left === null ? null : "Moved away"}, ${nowMs}, ${nowMs})`);
}
