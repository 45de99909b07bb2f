import { Show } from "solid-js";
import type { FamilyOptions } from "../../../../worker/domains/families/shapes.ts";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import type { Duplicates } from "./duplicates.ts";
import { EmailRows } from "./email-rows.tsx";
import { choices } from "./family-options.ts";
import { FieldPair, FieldSection } from "./field-section.tsx";
import { type FieldSource, orNull, pathIn } from "./field-source.ts";
import { PhoneRows } from "./phone-rows.tsx";

type GuardianFieldsProps = {
  form: FieldSource;
  /** Where the guardian stands in a larger form, such as "guardians.0". */
  prefix?: string;
  options: FamilyOptions | undefined;
  duplicates?: Duplicates;
  /** The only guardian of a family is its primary one; then there is nothing to choose. */
  onlyOne?: boolean;
};

export function GuardianFields(props: GuardianFieldsProps) {
  const field = (name: string) => props.form.field(pathIn(props.prefix, name));
  return (
    <>
      <FieldSection>
        <FieldPair>
          <TextInput label="First name" field={field("firstName")} maxLength={80} />
          <TextInput label="Last name" optional field={field("lastName")} maxLength={80} />
        </FieldPair>
        <Show when={props.options?.relationships.length !== 0}>
          <Select
            label="Relationship to the students"
            optional
            field={orNull(field("relationshipId"))}
            options={choices(props.options?.relationships, field("relationshipId").value(), "Not known")}
          />
        </Show>
      </FieldSection>
      <FieldSection title="E-mail">
        <EmailRows {...props} />
      </FieldSection>
      <FieldSection title="Phone">
        <PhoneRows {...props} />
      </FieldSection>
      <FieldSection title="More about this guardian">
        <div class="flex flex-col gap-1">
          <Checkbox label="May pick up the students" field={field("mayPickUp")} />
          <Checkbox label="Lives with the students" field={field("livesWithStudents")} />
          <Checkbox
            label="Primary guardian of the family"
            description={
              props.onlyOne
                ? "The only guardian is the primary one."
                : "The school speaks to this person first."
            }
            disabled={props.onlyOne}
            field={field("isPrimary")}
          />
        </div>
        <FieldPair>
          <DateInput label="Birth date" optional field={orNull(field("birthDate"))} />
          <TextInput label="Employer" optional field={orNull(field("employer"))} maxLength={120} />
        </FieldPair>
      </FieldSection>
    </>
  );
}
