import type { AccountFacts } from "../../kernel/context.ts";
import { type FieldProblem, Precondition } from "../../kernel/errors.ts";
import type { DateOrder } from "./cell-dates.ts";
import { RowGrouping } from "./group-rows.ts";
import { datesOf } from "./guess-mapping.ts";
import type { LoadedImport } from "./import-records.ts";
import type { IncomingRow, RefusedRow, RowGroup } from "./incoming.ts";
import { readOneRoster } from "./read-oneroster.ts";
import { RowReader } from "./read-rows.ts";
import { refuseCrowds } from "./refuse-crowds.ts";
import type { ImportMapping } from "./schemas.ts";
import { headersOf } from "./understand-files.ts";

/** What an upload says under a mapping: families by their rows, and rows that cannot be imported. */
export interface ReadGroups {
  readonly families: number;
  readonly rows: number;
  readonly refused: readonly RefusedRow[];
  /** Some families, with their rows read: all of a large file at once do not fit into the Worker's memory. */
  slice(start: number, end: number): RowGroup[];
}

const NAMES = [
  "student.firstName",
  "student.fullName",
  "guardian1.firstName",
  "guardian1.fullName",
  "family.name",
];

/** @throws Precondition when the mapping does not fit the files */
export function readGroups(loaded: LoadedImport, mapping: ImportMapping, account: AccountFacts): ReadGroups {
  const { source, today } = loaded;
  if (source.kind === "oneroster") {
    return readOneRoster(source.tables, {
      idSource: mapping.idSource,
      phoneRegion: account.phoneRegion,
      today,
    });
  }
  refuseBadMapping(loaded, mapping);
  const rules = {
    columns: mapping.columns,
    dateOrder: dateOrderOf(loaded, mapping),
    fields: new Map(loaded.fields.map((field) => [field.key, field])),
    customFields: loaded.customFields,
    phoneRegion: account.phoneRegion,
    today,
  };
  const reader = new RowReader(source.tables, rules);
  const grouping = new RowGrouping();
  const refused: RefusedRow[] = [];
  for (let place = 0; place < reader.count; place++) {
    const row = reader.read(place);
    if ("reasons" in row) refused.push(row);
    else grouping.add(place, row);
  }
  const groups = grouping.groups(mapping.idSource);
  refuseCrowds(groups.map(({ places, key }) => ({ rows: places.length, key: key.key })));
  return {
    families: groups.length,
    rows: reader.count,
    refused,
    slice: (start, end) =>
      groups.slice(start, end).map(({ places, ...group }) => ({
        ...group,
        // Whatever was grouped could be read, and reading is the same every time.
        rows: places.map((place) => reader.read(place) as IncomingRow),
      })),
  };
}

function refuseBadMapping(loaded: LoadedImport, mapping: ImportMapping): void {
  const known = new Map(loaded.fields.map((field) => [field.key, field]));
  const headers = headersOf(loaded.source.tables);
  const used = new Map<string, string>();
  const problems: FieldProblem[] = [];
  for (const header of headers) {
    const key = mapping.columns[header];
    if (!key) continue;
    const field = known.get(key);
    const other = used.get(key);
    const path = `mapping.columns.${header}`;
    if (!field) problems.push({ path, message: "This field does not exist (any more). Choose another one." });
    else if (other !== undefined && !field.isRepeatable) {
      problems.push({
        path,
        message: `“${field.label}” is already taken from the column “${other}”. Choose one of the two.`,
      });
    }
    used.set(key, header);
  }
  if (problems.length === 0 && !NAMES.some((key) => used.has(key))) {
    problems.push({
      path: "mapping.columns",
      message:
        "Say which column holds a name: the student's or a guardian's first name (or full name), or the family's name.",
    });
  }
  if (problems.length > 0) {
    throw new Precondition("bad_mapping", "The columns cannot be imported like this.", problems);
  }
}

/** @throws Precondition when the dates could mean either */
function dateOrderOf(loaded: LoadedImport, mapping: ImportMapping): DateOrder {
  if (mapping.dateOrder) return mapping.dateOrder;
  const evidence = loaded.source.tables.map((table) => datesOf(table, mapping.columns, loaded.fields));
  const told = new Set(evidence.flatMap((dates) => dates.order ?? []));
  const sample = evidence.find((dates) => dates.isAmbiguous)?.sample;
  if (told.size === 1 && !sample) return [...told][0] as DateOrder;
  if (!sample && told.size === 0) return "mdy";
  throw new Precondition(
    "ambiguous_dates",
    `The dates of this file can be read in two ways${sample ? ` (such as ${sample})` : ""}. Say whether the month or the day comes first.`,
    [{ path: "mapping.dateOrder", message: "Choose whether the month or the day comes first." }],
    { sample },
  );
}
