import { createSignal, Show } from "solid-js";
import type { GroupRow } from "../../../worker/domains/staff/schemas.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { DateInput } from "../../shared/ui/date-input.tsx";
import { Drawer } from "../../shared/ui/drawer.tsx";
import { EmailInput } from "../../shared/ui/email-input.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { PasswordInput } from "../../shared/ui/password-input.tsx";
import { PhoneInput } from "../../shared/ui/phone-input.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { Choices } from "./choices.tsx";
import { GroupChecks } from "./group-checks.tsx";
import { type Access, createNewStaffForm } from "./new-staff-form.ts";

type NewStaffDrawerProps = { onClose: () => void; onCreated: (id: string) => void };

const ways = [
  {
    value: "invitation",
    label: "Send a link",
    hint: "The person chooses a password; the link works for a week.",
  },
  { value: "password", label: "Set a password now", hint: "You tell it to the person yourself." },
  { value: "none", label: "No log-in yet", hint: "Send a link whenever it is needed." },
] as const;

export function NewStaffDrawer(props: NewStaffDrawerProps) {
  const [access, setAccess] = createSignal<Access>("invitation");
  const groups = createQuery<{ rows: GroupRow[] }>(() =>
    can("permissions", "full") ? "/staff/groups" : undefined,
  );
  const { form, username, suggest } = createNewStaffForm(access, (id) => props.onCreated(id));

  return (
    <Drawer
      open
      onClose={props.onClose}
      title="New staff member"
      description="Somebody who signs in to work with this account."
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            Add
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit} onFocusOut={suggest}>
        <ErrorSummary form={form} />
        <div class="grid gap-4 sm:grid-cols-2">
          <TextInput field={form.field("firstName")} label="First name" maxLength={80} autofocus />
          <TextInput field={form.field("lastName")} label="Last name" maxLength={80} />
        </div>
        <EmailInput field={form.field("email")} label="E-mail" optional={access() !== "invitation"} />
        <div class="grid gap-4 sm:grid-cols-2">
          <TextInput
            field={username()}
            label="User name"
            maxLength={60}
            autocapitalize="none"
            spellcheck={false}
          />
          <PhoneInput field={form.field("phone")} label="Phone" optional />
          <TextInput field={form.field("title")} label="Title" optional maxLength={120} />
          <DateInput field={form.field("hiredOn")} label="Hired on" optional />
        </div>
        <Choices legend="Log-in" name="access" value={access()} options={ways} onChange={setAccess} />
        <Show when={access() === "password"}>
          <PasswordInput field={form.field("password")} label="Password" autocomplete="new-password" />
        </Show>
        <Show when={groups.data()}>
          {(answer) => <GroupChecks field={form.field("groupIds")} groups={answer().rows} />}
        </Show>
      </form>
    </Drawer>
  );
}
