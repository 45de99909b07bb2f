import { createUniqueId, For, type JSX, Show } from "solid-js";
import type { QuickEdit } from "../../../../worker/domains/classes/schemas.ts";
import type { ClassOptions } from "../../../../worker/domains/classes/shapes.ts";
import { can } from "../../../shared/session.ts";
import { ChevronDownIcon } from "../../../shared/ui/icons.tsx";
import { fieldLabel } from "../../audit/words.ts";

export const flags = [
  "isArchived",
  "isOnline",
  "showsOpenings",
  "takesRegistration",
  "takesTrials",
  "takesMakeups",
  "takesSingleDays",
  "offersPlaces",
  "allowsProration",
  "isTaxExempt",
] as const;
const priceFlags: readonly string[] = ["allowsProration", "isTaxExempt"];
type Flag = (typeof flags)[number];
type Choice =
  | "tuitionRateId"
  | "billingScheduleId"
  | "namePattern"
  | "capacity"
  | "programId"
  | "levelId"
  | "addKeywordIds"
  | "removeKeywordIds";

/** "" is left as it is. */
export type EditValues = Record<Choice | Flag, string>;

export const noEdit = Object.fromEntries(
  [
    "tuitionRateId",
    "billingScheduleId",
    "namePattern",
    "capacity",
    "programId",
    "levelId",
    "addKeywordIds",
    "removeKeywordIds",
    ...flags,
  ].map((name) => [name, ""]),
) as EditValues;

const none = "none";
const chosen = (value: string) => (value === none ? null : value);

/** What was touched, as the server takes it. */
export function editOf(values: EditValues): Partial<QuickEdit> {
  const capacity = Number(values.capacity);
  const isCapacity = values.capacity.trim() !== "";
  const set = flags.filter((flag) => values[flag] !== "");
  return {
    ...(values.namePattern.trim() === "" ? {} : { namePattern: values.namePattern.trim() }),
    ...(isCapacity ? { capacity } : {}),
    ...(values.programId === "" ? {} : { programId: chosen(values.programId) }),
    ...(values.levelId === "" ? {} : { levelId: chosen(values.levelId) }),
    ...(values.addKeywordIds === "" ? {} : { addKeywordIds: [values.addKeywordIds] }),
    ...(values.removeKeywordIds === "" ? {} : { removeKeywordIds: [values.removeKeywordIds] }),
    ...(values.tuitionRateId === "" || values.billingScheduleId === ""
      ? {}
      : { tuition: { tuitionRateId: values.tuitionRateId, billingScheduleId: values.billingScheduleId } }),
    ...Object.fromEntries(set.map((flag) => [flag, values[flag] === "yes"])),
  };
}

/** What was typed and cannot be done; nothing that somebody entered is left out in silence. */
export function problemOf(values: EditValues): string | undefined {
  const capacity = Number(values.capacity);
  if (!(Number.isInteger(capacity) && capacity >= 0 && capacity <= 999))
    return "Enter places as a whole number up to 999";
  if ((values.tuitionRateId === "") !== (values.billingScheduleId === ""))
    return "Choose both what tuition costs and how it is billed, or leave both as they are";
  return undefined;
}

type QuickEditFieldsProps = {
  values: EditValues;
  onChange: (name: keyof EditValues, value: string) => void;
  options: ClassOptions | undefined;
};

type Listed = readonly { readonly id: string; readonly name: string }[];
const optionsOf = (list: Listed | undefined) =>
  (list ?? []).map(({ id, name }) => ({ value: id, label: name }));

export function QuickEditFields(props: QuickEditFieldsProps) {
  const keywords = () =>
    (props.options?.keywords ?? [])
      .filter(({ kind }) => kind === "class")
      .map(({ id, label }) => ({ value: id, label }));
  const choice = (name: keyof EditValues, label: string, options: { value: string; label: string }[]) => (
    <Labelled label={label}>
      {(id) => (
        <div class="relative">
          <select
            id={id}
            class="control appearance-none truncate pr-8"
            value={props.values[name]}
            onChange={(event) => props.onChange(name, event.currentTarget.value)}
          >
            <option value="">Leave as it is</option>
            <For each={options}>{(option) => <option value={option.value}>{option.label}</option>}</For>
          </select>
          <ChevronDownIcon class="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3" />
        </div>
      )}
    </Labelled>
  );
  const text = (name: keyof EditValues, label: string, placeholder: string) => (
    <Labelled label={label}>
      {(id) => (
        <input
          id={id}
          class="control"
          autocomplete="off"
          maxLength={160}
          placeholder={placeholder}
          value={props.values[name]}
          onInput={(event) => props.onChange(name, event.currentTarget.value)}
        />
      )}
    </Labelled>
  );
  return (
    <div class="grid items-start gap-4 sm:grid-cols-2">
      {text("namePattern", "Name; {name} is the present one", "{name} (Spring)")}
      {text("capacity", "Places", "Leave as it is")}
      {choice("programId", "Program", [
        ...optionsOf(props.options?.programs),
        { value: none, label: "No program" },
      ])}
      {choice("levelId", "Level", [...optionsOf(props.options?.levels), { value: none, label: "No level" }])}
      <Show when={keywords().length > 0}>
        {choice("addKeywordIds", "Add a keyword", keywords())}
        {choice("removeKeywordIds", "Remove a keyword", keywords())}
      </Show>
      <Show when={can("billing_setup", "full")}>
        {choice("tuitionRateId", "Tuition", optionsOf(props.options?.tuitionRates))}
        {choice("billingScheduleId", "Billed", optionsOf(props.options?.billingSchedules))}
      </Show>
      <For each={flags.filter((flag) => can("billing_setup", "full") || !priceFlags.includes(flag))}>
        {(flag) =>
          choice(flag, fieldLabel(flag), [
            { value: "yes", label: "Yes" },
            { value: "no", label: "No" },
          ])
        }
      </For>
    </div>
  );
}

function Labelled(props: { label: string; children: (id: string) => JSX.Element }) {
  const id = createUniqueId();
  return (
    <div class="flex min-w-0 flex-col gap-1">
      <label for={id} class="font-medium">
        {props.label}
      </label>
      {props.children(id)}
    </div>
  );
}
