import { addDays } from "../../../tenant-schema/dates.ts";
import type { AuditRow } from "../../../worker/domains/audit/schemas.ts";
import { formats } from "../../shared/formats.ts";
import type { TimelineChange } from "../../shared/ui/timeline.tsx";
import { fieldLabel, spelled } from "./words.ts";

/** Derived from other fields, or of no meaning to people. */
const technical = new Set([
  "id",
  "version",
  "createdAt",
  "updatedAt",
  "deletedAt",
  "deletedChangeId",
  "sortName",
  "nameWords",
  "searchDigits",
  "usernameFolded",
  "emailFolded",
  "addressFolded",
  "e164",
  "phoneE164",
  "position",
  "entityId",
  "familyId",
  "staffId",
  "slotId",
  "photoFileId",
  "chargeId",
  "paymentId",
  "rulesId",
  "facts",
  "trace",
  "billingKey",
  "attemptId",
  "processorRef",
]);

type Fields = Readonly<Record<string, unknown>>;
type Names = Readonly<Record<string, string>>;

/** What changed in one record, field by field, in words. */
export function fieldChanges(row: Pick<AuditRow, "op" | "before" | "after">, names: Names): TimelineChange[] {
  const before = flat(row.before ?? {});
  const after = flat(row.after ?? {});
  const shown = row.op === "delete" ? before : after;
  return Object.keys(shown)
    .filter((key) => !key.split(".").some((part) => technical.has(part)))
    .flatMap((key) => changeOf(row.op, key, before[key], after[key], names));
}

function changeOf(
  op: AuditRow["op"],
  key: string,
  before: unknown,
  after: unknown,
  names: Names,
): TimelineChange[] {
  const was = valueText(key, before, names);
  const is = valueText(key, after, names);
  const label = key.split(".").map(fieldLabel).filter(Boolean).join(": ");
  if (op === "insert" || op === "restore")
    return is === "" || after === false ? [] : [{ label, before: null, after: is }];
  if (op === "delete") return was === "" ? [] : [{ label, before: null, after: was }];
  return was === is ? [] : [{ label, before: was || null, after: is }];
}

/** One level of documents inside a field becomes fields of its own: settings and custom values are stored so. */
function flat(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(value).map(([inner, one]) => [`${key}.${inner}`, one] as const)
        : [[key, value] as const],
    ),
  );
}

function valueText(key: string, value: unknown, names: Names): string {
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value)) return value.map((one) => valueText(key, one, names)).join(", ");
  if (typeof value === "number") return numberText(key, value);
  const text = String(value);
  if (key === "rightKey") return spelled(text);
  if (/Ids?$/.test(key)) return names[text] ?? text;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formats().date(text);
  return text;
}

/** 1 January 2024 was a Monday; weekdays are those of ISO, 1 to 7. */
const sundayBefore = "2023-12-31";

function numberText(key: string, value: number): string {
  if (/At$/.test(key)) return formats().instant(value);
  if (/Minor$/.test(key)) return formats().money(value);
  if (key === "startMinute") return formats().clock(value);
  if (key === "weekday") return formats().date(addDays(sundayBefore, value), { weekday: "long" });
  return String(value);
}
