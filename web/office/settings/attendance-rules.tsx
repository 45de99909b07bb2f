import { type AttendanceRules, updateAttendanceRules } from "../../../worker/domains/school-rules/schemas.ts";
import { Checkbox } from "../../shared/ui/checkbox.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { spanOptions, spanText } from "./duration-options.ts";
import { numbersOf } from "./numbers.ts";
import { createRulesForm, RuleSection, RulesFrame } from "./rules-form.tsx";

const schema = {
  "~standard": {
    validate: (value: unknown) =>
      updateAttendanceRules["~standard"].validate(
        numbersOf(value as Record<string, unknown>, ["excusedNoticeMinutes"]),
      ) as never,
  },
};

const noticeWords = (minutes: number) =>
  minutes === 0 ? "Any time before the class begins" : `${spanText(minutes)} before, or earlier`;

export function AttendanceRulesForm(props: { rules: AttendanceRules & { version: number } }) {
  const form = createRulesForm("attendance", () => props.rules, toForm, schema);
  return (
    <RulesFrame form={form} what="the attendance rules">
      <RuleSection title="Marking">
        <Checkbox
          field={form.field("isCheckInMode")}
          label="Attendance check-in mode"
          description="The Enrollments page marks who is there with one press, and nothing else. The roll sheet keeps all its marks."
        />
      </RuleSection>
      <RuleSection title="Absences said beforehand">
        <div class="max-w-md">
          <Select
            field={form.field("excusedNoticeMinutes")}
            label="An absence is excused by itself when it was said"
            description="Staff with the right to excuse absences can always do it by hand."
            options={[
              ...spanOptions(
                [0, 60, 120, 240, 720, 1_440, 2_880],
                props.rules.excusedNoticeMinutes,
                1,
                noticeWords,
              ),
              { value: "", label: "Never by itself" },
            ]}
          />
        </div>
      </RuleSection>
    </RulesFrame>
  );
}

const toForm = (rules: AttendanceRules & { version: number }) => ({
  ...rules,
  excusedNoticeMinutes: rules.excusedNoticeMinutes === null ? "" : String(rules.excusedNoticeMinutes),
});
