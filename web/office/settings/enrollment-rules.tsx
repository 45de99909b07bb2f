import { type EnrollmentRules, updateEnrollmentRules } from "../../../worker/domains/school-rules/schemas.ts";
import { Checkbox } from "../../shared/ui/checkbox.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { spanOptions } from "./duration-options.ts";
import { numbersOf } from "./numbers.ts";
import { createRulesForm, RuleSection, RulesFrame } from "./rules-form.tsx";

const numeric = ["lookAheadDays", "offerHours", "newStudentDays"];

const schema = {
  "~standard": {
    validate: (value: unknown) =>
      updateEnrollmentRules["~standard"].validate(
        numbersOf(value as Record<string, unknown>, numeric),
      ) as never,
  },
};

export function EnrollmentRulesForm(props: { rules: EnrollmentRules & { version: number } }) {
  const form = createRulesForm("enrollment", () => props.rules, toForm, schema);
  return (
    <RulesFrame form={form} what="the enrollment rules">
      <RuleSection title="Places">
        <TextInput
          field={form.field("lookAheadDays")}
          label="Look ahead, in days"
          description="Somebody who begins within these days takes a place already today, so that it is not promised twice."
          inputmode="numeric"
          class="max-w-28 tabular-nums"
        />
        <div class="max-w-md">
          <Select
            field={form.field("offerHours")}
            label="A place that becomes free is kept for the first on the waitlist for"
            description="Then it goes to the next one. Nobody else can take it meanwhile."
            options={spanOptions([2, 6, 12, 24, 48, 72, 168], props.rules.offerHours, 60)}
          />
        </div>
      </RuleSection>
      <RuleSection title="Leaving and arriving">
        <Checkbox
          field={form.field("isDropReasonRequired")}
          label="Staff must give a reason when they drop a student"
          description="The reasons are a list of your own, under Drop reasons."
        />
        <TextInput
          field={form.field("newStudentDays")}
          label="Marked as new, in days"
          description="From the first enrollment on, so that coaches know whom to welcome. 0: never."
          inputmode="numeric"
          class="max-w-28 tabular-nums"
        />
      </RuleSection>
      <RuleSection title="Words">
        <TextInput
          field={form.field("singleDayLabel")}
          label="A paid visit for one day is called"
          description="“Drop-in”, “Casual”: what your families say."
          maxLength={30}
          class="max-w-72"
        />
      </RuleSection>
    </RulesFrame>
  );
}

const toForm = (rules: EnrollmentRules & { version: number }) => ({
  ...rules,
  lookAheadDays: String(rules.lookAheadDays),
  offerHours: String(rules.offerHours),
  newStudentDays: String(rules.newStudentDays),
});
