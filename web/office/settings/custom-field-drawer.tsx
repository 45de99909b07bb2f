import { Show } from "solid-js";
import {
  type CustomFieldRow,
  customFieldInput,
  updateCustomFieldInput,
} from "../../../worker/domains/settings/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Checkbox } from "../../shared/ui/checkbox.tsx";
import { Drawer } from "../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { TextArea } from "../../shared/ui/text-area.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { announce } from "../audit/announce.ts";
import { fieldTypes } from "./custom-field-types.ts";

type CustomFieldDrawerProps = {
  /** Without it a new one is made. */
  field?: CustomFieldRow;
  entity: CustomFieldRow["entity"];
  onClose: () => void;
};

const path = "/settings/custom-fields";
const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

function createFieldForm({ field, entity, onClose }: CustomFieldDrawerProps) {
  const input = field ? updateCustomFieldInput : customFieldInput;
  return createForm({
    initial: {
      label: field?.label ?? "",
      fieldType: field?.fieldType ?? "text",
      choices: (field?.choices ?? []).join("\n"),
      isRequired: field?.isRequired ?? false,
      shownInPortal: field?.shownInPortal ?? false,
    },
    schema: {
      "~standard": {
        validate: (value: unknown) => {
          const typed = value as { choices: string };
          const whole = { ...typed, entity, version: field?.version, choices: linesOf(typed.choices) };
          return input["~standard"].validate(whole) as never;
        },
      },
    },
    send: (values: object, idempotencyKey) =>
      field
        ? api.patch<{ change: Committed | null }>(`${path}/${field.id}`, values, { idempotencyKey })
        : api.post<{ change: Committed | null }>(path, values, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, path, "/family-options", "/class-options", "/staff");
      onClose();
    },
  });
}

const titles = {
  family: "New field for families",
  student: "New field for students",
  staff: "New field for staff",
  class: "New field for classes",
};

export function CustomFieldDrawer(props: CustomFieldDrawerProps) {
  const { field, entity } = props;
  const form = createFieldForm(props);
  const types = Object.entries(fieldTypes).map(([value, label]) => ({ value, label }));
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={field ? `Edit ${field.label}` : titles[entity]}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            {field ? "Save" : "Add"}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextInput field={form.field("label")} label="Name" maxLength={60} autofocus />
        <Select
          field={form.field("fieldType")}
          label="What it holds"
          description={
            field ? "Fixed, because what people entered would no longer fit." : "Cannot be changed later."
          }
          disabled={field !== undefined}
          options={types}
        />
        <Show when={form.values.fieldType === "choice"}>
          <TextArea
            field={form.field("choices")}
            label="Choices"
            description="One a line. What was chosen before stays, even when it is no longer offered."
            rows={5}
          />
        </Show>
        <Checkbox field={form.field("isRequired")} label="Required in forms" />
        <Show when={entity !== "staff"}>
          <Checkbox
            field={form.field("shownInPortal")}
            label="Shown in the family portal"
            description="Guardians see it and may fill it in."
          />
        </Show>
      </form>
    </Drawer>
  );
}
