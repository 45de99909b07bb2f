import type { ClassOptions } from "../../../../worker/domains/classes/shapes.ts";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { CustomValueFields } from "../../families/forms/custom-value-fields.tsx";
import { FieldPair } from "../../families/forms/field-section.tsx";
import { type FieldSource, orNull } from "../../families/forms/field-source.ts";
import { priorityKeywordText } from "../class-words.ts";
import { AgeFields } from "./age-fields.tsx";
import { CheckList } from "./check-list.tsx";
import type { ClassValues } from "./class-values.ts";

export type ClassFieldsProps = {
  form: FieldSource;
  values: ClassValues;
  options: ClassOptions | undefined;
  testedOn: string;
};

type Listed = readonly { readonly id: string; readonly name: string }[] | undefined;
/** What was chosen and has left the list since is still shown, so that saving keeps it. */
const choices = (list: Listed, chosen: string | null, none: string) => {
  const options = (list ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isGone = chosen !== null && chosen !== "" && !options.some(({ value }) => value === chosen);
  const gone = isGone ? [{ value: chosen, label: list ? "No longer on the list" : "…" }] : [];
  return [{ value: "", label: none }, ...gone, ...options];
};

export function AboutFields(props: ClassFieldsProps & { autofocus?: boolean }) {
  const field = (name: string) => props.form.field(name);
  const locations = () => props.options?.locations.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  return (
    <div class="flex flex-col gap-4">
      <TextInput field={field("name")} label="Name" maxLength={120} autofocus={props.autofocus} />
      <FieldPair>
        <Select
          field={orNull(field("programId"))}
          label="Program"
          optional
          options={choices(props.options?.programs, props.values.programId, "No program")}
        />
        <Select
          field={orNull(field("levelId"))}
          label="Level"
          optional
          options={choices(props.options?.levels, props.values.levelId, "No level")}
        />
      </FieldPair>
      <FieldPair>
        <Select field={field("locationId")} label="Location" options={locations()} />
        <TextInput
          field={orNull(field("capacity"))}
          label="Places"
          description="Most students at once; a slot may have its own number."
          inputmode="numeric"
          maxLength={3}
        />
      </FieldPair>
      <FieldPair>
        <DateInput field={field("startsOn")} label="First day" />
        <DateInput
          field={orNull(field("endsOn"))}
          label="Last day"
          optional
          description="Empty: it goes on."
        />
      </FieldPair>
      <TextArea field={orNull(field("description"))} label="Description" optional maxLength={4000} />
    </div>
  );
}

const genders = [
  { value: "", label: "Co-ed" },
  { value: "female", label: "Girls" },
  { value: "male", label: "Boys" },
];

export function AudienceFields(props: ClassFieldsProps) {
  return (
    <div class="flex flex-col gap-4">
      <AgeFields form={props.form} values={props.values} testedOn={props.testedOn} />
      <FieldPair>
        <Select field={orNull(props.form.field("gender"))} label="For" options={genders} />
        <TextInput
          field={orNull(props.form.field("schoolGrade"))}
          label="School grade"
          optional
          maxLength={40}
          description="Only this grade may come."
        />
      </FieldPair>
    </div>
  );
}

/** Days and keyword are nothing without each other. */
function priorityNote({ priorityStartsOn, priorityEndsOn, priorityKeywordId }: ClassValues): string {
  if (!priorityKeywordId && (priorityStartsOn || priorityEndsOn))
    return "Choose who goes first; the days of priority mean nothing without it.";
  if (priorityKeywordId && !priorityStartsOn)
    return "Enter when priority registration opens; nobody goes first without it.";
  return "Those with this keyword may register first.";
}

export function OnlineFields(props: ClassFieldsProps) {
  const field = (name: string) => props.form.field(name);
  return (
    <div class="flex flex-col gap-4">
      <div class="grid gap-x-6 gap-y-1 sm:grid-cols-2">
        <Checkbox field={field("isOnline")} label="Shown to families" />
        <Checkbox field={field("showsOpenings")} label="Shows how many places are free" />
        <Checkbox field={field("takesRegistration")} label="Takes registrations" />
        <Checkbox field={field("takesTrials")} label="Takes trials" />
        <Checkbox field={field("takesMakeups")} label="Takes makeups" />
        <Checkbox field={field("takesSingleDays")} label="Takes single days" />
        <Checkbox field={field("offersPlaces")} label="Offers freed places to the waitlist" />
        <Checkbox field={field("offersRegardless")} label="Offers them regardless of age and gender" />
      </div>
      <FieldPair>
        <DateInput field={orNull(field("registrationStartsOn"))} label="Registration opens" optional />
        <DateInput field={orNull(field("registrationEndsOn"))} label="Registration closes" optional />
      </FieldPair>
      <FieldPair>
        <DateInput field={orNull(field("priorityStartsOn"))} label="Priority registration opens" optional />
        <DateInput field={orNull(field("priorityEndsOn"))} label="Priority registration closes" optional />
      </FieldPair>
      <Select
        field={orNull(field("priorityKeywordId"))}
        label="Priority for"
        optional
        description={priorityNote(props.values)}
        options={choices(
          props.options?.keywords
            .filter(({ kind }) => kind !== "class")
            .map((keyword) => ({ id: keyword.id, name: priorityKeywordText(keyword) })),
          props.values.priorityKeywordId,
          "Nobody in particular",
        )}
      />
    </div>
  );
}

const kindWords = {
  ongoing: "Ongoing",
  rolling: "Rolling: students go on",
  auto_drop: "Students are dropped at its end",
};

export function MoreFields(props: ClassFieldsProps) {
  const keywords = () =>
    props.options?.keywords
      .filter(({ kind }) => kind === "class")
      .map(({ id, label }) => ({ id, name: label })) ?? [];
  const sessions = () =>
    props.options?.sessions.map(({ id, name, kind }) => ({ id, name, hint: kindWords[kind] })) ?? [];
  return (
    <div class="flex flex-col gap-4">
      <CheckList
        field={props.form.field("sessionIds")}
        legend="Sessions"
        description="A class with sessions meets only within them."
        options={sessions()}
        none="Your school has no sessions yet."
      />
      <CheckList
        field={props.form.field("keywordIds")}
        legend="Keywords"
        options={keywords()}
        none="Your school has no keywords for classes yet."
      />
      <CustomValueFields form={props.form} fields={customFieldsOf(props.options)} />
    </div>
  );
}

/** The fields that a school defined for its classes, as the shared form parts know them. */
const customFieldsOf = (options: ClassOptions | undefined) =>
  (options?.customFields ?? []).map((field) => ({ ...field, entity: "family" as const }));
