import type { FamilyOptions } from "../../../../worker/domains/families/shapes.ts";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { PhoneInput } from "../../../shared/ui/phone-input.tsx";
import { DuplicateNote } from "./duplicate-note.tsx";
import type { Duplicates } from "./duplicates.ts";
import { choosePrimary, EntryRows } from "./entry-rows.tsx";
import { type FieldSource, pathIn } from "./field-source.ts";
import { newPhone } from "./new-records.ts";
import { TypeSelect } from "./type-select.tsx";

type PhoneRowsProps = {
  form: FieldSource;
  prefix?: string;
  options: FamilyOptions | undefined;
  duplicates?: Duplicates;
};

const phonesMax = 10;

export function PhoneRows(props: PhoneRowsProps) {
  const path = () => pathIn(props.prefix, "phones");
  const field = (row: string, name: string) => props.form.field(`${row}.${name}`);
  const primary = (row: string, index: number) => ({
    ...field(row, "isPrimary"),
    set: (chosen: unknown) => choosePrimary(props.form, path(), index, chosen === true),
  });
  return (
    <EntryRows
      form={props.form}
      path={path()}
      noun="phone"
      create={newPhone}
      max={phonesMax}
      mainField="number"
      main={(row, index) => (
        <div class="flex flex-col gap-1.5">
          <PhoneInput label={`Phone ${index + 1}`} hideLabel optional field={field(row(), "number")} />
          <DuplicateNote
            what="this phone"
            families={props.duplicates?.matching(String(field(row(), "number").value() ?? ""))}
          />
        </div>
      )}
      details={(row, index) => (
        <div class="flex flex-wrap items-start gap-x-4 gap-y-1">
          <TypeSelect
            label={`Type of phone ${index + 1}`}
            field={field(row(), "typeId")}
            list={props.options?.phoneTypes}
          />
          <div class="flex flex-wrap gap-x-4 py-1 pointer-coarse:py-0">
            <Checkbox label="Primary" field={primary(row(), index)} />
            <Checkbox label="Text messages" field={field(row(), "textOptIn")} />
          </div>
        </div>
      )}
    />
  );
}
