import { createSignal, type ParentProps, Show } from "solid-js";
import type { AccountList } from "../../../worker/enterprise/accounts/schemas.ts";
import type { FormField } from "../../shared/form.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmailInput } from "../../shared/ui/email-input.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { placed } from "../accounts/group-tree.ts";
import { createOnboardingForm, currencies, suggestedName, timeZones } from "./onboarding-form.ts";

const engines = [
  { value: "d1", label: "One of ours (Cloudflare D1)" },
  { value: "libsql", label: "On a libSQL server, such as Turso" },
];
const same = (values: readonly string[]) =>
  values.map((value) => ({ value, label: value.replaceAll("_", " ") }));

/** All that an account begins with. */
export function NewAccount(props: { onStarted: (id: string) => void }) {
  const [isOwn, setIsOwn] = createSignal(false);
  const form = createOnboardingForm((id) => props.onStarted(id));
  const list = createQuery<AccountList>(() => "/accounts");
  const groups = () =>
    placed(list.data()?.groups ?? []).map(({ id, path }) => ({ value: id, label: path.join(" › ") }));
  const templates = () => (list.data()?.accounts ?? []).map(({ id, name }) => ({ value: id, label: name }));

  /** The name in addresses follows the name, until somebody types one of their own. */
  const nameField = (): FormField => {
    const field = form.field("name");
    return {
      ...field,
      set: (value) => {
        field.set(value);
        if (!isOwn()) form.set("urlName", suggestedName(String(value)));
      },
    };
  };
  const urlField = (): FormField => {
    const field = form.field("urlName");
    return {
      ...field,
      set: (value) => {
        setIsOwn(value !== "");
        field.set(value);
      },
    };
  };

  return (
    <form class="mt-4 flex flex-col gap-6" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <Part title="The account">
        <TextInput field={nameField()} label="Name" maxLength={120} />
        <TextInput
          field={urlField()}
          label="Name in addresses"
          description={`Staff will work at /a/${String(form.values.urlName || "…")}`}
          maxLength={40}
          autocapitalize="none"
          spellcheck={false}
        />
        <Select
          field={form.field("groupId")}
          label="Group"
          optional
          options={[{ value: "", label: "None" }, ...groups()]}
        />
        <Select
          field={form.field("templateAccountId")}
          label="Begin with the lists of"
          description="Programs, levels, charge categories, keywords, custom fields, drop reasons and policies"
          optional
          options={[{ value: "", label: "Our own suggestions" }, ...templates()]}
        />
      </Part>
      <Part title="Where it is">
        <TextInput field={form.field("place")} label="Place" optional maxLength={120} />
        <TextInput
          field={form.field("contactPhone")}
          label="Contact phone"
          optional
          type="tel"
          maxLength={40}
        />
        <Select field={form.field("timeZone")} label="Time zone" options={same(timeZones)} />
        <Select
          field={form.field("currency")}
          label="Currency"
          description="Fixed once something was charged"
          options={same(currencies)}
        />
        <TextInput field={form.field("locale")} label="Language" description="Such as en-US" maxLength={20} />
        <TextInput
          field={form.field("phoneRegion")}
          label="Country of phone numbers"
          description="Two letters, such as US"
          maxLength={2}
        />
      </Part>
      <Part title="First owner">
        <TextInput field={form.field("owner.firstName")} label="First name" maxLength={80} />
        <TextInput field={form.field("owner.lastName")} label="Last name" maxLength={80} />
        <EmailInput field={form.field("owner.email")} label="E-mail" />
        <p class="self-end text-sm text-ink-3">Gets a mail with a link to choose a password.</p>
      </Part>
      <Part title="Database">
        <Select field={form.field("engine")} label="Database" options={engines} />
        <Show when={form.values.engine === "libsql"}>
          <TextInput
            field={form.field("database.url")}
            label="Address"
            description="Of a new, empty database, such as libsql://school.turso.io"
            type="url"
            spellcheck={false}
          />
          <TextInput
            field={form.field("database.token")}
            label="Token"
            description="Kept sealed; nobody can read it again"
            optional
            type="password"
            autocomplete="off"
          />
        </Show>
      </Part>
      <div class="flex justify-end">
        <Button type="submit" variant="primary" busy={form.submitting()}>
          Set it up
        </Button>
      </div>
    </form>
  );
}

function Part(props: ParentProps<{ title: string }>) {
  return (
    <fieldset class="min-w-0 border-t border-line pt-4">
      <legend class="float-left mb-3 w-full font-bold tracking-tight">{props.title}</legend>
      <div class="clear-both grid gap-4 sm:grid-cols-2">{props.children}</div>
    </fieldset>
  );
}
