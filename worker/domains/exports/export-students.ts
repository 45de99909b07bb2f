import { sql } from "drizzle-orm";
import { flag, json, type Query, select } from "../../../control-plane/query.ts";
import { students } from "../../../tenant-schema/families.ts";
import { studentList } from "../../../tenant-schema/lists.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { studentActive, studentMatches } from "../students/list-students.ts";
import type { StudentFilter } from "../students/schemas.ts";
import { auditExport } from "./audit-export.ts";
import { attachment, BOM, CSV_TYPE, csvLine } from "./csv.ts";
import { ownFields } from "./own-fields.ts";
import { streamText } from "./stream-text.ts";

const PAGE_ROWS = 1_000;

/** All students that the list would show under the filter, by name, with what is known of them and whom to call. */
export async function exportStudents(ctx: Context, filter: StudentFilter): Promise<Response> {
  requireRight(ctx, "export", "view");
  requireRight(ctx, "students", "view");
  const { cursor: _cursor, ...terms } = filter;
  await auditExport(ctx, "students", terms);
  return streamText(studentLines(ctx, terms), {
    "content-type": CSV_TYPE,
    "content-disposition": attachment(`students ${today(ctx)}.csv`),
  });
}

async function* studentLines(ctx: Context, filter: StudentFilter): AsyncGenerator<string> {
  const { fields } = await read(ctx, { fields: ownFields("student") });
  yield BOM + csvLine([...COLUMNS.map(([title]) => title), ...fields.map((field) => field.label)]);
  const on = today(ctx);
  for (let after: readonly [string, string] | null = ["", ""]; after; ) {
    const page = await scan(ctx, after, filter, on);
    if (page.shown.length > 0) {
      const { details } = await read(ctx, { details: detailsOf(page.shown.map((row) => row.id)) });
      const active = new Set(page.shown.filter((row) => row.isActive).map((row) => row.id));
      yield details
        .map((student) => {
          const facts = { ...student, isActive: active.has(student.id) };
          return csvLine([
            ...COLUMNS.map(([, value]) => value(facts)),
            ...fields.map((field) => student.customValues[field.id]),
          ]);
        })
        .join("");
    }
    after = page.next;
  }
}

async function scan(ctx: Context, after: readonly [string, string], filter: StudentFilter, on: string) {
  const { rows } = await read(ctx, {
    rows: select(
      {
        id: studentList.studentId,
        sortName: studentList.sortName,
        isActive: flag(studentActive(on)),
        kept: flag(studentMatches(filter, on)),
      },
      sql`from ${studentList} where (${studentList.sortName}, ${studentList.studentId}) > (${after[0]}, ${after[1]})
        order by ${studentList.sortName}, ${studentList.studentId} limit ${PAGE_ROWS}`,
    ),
  });
  const last = rows.length === PAGE_ROWS ? rows.at(-1) : undefined;
  return {
    shown: rows.filter((row) => row.kept),
    next: last ? ([last.sortName, last.id] as const) : null,
  };
}

interface StudentDetails {
  readonly id: string;
  readonly familyId: string;
  readonly familyName: string;
  readonly facts: Readonly<Record<string, string | null>>;
  readonly customValues: Readonly<Record<string, string>>;
  readonly guardianFirstName: string | null;
  readonly guardianLastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly keywords: readonly string[];
}

const FACTS = [
  ["first_name", "Student first name"],
  ["last_name", "Student last name"],
  ["preferred_name", "Preferred name"],
  ["birth_date", "Birth date"],
  ["gender", "Gender"],
  ["school", "School"],
  ["school_grade", "School grade"],
  ["t_shirt_size", "T-shirt size"],
  ["allergies", "Allergies"],
  ["medications", "Medications"],
  ["medical_notes", "Medical notes"],
  ["doctor_name", "Doctor"],
  ["doctor_phone", "Doctor's phone"],
  ["insurance_provider", "Insurance"],
  ["insurance_policy_number", "Insurance policy number"],
  ["flag_text", "Student alert"],
] as const;

function detailsOf(ids: readonly string[]): Query<StudentDetails> {
  const facts = FACTS.map(([column]) => `'${column}', s.${column}`).join(", ");
  const primary = (column: string) => sql<string | null>`(select ${sql.raw(column)} from guardians g
    where g.family_id = s.family_id and g.deleted_at is null order by g.is_primary desc, g.position, g.id limit 1)`;
  return select(
    {
      id: sql<string>`s.id`,
      familyId: sql<string>`s.family_id`,
      familyName: sql<string>`f.name`,
      facts: json<Record<string, string | null>>(sql.raw(`json_object(${facts})`)),
      customValues: json<Record<string, string>>(sql`s.custom_values`),
      guardianFirstName: primary("g.first_name"),
      guardianLastName: primary("g.last_name"),
      email: sql<string | null>`f.email`,
      phone: sql<string | null>`f.phone`,
      keywords: json<string[]>(sql`(select json_group_array(label) from (
        select k.label from keyword_links x join keywords k on k.id = x.keyword_id and k.deleted_at is null
        where x.entity_id = s.id and x.deleted_at is null order by k.label))`),
    },
    sql`from json_each(${JSON.stringify(ids)}) j cross join ${students} s on s.id = j.value
      cross join family_list f on f.family_id = s.family_id order by j.key`,
  );
}

type Value = (student: StudentDetails & { readonly isActive: boolean }) => string | null | undefined;

const COLUMNS: readonly (readonly [title: string, value: Value])[] = [
  ["Student ID", (student) => student.id],
  ...FACTS.map(([column, title]) => [title, (student: StudentDetails) => student.facts[column]] as const),
  ["Student keywords", (student) => student.keywords.join("; ")],
  ["Status", (student) => (student.isActive ? "active" : "inactive")],
  ["Family ID", (student) => student.familyId],
  ["Family name", (student) => student.familyName],
  ["Guardian 1 first name", (student) => student.guardianFirstName],
  ["Guardian 1 last name", (student) => student.guardianLastName],
  ["Family e-mail", (student) => student.email],
  ["Family phone", (student) => student.phone],
];
