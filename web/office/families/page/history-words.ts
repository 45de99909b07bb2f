import type { AuditEntry, AuditRow } from "../../../../worker/domains/audit/schemas.ts";
import type { FamilyOptions, FamilyPage } from "../../../../worker/domains/families/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { same } from "../../../shared/merge-edits.ts";
import { readable } from "../../../shared/readable.ts";
import type { TimelineChange, TimelineEntry } from "../../../shared/ui/timeline.tsx";
import { countryName } from "../forms/countries.ts";
import { discountLabel } from "../forms/discount-options.ts";
import { choiceWords, fieldLabels, kindOf, nouns, silentFields } from "./history-fields.ts";
import { studentName } from "./names.ts";

export const kindOptions = [
  { value: "family", label: "The family itself" },
  { value: "standing", label: "Suspension and review" },
  { value: "guardians", label: "Guardians" },
  { value: "students", label: "Students" },
  { value: "contacts", label: "Contacts and pick-up" },
  { value: "notes", label: "Notes" },
  { value: "money", label: "Charges and payments" },
];

export const isOfKind = (entry: AuditEntry, kind: string) =>
  kind === "" ||
  (kind === "standing" && /suspend|review/.test(entry.action)) ||
  entry.rows.some((row) => kindOf[row.entity] === kind);

const doors: Record<string, string> = { office: "Office portal", import: "Import", system: "Chalkline" };
const changesMax = 14;
const choiceFields = new Set(["kind", "severity", "gender"]);

/** The audit as people read it: names for ids, words for yes and no, and nothing that only a machine keeps. */
export function historyWords(page: FamilyPage, options: FamilyOptions | undefined) {
  const say = valueWords(page, options);
  return (entry: AuditEntry): TimelineEntry => {
    const changes = entry.rows.flatMap((row) => rowChanges(row, entry.rows.length > 1, options, say));
    const more = changes.length - changesMax + (entry.rowCount > entry.rows.length ? 1 : 0);
    return {
      id: entry.id,
      at: entry.at,
      actorName: entry.actorName,
      summary: readable(entry.summary),
      via: [doors[entry.via] ?? entry.via, entry.ip].filter(Boolean).join(", "),
      changes:
        more > 0
          ? [...changes.slice(0, changesMax), { label: "And more", before: null, after: "in the audit log" }]
          : changes,
    };
  };
}

type Say = (field: string, value: unknown) => string;

function rowChanges(row: AuditRow, several: boolean, options: FamilyOptions | undefined, say: Say) {
  const noun = nouns[row.entity] ?? row.entity;
  if (row.isHidden) return [{ label: noun, before: null, after: "not shown to you" }];
  const before = spread(row.before);
  const after = spread(row.after);
  const label = (field: string) => {
    const custom = options?.customFields.find(({ id }) => id === field);
    const name = custom?.label ?? fieldLabels[field] ?? field;
    return several && name !== noun ? `${noun}: ${name.toLowerCase()}` : name;
  };
  if (row.op === "delete" || row.op === "restore") {
    const facts = row.op === "delete" ? before : after;
    const name = ["name", "body", "address", "number", "firstName"].map((key) => facts[key]).find(Boolean);
    const told = name === undefined ? undefined : say("name", name);
    if (told === undefined) return [];
    return [
      row.op === "delete"
        ? { label: noun, before: told, after: "deleted" }
        : { label: noun, before: "deleted", after: told },
    ];
  }
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => !silentFields.has(field) && !same(before[field], after[field]),
  );
  return fields.flatMap((field): TimelineChange[] => {
    const isNew = row.op === "insert";
    const isEmpty = isNew && (after[field] === null || after[field] === "" || after[field] === false);
    if (isEmpty) return [];
    return [
      {
        label: label(field),
        before: isNew ? null : say(field, before[field]),
        after: say(field, after[field]),
      },
    ];
  });
}

/** The school's own fields stand in one column; people know them as fields of their own. */
function spread(row: AuditRow["before"]): Record<string, unknown> {
  const { customValues, ...fields } = row ?? {};
  const custom = typeof customValues === "object" && customValues !== null ? customValues : {};
  return { ...fields, ...custom };
}

function numberText(field: string, value: number): string {
  if (/At$/.test(field)) return formats().instant(value);
  return /Minor$/.test(field) ? formats().money(value) : String(value);
}

function valueWords(page: FamilyPage, options: FamilyOptions | undefined): Say {
  const lists = [
    ...(options?.relationships ?? []),
    ...(options?.referralSources ?? []),
    ...(options?.emailTypes ?? []),
    ...(options?.phoneTypes ?? []),
    ...(options?.keywords ?? []),
    ...(options?.locations.map(({ id, name }) => ({ id, label: name })) ?? []),
    ...page.students.map(({ id }) => ({ id, label: studentName(page, id) ?? "" })),
    ...page.guardians.map(({ id, firstName }) => ({ id, label: firstName })),
  ];
  const names = new Map(lists.map(({ id, label }) => [id, label]));
  return (field, value) => {
    if (value === null || value === undefined || value === "") return "";
    if (typeof value === "boolean") return value ? "yes" : "no";
    if (typeof value === "number") return numberText(field, value);
    if (typeof value !== "string") return JSON.stringify(value);
    if (/Id$/.test(field)) return names.get(value) ?? "an entry that is gone";
    const word = choiceFields.has(field) ? choiceWords[value] : undefined;
    if (word) return word;
    if (field === "country") return countryName(value);
    if (field === "specialDiscount") return discountLabel(value) ?? value;
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formats().date(value);
    return value.startsWith("+") ? formats().phone(value) : value;
  };
}
