import { isIsoDate } from "../../../tenant-schema/dates.ts";
import { parsePhone } from "../phone-numbers.ts";
import { parseDate } from "./cell-dates.ts";
import { isEmail, parseGender } from "./cell-values.ts";
import { familiesByAgents } from "./families-by-agents.ts";
import type { IncomingGuardian, IncomingRow, IncomingStudent, RefusedRow, RowGroup } from "./incoming.ts";
import { keySource } from "./match-keys.ts";
import type { ReadGroups } from "./read-groups.ts";
import type { Table, TableRow } from "./read-table.ts";
import { refuseCrowds } from "./refuse-crowds.ts";

/** A user of a OneRoster set, with what the other files say of the same person. */
interface Person {
  readonly row: TableRow;
  readonly id: string;
  readonly role: "student" | "guardian";
  readonly relationship: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phones: readonly string[];
  readonly agents: readonly string[];
  readonly field: (name: string) => string;
}

const GUARDIAN_ROLES = new Set(["parent", "guardian", "relative", "familymember"]);
/** Only this role names a relationship; the others say that there is one. */
const RELATIONSHIPS: Readonly<Record<string, string>> = { guardian: "Guardian" };
const MAX_NAME = 80;
const NO_AGENTS = "OneRoster names no parent or guardian of this student.";
const NO_STUDENTS = "OneRoster names no student of this parent or guardian.";

export interface RosterRules {
  readonly idSource: string;
  readonly phoneRegion: string;
  readonly today: string;
}

/**
 * Families of a OneRoster set (1.1 and 1.2): students who share agents are one family, with the agents as guardians.
 * Whoever is neither student nor guardian is left out; so is what the set says is to be deleted.
 */
export function readOneRoster(tables: readonly Table[], rules: RosterRules): ReadGroups {
  const byName = new Map(tables.map((table) => [table.name.toLowerCase(), new RosterFile(table)]));
  const users = byName.get("users.csv");
  if (!users) throw new Error("A OneRoster set without users.csv got past the upload");
  const roles = rolesOf(byName.get("roles.csv"));
  const demographics = byName.get("demographics.csv")?.byId(["sourcedid", "usersourcedid"]) ?? new Map();
  const schools = byName.get("orgs.csv")?.byId(["sourcedid"]) ?? new Map();
  const people = new Map<string, Person>();
  const refused: RefusedRow[] = [];
  for (const row of users.rows) {
    const person = readPerson(row, users, roles);
    if (!person) continue;
    const reasons = problemsOf(person, demographics.get(person.id), rules);
    if (reasons.length > 0) {
      const name = `${person.firstName} ${person.lastName}`.trim();
      refused.push({ file: users.name, row: row.number, name, reasons });
    } else people.set(person.id, person);
  }
  const families = familiesByAgents(people);
  refuseCrowds(families.map((members) => ({ rows: members.length, key: `agents:${members[0]!.id}` })));
  return {
    families: families.length,
    rows: people.size + refused.length,
    refused,
    slice: (start, end) =>
      families.slice(start, end).map((members) => groupOf(members, users.name, demographics, schools, rules)),
  };
}

/** One file, its columns by lower-case name: 1.1, 1.2 and real exports write them differently. */
class RosterFile {
  readonly name: string;
  readonly rows: readonly TableRow[];
  readonly #columns: ReadonlyMap<string, number>;

  constructor(table: Table) {
    this.name = table.name;
    this.#columns = new Map(table.headers.map((header, index) => [header.toLowerCase(), index]));
    this.rows = table.rows.filter((row) => this.value(row, "status").toLowerCase() !== "tobedeleted");
  }

  /** The first of the columns that is there and filled. */
  value(row: TableRow, ...columns: readonly string[]): string {
    for (const column of columns) {
      const index = this.#columns.get(column);
      const value = index === undefined ? "" : (row.cells[index] ?? "");
      if (value !== "") return value;
    }
    return "";
  }

  byId(columns: readonly string[]): Map<string, (name: string) => string> {
    return new Map(
      this.rows.map((row) => [this.value(row, ...columns), (name: string) => this.value(row, name)]),
    );
  }
}

/** 1.2 keeps roles in a file of their own; one person may have several, and being a student counts most. */
function rolesOf(file: RosterFile | undefined): ReadonlyMap<string, string[]> {
  const roles = new Map<string, string[]>();
  for (const row of file?.rows ?? []) {
    const user = file!.value(row, "usersourcedid");
    roles.set(user, [...(roles.get(user) ?? []), file!.value(row, "role").toLowerCase()]);
  }
  return roles;
}

function readPerson(
  row: TableRow,
  users: RosterFile,
  rolesFile: ReadonlyMap<string, string[]>,
): Person | null {
  const id = users.value(row, "sourcedid");
  const roles = [users.value(row, "role", "roles").toLowerCase(), ...(rolesFile.get(id) ?? [])];
  const isStudent = roles.includes("student");
  const guardianRole = roles.find((role) => GUARDIAN_ROLES.has(role));
  if (id === "" || (!isStudent && guardianRole === undefined)) return null;
  const list = (value: string) =>
    value
      .split(/[,;]/)
      .map((part) => part.trim())
      .filter(Boolean);
  return {
    row,
    id,
    role: isStudent ? "student" : "guardian",
    relationship: RELATIONSHIPS[guardianRole ?? ""] ?? null,
    firstName: users.value(row, "givenname"),
    lastName: users.value(row, "familyname"),
    email: users.value(row, "email"),
    phones: [users.value(row, "sms"), users.value(row, "phone")].filter(Boolean),
    agents: list(users.value(row, "agents", "agentsourcedids", "agentsourcedid")),
    field: (name) => users.value(row, name),
  };
}

function problemsOf(
  person: Person,
  facts: ((name: string) => string) | undefined,
  rules: RosterRules,
): string[] {
  const problems: string[] = [];
  const what = person.role === "student" ? "student" : "guardian";
  if (person.firstName === "")
    problems.push(`The ${what} with the id ${person.id} has no first name (givenName).`);
  if (person.role === "student" && person.lastName === "") {
    problems.push(`The student with the id ${person.id} has no last name (familyName).`);
  }
  if (person.firstName.length > MAX_NAME || person.lastName.length > MAX_NAME) {
    problems.push(`The name of the ${what} with the id ${person.id} is longer than ${MAX_NAME} characters.`);
  }
  if (person.email !== "" && !isEmail(person.email))
    problems.push(`“${person.email}” is not an e-mail address.`);
  const born = facts?.("birthdate") ?? "";
  if (born !== "") {
    const date = parseDate(born, "mdy");
    if (date === null || !isIsoDate(date))
      problems.push(`“${born}” is not a date. Write it like 2015-04-30.`);
    else if (date > rules.today) problems.push(`The birth date ${born} lies in the future.`);
  }
  return problems;
}

type Facts = ReadonlyMap<string, (name: string) => string>;

/** Each person is a row of the file and of the group; the first row of a family carries no more than the others. */
function groupOf(
  members: readonly Person[],
  file: string,
  demographics: Facts,
  schools: Facts,
  rules: RosterRules,
): RowGroup {
  const students = members.filter((person) => person.role === "student");
  const rows = members.map((person): IncomingRow => {
    const isStudent = person.role === "student";
    return {
      file,
      row: person.row.number,
      family: { emails: [], phones: [], notes: [], keywords: [], customValues: {} },
      guardians: isStudent ? [] : [guardianOf(person, rules)],
      ...(isStudent ? { student: studentOf(person, demographics.get(person.id), schools) } : {}),
      contacts: [],
      notices:
        isStudent && person.email !== "" ? [`The student's own e-mail ${person.email} was left out.`] : [],
    };
  });
  const hasGuardian = students.length < members.length;
  const review = students.length === 0 ? NO_STUDENTS : hasGuardian ? undefined : NO_AGENTS;
  const first = [...students, ...members][0] as Person;
  return {
    rows,
    key: { source: keySource(rules.idSource, "key"), key: `agents:${first.id}` },
    ...(review ? { review } : {}),
  };
}

function guardianOf(person: Person, rules: RosterRules): IncomingGuardian {
  return {
    externalId: person.id,
    firstName: person.firstName,
    lastName: person.lastName,
    ...(person.relationship ? { relationship: person.relationship } : {}),
    emails: person.email === "" ? [] : [person.email],
    phones: [...new Set(person.phones)].map((text) => parsePhone(text, rules.phoneRegion)),
  };
}

function studentOf(
  person: Person,
  facts: ((name: string) => string) | undefined,
  schools: Facts,
): IncomingStudent {
  const birthDate = parseDate(facts?.("birthdate") ?? "", "mdy");
  const gender = parseGender(facts?.("sex") ?? "");
  const orgs = (person.field("primaryorgsourcedid") || person.field("orgsourcedids")).split(/[,;]/);
  const school = orgs
    .map((id) => schools.get(id.trim()))
    .find((org) => org?.("type").toLowerCase() === "school")?.("name");
  const grade = person.field("grades") || person.field("grade");
  const preferred = person.field("preferredgivenname") || person.field("preferredfirstname");
  return {
    externalId: person.id,
    firstName: person.firstName,
    lastName: person.lastName,
    ...(preferred ? { preferredName: preferred } : {}),
    ...(birthDate ? { birthDate } : {}),
    ...(gender ? { gender } : {}),
    ...(school ? { school: school.slice(0, 120) } : {}),
    ...(grade ? { schoolGrade: grade.slice(0, 40) } : {}),
    notes: [],
    keywords: [],
    customValues: {},
  };
}
