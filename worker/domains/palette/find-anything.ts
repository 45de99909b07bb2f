import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { ageYears } from "../../../tenant-schema/dates.ts";
import { familyList, studentList } from "../../../tenant-schema/lists.ts";
import { searchPhrase, searchWords } from "../../../tenant-schema/text.ts";
import { type Context, may, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { familyFields } from "../families/family-list-fields.ts";
import { rarestTerm } from "../families/intersect-terms.ts";
import {
  familyPhrase,
  familyTerms,
  hasTerm,
  inRange,
  type SearchTerm,
  type TokenRange,
} from "../families/search.ts";
import { classesQuery } from "./classes-query.ts";
import type { PaletteAnswer } from "./schemas.ts";

const SHOWN = 8;
/** Several words may meet a record twice: by its whole name, and by the rarest of them. */
const MAX_MATCHES = 2 * SHOWN;
const PROBE_ROWS = 60;
const MAX_SCANNED = 80;
/** Each word costs parameters, of which a statement may have 100; nobody types more names than that. */
const MAX_TERMS = 6;

/**
 * The families, students and classes that what was typed so far begins to name, in one round trip and at most some hundred
 * rows read, whatever the account's size. Several words follow the rarest; past a bound the search stops looking.
 */
export async function findAnything(ctx: Context, typed: string): Promise<PaletteAnswer> {
  const families = may(ctx, "families", "view")
    ? familyTerms({ q: typed }, ctx.account.phoneRegion).slice(0, MAX_TERMS)
    : [];
  const words = may(ctx, "students", "view") ? searchWords(typed).slice(0, MAX_TERMS) : [];
  const classWords = may(ctx, "classes", "view") ? searchWords(typed).slice(0, MAX_TERMS) : [];
  const students = words.map((word): SearchTerm => [{ scope: "sn", prefix: word }]);
  if (families.length + students.length + classWords.length === 0) {
    return { families: [], students: [], classes: [] };
  }
  const found = await read(ctx, {
    families: familiesQuery(ctx, families, familyPhrase({ q: typed })),
    students: studentsQuery(students, words, studentPhrase(typed)),
    classes: classesQuery(ctx, classWords, SHOWN),
  });
  const on = today(ctx);
  return {
    families: firstOf(found.families).map((row) => ({
      id: row.id,
      name: row.name,
      hint: familyHint(row, families[0]?.[0]?.scope),
      status: row.isSuspended
        ? ("suspended" as const)
        : row.isActive
          ? ("active" as const)
          : ("inactive" as const),
    })),
    students: firstOf(found.students).map(({ id, name, familyId, familyName, birthDate }) => ({
      id,
      name,
      hint: birthDate === null ? familyName : `${familyName} · ${ageYears(birthDate, on)}`,
      familyId,
    })),
    classes: found.classes.map(({ id, name, programName, levelName }) => ({
      id,
      name,
      hint: [programName, levelName].filter(Boolean).join(" · ") || null,
    })),
  };
}

/** A first and a last name typed together are one range of their own. */
function studentPhrase(typed: string): TokenRange | null {
  const prefix = searchPhrase(typed);
  return prefix === null ? null : { scope: "sw", prefix };
}

function familiesQuery(ctx: Context, terms: readonly SearchTerm[], phrase: TokenRange | null) {
  const others = terms.map((term) => hasTerm(sql`${familyList.words}`, term));
  const where = terms.length > 1 ? sql.join(others, sql` and `) : sql`true`;
  return select(
    familyFields(today(ctx)),
    sql`from (${idsOf(terms, phrase)}) c cross join ${familyList} on ${familyList.familyId} = c.id
      where ${where} limit ${MAX_MATCHES}`,
  );
}

interface FoundStudent {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string | null;
  readonly familyId: string;
  readonly familyName: string;
}

function studentsQuery(
  terms: readonly SearchTerm[],
  words: readonly string[],
  phrase: TokenRange | null,
): Query<FoundStudent> {
  const { studentId: id, name, birthDate, familyId } = studentList;
  // Each word of the row's JSON array begins after a quote.
  const others = words.map(
    (word) => sql`instr(${studentList.words}, ${JSON.stringify(word).slice(0, -1)}) > 0`,
  );
  const where = terms.length > 1 ? sql.join(others, sql` and `) : sql`true`;
  return select(
    { id, name, birthDate, familyId, familyName: familyList.name },
    sql`from (${idsOf(terms, phrase)}) c cross join ${studentList} on ${studentList.studentId} = c.id
      cross join ${familyList} on ${familyList.familyId} = ${studentList.familyId}
      where ${where} limit ${MAX_MATCHES}`,
  );
}

/** Ids in the order of the matched word for one term; for several a whole name, then those of the rarest. */
function idsOf(terms: readonly SearchTerm[], phrase: TokenRange | null): SQL {
  const [only, ...more] = terms;
  if (!only) return sql`select null as id where false`;
  if (more.length > 0) {
    const rarest = rarestTerm(terms, PROBE_ROWS, MAX_SCANNED);
    return phrase === null ? rarest : sql`${inOrder(phrase)} union all select id from (${rarest})`;
  }
  return sql.join(only.map(inOrder), sql` union all `);
}

/** The first ids of a range in the order of its key; the reading stops when as many are found as are shown. */
function inOrder(range: TokenRange): SQL {
  return sql`select id from (select distinct id from search_tokens where ${inRange(range)} limit ${SHOWN})`;
}

function firstOf<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
  const seen = new Set<string>();
  return rows.filter((row) => !seen.has(row.id) && seen.add(row.id)).slice(0, SHOWN);
}

/** What tells this family from another of its name: what was typed, when it was no name, else its people. */
function familyHint(
  row: {
    readonly guardianName: string | null;
    readonly phone: string | null;
    readonly email: string | null;
    readonly students: readonly { readonly name: string }[];
  },
  scope: string | undefined,
): string | null {
  const contact = scope === "fe" ? row.email : scope === "fn" ? null : row.phone;
  const children = row.students.map((student) => student.name).join(", ");
  return [row.guardianName, contact ?? children].filter(Boolean).join(" · ") || null;
}
