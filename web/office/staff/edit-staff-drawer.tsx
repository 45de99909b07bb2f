import { For, Show } from "solid-js";
import { type StaffPage, updateStaffInput } from "../../../worker/domains/staff/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Checkbox } from "../../shared/ui/checkbox.tsx";
import { DateInput } from "../../shared/ui/date-input.tsx";
import { Drawer } from "../../shared/ui/drawer.tsx";
import { EmailInput } from "../../shared/ui/email-input.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { PhoneInput } from "../../shared/ui/phone-input.tsx";
import { TextArea } from "../../shared/ui/text-area.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { announce } from "../audit/announce.ts";
import { PictureField } from "../portal-images/picture-field.tsx";
import { AddressFields } from "../settings/address-fields.tsx";
import { numbersOf } from "../settings/numbers.ts";
import { CustomFieldInput } from "./custom-field-input.tsx";

type EditStaffDrawerProps = { page: StaffPage; path: string; onClose: () => void };

const dates = ["birthDate", "hiredOn", "country"] as const;

/** What the form may change; the rest of the page's facts has acts of its own. */
function editable(person: StaffPage["person"]) {
  const { id: _id, isActive: _active, createdAt: _created, ...rest } = person;
  const { hasPassword: _password, invitedUntil: _invited, ...facts } = rest;
  const { deactivatedAt: _at, deactivatedBy: _by, deactivatedReason: _why, ...own } = facts;
  return own;
}

const schema = {
  "~standard": {
    validate: (value: unknown) => {
      const typed = { ...(value as Record<string, unknown>) };
      for (const key of dates) typed[key] = typed[key] || null;
      return updateStaffInput["~standard"].validate(numbersOf(typed, ["portalPosition"])) as never;
    },
  },
};

export function EditStaffDrawer(props: EditStaffDrawerProps) {
  const form = createForm({
    initial: editable(props.page.person),
    schema,
    send: (values: object, idempotencyKey) =>
      api.patch<{ change: Committed | null }>(props.path, values, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, "/staff", "/session");
      props.onClose();
    },
  });
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={`Edit ${props.page.person.firstName} ${props.page.person.lastName}`}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            Save
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <div class="grid gap-4 sm:grid-cols-2">
          <TextInput field={form.field("firstName")} label="First name" maxLength={80} autofocus />
          <TextInput field={form.field("lastName")} label="Last name" maxLength={80} />
          <TextInput field={form.field("title")} label="Title" optional maxLength={120} />
          <PhoneInput field={form.field("phone")} label="Phone" optional />
          <TextInput field={form.field("username")} label="User name" maxLength={60} autocapitalize="none" />
          <EmailInput field={form.field("email")} label="E-mail" optional />
          <DateInput field={form.field("birthDate")} label="Born" optional />
          <DateInput field={form.field("hiredOn")} label="Hired on" optional />
        </div>
        <TextArea
          field={form.field("bio")}
          label="About"
          description="Families read it under Meet the Staff."
          optional
          maxLength={4000}
        />
        <PictureField field={form.field("photoFileId")} label="Photo" />
        <Checkbox
          field={form.field("isInPortal")}
          label="Shown to families under Meet the Staff"
          description="Name, title, text and photo; nothing else."
        />
        <TextInput
          field={form.field("portalPosition")}
          label="Place among them"
          description="0 comes first; the same number in the order of names."
          inputmode="numeric"
          class="max-w-28 tabular-nums"
        />
        <AddressFields form={form} />
        <div class="grid gap-4 sm:grid-cols-2">
          <TextInput
            field={form.field("emergencyContactName")}
            label="Emergency contact"
            optional
            maxLength={120}
          />
          <PhoneInput field={form.field("emergencyContactPhone")} label="Their phone" optional />
        </div>
        <Show when={props.page.customFields.length > 0}>
          <For each={props.page.customFields}>
            {(field) => (
              <CustomFieldInput field={form.field(`customValues.${field.id}`)} definition={field} />
            )}
          </For>
        </Show>
      </form>
    </Drawer>
  );
}
