import { type Row, type Statement, text } from "./database.ts";

/** The kinds of fact that are copied row by row, in the order in which a full build reads them. */
export const FACT_KINDS = [
  "levels",
  "programs",
  "charge_categories",
  "classes",
  "enrollments",
  "students",
  "guardians",
  "emails",
  "phones",
  "families",
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

const FOREVER = "'9999-12-31'";
/** A class that was put away has no places from then on. */
const CLASS_END = `min(coalesce(c.ends_on, ${FOREVER}), CASE WHEN c.is_archived = 1
  THEN max(c.starts_on, date(c.updated_at / 1000, 'unixepoch')) ELSE ${FOREVER} END)`;

const nameOf = (table: string) => `SELECT id, name FROM ${table} WHERE deleted_at IS NULL`;

/** The living rows of each kind; every column is a function of the row, or of a class and its slots. */
const LIVING: Readonly<Record<FactKind, string>> = {
  levels: nameOf("levels"),
  programs: nameOf("programs"),
  charge_categories: nameOf("charge_categories"),
  classes: `SELECT c.id, c.name, c.program_id, c.level_id, c.starts_on, nullif(${CLASS_END}, ${FOREVER}) AS ends_on,
      (SELECT count(*) FROM slots s WHERE s.class_id = c.id AND s.deleted_at IS NULL) AS slots,
      coalesce((SELECT nullif(json_group_array(json_array(max(v.starts_on, c.starts_on),
          nullif(min(coalesce(v.ends_on, ${FOREVER}), ${CLASS_END}), ${FOREVER}), coalesce(v.capacity, c.capacity))), '[]')
        FROM slot_versions v JOIN slots s ON s.id = v.slot_id AND s.deleted_at IS NULL
        WHERE v.class_id = c.id AND v.deleted_at IS NULL
          AND max(v.starts_on, c.starts_on) <= min(coalesce(v.ends_on, ${FOREVER}), ${CLASS_END})),
        json_array(json_array(c.starts_on, nullif(${CLASS_END}, ${FOREVER}), c.capacity))) AS places
    FROM classes c WHERE c.deleted_at IS NULL`,
  enrollments: `SELECT id, student_id, class_id, kind, starts_on, ends_on, json_array_length(slot_ids) AS slot_count,
      transferred_from_id IS NOT NULL AS is_from_transfer, transferred_to_id IS NOT NULL AS is_to_transfer
    FROM enrollments WHERE deleted_at IS NULL`,
  students: `SELECT id, family_id, coalesce(preferred_name, first_name) AS first_name
    FROM students WHERE deleted_at IS NULL`,
  guardians: `SELECT id, family_id, trim(first_name || ' ' || last_name) AS shown,
      (1 - is_primary) * 1000 + position AS rank, name_words AS words FROM guardians WHERE deleted_at IS NULL`,
  emails: `SELECT id, family_id, address AS shown, 1 - is_primary AS rank, json_array(address_folded) AS words
    FROM emails WHERE deleted_at IS NULL`,
  phones: `SELECT id, family_id, coalesce(e164, number) AS shown, 1 - is_primary AS rank, search_digits AS words
    FROM phones WHERE deleted_at IS NULL`,
  families: "SELECT id, name, city, created_at FROM families WHERE deleted_at IS NULL",
};

/** How many ids one statement names: as parameters, since each row of json_each is a row read. */
const IDS_AT_ONCE = 90;

/** Those of the ids that live, in as many statements as it takes. */
export function livingAmong(kind: FactKind, ids: readonly string[]): Statement[] {
  return inChunks(
    ids,
    (wanted) => `SELECT x.* FROM ${wanted} w CROSS JOIN (${LIVING[kind]}) x ON x.id = w.id`,
  );
}

function inChunks(ids: readonly string[], sqlOf: (wanted: string) => string): Statement[] {
  const statements: Statement[] = [];
  for (let i = 0; i < ids.length; i += IDS_AT_ONCE) {
    const chunk = ids.slice(i, i + IDS_AT_ONCE);
    const wanted = `(SELECT column1 AS id FROM (VALUES ${chunk.map(() => "(?)").join(", ")}))`;
    statements.push({ sql: sqlOf(wanted), params: chunk });
  }
  return statements;
}

/** A page of all that live, by their ids. */
export function livingAfter(kind: FactKind, after: string, limit: number): Statement {
  const key = kind === "classes" ? "c.id" : "id";
  return { sql: `${LIVING[kind]} AND ${key} > ? ORDER BY ${key} LIMIT ?`, params: [after, limit] };
}

/** The classes to which slots, or versions of slots, belong, also those that are gone. */
export function classesOf(table: "slots" | "slot_versions", ids: readonly string[]): Statement[] {
  return inChunks(
    ids,
    (wanted) => `SELECT x.class_id AS id FROM ${wanted} w CROSS JOIN ${table} x ON x.id = w.id`,
  );
}

/** What is open of lines, or of all lines of charges. */
export function openAmong(key: "line_id" | "charge_id", ids: readonly string[]): Statement[] {
  return inChunks(
    ids,
    (wanted) => `SELECT x.line_id AS id, x.family_id, x.due_on, x.open_minor
      FROM ${wanted} w CROSS JOIN line_balances x ON x.${key} = w.id WHERE x.open_minor > 0`,
  );
}

/** A row as the store takes it: words carry their kind. */
export function toFact(kind: FactKind, row: Row): Row {
  switch (kind) {
    case "guardians":
      return { ...row, words: JSON.stringify(guardianWords(text(row.words)).map((word) => `n${word}`)) };
    case "emails":
      return { ...row, words: JSON.stringify((JSON.parse(text(row.words)) as string[]).map((w) => `e${w}`)) };
    case "phones":
      // `fp…` and `fr…` in the account: digits from the front and from the back.
      return {
        ...row,
        words: JSON.stringify((JSON.parse(text(row.words)) as string[]).map((w) => w.slice(1))),
      };
    default:
      return row;
  }
}

/** Beyond this many words a name's pairs are not written, and it is found by each word alone. */
const MAX_PAIRED_WORDS = 6;

/**
 * Whole names, and of names of more than two words each pair, so that any two words of a name in any order are one range;
 * a word alone is the beginning of one of them.
 */
function guardianWords(json: string): string[] {
  const words = JSON.parse(json) as string[];
  const names = words.filter((word) => word.includes(" "));
  const singles = words.filter((word) => !word.includes(" "));
  const begins = (list: readonly string[], start: string) =>
    list.some((longer) => longer === start || longer.startsWith(`${start} `));
  const paired = names.length > 0 && singles.length <= MAX_PAIRED_WORDS ? singles : [];
  const pairs = paired.flatMap((a) =>
    paired.flatMap((b) => (a === b || begins(names, `${a} ${b}`) ? [] : `${a} ${b}`)),
  );
  const found = [...names, ...pairs];
  return [...found, ...singles.filter((single) => !begins(found, single))];
}
