import type { JSX } from "solid-js";
import { Button } from "../../../shared/ui/button.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { AddressFields, FamilyMoreFields, FamilyNameField } from "../forms/family-fields.tsx";
import { FieldSection } from "../forms/field-section.tsx";
import { StudentFields } from "../forms/student-fields.tsx";
import { DuplicateFamilies } from "./duplicate-families.tsx";
import { GuardianCards, GuardianContacts, GuardianNames, type PartProps } from "./guardian-parts.tsx";
import { StudentCards } from "./student-cards.tsx";

/** Everything at once, for those who know what comes. */
export function OnePage(props: PartProps) {
  return (
    <form class="flex flex-col gap-8" novalidate onSubmit={(event) => void props.form.submit(event)}>
      <ErrorSummary form={props.form} />
      <Part title="Guardians">
        <GuardianCards {...props}>
          {(prefix) => (
            <>
              <GuardianNames {...props} prefix={prefix} />
              <GuardianContacts {...props} prefix={prefix} />
            </>
          )}
        </GuardianCards>
      </Part>
      <Part title="Family">
        <FieldSection>
          <FamilyNameField form={props.form} />
        </FieldSection>
        <AddressFields form={props.form} />
        <FamilyMoreFields {...props} />
      </Part>
      <Part title="Students">
        <StudentCards {...props}>
          {(prefix) => (
            <StudentFields
              form={props.form}
              prefix={prefix}
              options={props.options}
              duplicates={props.form.duplicates}
            />
          )}
        </StudentCards>
      </Part>
      <DuplicateFamilies families={props.form.duplicates.found()} />
      <div class="flex justify-end border-t border-line pt-4">
        <Button type="submit" variant="primary" busy={props.form.submitting()}>
          Save family
        </Button>
      </div>
    </form>
  );
}

function Part(props: { title: string; children: JSX.Element }) {
  return (
    <section class="grid gap-x-10 gap-y-3 lg:grid-cols-[11rem_minmax(0,1fr)]">
      <h2 class="text-md font-bold tracking-tight">{props.title}</h2>
      <div>{props.children}</div>
    </section>
  );
}
