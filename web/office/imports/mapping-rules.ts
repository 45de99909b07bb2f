import type { ImportDraft, ImportMapping } from "../../../worker/domains/imports/schemas.ts";

const NAMES = [
  "student.firstName",
  "student.fullName",
  "guardian1.firstName",
  "guardian1.fullName",
  "family.name",
];
const KEYS = ["family.externalId", "student.externalId"];
const ADDRESS = /^(family|guardian[12])\.(email|phone|mobilePhone|homePhone|workPhone)$/;

/** What a mapping has of what an import needs. */
export type MappingNeeds = { hasName: boolean; hasId: boolean; hasAddress: boolean; hasBirthDate: boolean };

export function needsOf(mapping: ImportMapping): MappingNeeds {
  const fields = Object.values(mapping.columns);
  return {
    hasName: fields.some((field) => NAMES.includes(field)),
    hasId: fields.some((field) => KEYS.includes(field)),
    hasAddress: fields.some((field) => ADDRESS.test(field)),
    hasBirthDate: fields.includes("student.birthDate"),
  };
}

/** Columns whose field another column has already, by header: the other column's header. */
export function clashesIn(draft: ImportDraft, mapping: ImportMapping): ReadonlyMap<string, string> {
  const repeatable = new Set(draft.fields.filter((field) => field.isRepeatable).map((field) => field.key));
  const taken = new Map<string, string>();
  const clashes = new Map<string, string>();
  for (const { header } of draft.columns) {
    const field = mapping.columns[header];
    if (!field || repeatable.has(field)) continue;
    const other = taken.get(field);
    if (other === undefined) taken.set(field, header);
    else clashes.set(header, other);
  }
  return clashes;
}
