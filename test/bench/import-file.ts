import { addDays } from "../../tenant-schema/dates.ts";
import { FIRST_NAMES, GUARDIAN_NAMES, LAST_NAMES, STREETS } from "../../worker/local/demo/names.ts";
import { Random } from "../../worker/local/demo/random.ts";

const HEADERS = [
  "Family ID",
  "Student Last Name",
  "Student First Name",
  "Date of Birth",
  "Gender",
  "Allergies",
  "Parent 1 First Name",
  "Parent 1 Last Name",
  "Parent 1 Email",
  "Parent 1 Mobile Phone",
  "Parent 2 First Name",
  "Parent 2 Last Name",
  "Parent 2 Email",
  "Parent 2 Mobile Phone",
  "Address",
  "City",
  "State",
  "Zip",
];
/** The area codes of greater Chicago, each with its numbers. */
const AREA_CODES = ["224", "331", "464", "630", "708", "773", "815", "847"];
const NUMBERS_AN_AREA = 9_900;

export interface ImportFile {
  readonly csv: string;
  readonly rows: number;
}

/** What another program would have exported: a row a student, siblings in a row of their own; always the same file. */
export function importFile(families: number): ImportFile {
  const random = new Random(20_261);
  const lines = Array.from({ length: families }, (_, n) => familyLines(random, n)).flat();
  const csv = [HEADERS, ...lines].map((cells) => cells.map(quoted).join(",")).join("\r\n");
  return { csv: `${csv}\r\n`, rows: lines.length };
}

function familyLines(random: Random, n: number): string[][] {
  const lastName = random.pick(LAST_NAMES);
  const first = guardian(random, lastName, n, 0);
  const second = random.chance(0.6) ? guardian(random, lastName, n, 1) : ["", "", "", ""];
  const address = [`${1 + random.below(9_000)} ${random.pick(STREETS)}`, "Chicago", "IL", zip(random)];
  const students = 1 + (random.chance(0.45) ? 1 : 0) + (random.chance(0.15) ? 1 : 0);
  return Array.from({ length: students }, () => {
    const gender = random.chance(0.6) ? "female" : "male";
    const birthDate = addDays("2026-01-01", -(700 + random.below(4_600)));
    const allergies = random.chance(0.06) ? "Peanuts, carries an EpiPen" : "";
    const student = [
      lastName,
      random.pick(FIRST_NAMES[gender]),
      birthDate,
      gender[0]!.toUpperCase(),
      allergies,
    ];
    return [`F${100_000 + n}`, ...student, ...first, ...second, ...address];
  });
}

function guardian(random: Random, lastName: string, n: number, position: number): string[] {
  const line = 2 * n + position;
  const area = AREA_CODES[Math.floor(line / NUMBERS_AN_AREA) % AREA_CODES.length];
  const number = `(${area}) 555-${String(100 + (line % NUMBERS_AN_AREA)).padStart(4, "0")}`;
  return [random.pick(GUARDIAN_NAMES), lastName, `parent${line}@example.org`, number];
}

function zip(random: Random): string {
  return `606${String(random.below(60)).padStart(2, "0")}`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
