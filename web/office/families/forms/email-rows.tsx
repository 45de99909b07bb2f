import type { FamilyOptions } from "../../../../worker/domains/families/shapes.ts";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { EmailInput } from "../../../shared/ui/email-input.tsx";
import { DuplicateNote } from "./duplicate-note.tsx";
import type { Duplicates } from "./duplicates.ts";
import { choosePrimary, EntryRows } from "./entry-rows.tsx";
import { type FieldSource, pathIn } from "./field-source.ts";
import { newEmail } from "./new-records.ts";
import { TypeSelect } from "./type-select.tsx";

type EmailRowsProps = {
  form: FieldSource;
  prefix?: string;
  options: FamilyOptions | undefined;
  duplicates?: Duplicates;
};

const emailsMax = 10;

export function EmailRows(props: EmailRowsProps) {
  const path = () => pathIn(props.prefix, "emails");
  const field = (row: string, name: string) => props.form.field(`${row}.${name}`);
  const primary = (row: string, index: number) => ({
    ...field(row, "isPrimary"),
    set: (chosen: unknown) => choosePrimary(props.form, path(), index, chosen === true),
  });
  return (
    <EntryRows
      form={props.form}
      path={path()}
      noun="e-mail"
      create={newEmail}
      max={emailsMax}
      mainField="address"
      main={(row, index) => (
        <div class="flex flex-col gap-1.5">
          <EmailInput label={`E-mail ${index + 1}`} hideLabel optional field={field(row(), "address")} />
          <DuplicateNote
            what="this e-mail"
            families={props.duplicates?.matching(String(field(row(), "address").value() ?? ""))}
          />
        </div>
      )}
      details={(row, index) => (
        <div class="flex flex-wrap items-start gap-x-4 gap-y-1">
          <TypeSelect
            label={`Type of e-mail ${index + 1}`}
            field={field(row(), "typeId")}
            list={props.options?.emailTypes}
          />
          <div class="flex flex-wrap gap-x-4 py-1 pointer-coarse:py-0">
            <Checkbox label="Primary" field={primary(row(), index)} />
            <Checkbox label="Group e-mails" field={field(row(), "bulkOptIn")} />
          </div>
        </div>
      )}
    />
  );
}
