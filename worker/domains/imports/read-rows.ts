import { type ParsedPhone, parsePhone } from "../phone-numbers.ts";
import { CellReader, type ColumnsByField, type ReadingRules } from "./cell-reader.ts";
import { splitFullName } from "./cell-values.ts";
import type {
  IncomingContact,
  IncomingFamily,
  IncomingGuardian,
  IncomingRow,
  IncomingStudent,
  RefusedRow,
} from "./incoming.ts";
import type { Table, TableRow } from "./read-table.ts";

const ADDRESS = [
  "addressLine1",
  "addressLine2",
  "city",
  "region",
  "postalCode",
  "referralSource",
  "flagText",
] as const;
const STUDENT_TEXTS = [
  "preferredName",
  "school",
  "schoolGrade",
  "tShirtSize",
  "allergies",
  "medications",
  "medicalNotes",
  "doctorName",
  "doctorPhone",
  "insuranceProvider",
  "insurancePolicyNumber",
  "flagText",
] as const;
/** A bare student id or keyword does not make a row one of a student without a name. */
const STUDENT_FACTS = ["birthDate", "preferredName", "allergies", "medications", "medicalNotes"];

/** Siblings stand beside each other, so few numbers are enough to read most of them once. */
const REMEMBERED_PHONES = 1_000;

/**
 * The rows of tables under a mapping, each read when it is asked for: all of them at once, with everything they say,
 * would be several times the size of the file.
 */
export class RowReader {
  readonly count: number;
  readonly #rules: ReadingRules;
  readonly #parts: readonly {
    readonly table: Table;
    readonly columns: ColumnsByField;
    readonly start: number;
  }[];
  readonly #phones: (text: string) => ParsedPhone;

  constructor(tables: readonly Table[], rules: ReadingRules) {
    let start = 0;
    this.#parts = tables.map((table) => {
      const part = { table, columns: columnsByField(table, rules), start };
      start += table.rows.length;
      return part;
    });
    this.count = start;
    this.#rules = rules;
    this.#phones = phoneMemory(rules.phoneRegion);
  }

  /** The row at a place counted through all tables, or why it is refused. */
  read(at: number): IncomingRow | RefusedRow {
    const part = this.#parts.findLast(({ start }) => start <= at)!;
    const row = part.table.rows[at - part.start]!;
    const cells = new CellReader(row.cells, part.columns, this.#rules, this.#phones);
    const read = readRow(part.table, row, cells);
    if (cells.problems.length === 0) return read;
    return { file: part.table.name, row: row.number, name: nameFor(cells), reasons: cells.problems };
  }
}

function columnsByField(table: Table, rules: ReadingRules): ColumnsByField {
  const columns = new Map<string, { index: number; header: string }[]>();
  table.headers.forEach((header, index) => {
    const key = rules.columns[header];
    if (key) columns.set(key, [...(columns.get(key) ?? []), { index, header }]);
  });
  return columns;
}

/** Reading a number costs more than everything else in a row. */
function phoneMemory(region: string): (text: string) => ParsedPhone {
  const known = new Map<string, ParsedPhone>();
  return (text) => {
    const parsed = known.get(text) ?? parsePhone(text, region);
    if (known.size === REMEMBERED_PHONES) known.clear();
    known.set(text, parsed);
    return parsed;
  };
}

function readRow(table: Table, row: TableRow, cells: CellReader): IncomingRow {
  if (row.cells.slice(table.headers.length).some((cell) => cell !== "")) {
    cells.problem(
      `This row has ${row.cells.length} cells under ${table.headers.length} column names: look for a missing quotation mark or a stray delimiter.`,
    );
  }
  const family = readFamily(cells);
  const guardians = (["guardian1", "guardian2"] as const).flatMap((which, i) =>
    readGuardian(cells, which, `Guardian ${i + 1}`),
  );
  const loose = guardians.filter((guardian) => guardian.firstName === "");
  const named = guardians.filter((guardian) => guardian.firstName !== "");
  const student = readStudent(cells, family.name ?? named[0]?.lastName ?? "");
  if (!student && named.length === 0 && !family.name && cells.problems.length === 0) {
    cells.problem("There is no name in this row: it needs a student, a guardian or a family name.");
  }
  return {
    file: table.name,
    row: row.number,
    // An e-mail or a phone of a guardian who has no name is the family's.
    family: {
      ...family,
      emails: [...family.emails, ...loose.flatMap((guardian) => guardian.emails)],
      phones: [...family.phones, ...loose.flatMap((guardian) => guardian.phones)],
    },
    guardians: named,
    ...(student ? { student } : {}),
    contacts: (["contact1", "contact2"] as const).flatMap((which) => readContact(cells, which)),
    notices: cells.notices,
  };
}

function readFamily(cells: CellReader): IncomingFamily {
  return {
    ...cells.texts("family", ["externalId", "name", ...ADDRESS]),
    ...cells.present("country", cells.country("family.country")),
    emails: cells.emails("family.email"),
    phones: cells.phones("family.phone"),
    notes: cells.paragraphs("family.note"),
    keywords: cells.keywords("family.keywords"),
    customValues: cells.customValues("family"),
  };
}

/** A guardian; without a first name one that only carries an e-mail or a phone. */
function readGuardian(
  cells: CellReader,
  which: "guardian1" | "guardian2",
  label: string,
): IncomingGuardian[] {
  const name = readName(cells, which);
  const guardian: IncomingGuardian = {
    ...name,
    ...cells.texts(which, ["relationship", "employer"]),
    ...cells.present("birthDate", cells.date(`${which}.birthDate`)),
    emails: cells.emails(`${which}.email`),
    phones: [
      ...cells.phones(`${which}.phone`),
      ...cells.phones(`${which}.mobilePhone`, "mobile"),
      ...cells.phones(`${which}.homePhone`, "home"),
      ...cells.phones(`${which}.workPhone`, "work"),
    ],
  };
  if (name.firstName === "" && name.lastName !== "") {
    cells.problem(`${label} has the last name “${name.lastName}” but no first name.`);
  }
  return name.firstName !== "" || guardian.emails.length > 0 || guardian.phones.length > 0 ? [guardian] : [];
}

function readStudent(cells: CellReader, familyLastName: string): IncomingStudent | undefined {
  const { firstName, lastName } = readName(cells, "student");
  if (firstName === "") {
    if (lastName !== "") cells.problem(`The student has the last name “${lastName}” but no first name.`);
    else if (STUDENT_FACTS.some((field) => cells.text(`student.${field}`) !== "")) {
      cells.problem("There are facts of a student in this row, but no name of the student.");
    }
    return undefined;
  }
  if (lastName === "" && familyLastName === "") {
    cells.problem(
      `The student “${firstName}” has no last name, and there is no guardian or family name to take it from.`,
    );
  }
  return {
    firstName,
    lastName: lastName || familyLastName,
    ...(lastName === "" ? { isLastNameAssumed: true as const } : {}),
    ...cells.texts("student", ["externalId", ...STUDENT_TEXTS]),
    ...cells.present("birthDate", cells.date("student.birthDate")),
    ...cells.present("gender", cells.gender("student.gender")),
    notes: cells.paragraphs("student.note"),
    keywords: cells.keywords("student.keywords"),
    customValues: cells.customValues("student"),
  };
}

function readContact(cells: CellReader, which: "contact1" | "contact2"): IncomingContact[] {
  const { name, phone, ...rest } = cells.texts(which, ["name", "relationship", "phone"]);
  if (!name && !phone) return [];
  const e164 = phone ? cells.e164(phone) : null;
  return [
    {
      ...rest,
      name: name ?? "Emergency contact",
      ...(phone ? { phone } : {}),
      ...cells.present("phoneE164", e164),
    },
  ];
}

function readName(cells: CellReader, who: string): { firstName: string; lastName: string } {
  const whole = splitFullName(cells.name(`${who}.fullName`));
  return {
    firstName: cells.name(`${who}.firstName`) || whole.firstName,
    lastName: cells.name(`${who}.lastName`) || whole.lastName,
  };
}

function nameFor(cells: CellReader): string {
  for (const who of ["student", "guardian1"]) {
    const { firstName, lastName } = readName(cells, who);
    if (firstName || lastName) return `${firstName} ${lastName}`.trim();
  }
  return cells.text("family.name");
}
