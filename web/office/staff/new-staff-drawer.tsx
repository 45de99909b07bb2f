import { createSignal, Show } from "solid-js";
import { createStaffInput, type GroupRow } from "../../../worker/domains/staff/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
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
import { announce } from "../audit/announce.ts";
import { Choices } from "./choices.tsx";
import { GroupChecks } from "./group-checks.tsx";

type NewStaffDrawerProps = { onClose: () => void; onCreated: (id: string) => void };
type Access = "invitation" | "password" | "none";

const ways = [
  {
    value: "invitation",
    label: "Send a link",
    hint: "The person chooses a password; the link works for a week.",
  },
  { value: "password", label: "Set a password now", hint: "You tell it to the person yourself." },
  { value: "none", label: "No log-in yet", hint: "Send a link whenever it is needed." },
] as const;

const nullIfEmpty = (text: string) => (text === "" ? null : text);
/** "Ana Lima" → "ana.lima": a suggestion, until somebody types a name of their own. */
const suggested = (first: string, last: string) =>
  `${first}.${last}`
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, "")
    .replace(/^\.|\.$/g, "");

export function NewStaffDrawer(props: NewStaffDrawerProps) {
  const [access, setAccess] = createSignal<Access>("invitation");
  const [ownUsername, setOwnUsername] = createSignal(false);
  const groups = createQuery<{ rows: GroupRow[] }>(() =>
    can("permissions", "full") ? "/staff/groups" : undefined,
  );
  const form = createForm({
    initial: {
      firstName: "",
      lastName: "",
      username: "",
      email: "",
      phone: "",
      title: "",
      hiredOn: "",
      groupIds: [] as string[],
      password: "",
    },
    send: (values, idempotencyKey) =>
      api.post<{ id: string; change: Committed }>(
        "/staff",
        {
          ...values,
          email: nullIfEmpty(values.email),
          phone: nullIfEmpty(values.phone),
          title: nullIfEmpty(values.title),
          hiredOn: nullIfEmpty(values.hiredOn),
          invite: access() === "invitation",
          password: access() === "password" ? values.password : null,
        },
        { idempotencyKey },
      ),
    schema: {
      "~standard": {
        validate: (value) => {
          const typed = value as Record<string, unknown>;
          const empty = {
            email: typed.email || null,
            phone: typed.phone || null,
            hiredOn: typed.hiredOn || null,
          };
          const outcome = createStaffInput["~standard"].validate({ ...typed, ...empty, password: null });
          if (outcome instanceof Promise || outcome.issues) return outcome as never;
          return { value: typed as never };
        },
      },
    },
    onSaved: ({ id, change }) => {
      announce(change, "/staff");
      props.onCreated(id);
    },
  });
  const suggest = () => {
    if (ownUsername()) return;
    form.set("username", suggested(form.values.firstName, form.values.lastName));
  };
  const username = () => {
    const field = form.field("username");
    return {
      ...field,
      set: (value: unknown) => {
        setOwnUsername(value !== "");
        field.set(value);
      },
    };
  };

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
