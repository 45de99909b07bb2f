import {
  type ClassFields,
  type CreateClassInput,
  classFields,
  createClassInput,
  type SlotFields,
  slotFields,
  type TuitionPair,
  updateClassInput,
} from "../../../../worker/domains/classes/schemas.ts";
import type { ClassPage } from "../../../../worker/domains/classes/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { basisPointsOf, percentText } from "../../settings/billing/typed-values.ts";

/** Numbers are texts while they are typed, and nothing chosen is "". */
type Typed<T> = { [K in keyof T]: T[K] extends number | null ? string | number | null : T[K] };

export type SlotValues = Omit<Typed<SlotFields>, "instructorIds" | "roomId"> & {
  roomId: string | null;
  instructorIds: string[];
};
export type ClassValues = Typed<Omit<ClassFields, "customValues">> & {
  customValues: Record<string, string>;
  sessionIds: string[];
  keywordIds: string[];
  tuitions: TuitionPair[];
};
export type NewClassValues = ClassValues & { slots: SlotValues[] };

const fieldNames = Object.keys(classFields.shape) as (keyof ClassFields)[];
const numbers = [
  "capacity",
  "minAgeYears",
  "minAgeMonths",
  "minAgeDays",
  "maxAgeYears",
  "maxAgeMonths",
  "maxAgeDays",
] as const;
const dates = [
  "endsOn",
  "registrationStartsOn",
  "registrationEndsOn",
  "priorityStartsOn",
  "priorityEndsOn",
] as const;
const choices = [
  "programId",
  "levelId",
  "gender",
  "priorityKeywordId",
  "schoolGrade",
  "description",
] as const;

export const newSlot = (before?: SlotValues): SlotValues => ({
  weekday: before ? (Number(before.weekday) % 7) + 1 : 1,
  startMinute: before?.startMinute ?? "",
  durationMinutes: before?.durationMinutes ?? 60,
  roomId: before?.roomId ?? null,
  capacity: null,
  instructorIds: before ? [...before.instructorIds] : [],
});

export function newClass(locationId: string): NewClassValues {
  const blank = classFields.parse({
    name: "-",
    locationId: "-----",
    capacity: 0,
    startsOn: formats().today(),
  });
  const values = {
    ...blank,
    name: "",
    locationId,
    capacity: "",
    sessionIds: [],
    keywordIds: [],
    tuitions: [],
  };
  return { ...values, slots: [newSlot()] } as NewClassValues;
}

export function valuesOf(page: ClassPage): ClassValues {
  const own = Object.fromEntries(fieldNames.map((name) => [name, page.class[name]]));
  return structuredClone({
    ...own,
    sessionIds: [...page.sessionIds],
    keywordIds: [...page.keywordIds],
    tuitions: [...page.tuitions],
    ownTaxBp: page.class.ownTaxBp === null ? "" : percentText(page.class.ownTaxBp),
  }) as ClassValues;
}

export const slotValuesOf = (slot: SlotFields): SlotValues => ({
  ...slot,
  instructorIds: [...slot.instructorIds],
});

/** "" is nothing, digits are a number; anything else stays as typed, so that its field can say what is wrong. */
const numberOf = (typed: unknown) => {
  if (typeof typed !== "string") return typed;
  const text = typed.trim();
  return text === "" ? null : /^\d+$/.test(text) ? Number(text) : text;
};
const emptyToNull = (typed: unknown) => (typed === "" ? null : typed);

/** Typed as a percentage; what cannot be read stays as typed, so that its field can say so. */
function taxOf(typed: unknown): unknown {
  if (typeof typed !== "string") return typed;
  return typed.trim() === "" ? null : (basisPointsOf(typed) ?? typed);
}

function classInputOf(values: ClassValues): Record<string, unknown> {
  const input: Record<string, unknown> = { ...values };
  for (const name of numbers) input[name] = numberOf(values[name]);
  for (const name of [...dates, ...choices]) input[name] = emptyToNull(values[name]);
  input.ownTaxBp = taxOf(values.ownTaxBp);
  const filled = Object.entries(values.customValues).filter(([, value]) => value.trim() !== "");
  return { ...input, customValues: Object.fromEntries(filled) };
}

export const slotInputOf = (slot: SlotValues) => ({
  ...slot,
  weekday: Number(slot.weekday),
  startMinute: slot.startMinute,
  durationMinutes: numberOf(slot.durationMinutes),
  capacity: numberOf(slot.capacity),
  roomId: emptyToNull(slot.roomId),
});

type Standard<Output> = { "~standard": { validate(value: unknown): Output } };
const through = <V, S extends Standard<unknown>>(schema: S, toInput: (values: V) => unknown) => ({
  "~standard": {
    validate: (value: unknown) => schema["~standard"].validate(toInput(value as V)) as never,
  },
});

export const newClassSchema = through<NewClassValues, typeof createClassInput>(
  createClassInput,
  (values) => ({
    ...classInputOf(values),
    slots: values.slots.map(slotInputOf),
  }),
);
export type NewClassOutput = CreateClassInput;

/** Everything as it is in the form: what did not change is not written. */
export const editClassSchema = (version: () => number) =>
  through<ClassValues, typeof updateClassInput>(updateClassInput, (values) => ({
    ...classInputOf(values),
    version: version(),
  }));

/** The slots as far as they say enough to be asked about. */
export function readySlots(slots: readonly SlotValues[]): { index: number; slot: SlotFields }[] {
  return slots.flatMap((slot, index) => {
    const parsed = slotFields.safeParse(slotInputOf(slot));
    return parsed.success ? [{ index, slot: parsed.data }] : [];
  });
}

/** The age limits as typed so far; a half-typed one counts as none. */
export function agesOf(values: ClassValues) {
  const age = (name: (typeof numbers)[number]) => {
    const value = numberOf(values[name]);
    return typeof value === "number" ? value : null;
  };
  return {
    minAgeYears: age("minAgeYears"),
    minAgeMonths: age("minAgeMonths"),
    minAgeDays: age("minAgeDays"),
    maxAgeYears: age("maxAgeYears"),
    maxAgeMonths: age("maxAgeMonths"),
    maxAgeDays: age("maxAgeDays"),
  };
}
