import { type MakeupRules, updateMakeupRules } from "../../../worker/domains/school-rules/schemas.ts";
import { plural } from "../../shared/format/names.ts";
import { Checkbox } from "../../shared/ui/checkbox.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { spanOptions, spanText } from "./duration-options.ts";
import { numbersOf } from "./numbers.ts";
import { createRulesForm, RuleSection, RulesFrame } from "./rules-form.tsx";

const numeric = [
  "noticeHours",
  "expiryDays",
  "capTokens",
  "capPeriodDays",
  "bookAheadDays",
  "returnNoticeHours",
] as const;

const schema = {
  "~standard": {
    validate: (value: unknown) =>
      updateMakeupRules["~standard"].validate(numbersOf(value as Record<string, unknown>, numeric)) as never,
  },
};

const earlier = (hours: number) =>
  hours === 0 ? "At any time" : `${spanText(hours * 60)} before, or earlier`;
const dayWords = (days: number) => plural(days, "day");

const issueOptions = [
  { value: "excused_absences", label: "Excused absences" },
  { value: "every_absence", label: "Every absence" },
  { value: "never", label: "None; staff issue tokens by hand" },
];

export function MakeupRulesForm(props: { rules: MakeupRules & { version: number } }) {
  const form = createRulesForm("makeups", () => props.rules, toForm, schema);
  return (
    <RulesFrame form={form} what="the makeup rules">
      <RuleSection title="Earning a token">
        <p class="-mt-2 max-w-prose text-ink-2">
          A makeup token is the right to come once to another class for one that was missed.
        </p>
        <div class="max-w-md">
          <Select field={form.field("issueFor")} label="Issued for" options={issueOptions} />
        </div>
        <div class="max-w-md">
          <Select
            field={form.field("noticeHours")}
            label="If the absence was said"
            options={spanOptions([0, 1, 2, 4, 12, 24, 48], props.rules.noticeHours, 60, earlier)}
          />
        </div>
        <div class="grid max-w-lg gap-4 sm:grid-cols-2">
          <TextInput
            field={form.field("capTokens")}
            label="At most, a student"
            description="Empty: no limit."
            optional
            inputmode="numeric"
            class="max-w-28 tabular-nums"
          />
          <Select
            field={form.field("capPeriodDays")}
            label="within"
            options={spanOptions([30, 90, 180, 365], props.rules.capPeriodDays, 1_440, dayWords)}
          />
        </div>
      </RuleSection>
      <RuleSection title="Using it">
        <div class="max-w-md">
          <Select
            field={form.field("expiryDays")}
            label="A token is good for"
            options={[
              ...spanOptions([30, 60, 90, 120, 180, 365], props.rules.expiryDays, 1_440, dayWords),
              { value: "", label: "As long as it is not used" },
            ]}
          />
        </div>
        <TextInput
          field={form.field("bookAheadDays")}
          label="A makeup can be booked ahead, in days"
          inputmode="numeric"
          class="max-w-28 tabular-nums"
        />
        <Checkbox
          field={form.field("isSameProgramOnly")}
          label="Only in classes of the program that was missed"
        />
      </RuleSection>
      <RuleSection title="Losing it">
        <div class="max-w-md">
          <Select
            field={form.field("returnNoticeHours")}
            label="A makeup that is cancelled gives its token back"
            options={spanOptions([0, 1, 4, 12, 24, 48], props.rules.returnNoticeHours, 60, earlier)}
          />
        </div>
        <Checkbox
          field={form.field("expiresOnWithdrawal")}
          label="Tokens expire when a student has left every class"
        />
      </RuleSection>
    </RulesFrame>
  );
}

const text = (value: number | null) => (value === null ? "" : String(value));

const toForm = (rules: MakeupRules & { version: number }) => ({
  ...rules,
  ...Object.fromEntries(numeric.map((key) => [key, text(rules[key])])),
});
